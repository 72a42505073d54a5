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
    /// Of the four with its slots.
    var place: Int { (delaySeconds == 0 ? 0 : 1) + (hasGaps ? 2 : 0) }
    var testDescription: String {
      "slots of \(slotSeconds) s, values \(delaySeconds) s late\(hasGaps ? ", with gaps" : "")"
    }
  }

  static let settings = [3_600, 300].flatMap { slot in
    [Int64(0), 2 * 3_600].flatMap { delay in
      [false, true].map { Setting(slotSeconds: slot, delaySeconds: delay, hasGaps: $0) }
    }
  }

  /// Which policies and sources are taken: all of them where large cases are asked for. Else each method meets one pair in
  /// every other setting, and all methods each policy with slots of either length, and each source.
  private static func takes(_ policy: Int, _ source: Int, _ method: Int, _ setting: Setting) -> Bool {
    let place = setting.place
    return LargeCases.areAsked
      || (policy + method + place) % 5 == 0 && (source + method + place + (setting.slotSeconds == 300 ? 1 : 0)) % 3 == 0
  }

  @Test("Decisions do not depend on what is published later", arguments: settings)
  func decisions(_ setting: Setting) throws {
    var generator = SeededGenerator(seed: 14)
    for round in 0..<sized(debug: 1, release: 3) {
      let seed = UInt64(round)
      try check(0, Persistence(), setting, seed, &generator)
      try check(1, SameTimeBefore.yesterday, setting, seed, &generator)
      try check(2, SameTimeBefore.lastWeek, setting, seed, &generator)
      try check(3, SameTimeBefore.meanOfDays(3), setting, seed, &generator)
      try check(4, DailyWeeklyProfile.ofAverages, setting, seed, &generator)
      try check(5, AdaptiveProfile(.ofAverages), setting, seed, &generator)
      try check(6, DailyWeeklyProfile.ofFiveMinuteMarginals, setting, seed, &generator)
    }
  }

  private func check<Method: Forecaster>(
    _ number: Int, _ method: Method, _ setting: Setting, _ seed: UInt64, _ generator: inout SeededGenerator
  ) throws {
    guard LargeCases.areAsked || (number + setting.place + (setting.slotSeconds == 300 ? 1 : 0)) % 2 == 0 else {
      return
    }
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
    let policies = [
      Replanning.everyHour, try Replanning(every: .seconds(7_200), hysteresis: 0.01),
      try Replanning(every: .seconds(3_600), gate: .minimumSaving(0.02)),
      try Replanning(every: .seconds(3_600), gate: .exceeds(overPromise: 20)),
      try Replanning(every: .seconds(3_600), rule: .stopping),
    ]
    for (policy, replanning) in policies.enumerated() {
      for (place, source) in Source.allCases.enumerated() where Self.takes(policy, place, number, setting) {
        func known(_ trace: IntensityTrace, _ algorithm: some ReplanningAlgorithm) throws
          -> [ReplannedSchedule.Decision]
        {
          let history = try HistoryForecasts(
            of: trace, by: method, publicationDelay: .seconds(setting.delaySeconds), countsErrors: true)
          return try decisions(of: algorithm, job, trace, release, source, history, replanning)
            .filter { $0.instant < published }
        }
        #expect(try known(one, FlexibleStart(within: .hours(12))) == known(other, FlexibleStart(within: .hours(12))))
        #expect(try known(one, PauseAndResume(within: .hours(12))) == known(other, PauseAndResume(within: .hours(12))))
        if setting.slotSeconds == 3_600, source == .history { #expect(try known(one, costly) == known(other, costly)) }
      }
    }
    if setting.slotSeconds == 3_600, number >= 4 || LargeCases.areAsked {
      func gate(_ trace: IntensityTrace) throws -> WaitingGate {
        let delay = Duration.seconds(setting.delaySeconds)
        var gate = OverPromiseGate(
          share: 0.2, of: job, by: FlexibleStart(within: .hours(12)), judgedBy: trace,
          on: try HistoryForecasts(of: trace, by: method, publicationDelay: delay), publicationDelay: delay,
          within: 12 * 3_600, from: release)
        return gate.gate(at: release)
      }
      // The release comes before anything is published that differs.
      #expect(try gate(one) == gate(other))
      #expect(try gate(one) != .exceeds(overPromise: .infinity))
    }
    for rule in rules {
      let (a, b) = (try runs(rule, job, one, release, setting), try runs(rule, job, other, release, setting))
      #expect(a.before(published) == b.before(published))
    }
  }

  /// Where forecasts come from: the history alone, or a provider's with it, in either way.
  private enum Source: CaseIterable {
    case history, issued, blended
  }

  private func decisions<Method: Forecaster>(
    of algorithm: some ReplanningAlgorithm, _ job: Workload, _ trace: IntensityTrace, _ release: Instant,
    _ source: Source, _ history: HistoryForecasts<Method>, _ replanning: Replanning
  ) throws -> [ReplannedSchedule.Decision] {
    if source == .history {
      var history = history
      return try algorithm.replanned(job, judgedBy: trace, releasedAt: release, on: &history, replanning).decisions
    }
    // Every six hours a forecast of eight, the same whatever the trace says later.
    let start = release.advanced(by: .seconds(-14 * 3_600))
    let first = trace.start.advanced(
      by: .seconds(trace.start.duration(to: start).components.seconds / trace.slotSeconds * trace.slotSeconds))
    let archive = try ForecastArchive(
      (0..<6).map { index in
        let issued = first.advanced(by: .seconds(6 * 3_600 * Int64(index)))
        let values = Pattern.noise.values(count: Int(8 * 3_600 / trace.slotSeconds), seed: UInt64(index))
        return try Forecast(
          IntensityTrace(start: issued, slot: trace.slot, gramsPerKilowattHour: values.map { $0 }), issued: issued)
      })
    var forecasts = try ArchivedForecasts(
      archive, continuedBy: history, blend: source == .issued ? .issuedAlone : .correctedAndBlended)
    return try algorithm.replanned(job, judgedBy: trace, releasedAt: release, on: &forecasts, replanning).decisions
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
