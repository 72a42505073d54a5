import TestSupport
import Testing
import WindowKernels

/// Pauses that cost, against every subset of slots.
@Suite struct PauseProgrammeTests {
  #if DEBUG
    static let seeds = 0..<1_500
    static let slotCount = 10
  #else
    static let seeds = 0..<60_000
    static let slotCount = 14
  #endif

  @Test func workedExamples() {
    for (progress, cost) in [(1, 0.0), (2, 2), (3, 3)] {
      var problem = PauseProblem(costs: [0, 3, 0], progressCount: progress)
      problem.resumeCosts = [2, 2, 2]
      guard case .plan(let plan) = PauseProgramme.solve(problem) else {
        Issue.record("There is a plan of \(progress).")
        continue
      }
      #expect(plan.cost == cost)
    }
    var problem = PauseProblem(costs: [10, 1, 1, 1, 10, 1, 1, 1], progressCount: 6)
    problem.minimumRun = 2
    problem.maximumPauses = 1
    #expect(PauseProgramme.solve(problem) == .plan(PausePlan(runs: [1..<4, 5..<8], cost: 6)))
  }

  /// Every combination of constraints; costs, pauses and slots must be equal.
  @Test func againstEverySubset() {
    var feasible = 0
    for seed in Self.seeds {
      let size = seed % 10 == 0 ? Self.slotCount : Self.slotCount - 3
      let problem = PauseCases.problem(seed: UInt64(seed), slotCount: size)
      let best = NaivePauses.best(problem)
      // Every other one in stretches of a few slots.
      switch PauseProgramme.solve(problem, stretchSize: seed % 2 == 0 ? 1 << 16 : 40) {
      case .plan(let plan):
        feasible += 1
        let slots = plan.runs.flatMap { Array($0) }
        #expect(plan.cost == best?.cost && slots == best?.slots, "seed \(seed): \(problem)")
      case .infeasible: #expect(best == nil, "seed \(seed): \(problem)")
      case .tooLarge: Issue.record("seed \(seed): a problem of few slots is not too large.")
      }
    }
    #expect(feasible > Self.seeds.count / 2)
  }
}
