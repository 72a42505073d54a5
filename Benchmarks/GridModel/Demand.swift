/// The daily and weekly wave of electricity demand, by the local clock.
///
/// One wave a day with a second of a third its size on it, which makes the morning steeper than the evening, and less of
/// it at weekends. It has no season: what a month changes is in `MonthlyLevels`.
public struct Demand: Sendable {
  private let lowHour: Double

  /// The second wave's share of the first.
  private static let secondWave = 0.35
  /// Hours by which the second wave's low leads the first's.
  private static let secondLead = 1.0
  /// What a Saturday or Sunday lacks.
  private static let weekend = 0.3

  /// - Parameter lowHour: the local hour, 0 to 24, when the first wave is lowest.
  public init(lowHour: Double) { self.lowHour = lowHour }

  /// Demand around its mean of a working day, in units of the first wave's amplitude.
  ///
  /// - Parameter localSlot: slots from local midnight of 1 January 2020 (a Wednesday); may be negative.
  public func level(localSlot: Int) -> Double {
    // A week's worth of slots keeps both remainders positive in the last hours of 2019.
    let shifted = localSlot + 7 * Year2020.slotsPerDay
    let hour = Double(shifted % Year2020.slotsPerDay) / Double(Year2020.slotsPerHour)
    let weekday = (shifted / Year2020.slotsPerDay + 2) % 7  // Monday is 0.
    let first = -Trigonometry.cosine(turns: (hour - lowHour) / 24)
    let second = -Self.secondWave * Trigonometry.cosine(turns: (hour - lowHour + Self.secondLead) / 12)
    return first + second - (weekday >= 5 ? Self.weekend : 0)
  }
}
