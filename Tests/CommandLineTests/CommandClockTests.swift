import CarbonCommands
import CarbonScheduling
import CarbonTraces
import Foundation
import TestSupport
import Testing

/// One rule for instants: fixed, a date alone, by a local clock, now, and from now on.
@Suite struct CommandClockTests {
  private func clock(_ zone: String?) throws -> CommandClock {
    CommandClock(
      zone: try zone.map { try #require(TimeZone(identifier: $0)) }, now: try Instant(iso8601: "2024-05-01T10:00:30Z"))
  }

  @Test(arguments: [
    ("2024-05-01T22:00Z", nil, "2024-05-01T22:00:00Z"),
    ("2024-05-01T22:00:00+02:00", "Asia/Tokyo", "2024-05-01T20:00:00Z"),
    ("2024-05-01", nil, "2024-05-01T00:00:00Z"), ("2024-05-01", "Europe/Berlin", "2024-04-30T22:00:00Z"),
    ("now", nil, "2024-05-01T10:00:30Z"), ("+48h", "Europe/Berlin", "2024-05-03T10:00:30Z"),
    ("+0s", nil, "2024-05-01T10:00:30Z"),
    ("2024-05-01T22:00", "Europe/Berlin", "2024-05-01T20:00:00Z"),
    ("2024-05-01 22:00:05", "UTC", "2024-05-01T22:00:05Z"),
    // Set back: the first of the two.
    ("2024-10-27T02:30", "Europe/Berlin", "2024-10-27T00:30:00Z"),
    ("2024-10-27T03:00", "Europe/Berlin", "2024-10-27T02:00:00Z"),
    ("2024-11-03T01:30", "America/New_York", "2024-11-03T05:30:00Z"),
    // Half an hour ahead, and a day across the date line.
    ("2024-05-01T12:00", "Asia/Kolkata", "2024-05-01T06:30:00Z"),
    ("2024-05-01T12:00", "Pacific/Kiritimati", "2024-04-30T22:00:00Z"),
    // A midnight that the clock skips.
    ("2018-11-04", "America/Sao_Paulo", "2018-11-04T03:00:00Z"),
  ])
  func reads(text: String, zone: String?, expected: String) throws {
    #expect(try clock(zone).instant(Moment(parsing: text)).description == expected)
  }

  @Test(arguments: [
    ("2024-05-01T22:00", nil, "has no time zone"), ("2024-03-31T02:30", "Europe/Berlin", "was skipped"),
    ("+", nil, "is not a duration"), ("+6", nil, "without a unit"), ("tomorrow", nil, "is not a time stamp"),
    ("2024-13-01", nil, "2024-13-01"), ("2024-05-01T22:00ZZ", nil, "2024"), ("", nil, "is not a time stamp"),
  ])
  func refuses(text: String, zone: String?, problem: String) throws {
    let clock = try clock(zone)
    #expect {
      try clock.instant(Moment(parsing: text))
    } throws: { "\($0)".contains(problem) }
  }

  /// The hour that a clock shows twice is not chosen in silence.
  @Test func saysThatAnHourComesTwice() throws {
    let folder = try TemporaryFolder()
    let rows = (0..<48).map { "2024-10-2\(6 + $0 / 24)T\($0 % 24 < 10 ? "0" : "")\($0 % 24):00:00Z,\($0)\n" }.joined()
    _ = try folder.file("a.csv", "timestamp_utc,gco2_per_kwh\n" + rows)
    func plan(_ release: String) throws -> Command.Outcome {
      let words = [
        "plan", "--trace", "a.csv", "--duration", "1h", "--added-time", "2h", "--time-zone", "Europe/Berlin",
      ]
      return try Command.run("carbon-schedule", words + ["--json", "--release", release], in: folder.url)
    }
    let twice = try plan("2024-10-27T02:30")
    #expect(
      twice.code == 0
        && twice.errors.contains(
          "the clocks of Europe/Berlin show 2024-10-27T02:30:00 twice; the first is taken, 2024-10-27T02:30:00+02:00")
    )
    #expect(try plan("2024-10-27T03:30").errors.isEmpty)
    #expect(try plan("2024-10-27T02:30+01:00").errors.isEmpty)
  }

  @Test func showsItsClock() throws {
    let instant = try Instant(iso8601: "2024-05-01T20:00:00Z")
    #expect(try clock(nil).text(instant) == "2024-05-01T20:00:00Z")
    #expect(try clock("Europe/Berlin").text(instant) == "2024-05-01T22:00:00+02:00")
    #expect(try clock("America/St_Johns").text(instant) == "2024-05-01T17:30:00-02:30")
    #expect(try clock("Europe/Berlin").name == "Europe/Berlin")
  }

  /// Every hour of a year on every clock is read back as itself, or the first of two that look alike.
  @Test(arguments: ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"])
  func everyHourComesBack(zone: String) throws {
    let clock = try clock(zone)
    // Where large cases are not asked for: all hours of the months in which clocks change, and every seventh of the others.
    let months = [60..<121, 245..<336]
    for hour in 0..<8_784
    where LargeCases.areAsked || hour % 7 == 0 || months.contains(where: { $0.contains(hour / 24) }) {
      let instant = Instant(secondsSince1970: 1_704_067_200 + 3_600 * Int64(hour))
      let shown = String(clock.text(instant).prefix(19))
      let back = try clock.instant(Moment(parsing: shown))
      #expect(back <= instant && clock.text(back).hasPrefix(shown))
      #expect(back == instant || clock.text(instant) != clock.text(back))
    }
  }

  @Test func commandsFollowIt() throws {
    let folder = try TemporaryFolder()
    let now = Int64(Date().timeIntervalSince1970) / 3_600 * 3_600
    let rows = (-3..<60).map { "\(Instant(secondsSince1970: now + 3_600 * Int64($0))),\(300 + $0)\n" }.joined()
    let trace = try folder.file("t.csv", "timestamp_utc,gco2_per_kwh\n" + rows)
    func plan(_ more: [String]) throws -> Command.Outcome {
      try Command.run("carbon-schedule", ["plan", "--trace", trace, "--duration", "1h"] + more)
    }
    let late = try plan(["--emit", "at"])
    #expect(late.errors.contains("without --release the plan begins with the trace"), "\(late.errors)")
    #expect(late.errors.contains("which has passed; plan anew with --release now"), "\(late.errors)")
    let current = try plan(["--release", "now", "--deadline", "+48h", "--emit", "at"])
    #expect(current.code == 0 && current.errors.isEmpty, "\(current.errors)")
    let local = try plan(["--time-zone", "Asia/Tokyo", "--release", "now"])
    #expect(local.output.contains("start (Asia/Tokyo)") && local.output.contains("+09:00"))
    #expect(
      try Command.run("carbon-schedule", ["help", "plan"]).output
        == Command.run("carbon-schedule", ["plan", "--help"]).output)
    #expect(try Command.run("carbon-schedule", ["help", "paln"]).code == 64)
  }
}
