import PauseKernels
import TestSupport
import Testing

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

  /// Starts far dearer than slots, long warm-ups, and as much progress as there can be: the highest multipliers, on the
  /// finest grid that there is room for.
  @Test(arguments: [0, 1, 13])
  func sumsAreExactAtTheHighestMultipliers(sixteenths: Int) {
    var problem = PauseProblem(costs: [Double](repeating: 1, count: 140), progressCount: 82)
    problem.warmUp = 28
    for hole in [40, 90] { problem.isAvailable[hole] = false }
    let resume = 3_807_001 + Double(sixteenths) / 16
    problem.resumeCosts = [Double](repeating: resume, count: 140)
    // 8 * (140 + 1) * (29 + resume) is just below 2^52 ties.
    (problem.step, problem.tie) = (0x1p-12, 0x1p-20)
    let plan = PausePlan(runs: [0..<40, 41..<90, 91..<140], cost: 138 + 2 * resume)
    for most in [nil, 2, 3] {
      problem.maximumPauses = most
      #expect(PauseProgramme.solve(problem) == .plan(plan))
    }
    problem.maximumPauses = 1
    #expect(PauseProgramme.solve(problem) == .infeasible)
  }

  /// The rows of a layer for each pause would take too much room, if they were needed.
  @Test func limitsThatDoNotBindTakeNoRoom() {
    var problem = PauseProblem(costs: (0..<4_000).map { Double($0 % 24) }, progressCount: 2_000)
    (problem.step, problem.tie) = (1, 0x1p-13)
    (problem.minimumRun, problem.minimumPause) = (12, 12)
    let free = PauseProgramme.solve(problem)
    guard case .plan = free else {
      Issue.record("Half of the slots are in runs of twelve.")
      return
    }
    for most in [166, 1_000, 5_000] {
      problem.maximumPauses = most
      #expect(PauseProgramme.solve(problem) == free)
    }
  }

  /// Where one pause less is so dear that no price finds it: layers without a bound, in blocks of any size.
  @Test(arguments: [1, 40, 1 << 16])
  func limitsThatNoPriceFinds(blockSize: Int) {
    // One cheap run of six slots, 19 of five and a dear one of ten, a slot apart.
    let begins = [0] + (0..<20).map { 7 + 6 * $0 }
    var problem = PauseProblem(costs: [Double](repeating: -1, count: 131), progressCount: 100)
    (problem.step, problem.tie) = (1, 0x1p-8)
    for slot in 121..<131 { problem.costs[slot] = 1 }
    for begin in begins.dropFirst() { problem.isAvailable[begin - 1] = false }
    problem.maximumPauses = 18
    let cheap = begins[1...17].map { $0..<$0 + 5 }
    let plan = PausePlan(runs: [0..<6] + cheap + [121..<130], cost: -82)
    #expect(PauseProgramme.solve(problem, blockSize: blockSize) == .plan(plan))
  }

  /// Where nothing costs anything, all multipliers are as good: the search for them ends all the same.
  @Test(.timeLimit(.minutes(1))) func limitsWhereNothingCosts() {
    var problem = PauseProblem(costs: [Double](repeating: 0, count: 8), progressCount: 4)
    (problem.step, problem.tie) = (1, 0x1p-8)
    problem.isAvailable = [true, false, true, false, true, true, false, true]
    problem.maximumPauses = 1
    #expect(PauseProgramme.solve(problem) == .infeasible)
    problem.maximumPauses = 2
    #expect(PauseProgramme.solve(problem) == .plan(PausePlan(runs: [0..<1, 2..<3, 4..<6], cost: 0)))
  }

  /// Every combination of constraints; costs, pauses and slots must be equal.
  @Test func againstEverySubset() {
    var feasible = 0
    for seed in Self.seeds {
      let size = seed % 10 == 0 ? Self.slotCount : Self.slotCount - 3
      let problem = PauseCases.problem(seed: UInt64(seed), slotCount: size)
      let best = NaivePauses.best(problem)
      // Every other one in blocks of a few slots.
      switch PauseProgramme.solve(problem, blockSize: seed % 2 == 0 ? 1 << 16 : 40) {
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

  /// Window after window, and windows that grow: what one knows changes nothing in the next.
  @Test(arguments: 1...UInt64(sized(debug: 12, release: 200)))
  func hintsDoNotChangePlans(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let costs = (0..<60).map { _ in Double(Int.random(in: -2...9, using: &generator)) }
    let (length, count) = (Int.random(in: 4...20, using: &generator), Int.random(in: 1...4, using: &generator))
    var parts = PauseProblem(costs: [], progressCount: count)
    parts.warmUp = Int.random(in: 0...1, using: &generator)
    parts.minimumRun = Int.random(in: 1...3, using: &generator)
    parts.minimumPause = Int.random(in: 1...2, using: &generator)
    parts.maximumPauses = Bool.random(using: &generator) ? Int.random(in: 0...3, using: &generator) : nil
    parts.lastWeight = Bool.random(using: &generator) ? 0.5 : 1
    (parts.tie, parts.step) = (0x1p-20, 0x1p-10)
    let (resume, isBlocked) = (Double(Int.random(in: 0...4, using: &generator)), seed % 3 == 0)
    func problem(_ window: Range<Int>) -> PauseProblem {
      var problem = parts
      problem.costs = Array(costs[window])
      problem.isAvailable = window.map { !isBlocked || $0 % 7 != 0 }
      problem.resumeCosts = problem.costs.map { resume * abs($0) / 2 }
      if seed % 4 == 0 { problem.idleCosts = problem.costs.map { $0 / 4 } }
      return problem
    }
    var hint = PauseHint()
    let shifted = (0...60 - length).map { $0..<$0 + length }
    let grown = (length...60).map { 0..<$0 }
    for window in shifted + grown + grown.reversed() {
      let plain = PauseProgramme.solve(problem(window))
      #expect(PauseProgramme.solve(problem(window), hint: &hint) == plain, "seed \(seed), \(window)")
    }
  }
}
