import CarbonScheduling
import Foundation
import TestSupport
import Testing

/// JSON as a person would write it.
@Suite struct CodingTests {
  private func json(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  /// Writes a value as expected, and reads it back.
  private func check<Value: Codable & Equatable>(_ value: Value, _ text: String) throws {
    #expect(try json(value) == text)
    #expect(try JSONDecoder().decode(Value.self, from: Data(text.utf8)) == value)
  }

  @Test func requests() throws {
    try check(AddedTime.hours(24), #"{"seconds":86400}"#)
    try check(AddedTime.percent(100), #"{"percent":100}"#)
    try check(AddedTime.deadline(newYear2020), #"{"deadline":"2020-01-01T00:00:00Z"}"#)
    try check(AddedTime.latestStart(newYear2020), #"{"latestStart":"2020-01-01T00:00:00Z"}"#)
    try check(FlexibleStart(within: .hours(1)), #"{"addedTime":{"seconds":3600}}"#)
    try check(
      FlexibleStart(within: .hours(1), startStep: .seconds(900), unavailable: [newYear2020..<after(60)]),
      #"{"addedTime":{"seconds":3600},"startStepSeconds":900,"#
        + #""unavailable":[{"end":"2020-01-01T00:01:00Z","start":"2020-01-01T00:00:00Z"}]}"#)
    try check(
      PauseAndResume(
        within: .percent(100), resumeCost: ResumeCost(energy: .kilowattHours(0.5), time: .seconds(60)),
        limits: RunLimits(minimumRun: .seconds(1_800), maximumPauses: 3)),
      #"{"addedTime":{"percent":100},"limits":{"maximumPauses":3,"minimumRunSeconds":1800},"#
        + #""resumeCost":{"kilowattHours":0.5,"seconds":60}}"#)
    try check(RunNow(), "{}")
    try check(try Workload(duration: .seconds(60), energy: .kilowattHours(2)), #"{"kilowattHours":2,"seconds":60}"#)
    try check(try Power.constant(kilowatts: 2), #"{"kilowatts":2}"#)
    try check(
      try Power.profile([Power.Piece(duration: .seconds(60), kilowatts: 2)]),
      #"{"pieces":[{"kilowatts":2,"seconds":60}]}"#)
  }

  @Test func traces() throws {
    try check(GapPolicy.reject, #""reject""#)
    try check(GapPolicy.avoid, #""avoid""#)
    try check(GapPolicy.fill(upTo: .seconds(7_200)), #"{"fillUpToSeconds":7200}"#)
    try check(Provenance(.measured, by: "NESO"), #"{"kind":"measured","publisher":"NESO"}"#)
    try check(
      try trace([1, nil], slotSeconds: 300),
      #"{"gramsPerKilowattHour":[1,null],"slotSeconds":300,"start":"2020-01-01T00:00:00Z"}"#)
    try check(
      try priceSeries([0.5], slotSeconds: 300),
      #"{"series":{"slotSeconds":300,"start":"2020-01-01T00:00:00Z","values":[0.5]}}"#)
  }

  @Test func schedules() throws {
    let trace = try trace([3.0, 1, 2, 5], slotSeconds: 3_600)
    let plan = try PauseAndResume(within: .hours(2)).schedule(job(seconds: 7_200), on: trace, releasedAt: newYear2020)
    #expect(try JSONDecoder().decode(Schedule.self, from: Data(json(plan).utf8)) == plan)
  }

  @Test(arguments: [
    (#"{"seconds":1,"percent":2}"#, "give one"), (#"{}"#, "give one"),
    (#"{"deadline":"tomorrow"}"#, "'tomorrow' is not an instant; write it in UTC, like 2020-01-01T00:05:00Z."),
  ])
  func addedTimesThatAreNone(text: String, message: String) {
    #expect { try JSONDecoder().decode(AddedTime.self, from: Data(text.utf8)) } throws: {
      "\($0)".contains(message)
    }
  }

  /// Every text that an instant has, and none else, is read.
  @Test func instantsAsText() {
    for seconds in [Int64.min + 86_400, -62_167_219_201, -1, 0, 951_782_400, 253_402_300_800, .max] {
      let instant = Instant(secondsSince1970: seconds)
      #expect(Instant(instant.description) == instant, "\(instant)")
    }
    for text in [
      "2020-02-30T00:00:00Z", "2020-01-01T24:00:00Z", "2020-1-1T00:00:00Z", "", "-00-00T00:00:00Z",
      "02020-01-01T00:00:00Z",
      "99999999999999999999-01-01T00:00:00Z", "2020-01-01T00:00:00+",
    ] {
      #expect(Instant(text) == nil, "\(text)")
    }
  }

  @Test func arithmetic() {
    #expect(newYear2020 + .seconds(60) == after(60) && after(60) - newYear2020 == .seconds(60))
    #expect(after(60) - .seconds(60) == newYear2020)
    #expect(Emissions.grams(5) + .grams(2) * 2 - .grams(1) == .grams(8) && Emissions.zero.grams == 0)
    #expect(2 * Energy.kilowattHours(3) + .zero == .kilowattHours(6))
    #expect([Emissions.grams(1), .grams(2)].reduce(.zero, +) == .grams(3))
  }
}
