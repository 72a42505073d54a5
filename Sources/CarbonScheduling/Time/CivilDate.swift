/// A day of the proleptic Gregorian calendar, in UTC.
///
/// Foundation's calendars would do, but this module imports nothing; the two conversions below are all that time
/// stamps and the replay's "first slot of each month" need.
package struct CivilDate: Hashable, Sendable {
  package let year: Int
  /// 1 to 12.
  package let month: Int
  /// 1 to 31.
  package let day: Int

  package init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// The day that `instant` falls on.
  package init(containing instant: Instant) {
    // Count from 1 March of year 0, so that the leap day is the last day of its year and of its era of 400 years:
    //
    //   days:  |<- 146,097 = one era ->|     months of a March year: 31 30 31 30 31 | 31 30 31 30 31 | 31 (28|29)
    //                                        153 days each five, so month = (5 * day + 2) / 153
    let days = Self.daysFromMarchOfYear0To1970 + Int(instant.secondsSince1970.dividedRoundingDown(by: 86_400))
    let era = Int(Int64(days).dividedRoundingDown(by: 146_097))
    let dayOfEra = days - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
    month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
  }

  /// Midnight, UTC, at which the day begins; held at the ends of what an instant can be.
  package var startOfDay: Instant {
    let marchYear = Int64(month <= 2 ? year - 1 : year)
    let marchMonth = Int64(month <= 2 ? month + 9 : month - 3)
    let leapDays =
      marchYear.dividedRoundingDown(by: 4) - marchYear.dividedRoundingDown(by: 100)
      + marchYear.dividedRoundingDown(by: 400)
    let days = 365 * marchYear + leapDays + (153 * marchMonth + 2) / 5 + Int64(day) - 1
    let (seconds, overflow) = (days - Int64(Self.daysFromMarchOfYear0To1970)).multipliedReportingOverflow(by: 86_400)
    return Instant(secondsSince1970: overflow ? (days < 0 ? .min : .max) : seconds)
  }

  /// The first day of the month after this day's.
  package var firstOfNextMonth: CivilDate {
    month == 12 ? CivilDate(year: year + 1, month: 1, day: 1) : CivilDate(year: year, month: month + 1, day: 1)
  }

  /// Whether the calendar has such a day: 29 February only in leap years, no 31 April.
  package var exists: Bool {
    (1...12).contains(month) && day >= 1 && CivilDate(containing: startOfDay) == self
  }

  private static let daysFromMarchOfYear0To1970 = 719_468
}

extension CivilDate: CustomStringConvertible {
  /// `2020-02-29`; years outside 0 to 9999 are written with as many digits as they need.
  package var description: String {
    let digits = String(abs(year))
    let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return "\(year < 0 ? "-" : "")\(padded)-\(twoDigits(month))-\(twoDigits(day))"
  }
}

/// A number from 0 to 99 as two digits.
package func twoDigits(_ number: Int) -> String {
  number < 10 ? "0\(number)" : "\(number)"
}
