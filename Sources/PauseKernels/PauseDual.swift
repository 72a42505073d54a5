/// The dual of a pause problem: progress is not prescribed but paid for, at `reward` a slot. Each pass is O(W).
///
/// For any reward, the least of cost - reward * progress over all plans, plus reward * n, is a lower bound for plans of n
/// slots of progress; it is tight where a minimiser has exactly n. That bound splits at any slot into what comes before
/// and what comes after, which is what the exact programme is pruned with.
struct PauseDual {
  /// A plan's cost, without rewards, and its progress.
  struct Found {
    let cost: Double
    let progress: Int
  }

  let moves: PauseMoves
  private(set) var reward = 0.0

  /// The reward next to the best one at which plans have too much progress where this one's have too little, or the reverse.
  private(set) var rewardAcross = 0.0

  /// The best ways to have a run that may go on or end at each slot's beginning; one entry more than there are slots.
  private(set) var running: [Double]
  /// The best ways to be in a pause that may end there.
  private(set) var paused: [Double]

  init(_ moves: PauseMoves) {
    self.moves = moves
    running = [Double](repeating: .infinity, count: moves.slotCount + 1)
    paused = running
  }

  /// Passes forward over all slots.
  ///
  /// Values alone are carried, in minima that compile to no branch: what is best at a slot is anyone's guess, and a wrong
  /// one costs more than a slot does.
  ///
  /// - Returns: The best way to finish: where, and its value.
  mutating func pass(reward: Double) -> (value: Double, end: Int) {
    self.reward = reward
    // Where the slot before is all that is looked at, its values stay in registers: half the time.
    let isNext = moves.runSlots == 1 && moves.minimumPause == 1
    return isNext
      ? Self.pass(moves, reward, &running, &paused, isNext: true)
      : Self.pass(moves, reward, &running, &paused, isNext: false)
  }

  @inline(__always)
  private static func pass(
    _ moves: PauseMoves, _ reward: Double, _ running: inout [Double], _ paused: inout [Double], isNext: Bool
  ) -> (value: Double, end: Int) {
    let (length, firstLength, pause) = (moves.runSlots, moves.firstSlots, moves.minimumPause)
    let resumeReward = reward * Double(moves.runProgress)
    let firstReward = reward * Double(moves.firstProgress)
    let count = moves.slotCount
    precondition(moves.goOnCosts.count == count && moves.resumes.count == count && moves.firstStarts.count == count)
    precondition(moves.finishes.count == count + 1 && running.count == count + 1 && paused.count == count + 1)
    precondition(length > 0 && firstLength > 0 && pause > 0)
    let (goOnCosts, resumes, firstStarts) = (moves.goOnCosts.span, moves.resumes.span, moves.firstStarts.span)
    let finishes = moves.finishes.span
    var running = running.mutableSpan
    var paused = paused.mutableSpan
    var (wait, run, best) = (Double.infinity, Double.infinity, Double.infinity)
    var end = 0
    running[0] = run
    paused[0] = wait
    for slot in 1..<count + 1 {
      // SAFETY: slots are at most `count`, and what is taken off them is at least 1; the preconditions above bound the rest.
      let before = slot &- 1
      let ended = unsafe isNext ? run : slot >= pause ? running[unchecked: slot &- pause] : .infinity
      // What ends in `slot`: a run begun a minimum run before, or gone on from the slot before.
      var begun = Double.infinity
      if isNext {
        begun = unsafe wait + (resumes[unchecked: before] - resumeReward)
      } else if slot >= length {
        let from = slot &- length
        begun = unsafe paused[unchecked: from] + (resumes[unchecked: from] - resumeReward)
      }
      if slot >= firstLength {
        let value = unsafe firstStarts[unchecked: slot &- firstLength] - firstReward
        begun = value < begun ? value : begun
      }
      run = unsafe run + (goOnCosts[unchecked: before] - reward)
      run = begun < run ? begun : run
      wait = ended < wait ? ended : wait
      unsafe running[unchecked: slot] = run
      unsafe paused[unchecked: slot] = wait
      let finished = unsafe run + finishes[unchecked: slot]
      if finished < best { (best, end) = (finished, slot) }
    }
    return (best, end)
  }

  /// Finds the reward with the best bound, and makes the pass for it.
  ///
  /// The bound is concave in the reward. Two plans with less and more progress than wanted bracket its peak; the next
  /// reward is that at which both are worth the same, until a pass finds no better plan at it.
  ///
  /// - Parameter step: Rewards are multiples of this, so that sums stay exact.
  /// - Returns: The bound.
  mutating func search(step: Double) -> Double {
    let wanted = moves.progressCount
    let extreme = 2 * moves.largest + step
    // The least progress is a first start's; what it costs at best takes no pass to find.
    var leastStart = Double.infinity
    for slot in 0..<max(0, moves.slotCount - moves.firstSlots + 1) {
      leastStart = min(leastStart, moves.firstStarts[slot] + moves.finishes[slot + moves.firstSlots])
    }
    guard leastStart < .infinity, moves.firstProgress < wanted else { return bound(plan(at: -extreme)) }
    var low = Found(cost: leastStart, progress: moves.firstProgress)
    var high = plan(at: extreme)
    guard high.progress > wanted else { return bound(high) }
    var (lowReward, highReward) = (-extreme, extreme)
    var found = high
    for _ in 0..<Self.mostPasses {
      let slope = (high.cost - low.cost) / Double(high.progress - low.progress)
      found = plan(at: PauseProblem.product(slope, 1, step: step))
      if found.progress == wanted || found.progress <= low.progress || found.progress >= high.progress { break }
      if found.progress < wanted { (low, lowReward) = (found, reward) } else { (high, highReward) = (found, reward) }
    }
    rewardAcross = found.progress < wanted ? highReward : lowReward
    return bound(found)
  }

  /// The bound that the latest pass gives, which found `best`.
  private func bound(_ best: Found) -> Double {
    best.cost + reward * Double(moves.progressCount - best.progress)
  }

  /// A plan that is best at `reward`, with its true cost.
  private mutating func plan(at reward: Double) -> Found {
    let best = pass(reward: reward)
    guard best.value < .infinity else { return Found(cost: .infinity, progress: 0) }
    let progress = progress(before: best.end)
    return Found(cost: best.value + reward * Double(progress), progress: progress)
  }

  /// The progress of the plan that the latest pass found best up to the end of a run.
  ///
  /// Sums are exact, so that a value equals what it was the minimum of.
  private func progress(before end: Int) -> Int {
    let resumeReward = reward * Double(moves.runProgress)
    let firstReward = reward * Double(moves.firstProgress)
    let (goOnCosts, resumes) = (moves.goOnCosts.span, moves.resumes.span)
    let (running, paused) = (running.span, paused.span)
    var (slot, progress) = (end, 0)
    while true {
      while slot > 0, running[slot] == running[slot - 1] + (goOnCosts[slot - 1] - reward) {
        slot -= 1
        progress += 1
      }
      let begin = slot - moves.runSlots
      guard begin >= 0, running[slot] == paused[begin] + (resumes[begin] - resumeReward) else { break }
      progress += moves.runProgress
      slot = begin
      while slot > 0, paused[slot] == paused[slot - 1] { slot -= 1 }
      slot -= moves.minimumPause
    }
    let begin = slot - moves.firstSlots
    precondition(begin >= 0 && running[slot] == moves.firstStarts[begin] - firstReward, "A plan has a first start.")
    return progress + moves.firstProgress
  }

  /// Eight to fourteen passes are usual; each more would still leave a valid bound.
  private static let mostPasses = 40
}
