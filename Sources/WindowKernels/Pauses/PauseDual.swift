/// The dual of a pause problem: progress is not prescribed but paid for, at `reward` a slot. Each pass is O(W).
///
/// For any reward, the least of cost - reward * progress over all plans, plus reward * n, is a lower bound for plans of n
/// slots of progress; it is tight where a minimiser has exactly n. That bound splits at any slot into what comes before
/// and what comes after, which is what the exact programme is pruned with.
struct PauseDual {
  /// A value and the progress it is reached with.
  struct Point {
    var value: Double
    var progress: Int

    static let none = Point(value: .infinity, progress: 0)

    func plus(_ cost: Double, progress more: Int) -> Point { Point(value: value + cost, progress: progress + more) }
  }

  let moves: PauseMoves
  private(set) var reward = 0.0

  /// The best ways to have a run that may go on or end at each slot's beginning; one entry more than there are slots.
  private(set) var running: [Point]
  /// The best ways to be in a pause that may end there.
  private(set) var paused: [Point]

  init(_ moves: PauseMoves) {
    self.moves = moves
    running = [Point](repeating: .none, count: moves.slotCount + 1)
    paused = running
  }

  /// Passes forward over all slots.
  ///
  /// - Returns: The best way to finish.
  mutating func pass(reward: Double) -> Point {
    self.reward = reward
    let moves = moves
    let (length, progress) = (moves.runSlots, moves.runProgress)
    let (firstLength, firstProgress) = (moves.firstSlots, moves.firstProgress)
    let resumeReward = reward * Double(progress)
    let firstReward = reward * Double(firstProgress)
    var best = Point.none
    var wait = Point.none
    var run = Point.none
    for slot in 0...moves.slotCount {
      // What ends in `slot`: a run gone on from the slot before, or one begun a minimum run before.
      if slot > 0 {
        run = moves.reach[slot - 1] > 0 ? run.plus(moves.costs[slot - 1] - reward, progress: 1) : .none
      }
      if slot >= length {
        let from = paused[slot - length]
        let value = from.value + moves.resumes[slot - length] - resumeReward
        if value < run.value { run = Point(value: value, progress: from.progress + progress) }
      }
      if slot >= firstLength {
        let value = moves.firstStarts[slot - firstLength] - firstReward
        if value < run.value { run = Point(value: value, progress: firstProgress) }
      }
      running[slot] = run
      if slot >= moves.minimumPause {
        let ended = running[slot - moves.minimumPause]
        if ended.value < wait.value { wait = ended }
      }
      paused[slot] = wait
      if run.value < best.value { best = run }
    }
    return best
  }

  /// The least cost found of a plan of exactly n: a way to each slot that the forward pass found, followed by the best way
  /// on from there, if both together make n.
  func leastPlanFound() -> Double {
    let moves = moves
    let wanted = moves.progressCount
    var least = Double.infinity
    var runningOn = [Point](repeating: .none, count: moves.slotCount + 1)
    var pausedOn = runningOn
    for slot in stride(from: moves.slotCount, through: 0, by: -1) {
      var on = Point(value: 0, progress: 0)
      if slot < moves.slotCount, moves.reach[slot] > 0 {
        let next = runningOn[slot + 1].plus(moves.costs[slot] - reward, progress: 1)
        if next.value < on.value { on = next }
      }
      if slot + moves.minimumPause <= moves.slotCount, pausedOn[slot + moves.minimumPause].value < on.value {
        on = pausedOn[slot + moves.minimumPause]
      }
      runningOn[slot] = on
      var resume = slot < moves.slotCount ? pausedOn[slot + 1] : .none
      if slot + moves.runSlots <= moves.slotCount {
        let from = runningOn[slot + moves.runSlots]
        let value = from.value + moves.resumes[slot] - reward * Double(moves.runProgress)
        if value < resume.value { resume = Point(value: value, progress: from.progress + moves.runProgress) }
      }
      pausedOn[slot] = resume
      if running[slot].progress + on.progress == wanted { least = min(least, running[slot].value + on.value) }
      if paused[slot].progress + resume.progress == wanted { least = min(least, paused[slot].value + resume.value) }
      if running[slot].progress == wanted { least = min(least, running[slot].value) }
    }
    return least + reward * Double(wanted)
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
    let extreme = 2 * moves.largest * Double(moves.runSlots - moves.runProgress + 1) + step
    var low = plan(at: -extreme)
    var high = plan(at: extreme)
    var found = low
    var reward = -extreme
    if low.progress < wanted, high.progress > wanted {
      for _ in 0..<Self.mostPasses {
        let slope = (high.value - low.value) / Double(high.progress - low.progress)
        reward = PauseProblem.product(slope, 1, step: step)
        found = plan(at: reward)
        if found.progress == wanted || found.progress <= low.progress || found.progress >= high.progress { break }
        if found.progress < wanted { low = found } else { high = found }
      }
    } else if low.progress < wanted {
      (found, reward) = (high, extreme)
    }
    let best = pass(reward: reward)
    return best.value + reward * Double(wanted)
  }

  /// A plan that is best at `reward`, with its true cost.
  private mutating func plan(at reward: Double) -> Point {
    let best = pass(reward: reward)
    return Point(value: best.value + reward * Double(best.progress), progress: best.progress)
  }

  /// Eight to fourteen passes are usual; each more would still leave a valid bound.
  private static let mostPasses = 40
}
