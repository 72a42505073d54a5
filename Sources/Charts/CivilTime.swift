/// A moment of the Gregorian calendar in UTC, for the labels of a time axis.
///
///     CivilTime(unixSeconds: 1_577_836_800)      // 2020-01-01 00:00
///
/// Not a calendar library: no zones, no leap seconds, and years only within ±100,000 or so of the present, which
/// is what an axis can be asked for.
package struct CivilTime: Hashable, Sendable {
  package let year: Int
  /// 1 to 12.
  package let month: Int
  /// 1 to 31.
  package let day: Int
  /// Seconds since midnight, 0 to 86,399.
  package let secondOfDay: Int

  package init(unixSeconds: Int) {
    let days = (unixSeconds - Self.modulo(unixSeconds, 86_400)) / 86_400
    secondOfDay = Self.modulo(unixSeconds, 86_400)
    // Years that begin in March put the leap day last, so that a month's first day is a linear function of the month.
    let shifted = days + 719_468
    let dayOfEra = Self.modulo(shifted, 146_097)
    let era = (shifted - dayOfEra) / 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
    month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
  }

  /// The Unix second at which a month begins; months beyond 1 to 12 run on into other years.
  static func unixSeconds(year: Int, month: Int) -> Int {
    let months = year * 12 + month - 1
    let month = modulo(months, 12) + 1
    let year = (months - modulo(months, 12)) / 12
    let marchYear = month <= 2 ? year - 1 : year
    let yearOfEra = modulo(marchYear, 400)
    let marchMonth = month > 2 ? month - 3 : month + 9
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + (153 * marchMonth + 2) / 5
    let days = (marchYear - yearOfEra) / 400 * 146_097 + dayOfEra - 719_468
    return days * 86_400
  }

  static func modulo(_ value: Int, _ divisor: Int) -> Int {
    let remainder = value % divisor
    return remainder < 0 ? remainder + divisor : remainder
  }

  /// "06:05", and "06:05:30" where there are seconds.
  var clock: String {
    let seconds = secondOfDay % 60
    let text = Self.twoDigits(secondOfDay / 3600) + ":" + Self.twoDigits(secondOfDay / 60 % 60)
    return seconds == 0 ? text : text + ":" + Self.twoDigits(seconds)
  }

  /// "12 Mar".
  var date: String { "\(day) \(monthName)" }

  /// "Mar".
  var monthName: String {
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][month - 1]
  }

  /// "12 Mar 2020 06:05".
  package var full: PlainText { PlainText("\(date) \(year) \(clock)") }

  private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}
