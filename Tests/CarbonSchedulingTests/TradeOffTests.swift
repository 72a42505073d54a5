import CarbonScheduling
import TestSupport
import Testing

/// Curves against one plan for each of their points.
@Suite struct TradeOffTests {
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

  @Test func pauseFront() throws {
    let trace = try trace([10, 1, 9, 1, 9, 1] as [Double], slotSeconds: 3_600)
    let front = try PauseAndResume(within: .hours(3))
      .pauseFront(try job(seconds: 3 * 3_600), on: trace, releasedAt: newYear2020)
    #expect(front.map(\.pauses) == [0, 2])
    #expect(front.map(\.emissions.grams) == [11, 3])
  }
}
