import CarbonScheduling
import TestSupport
import Testing

/// What is not known must not matter: each plan is made twice, on histories that differ from some slot on, and every decision
/// taken before that slot's value was published must be the same.
@Suite("No leakage")
struct NoLeakageTests {
  struct Setting: CustomTestStringConvertible, Sendable {
    let slotSeconds: Int64
    let delaySeconds: Int64
    let hasGaps: Bool
    var testDescription: String {
      "slots of \(slotSeconds) s, values \(delaySeconds) s late\(hasGaps ? ", with gaps" : "")"
    }
  }

  static let settings = [3_600, 300].flatMap { slot in
    [Int64(0), 2 * 3_600].flatMap { delay in
      [false, true].map { Setting(slotSeconds: slot, delaySeconds: delay, hasGaps: $0) }
    }
  }

  @Test("Decisions do not depend on what is published later", arguments: settings)
  func decisions(_ setting: Setting) throws {
    var generator = SeededGenerator(seed: 14)
    for round in 0..<3 {
      let seed = UInt64(round)
      try check(Persistence(), setting, seed, &generator)
      try check(SameTimeBefore.yesterday, setting, seed, &generator)
      try check(SameTimeBefore.lastWeek, setting, seed, &generator)
      try check(SameTimeBefore.meanOfDays(3), setting, seed, &generator)
      try check(DailyWeeklyProfile.ofAverages, setting, seed, &generator)
    }
  }

  private func check<Method: Forecaster>(
    _ method: Method, _ setting: Setting, _ seed: UInt64, _ generator: inout SeededGenerator
  ) throws {
    let slotsADay = Int(86_400 / setting.slotSeconds)
    var values = Pattern.randomWalk.values(count: 11 * slotsADay, seed: seed).map { Double?.some($0) }
    let releaseSlot = 9 * slotsADay + Int.random(in: 0..<slotsADay / 2, using: &generator)
    if setting.hasGaps {
      for gap in [slotsADay / 2, 4 * slotsADay, releaseSlot - 4] { values[gap] = nil }
    }
    let changed = releaseSlot + Int.random(in: 0..<12 * slotsADay / 24, using: &generator)
    var others = values
    for slot in changed..<others.count { others[slot] = Double.random(in: 0...500, using: &generator) }

    let (one, other) = (try trace(values, setting), try trace(others, setting))
    let release = one.start(ofSlot: releaseSlot).advanced(by: .seconds(setting.slotSeconds / 3))
    let published = one.start(ofSlot: changed + 1).advanced(by: .seconds(setting.delaySeconds))
    let job = try Workload(duration: .seconds(3 * 3_600), power: .constant(kilowatts: 1))
    let costly = PauseAndResume(
      within: .hours(12), resumeCost: try ResumeCost(energy: .kilowattHours(0.1)),
      limits: try RunLimits(minimumRun: .seconds(3_600), minimumPause: .seconds(3_600), maximumPauses: 2))
    for replanning in [Replanning.everyHour, try Replanning(every: .seconds(7_200), hysteresis: 0.01)] {
      func known(_ trace: IntensityTrace, _ algorithm: some ReplanningAlgorithm) throws -> [ReplannedSchedule.Decision]
      {
        var forecasts = try HistoryForecasts(
          of: trace, by: method, publicationDelay: .seconds(setting.delaySeconds))
        return try algorithm.replanned(job, judgedBy: trace, releasedAt: release, on: &forecasts, replanning)
          .decisions.filter { $0.instant < published }
      }
      #expect(try known(one, FlexibleStart(within: .hours(12))) == known(other, FlexibleStart(within: .hours(12))))
      #expect(try known(one, PauseAndResume(within: .hours(12))) == known(other, PauseAndResume(within: .hours(12))))
      if setting.slotSeconds == 3_600 { #expect(try known(one, costly) == known(other, costly)) }
    }
    for rule in rules {
      let (a, b) = (try runs(rule, job, one, release, setting), try runs(rule, job, other, release, setting))
      #expect(a.before(published) == b.before(published))
    }
  }

  private let rules: [any OnlineRule] = [
    QuantileRule(valueCount: 48), ThresholdRule(valueCount: 48, switchingCost: 1),
  ]

  private func runs(
    _ rule: any OnlineRule, _ job: Workload, _ trace: IntensityTrace, _ release: Instant, _ setting: Setting
  ) throws -> [Run] {
    try rule.schedule(
      job, on: trace, within: .hours(12), releasedAt: release, publicationDelay: .seconds(setting.delaySeconds)
    ).runs
  }

  private func trace(_ values: [Double?], _ setting: Setting) throws -> IntensityTrace {
    try IntensityTrace(
      start: Instant(secondsSince1970: 1_577_836_800), slot: .seconds(setting.slotSeconds), gramsPerKilowattHour: values
    )
  }
}

extension [Run] {
  /// What runs before an instant.
  fileprivate func before(_ instant: Instant) -> [Run] {
    filter { $0.start < instant }.map { Run($0.start..<Swift.min($0.end, instant)) }
  }
}
