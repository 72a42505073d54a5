package import PauseKernels

/// Pause problems of every combination of constraints, from seeds.
package enum PauseCases {
  /// A problem of up to `slotCount` slots; few values in half of them, so that ties are everywhere.
  package static func problem(seed: UInt64, slotCount: Int) -> PauseProblem {
    var generator = SeededGenerator(seed: seed)
    return problem(slots: 1...slotCount, longest: 3, &generator)
  }

  /// A problem that windows of `length` slots can slide over: the number of pauses is unlimited and the power constant.
  package static func sliding(
    length: Int, slotCount: Int, _ generator: inout SeededGenerator
  ) -> PauseProblem {
    var problem = problem(slots: length...slotCount, longest: 5, &generator)
    problem.progressCount = min(problem.progressCount, Int.random(in: 1...length, using: &generator))
    (problem.maximumPauses, problem.startsAtOnce) = (nil, false)
    (problem.weights, problem.warmUpWeights) = ([], [])
    return problem
  }

  /// - Parameter longest: The longest minimum run and pause.
  private static func problem(
    slots: ClosedRange<Int>, longest: Int, _ generator: inout SeededGenerator
  ) -> PauseProblem {
    func chance(_ one: Int, _ of: Int) -> Bool { Int.random(in: 0..<of, using: &generator) < one }
    let count = Int.random(in: slots, using: &generator)
    let highest = chance(1, 2) ? 3 : 40
    let lowest = chance(1, 4) ? -highest : 0
    let costs = (0..<count).map { _ in Double(Int.random(in: lowest...highest, using: &generator)) }
    var problem = PauseProblem(costs: costs, progressCount: Int.random(in: 1...count, using: &generator))
    problem.tie = 0x1p-8
    problem.step = 1
    let fixed = chance(2, 3) ? Double(Int.random(in: 0...6, using: &generator)) : 0
    let share = chance(1, 2) ? Double(Int.random(in: 0...2, using: &generator)) : 0
    problem.resumeCosts = costs.map { fixed + share * $0 }
    if chance(1, 3) { problem.firstStartCosts = problem.resumeCosts }
    if chance(1, 3) { problem.warmUp = Int.random(in: 1...2, using: &generator) }
    if problem.warmUp > 0, !problem.firstStartCosts.isEmpty { problem.firstWarmUp = problem.warmUp }
    if chance(1, 2) { problem.minimumRun = Int.random(in: 1...longest, using: &generator) }
    if chance(1, 2) { problem.minimumPause = Int.random(in: 1...longest, using: &generator) }
    if chance(1, 2) { problem.maximumPauses = Int.random(in: 0...3, using: &generator) }
    if chance(1, 2) {
      for slot in 0..<count where chance(1, 5) { problem.isAvailable[slot] = false }
    }
    if chance(1, 3) {
      problem.step = 0.25
      func weights() -> [Double] {
        (0..<problem.progressCount).map { _ in Double(Int.random(in: 1...8, using: &generator)) / 8 }
      }
      problem.weights = weights()
      problem.warmUpWeights = weights()
    } else if chance(1, 3) {
      problem.step = 0.25
      problem.lastWeight = Double(Int.random(in: 1...8, using: &generator)) / 8
    }
    if chance(1, 3) {
      problem.step = 0.25
      let idle = Double(Int.random(in: 1...8, using: &generator)) / 4
      problem.idleCosts = costs.map { PauseProblem.product($0, idle, step: problem.step) }
    }
    if chance(1, 4) { problem.startsAtOnce = true }
    return problem
  }
}
