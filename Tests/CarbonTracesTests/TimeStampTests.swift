import CarbonScheduling
import Foundation
import Testing

@testable import CarbonTraces

@Suite struct TimeStampTests {
  @Test(arguments: [
    "2020-01-01T00:05:00Z", "2020-01-01t00:05:00z", "2020-01-01 00:05:00Z", "2020-01-01T00:05Z",
    "2020-01-01T00:05:00.000Z", "2020-01-01T00:05:00,0Z", "2020-01-01T02:05:00+02:00", "2020-01-01T02:05:00+0200",
    "2020-01-01T02:05:00+02", "2019-12-31T18:35:00-05:30", "2020-01-01T00:05:00-00:00", "2020-01-01T23:55:00.00+23:50",
  ])
  func oneInstantInManyWays(_ text: String) throws {
    #expect(try Instant(iso8601: text) == newYear.advanced(by: .seconds(300)))
    #expect(try Instant(iso8601: Array(text.utf8)) == newYear.advanced(by: .seconds(300)))
  }

  @Test func aDateIsItsMidnight() throws {
    #expect(try Instant(iso8601: "2020-01-01") == newYear)
    #expect(try Instant(iso8601: "2020-02-29") == newYear.advanced(by: .seconds(59 * 86_400)))
  }

  @Test(arguments: [
    ("", "is not a time stamp; write ISO 8601, such as 2020-01-01T00:00:00Z"),
    ("now", "is not a time stamp; write ISO 8601, such as 2020-01-01T00:00:00Z"),
    ("2020-1-1", "is not a time stamp; write ISO 8601, such as 2020-01-01T00:00:00Z"),
    ("2020-01-01T", "is not a time stamp; write ISO 8601, such as 2020-01-01T00:00:00Z"),
    ("2020-01-01T00:00:00Zx", "is not a time stamp; write ISO 8601, such as 2020-01-01T00:00:00Z"),
    ("2020-01-01T00:00:00.Z", "is not a time stamp; write ISO 8601, such as 2020-01-01T00:00:00Z"),
    ("01/02/2020 00:00", "is not a time stamp; write ISO 8601, such as 2020-01-01T00:00:00Z"),
    ("1577836800", "is not a time stamp; write ISO 8601, such as 2020-01-01T00:00:00Z"),
    (
      "2020-04-31",
      "names a day that does not exist; check the month and the day (2020-02-29 exists, 2021-02-29 does not)"
    ),
    (
      "2021-02-29T00:00:00Z",
      "names a day that does not exist; check the month and the day (2020-02-29 exists, 2021-02-29 does not)"
    ),
    (
      "2020-13-01",
      "names a day that does not exist; check the month and the day (2020-02-29 exists, 2021-02-29 does not)"
    ),
    (
      "2020-00-10",
      "names a day that does not exist; check the month and the day (2020-02-29 exists, 2021-02-29 does not)"
    ),
    (
      "2020-01-00",
      "names a day that does not exist; check the month and the day (2020-02-29 exists, 2021-02-29 does not)"
    ),
    ("2020-01-01T24:00:00Z", "has an hour 24; write midnight as 00:00:00 of the next day"),
    ("2020-01-01T25:00:00Z", "names a time that does not exist; write 00:00:00 to 23:59:59"),
    ("2020-01-01T00:60:00Z", "names a time that does not exist; write 00:00:00 to 23:59:59"),
    ("2020-01-01T00:00:61Z", "names a time that does not exist; write 00:00:00 to 23:59:59"),
    (
      "2016-12-31T23:59:60Z",
      "is a leap second, which Unix time does not count; write second 59, or second 00 of the next minute"
    ),
    (
      "2020-01-01T00:00:00.001Z",
      "falls between two whole seconds; give whole seconds, with a fraction of zeros if any"
    ),
    ("2020-01-01T00:00:00", "has no time zone; add Z for UTC, or an offset such as +02:00"),
    ("2020-01-01T00:00", "has no time zone; add Z for UTC, or an offset such as +02:00"),
    ("2020-01-01T00:00:00+24:00", "has an offset that does not exist; write +00:00 to +23:59, or with -, or Z for UTC"),
    ("2020-01-01T00:00:00+01:60", "has an offset that does not exist; write +00:00 to +23:59, or with -, or Z for UTC"),
  ])
  func saysWhatIsWrong(_ text: String, message: String) {
    #expect(failure { _ = try Instant(iso8601: text) } == "\"\(text)\" \(message)")
  }

  /// The Gregorian calendar repeats after 400 years, so these are all the days there are.
  @Test func everyDayOf400YearsComesBack() throws {
    var bytes: [UInt8] = []
    var writer = TimeStampWriter()
    for day in Int64(-25_567)..<(-25_567 + 146_097) {  // from 1900-01-01
      let instant = Instant(secondsSince1970: day * 86_400 + (day * 7_919) % 43_200 + 43_200)
      bytes.removeAll(keepingCapacity: true)
      writer.append(instant, to: &bytes)
      let again = try TimeStamp.parse(bytes.span)
      guard again == instant.secondsSince1970 else {
        Issue.record("\(String(decoding: bytes, as: UTF8.self)) is read as \(again), not \(instant.secondsSince1970)")
        return
      }
    }
  }

  @Test func stampsAreWrittenAsDescriptionsAre() {
    var random = SeededNumbers(seed: 6)
    var writer = TimeStampWriter()
    for _ in 0..<2_000 {
      let instant = Instant(secondsSince1970: Int64.random(in: -99_999_999_999...999_999_999_999, using: &random))
      var bytes: [UInt8] = []
      writer.append(instant, to: &bytes)
      #expect(String(decoding: bytes, as: UTF8.self) == instant.description)
    }
  }

  /// Days that do not exist, found by the rule of leap years rather than by the conversion under test.
  @Test func everyDateIsJudgedByTheCalendar() {
    for year in [1900, 2000, 2019, 2020, 2100] {
      let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      let lengths = [0, 31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
      for month in 0...13 {
        for day in 0...32 {
          let exists = (1...12).contains(month) && (1...lengths[month]).contains(day)
          let text = "\(year)-\(twoDigits(month))-\(twoDigits(day))"
          #expect((failure { _ = try Instant(iso8601: text) } == nil) == exists, "\(text)")
        }
      }
    }
  }

  @Test func dates() {
    #expect(Instant(Date(timeIntervalSince1970: 1.5)) == Instant(secondsSince1970: 1))
    #expect(Instant(Date(timeIntervalSince1970: -0.5)) == Instant(secondsSince1970: -1))
    #expect(Instant(Date(timeIntervalSince1970: 1e30)) == Instant(secondsSince1970: .max))
    #expect(Instant(Date(timeIntervalSince1970: -1e30)) == Instant(secondsSince1970: .min))
    #expect(Date(newYear) == Date(timeIntervalSince1970: 1_577_836_800))
    #expect(Instant(Date(newYear)) == newYear)
  }
}
