import CarbonScheduling
import TestSupport
import Testing

@testable import CarbonJobs

/// Runs looked up by time, against a walk over all of them.
@Suite struct PlannedTimesTests {
  @Test func againstAWalk() {
    for seed in 0..<200 {
      var random = SeededGenerator(seed: UInt64(seed))
      var (runs, time) = ([Run](), SimulatedMachine.midnight)
      for _ in 0..<Int.random(in: 0...7, using: &random) {
        let start = time.advanced(by: .seconds(Int.random(in: 0...2, using: &random)))
        time = start.advanced(by: .seconds(Int.random(in: 1...3, using: &random)))
        runs.append(Run(start..<time))
      }
      let planned = PlannedTimes(runs)
      #expect(planned.isEmpty == runs.isEmpty)
      for half in -2..<70 {
        let wall = SimulatedMachine.midnight.wall + Int64(half) * .second / 2
        let ahead = runs.filter { $0.end.wall > wall }
        let next = planned.next(at: wall)
        #expect(next?.run == ahead.first && next?.isLast == ahead.first.map { _ in ahead.count == 1 })
        let left = planned.left(at: wall)
        #expect(left.nanoseconds == ahead.reduce(0) { $0 + $1.end.wall - max(wall, $1.start.wall) }, "seed \(seed)")
        #expect(left.starts == ahead.count { $0.start.wall > wall }, "seed \(seed)")
      }
    }
  }
}
