extension WeightedProgramme {
  /// Where a row's states are and what they lead to: indices of the state with no progress in each row.
  struct Row {
    let range: Range<Int>
    /// Where the best transitions of the range's first state are kept.
    let firstTransition: Int
    let running: Int
    let paused: Int
    let next: Int
    let ended: Int
    let waited: Int
    /// The row that a resume leads to, its progress included: `resumed + j` is where it leads from j.
    let resumed: Int
    let cost: Double
    let resume: Double
  }

  /// Computes the states where progress has weights.
  mutating func fillWeighted(_ row: Row, _ slot: Int, canResume: Bool) {
    let warmUpEnd = min(slot + problem.warmUp, transitions.slotCount)
    let warmUpCost = canResume ? transitions.sums[warmUpEnd] - transitions.sums[slot] : 0
    let resumeCost = canResume ? problem.resumeCosts[slot] + problem.tie : 0
    let (idle, idleAfterEnd) = idleCosts(slot)
    for j in row.range where j < transitions.progressCount {
      let weight = problem.weights[j]
      let goOn = PauseProblem.product(row.cost, weight, step: problem.step) + running[row.next + j + 1]
      let end = idleAfterEnd + paused[row.ended + j]
      let wait = idle + paused[row.waited + j]
      var start = Double.infinity
      if canResume, j + transitions.runProgress <= transitions.progressCount {
        let warming = PauseProblem.product(warmUpCost, problem.warmUpWeights[j], step: problem.step)
        start = resumeCost + warming + diagonals[j] + running[row.resumed + j]
      }
      running[row.running + j] = goOn <= end ? goOn : end
      paused[row.paused + j] = start <= wait ? start : wait
      bestTransitions[row.firstTransition + j - row.range.lowerBound] = (goOn <= end ? 1 : 0) | (start <= wait ? 2 : 0)
    }
  }

  /// What waiting in a slot costs, and the least pause from there on.
  private func idleCosts(_ slot: Int) -> (slot: Double, leastPause: Double) {
    let sums = transitions.idleSums
    guard !sums.isEmpty, slot < transitions.slotCount else { return (0, 0) }
    let end = min(slot + transitions.minimumPause, transitions.slotCount)
    return (sums[slot + 1] - sums[slot], sums[end] - sums[slot])
  }

  /// Moves `diagonals` from the slot after to `slot`: each sum loses its last term and gains one before its first.
  ///
  ///     progress   j    j+1   ...  j+q-1
  ///     slot      i+r  i+r+1  ... i+r+q-1        i + r: the first slot after the warm-up
  mutating func rollDiagonals(to slot: Int) {
    let length = transitions.runProgress
    let first = slot + problem.warmUp
    let most = transitions.progressCount - length
    guard most >= 0, first + length <= transitions.slotCount else { return }
    func term(_ slot: Int, _ progress: Int) -> Double {
      PauseProblem.product(problem.costs[slot], problem.weights[progress], step: problem.step)
    }
    let isFirst = first + length == transitions.slotCount
    for j in 0...most {
      if isFirst || j == most {
        diagonals[j] = (0..<length).reduce(0) { $0 + term(first + $1, j + $1) }
      } else {
        diagonals[j] = diagonals[j + 1] + term(first, j) - term(first + length, j + length)
      }
    }
  }

  /// What the first start costs in `slot`, with the least run.
  func firstStartCost(_ slot: Int) -> Double {
    let start = problem.firstStartCosts.isEmpty ? 0 : problem.firstStartCosts[slot]
    let first = slot + problem.firstWarmUp
    let warming = PauseProblem.product(
      transitions.sums[first] - transitions.sums[slot], problem.warmUpWeights[0], step: problem.step)
    return (0..<transitions.firstProgress).reduce(start + warming) { cost, progress in
      cost + PauseProblem.product(problem.costs[first + progress], problem.weights[progress], step: problem.step)
    }
  }
}

extension WeightedProgramme: TracedProgramme {
  func goesOn(_ state: PauseState) -> Bool? { bestTransitions(state) & 1 != 0 }

  func resumes(_ state: PauseState) -> Bool? { bestTransitions(state) & 2 != 0 }

  private func bestTransitions(_ state: PauseState) -> UInt8 {
    let range = ranges[state.slot]
    return bestTransitions[firstOfRow[state.slot] + state.layer * range.count + state.progress - range.lowerBound]
  }
}
