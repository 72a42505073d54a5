import PauseKernels
import TestSupport
import Testing

/// Pauses that cost, on plans of real size, against the full programme: the one without a bound, which weights call for.
@Suite struct PauseProgrammeLargeTests {
  #if DEBUG
    static let sizes = [(36, 72)]
    static let seeds: [UInt64] = [1]
  #else
    static let sizes = [(72, 144), (432, 864)]
    static let seeds: [UInt64] = [1, 2, 3, 4]
  #endif

  @Test(arguments: Pattern.allCases)
  func againstTheFullProgramme(pattern: Pattern) {
    for (progress, count) in Self.sizes {
      for seed in Self.seeds {
        let costs = pattern.values(count: count, seed: seed)
        for variant in 0..<12 {
          #expect(differences(costs, progress, variant).isEmpty, "\(pattern), \(progress) of \(count), seed \(seed)")
        }
      }
    }
  }

  /// On weeks of each real trace, in hundredths of a gram.
  @Test(
    .enabled(if: !RealTraces.hourly.isEmpty, "There are no real traces here."),
    arguments: RealTraces.some(of: RealTraces.hourly + RealTraces.fiveMinute))
  func onRealTraces(path: String) throws {
    for (progress, count) in Self.sizes {
      for seed in Self.seeds {
        var first = 0
        let costs = try RealTraces.hundredths(of: path) { rows in
          first = Int(seed) * (rows - count) / 5
          return first..<first + count
        }
        for variant in 0..<12 {
          #expect(differences(costs, progress, variant).isEmpty, "\(path), \(progress) of \(count) from \(first)")
        }
      }
    }
  }

  /// In which way the plans differ: held in one piece, and in small row blocks.
  private func differences(_ costs: [Double], _ progress: Int, _ variant: Int) -> [String] {
    var problem = PauseProblem(costs: costs, progressCount: progress)
    // The largest cost sets how fine a grid can be on which sums are exact.
    let isLarge = costs.contains { abs($0) >= 1_024 }
    (problem.step, problem.tie) = isLarge ? (1, 0x1p-11) : (0x1p-6, 0x1p-17)
    let fixed = [0.0, 10, 300, 5_000][variant % 4] * (isLarge ? 100 : 1)
    problem.resumeCosts = costs.map { fixed + (variant >= 6 ? 2 * $0 : 0) }
    if variant % 3 == 1 { (problem.minimumRun, problem.minimumPause) = (6, 3) }
    if variant % 3 == 2 { problem.maximumPauses = [1, 2, 9, 40][variant / 3] }
    if variant % 5 == 4 { problem.warmUp = 2 }
    if variant % 5 == 3 {
      problem.firstStartCosts = problem.resumeCosts
      for slot in stride(from: 7, to: costs.count, by: 97) { problem.isAvailable[slot] = false }
    }
    if variant % 4 == 1 { problem.lastWeight = 0.375 }
    var full = problem
    full.weights = [Double](repeating: 1, count: progress - 1) + [problem.lastWeight]
    full.warmUpWeights = [Double](repeating: 1, count: progress)
    let expected = PauseProgramme.solve(full)
    return [1 << 16, 2_000].compactMap { size in
      let found = PauseProgramme.solve(problem, blockSize: size)
      return found == expected ? nil : "variant \(variant), blocks of \(size): \(found), not \(expected)"
    }
  }
}
