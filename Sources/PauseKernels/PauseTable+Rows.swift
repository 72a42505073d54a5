extension PauseTable {
  /// Where a row's states are and what they lead to: indices of the state with no progress in each row.
  struct Row {
    let range: Range<Int>
    /// The move of the range's first state.
    let moves: Int
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
    let warmUpEnd = min(slot + problem.warmUp, moves.slotCount)
    let warmUpCost = canResume ? moves.sums[warmUpEnd] - moves.sums[slot] : 0
    let resumeCost = canResume ? problem.resumeCosts[slot] + problem.tie : 0
    for j in row.range where j < moves.progressCount {
      let weight = problem.weights[j]
      let goOn = PauseProblem.product(row.cost, weight, step: problem.step) + running[row.next + j + 1]
      let end = paused[row.ended + j]
      let wait = paused[row.waited + j]
      var start = Double.infinity
      if canResume, j + moves.runProgress <= moves.progressCount {
        let warming = PauseProblem.product(warmUpCost, problem.warmUpWeights[j], step: problem.step)
        start = resumeCost + warming + diagonals[j] + running[row.resumed + j]
      }
      running[row.running + j] = goOn <= end ? goOn : end
      paused[row.paused + j] = start <= wait ? start : wait
      bestMoves[row.moves + j - row.range.lowerBound] = (goOn <= end ? 1 : 0) | (start <= wait ? 2 : 0)
    }
  }

  /// Moves `diagonals` from the slot after to `slot`: each sum loses its last term and gains one before its first.
  ///
  ///     progress   j    j+1   ...  j+q-1
  ///     slot      i+r  i+r+1  ... i+r+q-1        i + r: the first slot after the warm-up
  mutating func rollDiagonals(to slot: Int) {
    let length = moves.runProgress
    let first = slot + problem.warmUp
    let most = moves.progressCount - length
    guard most >= 0, first + length <= moves.slotCount else { return }
    func term(_ slot: Int, _ progress: Int) -> Double {
      PauseProblem.product(problem.costs[slot], problem.weights[progress], step: problem.step)
    }
    let isFirst = first + length == moves.slotCount
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
      moves.sums[first] - moves.sums[slot], problem.warmUpWeights[0], step: problem.step)
    return (0..<moves.firstProgress).reduce(start + warming) { cost, progress in
      cost + PauseProblem.product(problem.costs[first + progress], problem.weights[progress], step: problem.step)
    }
  }

  /// The plan that the table's moves lead to, read from the front.
  func plan(cost: Double) -> PausePlan {
    guard var slot = startsFirst.firstIndex(of: true) else { preconditionFailure("There is a plan.") }
    var layer = layerCount - 1
    var begin = slot
    var progress = moves.firstProgress
    var runs: [Range<Int>] = []
    slot += moves.firstSlots
    while true {
      if progress < moves.progressCount, bestMove(slot, progress, layer) & 1 != 0 {
        slot += 1
        progress += 1
        continue
      }
      runs.append(begin..<slot)
      if progress == moves.progressCount { break }
      slot += moves.minimumPause
      if problem.maximumPauses != nil { layer -= 1 }
      while bestMove(slot, progress, layer) & 2 == 0 { slot += 1 }
      begin = slot
      slot += moves.runSlots
      progress += moves.runProgress
    }
    return PausePlan(runs: runs, cost: cost - problem.tie * Double(runs.count - 1))
  }

  private func bestMove(_ slot: Int, _ progress: Int, _ layer: Int) -> UInt8 {
    let range = ranges[slot]
    return bestMoves[firstMove[slot] + layer * range.count + progress - range.lowerBound]
  }
}
