import CarbonScheduling
import TestSupport
import Testing

/// A sweep says of each release what a plan for it says.
@Suite struct Sweeps {
  static let requests: [(duration: Int, added: Int)] = [
    (60, 0), (60, 60), (60, 300), (180, 540), (600, 600), (90, 200), (1, 7), (59, 61), (600, 1_800),
  ]

  @Test(arguments: Pattern.allCases)
  func equalPlans(pattern: Pattern) throws {
    let trace = try trace(pattern.values(count: 50, seed: 11), slotSeconds: 60)
    for (duration, added) in Self.requests {
      try check(trace, job: job(seconds: duration), added: .duration(.seconds(added)), "\(pattern)")
    }
  }

  @Test func aroundGaps() throws {
    var values = Pattern.noise.values(count: 40, seed: 5).map { Double?.some($0) }
    for slot in [0, 9, 10, 11, 20, 39] { values[slot] = nil }
    let trace = try trace(values, slotSeconds: 60).handlingGaps(.avoid)
    for (duration, added) in Self.requests {
      try check(trace, job: job(seconds: duration), added: .duration(.seconds(added)), "gaps")
    }
  }

  /// Pauses that cost, and limits: what one window knows changes nothing in the next.
  @Test(arguments: [Pattern.noise, .randomWalk, .sawtooth, .allEqual])
  func constrainedPlans(pattern: Pattern) throws {
    let trace = try trace(pattern.values(count: 60, seed: 8).map { $0 + 3 }, slotSeconds: 60)
    let limits = [
      RunLimits.none, try RunLimits(maximumPauses: 2),
      try RunLimits(minimumRun: .seconds(180), minimumPause: .seconds(120), maximumPauses: 1),
    ]
    for limits in limits {
      for (duration, added) in [(300, 600), (90, 300), (480, 1_200)] {
        let job = try job(seconds: duration)
        let algorithm = PauseAndResume(
          within: .duration(.seconds(added)), resumeCost: try ResumeCost(emissions: Emissions(grams: 0.3)),
          limits: limits)
        let plans = (0..<trace.slotCount).compactMap {
          try? algorithm.schedule(job, on: trace, releasedAt: trace.start(ofSlot: $0))
        }
        let sweep = try algorithm.sweep(job, on: trace)
        #expect(sweep.map(\.release) == plans.map(\.release))
        #expect(sweep.map(\.emissions) == plans.map(\.emissions))
        #expect(sweep.map(\.pauses) == plans.map(\.pauses))
        #expect(sweep.map(\.baseline) == plans.compactMap(\.baseline.emissions))
        #expect(sweep.totals.emissions.grams == plans.reduce(0) { $0 + $1.emissions.grams })
      }
    }
    let blocked = PauseAndResume(within: .hours(1), unavailable: [trace.start..<trace.start(ofSlot: 1)])
    #expect(throws: SchedulingError.constraintsInSweep) { try blocked.sweep(job(seconds: 60), on: trace) }
  }

  /// Sliding over windows whose values are of other magnitudes, with gaps between them, and with every kind of cost.
  @Test func constrainedWindowsOfAnyMagnitude() throws {
    var values = Pattern.randomWalk.values(count: sized(debug: 160, release: 1_200), seed: 4).map {
      Double?.some(abs($0))
    }
    for slot in 60..<100 { values[slot] = values[slot].map { $0 * 37 } }
    for slot in [17, 18, 44, 120] { values[slot] = nil }
    let trace = try trace(values, slotSeconds: 60).handlingGaps(.avoid)
    let costs = [
      try ResumeCost(energy: .kilowattHours(0.003)),
      try ResumeCost(energy: .kilowattHours(0.007), time: .seconds(120), chargesFirstStart: true),
      try ResumeCost(emissions: Emissions(grams: 0.2), idleKilowatts: 0.04),
    ]
    let limits = [
      RunLimits.none, try RunLimits(minimumRun: .seconds(240)),
      try RunLimits(minimumRun: .seconds(120), minimumPause: .seconds(180), maximumPauses: 100),
    ]
    for cost in costs {
      for limits in limits {
        for (duration, added) in [(300, 600), (480, 720)] {
          let job = try job(seconds: duration)
          let algorithm = PauseAndResume(within: .duration(.seconds(added)), resumeCost: cost, limits: limits)
          let sweep = try algorithm.sweep(job, on: trace)
          #expect(sweep.count > values.count / 2)
          for element in sweep {
            let plan = try algorithm.schedule(job, on: trace, releasedAt: element.release)
            #expect(element.emissions == plan.emissions && element.pauses == plan.pauses, "\(cost), \(element.release)")
            #expect(element.baseline == plan.baseline.emissions)
          }
        }
      }
    }
  }

  @Test func stretchIsASharedCap() throws {
    let trace = try trace([20, 60, 10, 80, 40, 90], slotSeconds: 3_600)
    let year = try PauseAndResume(stretch: 2).sweep(job(seconds: 7_200), on: trace)
    #expect(year.map(\.emissions.grams) == [30, 50, 50])
    #expect(year.map(\.pauses) == [1, 1, 1])
  }

  @Test func needsOneWindowThatFits() throws {
    let trace = try trace([1, 2, 3], slotSeconds: 60)
    #expect(throws: SchedulingError.windowPastTrace(windowEnd: after(200), traceEnd: after(180))) {
      try FlexibleStart(within: .duration(.seconds(100))).sweep(job(seconds: 100), on: trace)
    }
    #expect(throws: SchedulingError.deadlineInSweep(after(100))) {
      try PauseAndResume(within: .deadline(after(100))).sweep(job(seconds: 100), on: trace)
    }
  }

  private func check(_ trace: IntensityTrace, job: Workload, added: AddedTime, _ what: Comment) throws {
    let starts = try FlexibleStart(within: added).sweep(job, on: trace)
    let pauses = try PauseAndResume(within: added).sweep(job, on: trace)
    #expect(starts.count == pauses.count)
    var expectedCount = 0
    for slot in 0..<trace.slotCount {
      let release = trace.start(ofSlot: slot)
      // Releases whose baseline would meet a gap are left out of sweeps.
      guard let start = try? FlexibleStart(within: added).schedule(job, on: trace, releasedAt: release),
        start.baseline.emissions != nil
      else { continue }
      let pause = try PauseAndResume(within: added).schedule(job, on: trace, releasedAt: release)
      guard expectedCount < starts.count else { break }
      let (swept, sweptPauses) = (starts[expectedCount], pauses[expectedCount])
      #expect(swept.release == release, what)
      #expect(swept.start == start.runs[0].start, what)
      #expect(swept.emissions == start.emissions, what)
      #expect(swept.baseline == start.baseline.emissions, what)
      #expect(sweptPauses.release == release, what)
      #expect(sweptPauses.emissions == pause.emissions, what)
      #expect(sweptPauses.pauses == pause.pauses, what)
      #expect(sweptPauses.savings == pause.savings, what)
      expectedCount += 1
    }
    #expect(expectedCount == starts.count, what)
  }
}
