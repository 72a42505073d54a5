import CarbonScheduling
import TestSupport
import Testing

/// Curves against one plan for each of their points.
@Suite struct TradeOffTests {
  @Test func handCheckedCurves() throws {
    let (trace, job) = (try trace([3.0, 1, 2, 0], slotSeconds: 3_600), try job(seconds: 7_200))
    let starts = try FlexibleStart(within: .hours(2)).savingsCurve(job, on: trace, releasedAt: newYear2020)
    #expect(starts.map(\.emissions.grams) == [4, 3, 2])
    let pauses = try PauseAndResume(within: .hours(2)).savingsCurve(job, on: trace, releasedAt: newYear2020)
    #expect(pauses.map(\.emissions.grams) == [4, 3, 1])
    let front = try PauseAndResume(within: .hours(2)).pauseFront(job, on: trace, releasedAt: newYear2020)
    #expect(front.map(\.pauses) == [0, 1] && front.map(\.emissions.grams) == [2, 1])
  }

  @Test(arguments: Pattern.allCases)
  func savingsCurves(pattern: Pattern) throws {
    let trace = try trace(pattern.values(count: 60, seed: 3), slotSeconds: 600)
    for (release, duration, added) in [(600, 6_000, 18_000), (601, 5_001, 18_037)] {
      let (job, release) = (try job(seconds: duration), after(release))
      let added = AddedTime.duration(.seconds(added))
      for point in try FlexibleStart(within: added).savingsCurve(job, on: trace, releasedAt: release) {
        let plan = try FlexibleStart(within: .duration(point.addedTime)).schedule(job, on: trace, releasedAt: release)
        #expect(plan.emissions == point.emissions, "\(pattern), \(point)")
      }
      for point in try PauseAndResume(within: added).savingsCurve(job, on: trace, releasedAt: release) {
        let plan = try PauseAndResume(within: .duration(point.addedTime)).schedule(job, on: trace, releasedAt: release)
        #expect(plan.emissions == point.emissions, "\(pattern), \(point)")
      }
    }
  }

  /// With constraints too each point is what a plan of its own gives, and points are missing only where there is none.
  @Test(arguments: Pattern.allCases)
  func constrainedCurves(pattern: Pattern) throws {
    let trace = try trace(pattern.values(count: 60, seed: 3), slotSeconds: 600)
    let price = try WeightedPrice(
      priceSeries(Pattern.randomWalk.values(count: 60, seed: 4), slotSeconds: 600), gramsPerUnit: 0.5)
    let pieces = try [1_200, 3_000, 1_800].map {
      try Power.Piece(duration: .seconds($0), kilowatts: Double($0 % 7 + 1))
    }
    let jobs = [try job(seconds: 6_000), try Workload(duration: .seconds(6_000), power: .profile(pieces))]
    let lunch = [after(9_000)..<after(9_720), after(1_020)..<after(1_320)]
    let limits = try RunLimits(minimumRun: .seconds(1_800), minimumPause: .seconds(1_200), maximumPauses: 2)
    let starts: [(AddedTime) -> FlexibleStart] = [
      { FlexibleStart(within: $0, startStep: .seconds(1_500)) },
      { FlexibleStart(within: $0, unavailable: lunch) },
      { FlexibleStart(within: $0, startStep: .seconds(900), unavailable: lunch, weighing: price) },
    ]
    let cost = try ResumeCost(energy: .kilowattHours(0.1))
    let noPause = try RunLimits(maximumPauses: 0)
    let pauses: [(AddedTime) -> PauseAndResume] = [
      { PauseAndResume(within: $0, limits: limits, unavailable: lunch) },
      { PauseAndResume(within: $0, resumeCost: cost, weighing: price) },
      { PauseAndResume(within: $0, limits: noPause, weighing: price) },
    ]
    let longest = sized(debug: 3_060, release: 18_060)
    // Each job from either release; where large cases are not asked for, each pattern takes one of the four in turn.
    let place = Pattern.allCases.firstIndex(of: pattern) ?? 0
    let requests = [(0, 600), (1, 660), (1, 600), (0, 660)]
    for (job, release) in LargeCases.areAsked ? requests[...] : requests[place % 4..<place % 4 + 1] {
      let (job, release) = (jobs[job], after(release))
      let added = AddedTime.duration(.seconds(longest))
      for algorithm in starts {
        try expect(algorithm(added).savingsCurve(job, on: trace, releasedAt: release), upTo: longest) {
          try? algorithm($0).schedule(job, on: trace, releasedAt: release)
        }
      }
      for algorithm in pauses {
        try expect(algorithm(added).savingsCurve(job, on: trace, releasedAt: release), upTo: longest) {
          try? algorithm($0).schedule(job, on: trace, releasedAt: release)
        }
      }
    }
  }

  private func expect(_ curve: [TradeOff], upTo longest: Int, plan: (AddedTime) -> Schedule?) throws {
    #expect(!curve.isEmpty)
    var points = curve[...]
    for added in Array(stride(from: 0, to: longest, by: 600)) + [longest] {
      let plan = plan(.duration(.seconds(added)))
      let point = points.first?.addedTime == .seconds(added) ? points.popFirst() : nil
      #expect((plan == nil) == (point == nil), "\(added)")
      guard let plan, let point else { continue }
      // Profiles add up in floating point, and starts that differ may differ in the last digit only.
      #expect(abs(plan.objective - point.objective) <= 1e-12 * abs(plan.objective), "\(added)")
    }
    #expect(points.isEmpty)
  }

  @Test func pauseFront() throws {
    let trace = try trace([10, 1, 9, 1, 9, 1] as [Double], slotSeconds: 3_600)
    let front = try PauseAndResume(within: .hours(3))
      .pauseFront(try job(seconds: 3 * 3_600), on: trace, releasedAt: newYear2020)
    #expect(front.map(\.pauses) == [0, 2])
    #expect(front.map(\.emissions.grams) == [11, 3])
  }
}
