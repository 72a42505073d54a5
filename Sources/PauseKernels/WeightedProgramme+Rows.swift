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

  /// Computes the states of a row, in one layer.
  mutating func fillWeighted(_ row: Row, _ slot: Int, canResume: Bool) {
    let warmUpEnd = min(slot + problem.warmUp, transitions.slotCount)
    let (idle, idleAfterEnd) = idleCosts(slot)
    let costs = RowCosts(
      slot: row.cost, warmUp: canResume ? transitions.sums[warmUpEnd] - transitions.sums[slot] : 0,
      resume: canResume ? problem.resumeCosts[slot] + problem.tie : 0, step: problem.step,
      mostResumed: canResume ? transitions.progressCount - transitions.runProgress : -1,
      progressCount: transitions.progressCount, idle: idle, idleAfterEnd: idleAfterEnd)
    Self.fill(
      row, costs, &running, &paused, &bestTransitions, problem.weights, problem.warmUpWeights, diagonals)
  }

  /// What a row's transitions cost, weights left out.
  private struct RowCosts {
    let slot: Double
    let warmUp: Double
    let resume: Double
    let step: Double
    /// The most progress with which a resume still has room for its least run.
    let mostResumed: Int
    let progressCount: Int
    /// What a pause costs in the slot, and in the slots of its least length.
    let idle: Double
    let idleAfterEnd: Double
  }

  /// The same on spans: a third of the time that arrays in a structure take.
  private static func fill(
    _ row: Row, _ costs: RowCosts, _ running: inout [Double], _ paused: inout [Double], _ best: inout [UInt8],
    _ weights: [Double], _ warmUpWeights: [Double], _ diagonals: [Double]
  ) {
    let (weights, warmUpWeights, diagonals) = (weights.span, warmUpWeights.span, diagonals.span)
    var running = running.mutableSpan
    var paused = paused.mutableSpan
    var best = best.mutableSpan
    let step = costs.step
    for j in row.range.lowerBound..<min(row.range.upperBound, costs.progressCount) {
      let goOn = PauseProblem.product(costs.slot, weights[j], step: step) + running[row.next &+ j &+ 1]
      let end = costs.idleAfterEnd + paused[row.ended &+ j]
      let wait = costs.idle + paused[row.waited &+ j]
      var start = Double.infinity
      if j <= costs.mostResumed {
        let warming = PauseProblem.product(costs.warmUp, warmUpWeights[j], step: step)
        start = costs.resume + warming + diagonals[j] + running[row.resumed &+ j]
      }
      running[row.running &+ j] = goOn <= end ? goOn : end
      paused[row.paused &+ j] = start <= wait ? start : wait
      best[row.firstTransition &+ j &- row.range.lowerBound] = (goOn <= end ? 1 : 0) | (start <= wait ? 2 : 0)
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
    if first + length == transitions.slotCount {
      for j in 0...most { diagonals[j] = diagonal(first, j) }
      return
    }
    Self.roll(
      &diagonals, most, length, problem.weights, gained: problem.costs[first], lost: problem.costs[first + length],
      step: problem.step)
    diagonals[most] = diagonal(first, most)
  }

  private static func roll(
    _ diagonals: inout [Double], _ most: Int, _ length: Int, _ weights: [Double], gained: Double, lost: Double,
    step: Double
  ) {
    let weights = weights.span
    var diagonals = diagonals.mutableSpan
    for j in 0..<most {
      diagonals[j] =
        diagonals[j &+ 1] + PauseProblem.product(gained, weights[j], step: step)
        - PauseProblem.product(lost, weights[j &+ length], step: step)
    }
  }

  /// What the progress of the least run costs from a progress on, if it begins in a slot.
  private func diagonal(_ slot: Int, _ progress: Int) -> Double {
    (0..<transitions.runProgress).reduce(0) {
      $0 + PauseProblem.product(problem.costs[slot + $1], problem.weights[progress + $1], step: problem.step)
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
