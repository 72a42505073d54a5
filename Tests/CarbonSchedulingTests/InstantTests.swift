import CarbonScheduling
import Foundation
import TestSupport
import Testing

@Suite struct Instants {
  @Test(arguments: [
    (0, "1970-01-01T00:00:00Z"), (-1, "1969-12-31T23:59:59Z"), (951_782_399, "2000-02-28T23:59:59Z"),
    (951_782_400, "2000-02-29T00:00:00Z"), (1_583_020_800, "2020-03-01T00:00:00Z"),
    (4_107_542_400, "2100-03-01T00:00:00Z"), (-62_135_596_800, "0001-01-01T00:00:00Z"),
    (253_402_300_799, "9999-12-31T23:59:59Z"),
  ])
  func readAsISO8601(seconds: Int64, text: String) {
    #expect(Instant(secondsSince1970: seconds).description == text)
  }

  /// Every day of 800 years, against the days counted one by one.
  @Test func daysFollowEachOther() {
    var date = CivilDate(year: 1600, month: 1, day: 1)
    var midnight = date.startOfDay
    while date.year < 2400 {
      let next = Instant(secondsSince1970: midnight.secondsSince1970 + 86_400)
      let nextDate = CivilDate(containing: next)
      let isLeap = date.year % 4 == 0 && (date.year % 100 != 0 || date.year % 400 == 0)
      let length = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][date.month - 1]
      let expected =
        date.day < length ? CivilDate(year: date.year, month: date.month, day: date.day + 1) : date.firstOfNextMonth
      guard nextDate == expected, nextDate.startOfDay == next, date.exists else {
        Issue.record("\(date) is followed by \(nextDate)")
        return
      }
      (date, midnight) = (nextDate, next)
    }
    #expect(!CivilDate(year: 2021, month: 2, day: 29).exists)
    #expect(!CivilDate(year: 2020, month: 4, day: 31).exists)
    #expect(!CivilDate(year: 2020, month: 13, day: 1).exists)
    #expect(!CivilDate(year: 2020, month: 1, day: 0).exists)
  }

  @Test func movesByDurations() throws {
    #expect(after(0).advanced(by: .seconds(90)) == after(90))
    #expect(after(0).advanced(by: .milliseconds(1_999)) == after(1))
    #expect(after(0).advanced(by: .milliseconds(-1)) == after(-1))
    #expect(after(5).duration(to: after(2)) == .seconds(-3))
    #expect(after(1) < after(2))
    #expect(
      try JSONDecoder().decode([Instant].self, from: Data(#"["1970-01-01T00:01:00Z"]"#.utf8)) == [
        Instant(secondsSince1970: 60)
      ])
  }

  @Test(arguments: [
    (0, "0s"), (45, "45s"), (5_400, "1h30m"), (172_800, "2d"), (-300, "-5m"), (90_061, "1d1h1m1s"),
  ])
  func durationsReadAsPeopleWriteThem(seconds: Int, text: String) {
    #expect(Duration.seconds(seconds).compactDescription == text)
  }
}
