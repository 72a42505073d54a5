import PauseKernels
import TestSupport
import Testing

/// The plans of windows in a row are those of each window by itself.
@Suite struct SlidingProgrammeTests {
  /// The runs of each window, as a picture of its slots.
  @Test func pictures() {
    //                           0  1  2  3  4  5  6  7
    var problem = PauseProblem(costs: [9, 1, 1, 6, 1, 9, 2, 9], progressCount: 3)
    problem.resumeCosts = [Double](repeating: 2, count: 8)
    (problem.tie, problem.step) = (0x1p-20, 0x1p-10)
    var pictures: [String] = []
    SlidingProgramme.solve(problem, length: 5, blockSize: 2) { outcome in
      let slots = Set((outcome.plan?.runs ?? []).flatMap { Array($0) })
      let window = outcome.first..<outcome.first + 5
      pictures.append(
        String(repeating: " ", count: outcome.first) + String(window.map { slots.contains($0) ? "#" : "." })
          + (outcome.isSame ? " same" : ""))
    }
    #expect(
      pictures == [
        ".##.#",
        " ##.#. same",
        "  ###..",
        "   ##.#.",
      ])
  }

  /// Every combination of constraints on few slots, where any subset of each window can be tried.
  @Test(arguments: 0..<UInt64(sized(debug: 60, release: 3_000)))
  func againstEverySubset(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let problem = PauseCases.sliding(length: 8, slotCount: 14, &generator)
    let length = min(Int.random(in: 1...8, using: &generator), problem.costs.count)
    guard problem.progressCount <= length, SlidingProgramme.fits(problem, length: length) else { return }
    let blockSize = Int.random(in: 1...length, using: &generator)
    SlidingProgramme.solve(problem, length: length, blockSize: blockSize) { outcome in
      let best = NaivePauses.best(problem.part(outcome.first..<outcome.first + length))
      let slots = outcome.plan?.runs.flatMap { $0.map { $0 - outcome.first } }
      #expect(outcome.plan?.cost == best?.cost && slots == best?.slots, "seed \(seed), window \(outcome.first)")
    }
  }

  /// The same on more slots, against each window solved by itself.
  @Test(arguments: 0..<UInt64(sized(debug: 40, release: 4_000)))
  func againstSingleWindows(seed: UInt64) {
    var generator = SeededGenerator(seed: 1_000 + seed)
    let problem = PauseCases.sliding(length: 30, slotCount: 70, &generator)
    let length = min(Int.random(in: 1...30, using: &generator), problem.costs.count)
    guard SlidingProgramme.fits(problem, length: length) else { return }
    let blockSize = Bool.random(using: &generator) ? .max : Int.random(in: 1...length, using: &generator)
    check(problem, length: length, blockSize: blockSize, "seed \(seed)")
  }

  /// Real sizes, patterns full of ties among them.
  @Test(arguments: Pattern.allCases)
  func onPatterns(pattern: Pattern) {
    for (progress, length) in LargeCases.areAsked ? [(72, 360), (432, 864)] : [(9, 30)] {
      var problem = PauseProblem(
        costs: pattern.values(count: length + sized(debug: 40, release: 1_000), seed: 3), progressCount: progress)
      let isLarge = problem.costs.contains { abs($0) >= 1_024 }
      (problem.step, problem.tie) = isLarge ? (1, 0x1p-11) : (0x1p-6, 0x1p-17)
      for (least, pause) in [(1, 1), (6, 3)] {
        (problem.minimumRun, problem.minimumPause) = (least, pause)
        problem.resumeCosts = problem.costs.map { 20 + abs($0) }
        check(problem, length: length, blockSize: .max, "\(pattern), \(progress) of \(length)")
      }
    }
  }

  /// Where tables have no room, nothing is begun.
  @Test func roomForTables() {
    func fits(_ progress: Int, _ length: Int, minimumRun: Int = 1) -> Bool {
      var problem = PauseProblem(costs: [], progressCount: progress)
      problem.minimumRun = minimumRun
      return SlidingProgramme.fits(problem, length: length)
    }
    #expect(fits(432, 864) && fits(2_304, 4_608))
    #expect(!fits(20_000, 40_000) && !fits(.max - 1, 1 << 20) && !fits(432, 864, minimumRun: 400))
    #expect(!fits(1, 5, minimumRun: 6))
  }

  private func check(_ problem: PauseProblem, length: Int, blockSize: Int, _ comment: Comment) {
    var next = 0
    SlidingProgramme.solve(problem, length: length, blockSize: blockSize) { outcome in
      let window = next..<next + length
      next += 1
      var expected: PausePlan?
      if case .plan(let plan) = PauseProgramme.solve(problem.part(window)) {
        expected = PausePlan(
          runs: plan.runs.map { $0.lowerBound + window.lowerBound..<$0.upperBound + window.lowerBound },
          cost: plan.cost)
      }
      #expect(outcome.first == window.lowerBound && outcome.plan == expected, comment)
    }
    #expect(next == max(0, problem.costs.count - length + 1), comment)
  }
}
