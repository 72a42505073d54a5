/// The daily and weekly wave of electricity demand, by the local clock.
///
/// One wave a day with a second of a third its size on it, which makes the morning steeper than the evening. Weekends and
/// holidays lack a part of demand all day. It has no season: what a month changes is in `MonthlyLevels`.
package struct Demand: Sendable {
  private let lowHour: Double
  private let holidays: Set<Int>

  /// The second wave's share of the first.
  private static let secondWave = 0.35
  /// Hours by which the second wave's low leads the first's.
  private static let secondLead = 1.0

  /// - Parameters:
  ///   - lowHour: the local hour, 0 to 24, when the first wave is lowest.
  ///   - holidays: which working days are none.
  package init(lowHour: Double, holidays: Holidays = .none) {
    self.lowHour = lowHour
    self.holidays = holidays.days
  }

  /// Demand around its mean of a day, in units of the first wave's amplitude.
  ///
  /// - Parameter localSlot: slots from local midnight of 1 January 2020; may be negative.
  package func wave(localSlot: Int) -> Double {
    // A week's worth of slots keeps the remainder positive in the last hours of 2019.
    let shifted = localSlot + 7 * Year2020.slotsPerDay
    let hour = Double(shifted % Year2020.slotsPerDay) / Double(Year2020.slotsPerHour)
    let first = -Trigonometry.cosine(turns: (hour - lowHour) / 24)
    let second = -Self.secondWave * Trigonometry.cosine(turns: (hour - lowHour + Self.secondLead) / 12)
    return first + second
  }

  /// Whether people work on the day of a slot.
  ///
  /// - Parameter localSlot: slots from local midnight of 1 January 2020 (a Wednesday); may be negative.
  package func isWorkingDay(localSlot: Int) -> Bool {
    let day = (localSlot + 7 * Year2020.slotsPerDay) / Year2020.slotsPerDay - 7
    let weekday = (day + 7 + 2) % 7  // Monday is 0.
    return weekday < 5 && !holidays.contains(day)
  }
}
