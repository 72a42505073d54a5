import TestSupport
import Testing
import WindowKernels

/// Pauses that cost, on plans of real size, against the full programme: the one without a bound, which weights call for.
@Suite struct PauseProgrammeLargeTests {
  #if DEBUG
    static let sizes = [(72, 144)]
    static let seeds: [UInt64] = [1]
  #else
    static let sizes = [(72, 144), (432, 864)]
    static let seeds: [UInt64] = [1, 2, 3, 4]
  #endif

  @Test(arguments: Pattern.allCases)
  func againstTheFullProgramme(pattern: Pattern) {
    for (progress, count) in Self.sizes {
      for seed in Self.seeds {
        for variant in 0..<12 { check(pattern, progress, count, seed, variant) }
      }
    }
  }

  private func check(_ pattern: Pattern, _ progress: Int, _ count: Int, _ seed: UInt64, _ variant: Int) {
    let costs = pattern.values(count: count, seed: seed)
    var problem = PauseProblem(costs: costs, progressCount: progress)
    problem.step = 0x1p-6
    problem.tie = 0x1p-17
    let fixed = [0.0, 10, 300, 5_000][variant % 4]
    problem.resumeCosts = costs.map { fixed + (variant >= 6 ? 2 * $0 : 0) }
    if variant % 3 == 1 { (problem.minimumRun, problem.minimumPause) = (6, 3) }
    if variant % 3 == 2 { problem.maximumPauses = 4 + variant }
    if variant % 5 == 4 { problem.warmUp = 2 }
    if variant % 5 == 3 {
      problem.firstStartCosts = problem.resumeCosts
      for slot in stride(from: 7, to: count, by: 97) { problem.isAvailable[slot] = false }
    }
    var full = problem
    full.weights = [Double](repeating: 1, count: progress)
    #expect(
      PauseProgramme.solve(problem) == PauseProgramme.solve(full),
      "\(pattern), \(progress) of \(count), seed \(seed), variant \(variant)")
  }
}
