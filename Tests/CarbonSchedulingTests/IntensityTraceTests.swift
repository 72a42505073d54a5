import CarbonScheduling
import Foundation
import TestSupport
import Testing

@Suite struct IntensityTraces {
  @Test func readsBackWhatItWasGiven() throws {
    let values = [594.78, nil, 0.1, -3.07, nil, nil, 1e6]
    let trace = try trace(values, slotSeconds: 300)
    #expect(trace.gramsPerKilowattHour == values)
    #expect((0..<7).map { trace[$0] } == values)
    #expect(trace.gaps == [1..<2, 4..<6])
    #expect(trace.gapSlotCount == 3)
    #expect(trace.end == after(7 * 300))
    #expect(trace.start(ofSlot: 6) == after(1_800))
  }

  @Test func refusesWhatIsNoTrace() throws {
    #expect(throws: TraceError.empty) { try trace([Double](), slotSeconds: 300) }
    #expect(throws: TraceError.slotLength(.seconds(0))) { try trace([1.0], slotSeconds: 0) }
    #expect(throws: TraceError.slotLength(.milliseconds(1_500))) {
      try IntensityTrace(start: newYear2020, slot: .milliseconds(1_500), gramsPerKilowattHour: [1.0])
    }
    for value in [Double.infinity, -.infinity, 1.1e6] {
      #expect(throws: TraceError.intensity(value, slot: 1, at: after(300), unit: .gramsPerKilowattHour)) {
        try trace([1, value], slotSeconds: 300)
      }
    }
    #expect(throws: TraceError.self) { try trace([1, .nan], slotSeconds: 300) }
  }

  @Test func negativeZeroIsZero() throws {
    let trace = try trace([-0.0, 0.0], slotSeconds: 300)
    #expect(trace.intensities.allSatisfy { $0.sign == .plus })
  }

  @Test func codesAndDecodes() throws {
    var trace = try trace([594.78, nil, 0.1], slotSeconds: 300).handlingGaps(.avoid)
    trace.signal = .marginal
    trace.region = "west-us"
    let copy = try JSONDecoder().decode(IntensityTrace.self, from: JSONEncoder().encode(trace))
    #expect(copy == trace)
    let invalid =
      #"{"start":"2020-01-01T00:00:00Z","slotSeconds":0,"gramsPerKilowattHour":[1]}"#
    #expect(throws: TraceError.slotLength(.zero)) {
      try JSONDecoder().decode(IntensityTrace.self, from: Data(invalid.utf8))
    }
  }

  @Test func schedulesAndWorkloadsCode() throws {
    let trace = try trace([20, 60, 10, 80], slotSeconds: 3_600)
    for job in [try job(seconds: 7_200), try Workload(duration: .seconds(7_200), energy: .kilowattHours(3.1))] {
      #expect(try JSONDecoder().decode(Workload.self, from: JSONEncoder().encode(job)) == job)
      let plan = try PauseAndResume(stretch: 2).schedule(job, on: trace, releasedAt: newYear2020)
      #expect(try JSONDecoder().decode(Schedule.self, from: JSONEncoder().encode(plan)) == plan)
    }
  }
}

@Suite struct Gaps {
  @Test func fillsShortOnesByStraightLines() throws {
    let trace = try trace([nil, 10, nil, nil, 40, nil, nil, nil, 80, nil], slotSeconds: 300)
    let filled = trace.handlingGaps(.fill(upTo: .seconds(600)))
    #expect(filled.gramsPerKilowattHour == [nil, 10, 20, 30, 40, nil, nil, nil, 80, nil])
    let more = trace.handlingGaps(.fill(upTo: .seconds(900)))
    #expect(more.gramsPerKilowattHour == [nil, 10, 20, 30, 40, 50, 60, 70, 80, nil])
  }

  @Test func rejectsWindowsThatTouchOne() throws {
    let trace = try trace([10, 20, nil, nil, 40, 50], slotSeconds: 300)
    let job = try job(seconds: 300)
    _ = try FlexibleStart(within: .minutes(5)).schedule(job, on: trace, releasedAt: newYear2020)
    #expect(throws: SchedulingError.gap(at: after(600), gapSlots: 1, windowSlots: 3)) {
      try FlexibleStart(within: .minutes(10)).schedule(job, on: trace, releasedAt: newYear2020)
    }
    #expect(throws: SchedulingError.gap(at: after(600), gapSlots: 2, windowSlots: 4)) {
      try PauseAndResume(within: .minutes(14)).schedule(job, on: trace, releasedAt: after(301))
    }
    #expect(throws: SchedulingError.gap(at: after(600), gapSlots: 2, windowSlots: 6)) {
      try FlexibleStart(within: .minutes(0)).sweep(job, on: trace)
    }
  }

  @Test func avoidsThemIfTold() throws {
    let trace = try trace([30, 20, nil, nil, 25, 10, 50], slotSeconds: 300).handlingGaps(.avoid)
    let start = try FlexibleStart(within: .minutes(20)).schedule(job(seconds: 600), on: trace, releasedAt: newYear2020)
    #expect(start.picture(unit: .seconds(300)) == "....##")
    let late = try FlexibleStart(within: .minutes(19)).schedule(job(seconds: 600), on: trace, releasedAt: newYear2020)
    #expect(late.picture(unit: .seconds(60)) == "##########...................")
    let pause = try PauseAndResume(within: .minutes(20)).schedule(job(seconds: 600), on: trace, releasedAt: newYear2020)
    #expect(pause.picture(unit: .seconds(300)) == ".#...#")
  }

  /// The run from the release would meet the gap: it has no grams and the plan no savings, but there is a plan.
  @Test func aBaselineInAGapForbidsNoPlan() throws {
    let trace = try trace([30, 20, nil, nil, 25, 10, 50], slotSeconds: 300).handlingGaps(.avoid)
    let (job, release) = (try job(seconds: 600), after(300))
    let plans: [(any SchedulingAlgorithm, String)] = [
      (PauseAndResume(within: .minutes(15)), "#...#"), (FlexibleStart(within: .minutes(15)), "...##"),
      (PauseAndResume(within: .minutes(15), limits: try RunLimits(maximumPauses: 1)), "#...#"),
    ]
    for (algorithm, picture) in plans {
      let plan = try algorithm.schedule(job, on: trace, releasedAt: release)
      #expect(plan.picture(unit: .seconds(300)) == picture)
      #expect(plan.baseline.emissions == nil && plan.savings == nil)
    }
    let tight = SchedulingError.infeasible(.unavailableTimes, release: after(300), deadline: after(1_200))
    #expect(throws: tight) {
      try FlexibleStart(within: .minutes(5)).schedule(job, on: trace, releasedAt: release)
    }
    let little = SchedulingError.infeasible(.availableTime, release: after(300), deadline: after(1_200))
    #expect(throws: little) {
      try PauseAndResume(within: .minutes(5)).schedule(job, on: trace, releasedAt: release)
    }
    #expect(throws: SchedulingError.gap(at: after(600), gapSlots: 1, windowSlots: 2)) {
      try RunNow().schedule(job, on: trace, releasedAt: release)
    }
  }

  @Test func findsTheFirst() throws {
    let trace = try trace([nil, 1, nil, nil, 1, 1, nil], slotSeconds: 1)
    #expect(trace.firstGap(touching: 0..<1) == 0..<1)
    #expect(trace.firstGap(touching: 1..<2) == nil)
    #expect(trace.firstGap(touching: 1..<3) == 2..<4)
    #expect(trace.firstGap(touching: 3..<7) == 2..<4)
    #expect(trace.firstGap(touching: 4..<7) == 6..<7)
    #expect(trace.gapSlotCount(in: 3..<7) == 2)
  }
}
