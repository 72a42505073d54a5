/// The best ways on from each slot at a dual's reward, found by a pass from the last slot to the first.
struct PauseWaysOn {
  let moves: PauseMoves
  let reward: Double
  /// The values in a run that may go on or end, and in a pause that may end.
  private(set) var running: [Double]
  private(set) var paused: [Double]
  /// The least and the most progress of the ways of that value.
  private(set) var runningSteps: [SIMD2<Int32>]
  private(set) var pausedSteps: [SIMD2<Int32>]

  init(_ moves: PauseMoves, reward: Double) {
    self.moves = moves
    self.reward = reward
    running = [Double](repeating: .infinity, count: moves.slotCount + 1)
    paused = running
    runningSteps = [SIMD2<Int32>](repeating: SIMD2(), count: moves.slotCount + 1)
    pausedSteps = runningSteps
    // Where the slot after is all that is looked at, its values stay in registers.
    if moves.runSlots == 1 && moves.minimumPause == 1 {
      Self.pass(moves, reward, &running, &paused, &runningSteps, &pausedSteps, isNext: true)
    } else {
      Self.pass(moves, reward, &running, &paused, &runningSteps, &pausedSteps, isNext: false)
    }
  }

  /// The best value of some ways, and the least and the most progress of those worth that.
  private struct Best {
    var value: Double
    var least: Int32
    var most: Int32

    /// The better of two, or both where they are equal; compiles to no branch.
    @inline(__always)
    func orBetter(_ other: Best) -> Best {
      let (isKept, isOther) = (value <= other.value, other.value <= value)
      let (keptLeast, otherLeast) = (isKept ? least : .max, isOther ? other.least : .max)
      let (keptMost, otherMost) = (isKept ? most : -1, isOther ? other.most : -1)
      return Best(
        value: isKept ? value : other.value, least: keptLeast < otherLeast ? keptLeast : otherLeast,
        most: keptMost > otherMost ? keptMost : otherMost)
    }

    @inline(__always)
    func adding(_ cost: Double, _ progress: Int32) -> Best {
      Best(value: value + cost, least: least &+ progress, most: most &+ progress)
    }
  }

  @inline(__always)
  private static func pass(
    _ moves: PauseMoves, _ reward: Double, _ running: inout [Double], _ paused: inout [Double],
    _ runningSteps: inout [SIMD2<Int32>], _ pausedSteps: inout [SIMD2<Int32>], isNext: Bool
  ) {
    let (count, length, pause) = (moves.slotCount, moves.runSlots, moves.minimumPause)
    let progress = Int32(moves.runProgress)
    let resumeReward = reward * Double(moves.runProgress)
    let (goOnCosts, resumes, finishes) = (moves.goOnCosts.span, moves.resumes.span, moves.finishes.span)
    precondition(goOnCosts.count == count && resumes.count == count && finishes.count == count + 1)
    precondition(length > 0 && pause > 0)
    precondition(running.count == count + 1 && paused.count == count + 1)
    precondition(runningSteps.count == count + 1 && pausedSteps.count == count + 1)
    var running = running.mutableSpan
    var paused = paused.mutableSpan
    var runningSteps = runningSteps.mutableSpan
    var pausedSteps = pausedSteps.mutableSpan
    // At the end all is done.
    let none = Best(value: .infinity, least: 0, most: 0)
    var (run, wait) = (Best(value: finishes[count], least: 0, most: 0), none)
    unsafe running[unchecked: count] = run.value
    unsafe paused[unchecked: count] = .infinity
    for slot in stride(from: count &- 1, through: 0, by: -1) {
      // SAFETY: slots are below `count`, and `then` is checked not to exceed it; the preconditions bound the rest.
      var (ended, resumed) = (wait, run)
      if !isNext {
        let (afterPause, then) = (slot &+ pause, slot &+ length)
        ended = none
        if afterPause <= count {
          let steps = unsafe pausedSteps[unchecked: afterPause]
          ended = unsafe Best(value: paused[unchecked: afterPause], least: steps.x, most: steps.y)
        }
        resumed = none
        if then <= count {
          let steps = unsafe runningSteps[unchecked: then]
          resumed = unsafe Best(value: running[unchecked: then], least: steps.x, most: steps.y)
        }
      }
      wait = unsafe wait.orBetter(resumed.adding(resumes[unchecked: slot] - resumeReward, progress))
      run = unsafe run.adding(goOnCosts[unchecked: slot] - reward, 1)
      run = unsafe run.orBetter(Best(value: finishes[unchecked: slot], least: 0, most: 0).orBetter(ended))
      unsafe running[unchecked: slot] = run.value
      unsafe paused[unchecked: slot] = wait.value
      unsafe runningSteps[unchecked: slot] = SIMD2(run.least, run.most)
      unsafe pausedSteps[unchecked: slot] = SIMD2(wait.least, wait.most)
    }
  }

  /// The canonical plan of exactly n, if it is one of those that are worth `value`, and if it can be seen without a table.
  ///
  /// From the front, at each slot the earliest is taken from which n is still between the least and the most progress that
  /// ways of the best value have. Not all between need be possible, so that this can lead nowhere. But if it ends with n,
  /// no plan of the same value has earlier slots: it would have taken one where n was out of reach.
  func plan(worth value: Double, tie: Double) -> PausePlan? {
    let (count, wanted) = (moves.slotCount, Int32(moves.progressCount))
    let (resumeSteps, firstSteps) = (Int32(moves.runProgress), Int32(moves.firstProgress))
    let resumeReward = reward * Double(moves.runProgress)
    let firstReward = reward * Double(moves.firstProgress)
    var missing = wanted
    func canReach(_ steps: SIMD2<Int32>, _ more: Int32) -> Bool {
      steps.x + more <= missing && missing <= steps.y + more
    }
    var begin = 0
    while true {
      guard begin + moves.firstSlots <= count else { return nil }
      let then = begin + moves.firstSlots
      let isBest = moves.firstStarts[begin] - firstReward + running[then] == value
      if isBest, canReach(runningSteps[then], firstSteps) { break }
      begin += 1
    }
    missing -= firstSteps
    var slot = begin + moves.firstSlots
    var runs: [Range<Int>] = []
    while missing > 0 {
      if slot < count, running[slot] == running[slot + 1] + (moves.goOnCosts[slot] - reward),
        canReach(runningSteps[slot + 1], 1)
      {
        slot += 1
        missing -= 1
        continue
      }
      runs.append(begin..<slot)
      let isBest = slot + moves.minimumPause <= count && running[slot] == paused[slot + moves.minimumPause]
      guard isBest, canReach(pausedSteps[slot + moves.minimumPause], 0) else { return nil }
      begin = slot + moves.minimumPause
      while true {
        let then = begin + moves.runSlots
        guard then <= count else { return nil }
        let isBest = paused[begin] == running[then] + (moves.resumes[begin] - resumeReward)
        if isBest, canReach(runningSteps[then], resumeSteps) { break }
        guard paused[begin] == paused[begin + 1] else { return nil }
        begin += 1
      }
      slot = begin + moves.runSlots
      missing -= resumeSteps
    }
    guard missing == 0, running[slot] == moves.finishes[slot] else { return nil }
    runs.append(begin..<slot)
    let cost = value + reward * Double(wanted)
    return PausePlan(runs: runs, cost: cost - tie * Double(runs.count - 1))
  }
}
