package import PauseKernels

/// Solves pause problems by trying every subset of slots: slow, obvious, and independent of the programme.
package enum NaivePauses {
  /// The best of all subsets: least cost, then fewest pauses, then the lexicographically smallest list of slots.
  package static func best(_ problem: PauseProblem) -> (cost: Double, slots: [Int], pauses: Int)? {
    var best: (cost: Double, slots: [Int], pauses: Int)?
    for mask in 1..<1 << problem.costs.count {
      let slots = (0..<problem.costs.count).filter { mask >> $0 & 1 == 1 }
      guard let cost = cost(of: slots, problem) else { continue }
      let pauses = runs(of: slots).count - 1
      if let best {
        if (cost, pauses) > (best.cost, best.pauses) { continue }
        if (cost, pauses) == (best.cost, best.pauses), !slots.lexicographicallyPrecedes(best.slots) { continue }
      }
      best = (cost, slots, pauses)
    }
    return best
  }

  /// Slots next to each other as runs.
  package static func runs(of slots: [Int]) -> [Range<Int>] {
    slots.reduce(into: []) { runs, slot in
      if let last = runs.last, last.upperBound == slot {
        runs[runs.count - 1] = last.lowerBound..<slot + 1
      } else {
        runs.append(slot..<slot + 1)
      }
    }
  }

  /// What it costs to run in `slots`, or nil if that breaks a constraint.
  package static func cost(of slots: [Int], _ problem: PauseProblem) -> Double? {
    guard slots.allSatisfy({ problem.isAvailable[$0] }) else { return nil }
    let runs = runs(of: slots)
    if let most = problem.maximumPauses, runs.count - 1 > most { return nil }
    if problem.startsAtOnce, runs.first?.lowerBound != 0 { return nil }
    var cost = 0.0
    var progress = 0
    var end: Int?
    for run in runs {
      let warmUp = end == nil ? problem.firstWarmUp : problem.warmUp
      guard run.count >= problem.minimumRun, run.count > warmUp else { return nil }
      if let end, run.lowerBound - end < problem.minimumPause { return nil }
      if let end, !problem.idleCosts.isEmpty { cost += problem.idleCosts[end..<run.lowerBound].reduce(0, +) }
      if end == nil {
        cost += problem.firstStartCosts.isEmpty ? 0 : problem.firstStartCosts[run.lowerBound]
      } else {
        cost += problem.resumeCosts[run.lowerBound]
      }
      guard progress + run.count - warmUp <= problem.progressCount else { return nil }
      let warming = run.prefix(warmUp).reduce(0) { $0 + problem.costs[$1] }
      let warmUpWeight = problem.weights.isEmpty ? 1 : problem.warmUpWeights[progress]
      cost += PauseProblem.product(warming, warmUpWeight, step: problem.step)
      for slot in run.dropFirst(warmUp) {
        let isLast = progress == problem.progressCount - 1
        let weight = problem.weights.isEmpty ? (isLast ? problem.lastWeight : 1) : problem.weights[progress]
        cost += PauseProblem.product(problem.costs[slot], weight, step: problem.step)
        progress += 1
      }
      end = run.upperBound
    }
    return progress == problem.progressCount ? cost : nil
  }
}
