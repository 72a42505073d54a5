import PauseKernels

extension PauseProblem {
  /// The grid that the costs of a problem are on: all sums that the programme takes are multiples of ``step``, and what pauses add
  /// to rank equal costs stays below it.
  ///
  ///     53 bits  |<-- sums of all slots and resumes -->|<-- below one step: pauses -->|
  ///                                                   step                         tie
  struct SumGrid: Equatable {
    let tie: Double
    let step: Double
  }

  /// The grid of a problem.
  ///
  /// With W slots and starts of magnitude at most m, all sums, with the multipliers of the search in them, stay below
  /// 8 * W * m, which is given 2^52 ties; a step is so many ties that all pauses together stay below it.
  ///
  /// - Parameters:
  ///   - idleShare: What a slot of a pause costs, as a share of what it costs at a weight of 1.
  ///   - isHeld: Whether the job is paused when the window begins: then each slot before the first start costs that too.
  ///   - largestCost: The largest magnitude of a slot's cost.
  ///   - slotCount: The slots of the window.
  func sumGrid(
    _ start: StartCost, idleShare: Double, isHeld: Bool = false, largestCost: Double, slotCount: Int
  ) -> SumGrid {
    var weight = 1.0
    for value in weights { weight = max(weight, value) }
    for value in warmUpWeights { weight = max(weight, value) }
    let waiting = isHeld ? idleShare * Double(slotCount) : 0
    let slot = weight + idleShare + waiting
    let largest = 8 * Double(slotCount + 1) * (largestCost * slot * Double(warmUp + 1) + start(at: largestCost))
    // Nothing is finer than 2^-1074, and a tie of zero would rank nothing.
    let tie = Double(sign: .plus, exponent: max(-1_074, Int(largest.exponent) + 1 - 52), significand: 1)
    var step = tie
    while step <= tie * Double(slotCount) { step *= 2 }
    return SumGrid(tie: tie, step: step)
  }

  /// The problem with what a resume and a first start cost, on the grid of its sums: here these costs enter the plan.
  func charging(
    _ start: StartCost, idleShare: Double = 0, isHeld: Bool = false, gridStep: Double
  ) -> PauseProblem {
    var cost = gridStep
    for value in costs { cost = max(cost, abs(value)) }
    let grid = sumGrid(
      start, idleShare: idleShare, isHeld: isHeld, largestCost: cost, slotCount: costs.count)
    return charging(start, idleShare: idleShare, isHeld: isHeld, on: grid)
  }

  /// The same on a given grid.
  func charging(_ start: StartCost, idleShare: Double, isHeld: Bool = false, on grid: SumGrid) -> PauseProblem {
    var problem = self
    (problem.tie, problem.step) = (grid.tie, grid.step)
    let step = grid.step
    problem.costs = costs.map { Double.rounded($0, to: step) }
    problem.resumeCosts = problem.costs.map { Double.rounded(start(at: $0), to: step) }
    if idleShare > 0 { problem.idleCosts = problem.costs.map { Double.rounded($0 * idleShare, to: step) } }
    if start.chargesFirst { problem.firstStartCosts = problem.resumeCosts }
    if isHeld, idleShare > 0 {
      if problem.firstStartCosts.isEmpty { problem.firstStartCosts = costs.map { _ in 0 } }
      var waited = 0.0
      for slot in costs.indices {
        problem.firstStartCosts[slot] += waited
        waited += problem.idleCosts[slot]
      }
    }
    return problem
  }

  /// The best single run, if the least that a pause costs is no less than the most that pauses can save.
  ///
  /// No plan costs less than the heaviest slots of progress in the cheapest slots of the window do.
  func bestRun(pausesCosting start: StartCost, idleShare: Double, gridStep: Double) -> PausePlan? {
    var (lowest, largest) = (Double.infinity, 0.0)
    for slot in costs.indices where isAvailable[slot] {
      (lowest, largest) = (min(lowest, costs[slot]), max(largest, abs(costs[slot])))
    }
    // A pause may lie in slots that are not available, and where those cost less than nothing it may be long.
    let idlest = costs.min() ?? 0
    let idle = idleShare * idlest * Double(idlest < 0 ? costs.count : minimumPause)
    let pause = start(at: lowest) + Double(warmUp) * (warmUpWeights.max() ?? 1) * min(0, lowest) + idle
    guard !start.chargesFirst, lowest < .infinity, pause > Self.dear * largest else { return nil }
    let single = withoutPauses.charging(.none, gridStep: gridStep)
    guard case .plan(let plan) = PauseProgramme.solve(single) else { return nil }
    let cheapest = costs.indices.filter { isAvailable[$0] }.map { costs[$0] }.sorted()
    let steady = [Double](repeating: 1, count: progressCount - 1) + [lastWeight]
    let heaviest = (weights.isEmpty ? steady : weights).sorted(by: >)
    guard cheapest.count >= progressCount else { return nil }
    let least = zip(heaviest, cheapest).reduce(0) { $0 + $1.0 * $1.1 }
    return plan.cost <= least + pause ? plan : nil
  }

  /// How many slots a pause costs at least for the rest to round by more than next to nothing.
  private static let dear = 16.0
}
