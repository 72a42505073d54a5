import CarbonScheduling
import TestSupport
import Testing

/// Runs of one's own, valued as the planners value theirs.
@Suite struct Valuing {
  /// Whatever a planner returns, valuing its runs gives back, to the last bit.
  @Test(arguments: Pattern.allCases)
  func plannersAndValuingAgree(pattern: Pattern) throws {
    let trace = try trace(pattern.values(count: 60, seed: 7), slotSeconds: 600)
    let steady = try job(seconds: 7_000)
    let staged = try Workload(
      duration: .seconds(7_000),
      power: .profile([
        Power.Piece(duration: .seconds(1_000), kilowatts: 3), Power.Piece(duration: .seconds(6_000), kilowatts: 0.5),
      ]))
    let cost = try ResumeCost(energy: .kilowattHours(0.3), emissions: .grams(2), time: .seconds(600))
    let price = try WeightedPrice(
      priceSeries(Pattern.randomWalk.values(count: 60, seed: 8), slotSeconds: 600), gramsPerUnit: 0.7)
    let algorithms: [(any SchedulingAlgorithm, ResumeCost, WeightedPrice?)] = [
      (RunNow(), .none, nil), (FlexibleStart(within: .hours(3)), .none, nil),
      (PauseAndResume(within: .hours(3)), .none, nil),
      (PauseAndResume(within: .hours(3), resumeCost: cost), cost, nil),
      (PauseAndResume(within: .hours(3), resumeCost: cost, weighing: price), cost, price),
      (FlexibleStart(within: .hours(3), weighing: price), .none, price),
    ]
    for job in [steady, staged] {
      for (algorithm, cost, price) in algorithms {
        let plan = try algorithm.schedule(job, on: trace, releasedAt: after(500))
        var valued = try Schedule(
          valuing: plan.runs, of: job, on: trace, releasedAt: plan.release, deadline: plan.deadline, resumeCost: cost,
          weighing: price)
        #expect(valued.emissions == plan.emissions && valued.energy == plan.energy, "\(pattern) \(algorithm)")
        #expect(valued.cost == plan.cost && valued.objective == plan.objective, "\(pattern) \(algorithm)")
        #expect(valued.baseline == plan.baseline && valued.resumeEmissions == plan.resumeEmissions)
        if cost == .none, price == nil {
          #expect(try trace.emissions(of: job, in: plan.runs) == plan.emissions)
        }
        valued = try Schedule(valuing: plan.runs, of: job, on: trace, resumeCost: cost)
        #expect(valued.release == plan.runs[0].start && valued.deadline == plan.runs[plan.runs.count - 1].end)
      }
    }
  }

  /// A forecast's plan on the truth, whose slots are others.
  @Test func aPlanOnAnotherTrace() throws {
    let forecast = try trace([9, 1, 9, 9], slotSeconds: 3_600)
    let truth = try trace([4.0, 4, 6, 8, 4, 4, 4, 4], slotSeconds: 1_800)
    let job = try job(seconds: 3_600)
    let plan = try FlexibleStart(within: .hours(3)).schedule(job, on: forecast, releasedAt: newYear2020)
    let judged = try Schedule(valuing: plan.runs, of: job, on: truth, releasedAt: plan.release, deadline: plan.deadline)
    #expect(judged.emissions.grams == 7 && judged.savings?.grams == -3)
  }

  @Test func runsThatTouchAreOne() throws {
    let trace = try trace([1.0, 2, 3, 4], slotSeconds: 3_600)
    let runs = [try Run(start: newYear2020, end: after(3_600)), try Run(start: after(3_600), end: after(7_200))]
    let cost = try ResumeCost(emissions: .grams(100))
    let plan = try Schedule(valuing: runs, of: job(seconds: 7_200), on: trace, resumeCost: cost)
    #expect(plan.runs.count == 1 && plan.emissions.grams == 3)
  }

  /// A baseline past the end of the trace has no grams.
  @Test func aBaselineOutsideTheTrace() throws {
    let truth = try trace([1.0, 2, 3, 4], slotSeconds: 3_600)
    let run = try Run(start: newYear2020, end: after(3_600))
    let plan = try Schedule(
      valuing: [run], of: job(seconds: 3_600), on: truth, releasedAt: after(-1_800), deadline: after(7_200))
    #expect(plan.emissions.grams == 1 && plan.baseline.emissions == nil && plan.savings == nil)
  }

  @Test func runsThatAreNone() throws {
    let trace = try trace([1, nil, 3, 4], slotSeconds: 3_600)
    let job = try job(seconds: 3_600)
    func run(_ start: Int, _ end: Int) throws -> Run { try Run(start: after(start), end: after(end)) }
    #expect(throws: SchedulingError.runWithoutLength(start: after(5), end: after(5))) { try run(5, 5) }
    #expect(throws: SchedulingError.noRuns) { try trace.emissions(of: job, in: []) }
    let overlapping = [try run(7_200, 9_000), try run(8_999, 10_800)]
    #expect(throws: SchedulingError.runsOutOfOrder(overlapping[1], after: overlapping[0])) {
      try trace.emissions(of: job, in: overlapping)
    }
    let outside = try run(10_801, 14_401)
    #expect(throws: SchedulingError.runOutside(outside, from: newYear2020, to: after(14_400))) {
      try trace.emissions(of: job, in: [outside])
    }
    #expect(throws: SchedulingError.gap(at: after(3_600), gapSlots: 1, windowSlots: 2)) {
      try trace.emissions(of: job, in: [try run(0, 3_601)])
    }
    #expect(throws: SchedulingError.runsDoNotAddUp(to: .seconds(3_600), progress: .seconds(3_000))) {
      try trace.emissions(of: job, in: [try run(0, 3_000)])
    }
    let late = try run(7_200, 10_800)
    #expect(throws: SchedulingError.runOutside(late, from: newYear2020, to: after(10_000))) {
      try Schedule(valuing: [late], of: job, on: trace, releasedAt: newYear2020, deadline: after(10_000))
    }
  }

  /// An algorithm of a user's own: it starts when told.
  private struct StartAt: SchedulingAlgorithm {
    let start: Instant

    func schedule(
      _ job: Workload, on trace: IntensityTrace, releasedAt release: Instant
    ) throws(SchedulingError) -> Schedule {
      try Schedule(
        valuing: [Run(start: start, end: start + job.duration)], of: job, on: trace, releasedAt: release)
    }
  }

  @Test func algorithmsOfOnesOwn() throws {
    let trace = try trace([1.0, 2, 3, 4], slotSeconds: 3_600)
    let plan = try StartAt(start: after(3_600)).schedule(job(seconds: 3_600), on: trace, releasedAt: newYear2020)
    #expect(plan.emissions.grams == 2 && plan.savings?.grams == -1)
  }
}
