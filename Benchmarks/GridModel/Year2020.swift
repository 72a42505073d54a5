/// The year that the traces cover: 105,408 slots of five minutes from 2020-01-01T00:00:00Z. 2020 is a leap year.
package enum Year2020 {
  /// Slots in an hour, a day and the year.
  package static let slotsPerHour = 12
  package static let slotsPerDay = 288
  package static let slots = 105_408

  /// Days in each month, January first.
  package static let monthLengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

  /// The first slot of each month, January first.
  package static let monthStarts: [Int] = monthLengths.indices.map { month in
    monthLengths[..<month].reduce(0, +) * slotsPerDay
  }

  /// The slot at an hour of a day, all in UTC.
  ///
  /// - Parameters:
  ///   - month: 1 to 12.
  ///   - day: from 1; not beyond the month's length.
  ///   - hour: 0 to 23.
  package static func slot(month: Int, day: Int, hour: Int) -> Int {
    precondition((1...12).contains(month), "A month is 1 to 12.")
    precondition((1...monthLengths[month - 1]).contains(day), "The month has no such day.")
    precondition((0..<24).contains(hour), "An hour is 0 to 23.")
    return monthStarts[month - 1] + (day - 1) * slotsPerDay + hour * slotsPerHour
  }

  /// When a slot begins, as in `2020-02-29T23:55:00Z`.
  package static func timestamp(_ slot: Int) -> String {
    precondition((0..<slots).contains(slot), "The slot lies outside 2020.")
    let month = monthStarts.lastIndex { $0 <= slot }!
    let (day, slotOfDay) = (slot - monthStarts[month]).quotientAndRemainder(dividingBy: slotsPerDay)
    let (hour, slotOfHour) = slotOfDay.quotientAndRemainder(dividingBy: slotsPerHour)
    return "2020-\(two(month + 1))-\(two(day + 1))T\(two(hour)):\(two(slotOfHour * 5)):00Z"
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
