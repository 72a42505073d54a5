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

  private func decoded<Value: Decodable>(_ text: String) throws -> Value {
    try JSONDecoder().decode(Value.self, from: Data(text.utf8))
  }

  /// What is read of what was written.
  private func again<Value: Codable>(_ value: Value) throws -> Value { try decoded(json(value)) }

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

  @Test func forecasting() throws {
    try check(ForecastMethod.meanOfDays(14), #""mean-of-days=14""#)
    try check(ForecastMethod.lastWeek, #""last-week""#)
    try check(
      try DailyWeeklyProfile(fadePerHour: 0.5), #"{"fadePerHour":0.5,"newestWeight":0.1,"weekShare":0.25}"#)
    #expect(try decoded(#"{"fadePerHour":0.97}"#) == DailyWeeklyProfile.ofAverages)
    try check(AdaptiveProfile(.ofAverages), #"{"profile":{"fadePerHour":0.97,"newestWeight":0.1,"weekShare":0.25}}"#)
    try check(SameTimeBefore.lastWeek, #"{"count":1,"days":7}"#)
    try check(Persistence(), "{}")
    try check(Replanning.never, "{}")
    try check(
      try Replanning(every: .seconds(3_600), hysteresis: 0.01, gate: .exceeds(overPromise: 20)),
      #"{"gate":{"overPromise":20},"hysteresis":0.01,"intervalSeconds":3600}"#)
    try check(
      try Replanning(every: .seconds(3_600), rule: .stopping), #"{"intervalSeconds":3600,"rule":"stopping"}"#)
    try check(WaitingGate.minimumSaving(0.02), #"{"minimumSaving":0.02}"#)
    try check(ForecastBlend.issuedAlone, #"{"historyShare":0}"#)
    try check(QuantileRule(valueCount: 336), #"{"valueCount":336}"#)
    try check(ThresholdRule(valueCount: 336, switchingCost: 2), #"{"switchingCost":2,"valueCount":336}"#)
    let forecast = try Forecast(trace([1, 2], slotSeconds: 3_600), issued: newYear2020)
    #expect(try again(ForecastArchive([forecast])) == ForecastArchive([forecast]))
    let trace = try trace((0..<480).map { Double($0 % 24) }, slotSeconds: 3_600)
    var forecasts = try HistoryForecasts(of: trace, by: DailyWeeklyProfile.ofAverages)
    let plan = try FlexibleStart(within: .hours(12)).replanned(
      job(seconds: 7_200), judgedBy: trace, releasedAt: after(400 * 3_600), on: &forecasts, .everyHour)
    #expect(try again(plan) == plan)
    let accuracy = try ForecastAccuracy.measure(
      &forecasts, against: trace, between: after(240 * 3_600)..<after(340 * 3_600), every: .seconds(7_200))
    #expect(try again(accuracy) == accuracy)
  }

  @Test func accounting() throws {
    let board = try #require(HardwareBoard.all.first)
    try check(
      try HardwarePower(count: 8, of: board, utilisation: 0.8),
      #"{"board":"\#(board.name)","count":8,"overheadKilowatts":0,"utilisation":0.8}"#)
    let embodied = try EmbodiedEmissions(total: .grams(5), lifetime: .seconds(86_400))
    #expect(try again(embodied) == embodied)
    #expect(try json(embodied).contains(#""lifetimeSeconds":86400"#))
    let job = try Workload(duration: .seconds(3_600), energy: .kilowattHours(2))
    #expect(
      try decoded(#"{"name":"distilled","workload":{"seconds":3600,"kilowattHours":2}}"#)
        == Alternative(name: "distilled", workload: job))
    try check(BreakEven.Line.second, #""second""#)
    try check(IntensityUnit.poundsPerMegawattHour, #""lbs/MWh""#)
    let log = try PowerLog(
      devices: [
        [0, 60_000, 120_000].map { PowerReading(millisecondsSince1970: 1_577_836_800_000 + $0, kilowatts: 0.5) }
      ], named: [PowerLog.Device(uuid: "GPU-1")])
    #expect(try again(log) == log)
    let trace = try trace([3.0, 1], slotSeconds: 3_600)
    let operational = try OperationalEmissions(of: log, on: trace)
    #expect(try again(operational) == operational)
    #expect(try again(log.uses(on: trace)) == log.uses(on: trace))
    let score = try SoftwareCarbonIntensity(operational: operational, embodied: .grams(2), functionalUnits: 4)
    #expect(try again(score) == score)
  }

  /// What no log can hold is said when it is read, not when it is added up.
  @Test(arguments: [
    (#"{"intervals":[]}"#, "covers no time"),
    (interval(#""device":-1,"startMilliseconds":0,"endMilliseconds":9,"startKilowatts":1"#), "devices counted from 0"),
    (interval(#""device":0,"startMilliseconds":9,"endMilliseconds":9,"startKilowatts":1"#), "an end after its start"),
    (interval(#""device":0,"startMilliseconds":0,"endMilliseconds":9,"startKilowatts":-1"#), "from 0 to 1e12"),
  ])
  func logsThatCannotBe(text: String, message: String) {
    #expect { try JSONDecoder().decode(PowerLog.self, from: Data(text.utf8)) } throws: {
      "\($0)".contains(message)
    }
  }

  private static func interval(_ members: String) -> String { #"{"intervals":[{\#(members),"endKilowatts":1}]}"# }

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
