import CarbonScheduling

/// A moment of the library's calendar in UTC, as the labels of a time axis show it.
///
///     CivilTime(unixSeconds: 1_577_836_800)      // 2020-01-01 00:00
package struct CivilTime: Hashable, Sendable {
  package let year: Int
  /// 1 to 12.
  package let month: Int
  /// 1 to 31.
  package let day: Int
  /// Seconds since midnight, 0 to 86,399.
  package let secondOfDay: Int

  package init(unixSeconds: Int) {
    let date = CivilDate(containing: Instant(secondsSince1970: Int64(unixSeconds)))
    (year, month, day) = (date.year, date.month, date.day)
    secondOfDay = unixSeconds.moduloRoundingDown(by: 86_400)
  }

  /// The Unix second at which a month begins; months beyond 1 to 12 run on into other years.
  static func unixSeconds(year: Int, month: Int) -> Int {
    let months = year * 12 + month - 1
    let first = months.moduloRoundingDown(by: 12)
    return Int(CivilDate(year: (months - first) / 12, month: first + 1, day: 1).startOfDay.secondsSince1970)
  }

  /// "06:05", and "06:05:30" where there are seconds.
  var clock: String {
    let seconds = secondOfDay % 60
    let text = twoDigits(secondOfDay / 3600) + ":" + twoDigits(secondOfDay / 60 % 60)
    return seconds == 0 ? text : text + ":" + twoDigits(seconds)
  }

  /// "12 Mar".
  var date: String { "\(day) \(monthName)" }

  /// "Mar".
  var monthName: String {
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][month - 1]
  }

  /// "12 Mar 2020 06:05".
  package var full: PlainText { PlainText("\(date) \(year) \(clock)") }

}
