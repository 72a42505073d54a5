import CarbonScheduling
import Testing

@testable import CarbonTraces

@Suite struct DurationParsingTests {
  @Test(arguments: [
    ("45s", 45), ("90m", 5_400), ("6h", 21_600), ("1h30m", 5_400), ("2d", 172_800), ("1d2h3m4s", 93_784),
    ("1.5h", 5_400), ("0.5m", 30), ("1.25d", 108_000), ("1.50000h", 5_400), ("007s", 7), ("0h1s", 1),
    ("10000d", 864_000_000), ("PT6H", 21_600), ("P1DT2H30M", 95_400), ("P2D", 172_800), ("P1W", 604_800),
    ("PT0.5H", 1_800), ("pt90m", 5_400), ("PT45S", 45), ("P1W2DT3H4M5S", 788_645),
  ])
  func reads(_ text: String, seconds: Int64) throws {
    #expect(try Duration(parsing: text) == .seconds(seconds))
  }

  static let form = "write it like 45s, 90m, 6h, 1h30m, 2d or PT6H"

  static let faults: [(String, String)] = [
    ("", "is not a duration; \(form)"), ("six hours", "is not a duration; \(form)"),
    ("h", "is not a duration; \(form)"),
    ("6x", "is not a duration; \(form)"), ("6 h", "is not a duration; \(form)"), ("-6h", "is not a duration; \(form)"),
    ("6H", "is not a duration; \(form)"), ("1w", "is not a duration; \(form)"), ("P", "is not a duration; \(form)"),
    ("PT", "is not a duration; \(form)"), ("P1DT", "is not a duration; \(form)"), ("P6H", "is not a duration; \(form)"),
    ("PT1D", "is not a duration; \(form)"), ("1.h", "is not a duration; \(form)"),
    (".5h", "is not a duration; \(form)"),
    ("1..5h", "is not a duration; \(form)"), ("6h ", "is not a duration; \(form)"),
    ("1e3s", "is not a duration; \(form)"),
    ("6", "is a duration without a unit; add d, h, m or s, as in 6h"),
    ("1h30", "is a duration without a unit; add d, h, m or s, as in 6h"),
    ("P1M", "has months or years, which differ in length; give days: P30D"),
    ("P1Y", "has months or years, which differ in length; give days: P30D"),
    ("30m1h", "has its units out of order or twice; write each once, from days down to seconds: 1d2h30m"),
    ("1h1h", "has its units out of order or twice; write each once, from days down to seconds: 1d2h30m"),
    ("1.5s", "does not come to whole seconds; round it to a second"),
    ("0.1234567h", "does not come to whole seconds; round it to a second"),
    ("0.00000000000001d", "does not come to whole seconds; round it to a second"),
    ("10001d", "is longer than 10000 days; check its unit"),
    ("9999999999999d", "is longer than 10000 days; check its unit"),
    ("99999999999999999999999s", "is longer than 10000 days; check its unit"),
    ("0h", "is not a positive duration; give at least one second"),
    ("0h0m0s", "is not a positive duration; give at least one second"),
  ]

  @Test(arguments: faults)
  func saysWhatIsWrong(_ text: String, message: String) {
    #expect(failure { _ = try Duration(parsing: text) } == "\"\(text)\" \(message)")
  }

  /// What ``Swift/Duration/compactDescription`` writes is read again.
  @Test func descriptionsComeBack() throws {
    var random = SeededNumbers(seed: 7)
    for _ in 0..<2_000 {
      let duration = Duration.seconds(Int64.random(in: 1...864_000_000, using: &random))
      #expect(try Duration(parsing: duration.compactDescription) == duration)
    }
  }

  static let addedTimes: [(String, AddedTime)] = [
    ("24h", .duration(.seconds(86_400))), ("0h", .duration(.zero)), ("PT6H", .duration(.seconds(21_600))),
    ("100%", .percent(100)), ("12.5%", .percent(12.5)), ("0%", .percent(0)), ("-0%", .percent(0)),
  ]

  @Test(arguments: addedTimes)
  func readsAddedTimes(_ text: String, time: AddedTime) throws {
    #expect(try AddedTime(parsing: text) == time)
  }

  @Test(arguments: [
    ("%", "is not a possible share of the job's duration; write it like 100% or 12.5%"),
    ("-5%", "is not a possible share of the job's duration; write it like 100% or 12.5%"),
    ("nan%", "is not a possible share of the job's duration; write it like 100% or 12.5%"),
    ("1e999%", "is not a possible share of the job's duration; write it like 100% or 12.5%"),
    ("100 %", "is not a possible share of the job's duration; write it like 100% or 12.5%"),
    ("24", "is a duration without a unit; add d, h, m or s, as in 6h, or a share of the job's duration like 100%"),
    ("soon", "is not a duration; \(form), or a share of the job's duration like 100%"),
  ])
  func saysWhatIsWrongWithAddedTimes(_ text: String, message: String) {
    #expect(failure { _ = try AddedTime(parsing: text) } == "\"\(text)\" \(message)")
  }
}
