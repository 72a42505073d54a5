import CarbonScheduling
import TestSupport
import Testing

/// Plans that are made again, on a source that says what it is told to.
@Suite("Planning again")
struct ReplanningTests {
  /// Forecasts that were written down beforehand: the newest one of each hour.
  private struct Script: ForecastSource {
    let slotStart: Instant
    let slot = Duration.seconds(3_600)
    let rows: [[Double]]
    var standardError: Double?

    mutating func forecast(at instant: Instant, until end: Instant) throws(ForecastError) -> Forecast {
      let hour = Int(slotStart.duration(to: instant).components.seconds / 3_600)
      let row = rows[min(hour, rows.count - 1)]
      do {
        let trace = try IntensityTrace(start: slotStart, slot: slot, gramsPerKilowattHour: row.map { $0 })
        return try Forecast(trace, issued: instant, standardError: standardError)
      } catch let error as ForecastError {
        throw error
      } catch {
        preconditionFailure("Written forecasts are valid: \(error)")
      }
    }
  }

  private let start = Instant(secondsSince1970: 1_577_836_800)
  private let truth = [50.0, 40, 60, 30, 70, 20]

  private func replanned(
    _ algorithm: some ReplanningAlgorithm, hours: Int64, _ rows: [[Double]], _ replanning: Replanning = .everyHour,
    standardError: Double? = nil
  ) throws -> ReplannedSchedule {
    let trace = try IntensityTrace(start: start, slot: .seconds(3_600), gramsPerKilowattHour: truth)
    var script = Script(slotStart: start, rows: rows, standardError: standardError)
    let job = try Workload(duration: .seconds(3_600 * hours), power: .constant(kilowatts: 1))
    return try algorithm.replanned(job, judgedBy: trace, releasedAt: start, on: &script, replanning)
  }

  private func hours(_ schedule: Schedule) -> [Range<Int64>] {
    schedule.runs.map {
      start.duration(to: $0.start).components.seconds / 3_600..<start.duration(to: $0.end).components.seconds / 3_600
    }
  }

  @Test("A start moves to what is newly forecast to be better, until the job has started")
  func moves() throws {
    let plan = try replanned(
      FlexibleStart(within: .hours(5)), hours: 1,
      [[50, 40, 30, 30, 70, 60], [50, 40, 30, 29, 70, 60], [50, 40, 30, 29, 70, 60], [50, 40, 30, 30, 70, 1]])
    #expect(hours(plan.schedule) == [5..<6])
    #expect(plan.decisions.map(\.isChange) == [false, true, false, true, false, false])
    #expect(plan.schedule.emissions.grams == 20)
    #expect(plan.promised.grams == 20)
  }

  @Test("A hysteresis keeps a start that little is gained by moving")
  func hysteresis() throws {
    let rows = [[50.0, 40, 30, 30, 70, 60], [50, 40, 30, 29.9, 70, 60]]
    let lazy = try Replanning(every: .seconds(3_600), hysteresis: 0.01)
    #expect(
      try replanned(FlexibleStart(within: .hours(5)), hours: 1, rows, lazy).schedule.runs[0].start
        == start.advanced(by: .seconds(7_200)))
    #expect(
      try replanned(FlexibleStart(within: .hours(5)), hours: 1, rows).schedule.runs[0].start
        == start.advanced(by: .seconds(10_800)))
  }

  @Test("What has run stays, and the rest is planned again")
  func rest() throws {
    // First 0 and 1 look cheap; after an hour of running, 5 and 3 do.
    let plan = try replanned(
      PauseAndResume(within: .hours(3)), hours: 3, [[1, 2, 3, 9, 9, 9], [1, 9, 9, 3, 9, 2]])
    #expect(hours(plan.schedule) == [0..<1, 3..<4, 5..<6])
    #expect(plan.changeCount == 1)
    #expect(plan.schedule.emissions.grams == 50 + 30 + 20)
  }

  @Test("A run in progress goes on for nothing, where to pause and to resume would cost more than it gains")
  func resumesPay() throws {
    let rows = [[1.0, 2, 3, 9, 9, 9], [1, 9, 9, 3, 9, 2]]
    func plan(_ kilowattHours: Double) throws -> [Range<Int64>] {
      hours(
        try replanned(
          PauseAndResume(within: .hours(3), resumeCost: ResumeCost(emissions: .grams(kilowattHours))), hours: 3, rows
        ).schedule)
    }
    // Going on costs 9 + 9; one pause 3 + 9 + cost (slots 3 and 4), or 9 + 2 + cost; two pauses 3 + 2 + 2 * cost.
    #expect(try plan(1) == [0..<1, 3..<4, 5..<6])
    #expect(try plan(6.5) == [0..<2, 5..<6])
    #expect(try plan(20) == [0..<3])
  }

  @Test("Where a pause draws power, forecasts that are right lead to the plan of who knows all", arguments: 0..<60)
  func idlePower(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let values = (0..<12).map { _ in Double(Int.random(in: 1...20, using: &generator)) }
    let trace = try IntensityTrace(start: start, slot: .seconds(3_600), gramsPerKilowattHour: values)
    let hours = Int64.random(in: 2...6, using: &generator)
    let job = try Workload(duration: .seconds(3_600 * hours), power: .constant(kilowatts: 1))
    let cost = try ResumeCost(
      energy: .kilowattHours(Double(Int.random(in: 0...2, using: &generator)) / 4),
      idleKilowatts: Double(Int.random(in: 1...4, using: &generator)) / 4)
    let algorithm = PauseAndResume(within: .hours(12 - Int(hours)), resumeCost: cost)
    var script = Script(slotStart: start, rows: [values])
    let plan = try algorithm.replanned(job, judgedBy: trace, releasedAt: start, on: &script, .everyHour).schedule
    let best = try algorithm.schedule(job, on: trace, releasedAt: start)
    #expect(abs(plan.emissions.grams - best.emissions.grams) < 1e-9, "\(values), \(hours) h, \(cost)")
  }

  @Test("A pause in progress is not drawn out where it draws power")
  func heldJobsGoOn() throws {
    // The job stops after an hour for cheap hours that are later forecast to be dear: each hour of waiting costs as well.
    let rows = [[1.0, 20, 1, 30, 30, 30], [1, 20, 1, 30, 30, 30], [1, 20, 12, 10, 10, 9]]
    func plan(_ idle: Double) throws -> [Range<Int64>] {
      hours(
        try replanned(
          PauseAndResume(within: .hours(4), resumeCost: ResumeCost(emissions: .grams(0.1), idleKilowatts: idle)),
          hours: 2, rows
        ).schedule)
    }
    #expect(try plan(0.01) == [0..<1, 5..<6])
    #expect(try plan(0.5) == [0..<1, 2..<3])
  }

  @Test("Limits hold over all that runs, before a decision and after it")
  func limits() throws {
    var generator = SeededGenerator(seed: 5)
    let job = try Workload(duration: .seconds(6 * 3_600), power: .constant(kilowatts: 1))
    for seed in 0..<40 {
      let values = Pattern.noise.values(count: 24 * 12, seed: UInt64(seed))
      let trace = try IntensityTrace(start: start, slot: .seconds(3_600), gramsPerKilowattHour: values)
      let limits = try RunLimits(
        minimumRun: .seconds(3_600 * Int64.random(in: 1...3, using: &generator)),
        minimumPause: .seconds(3_600 * Int64.random(in: 1...3, using: &generator)), maximumPauses: 2)
      let cost = try ResumeCost(
        energy: .kilowattHours(0.2), time: .seconds(seed % 2 * 3_600), chargesFirstStart: seed % 3 == 0)
      let algorithm = PauseAndResume(within: .hours(14), resumeCost: cost, limits: limits)
      var forecasts = try HistoryForecasts(of: trace, by: DailyWeeklyProfile.ofAverages)
      let release = trace.start(ofSlot: 9 * 24 + seed % 24)
      let plan = try algorithm.replanned(job, judgedBy: trace, releasedAt: release, on: &forecasts, .everyHour).schedule
      let best = try algorithm.schedule(job, on: trace, releasedAt: release)
      #expect(plan.runs.allSatisfy { $0.duration >= limits.minimumRun }, "\(seed): \(plan.runs)")
      for (run, next) in zip(plan.runs, plan.runs.dropFirst()) {
        #expect(run.end.duration(to: next.start) >= limits.minimumPause, "\(seed): \(plan.runs)")
      }
      #expect(plan.pauses <= 2)
      #expect(plan.emissions.grams >= best.emissions.grams - 1e-6, "\(seed): hindsight is best")
      let warmUps = (seed % 2) * (plan.pauses + (seed % 3 == 0 ? 1 : 0))
      let ran = plan.runs.reduce(Duration.zero) { $0 + $1.duration }
      #expect(ran == job.duration + .seconds(3_600 * warmUps), "\(seed): \(plan.runs)")
    }
  }

  @Test("A gate runs a job at once for which too little is promised")
  func gate() throws {
    let rows = [[50.0, 49.5, 49, 60, 60, 60]]
    func plan(_ share: Double) throws -> Instant {
      try replanned(
        FlexibleStart(within: .hours(3)), hours: 1, rows,
        Replanning(every: .seconds(3_600), gate: .minimumSaving(share))
      ).schedule.runs[0].start
    }
    #expect(try plan(0.03) == start)
    #expect(try plan(0.02) == start.advanced(by: .seconds(7_200)))
    let paused = try replanned(
      PauseAndResume(within: .hours(3)), hours: 1, rows,
      Replanning(every: .seconds(3_600), gate: .exceeds(overPromise: 2)))
    #expect(hours(paused.schedule) == [0..<1])
  }

  @Test("A start waits where forecasts that drift may come to something better, and begins where they hardly do")
  func stopping() throws {
    let rule = try Replanning(every: .seconds(3_600), rule: .stopping)
    // An hour now is a gram better than any to come. Deviations fade slowly: whoever waits gains about a thirtieth of what
    // they are, since a good one is taken before it has faded.
    let rows = [[50.0, 51, 51, 51, 51, 51], [50, 52, 53, 53, 53, 53], [50, 52, 40, 53, 53, 53]]
    func first(_ error: Double?, _ replanning: Replanning) throws -> Range<Int64> {
      try hours(replanned(FlexibleStart(within: .hours(5)), hours: 1, rows, replanning, standardError: error).schedule)[
        0]
    }
    #expect(try first(20, .everyHour) == 0..<1)
    #expect(try first(nil, rule) == 0..<1, "no error is known")
    #expect(try first(0.01, rule) == 0..<1)
    #expect(try first(1, rule) == 0..<1)
    // Only the last of all starts is expected to be no better than the one before.
    #expect(try first(1e6, rule) == 4..<5)
  }

  @Test("Later slots count as cleaner by how probable that is, and what must run does")
  func probability() throws {
    let rule = try Replanning(every: .seconds(3_600), rule: .stopping)
    let rows = [[50.0, 51, 51, 51, 51, 51]]
    func runs(_ error: Double?) throws -> [Range<Int64>] {
      try hours(
        replanned(PauseAndResume(within: .hours(5)), hours: 1, rows, rule, standardError: error).schedule)
    }
    #expect(try runs(nil) == [0..<1])
    #expect(try runs(0.01) == [0..<1])
    // Each of five later hours is cleaner with a probability of about a half.
    #expect(try runs(1e5).allSatisfy { $0.lowerBound > 0 })
    let whole = try replanned(PauseAndResume(within: .hours(2)), hours: 4, rows, rule, standardError: 1e5).schedule
    #expect(whole.runs.reduce(Duration.zero) { $0 + $1.duration } == .seconds(4 * 3_600))
    #expect(whole.runs.allSatisfy { $0.end <= start.advanced(by: .seconds(6 * 3_600)) })
  }

  @Test("Limits that bind nothing, and costs of nothing, change no plan", arguments: 0..<40)
  func freeConstraints(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    // No two alike, so that no tie is broken in two ways.
    let values = (0..<24 * 12).map { Double($0 % 24) * 7 + Double.random(in: 0...300, using: &generator) }
    let trace = try IntensityTrace(start: start, slot: .seconds(3_600), gramsPerKilowattHour: values)
    let hours = Int64.random(in: 1...8, using: &generator)
    let job = try Workload(duration: .seconds(3_600 * hours), power: .constant(kilowatts: 2))
    let added = AddedTime.duration(.seconds(3_600 * Int64.random(in: 1...16, using: &generator)))
    let release = trace.start(ofSlot: 9 * 24 + Int.random(in: 0..<24, using: &generator))
    func plan(_ algorithm: PauseAndResume) throws -> ReplannedSchedule {
      var forecasts = try HistoryForecasts(of: trace, by: DailyWeeklyProfile.ofAverages)
      return try algorithm.replanned(job, judgedBy: trace, releasedAt: release, on: &forecasts, .everyHour)
    }
    let free = try plan(PauseAndResume(within: added))
    let bound = try plan(
      PauseAndResume(
        within: added, limits: try RunLimits(minimumRun: .seconds(3_600), minimumPause: .seconds(3_600))))
    #expect(free.schedule.runs == bound.schedule.runs)
    #expect(free.schedule.emissions == bound.schedule.emissions)
    let counted = try plan(
      PauseAndResume(within: added, limits: try RunLimits(maximumPauses: 100)))
    #expect(free.schedule.runs == counted.schedule.runs)
  }

  @Test("All that pauses cost is paid in the value on the truth", arguments: 0..<40)
  func costsArePaid(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let values = (0..<24 * 12).map { Double($0 % 24) * 7 + Double.random(in: 0...300, using: &generator) }
    let trace = try IntensityTrace(start: start, slot: .seconds(3_600), gramsPerKilowattHour: values)
    let job = try Workload(duration: .seconds(3_600 * 6), power: .constant(kilowatts: 2))
    let cost = try ResumeCost(
      energy: .kilowattHours(Double(seed % 3) / 50), emissions: .grams(Double(seed % 4)),
      time: .seconds(Int64(seed % 2) * 3_600), idleKilowatts: Double(seed % 5) / 100)
    let release = trace.start(ofSlot: 9 * 24 + seed % 24)
    var forecasts = try HistoryForecasts(of: trace, by: DailyWeeklyProfile.ofAverages)
    let plan = try PauseAndResume(within: .hours(18), resumeCost: cost).replanned(
      job, judgedBy: trace, releasedAt: release, on: &forecasts, .everyHour
    ).schedule
    func value(_ instant: Instant) -> Double { trace.value(at: instant) ?? .nan }
    var (grams, previous): (Double, Run?) = (0, nil)
    for run in plan.runs {
      for hour in stride(from: run.start.secondsSince1970, to: run.end.secondsSince1970, by: 3_600) {
        grams += 2 * value(Instant(secondsSince1970: hour))
      }
      if let previous {
        grams += cost.emissions.grams + cost.energy.kilowattHours * value(run.start)
        for hour in stride(from: previous.end.secondsSince1970, to: run.start.secondsSince1970, by: 3_600) {
          grams += cost.idleKilowatts * value(Instant(secondsSince1970: hour))
        }
      }
      previous = run
    }
    #expect(abs(plan.emissions.grams - grams) < 1e-6 * grams, "\(plan.runs)")
    let ran = plan.runs.reduce(Duration.zero) { $0 + $1.duration }
    #expect(ran == job.duration + cost.time * plan.pauses)
  }

  @Test("Decisions that fall on no slots, and forecasts of another signal, are errors")
  func errors() throws {
    #expect(throws: ForecastError.interval(.seconds(5_400), slot: .seconds(3_600))) {
      try replanned(
        FlexibleStart(within: .hours(3)), hours: 1, [[1, 2, 3, 4, 5, 6]], Replanning(every: .seconds(5_400)))
    }
    let average = try IntensityTrace(
      start: start, slot: .seconds(3_600), gramsPerKilowattHour: truth, signal: .average)
    var marginal = average
    marginal.signal = .marginal
    var forecasts = try HistoryForecasts(of: average, by: Persistence())
    let release = average.start(ofSlot: 2)
    let job = try Workload(duration: .seconds(3_600), power: .constant(kilowatts: 1))
    #expect(throws: ForecastError.signal(.average, issued: release, truth: .marginal)) {
      try FlexibleStart(within: .hours(1)).replanned(
        job, judgedBy: marginal, releasedAt: release, on: &forecasts, .never)
    }
  }

  @Test("Thresholds without a forecast rise to the largest value as less is done, and pauses cost twice beta")
  func thresholds() throws {
    let state = OnlineState(workLeft: 7_200, timeLeft: 36_000, isRunning: true, slotsDone: 0, slotsInAll: 2)
    let rule = ThresholdRule(valueCount: 10, switchingCost: 5)
    let known: ArraySlice<Double> = [10, 200]
    #expect(rule.runs(last: 12, known: known, state: state))
    #expect(!rule.runs(last: 199, known: known, state: state))
    let paused = OnlineState(workLeft: 7_200, timeLeft: 36_000, isRunning: false, slotsDone: 0, slotsInAll: 2)
    let highest = (10...200).last { rule.runs(last: Double($0), known: known, state: state) } ?? 0
    let highestPaused = (10...200).last { rule.runs(last: Double($0), known: known, state: paused) } ?? 0
    #expect(highest - highestPaused == 10)
  }
}
