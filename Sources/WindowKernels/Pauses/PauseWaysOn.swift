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
    Self.pass(moves, reward, &running, &paused, &runningSteps, &pausedSteps)
  }

  private static func pass(
    _ moves: PauseMoves, _ reward: Double, _ running: inout [Double], _ paused: inout [Double],
    _ runningSteps: inout [SIMD2<Int32>], _ pausedSteps: inout [SIMD2<Int32>]
  ) {
    let (count, length, pause) = (moves.slotCount, moves.runSlots, moves.minimumPause)
    let resumeSteps = SIMD2(repeating: Int32(moves.runProgress))
    let resumeReward = reward * Double(moves.runProgress)
    let (goOnCosts, resumes) = (moves.goOnCosts.span, moves.resumes.span)
    var running = running.mutableSpan
    var paused = paused.mutableSpan
    var runningSteps = runningSteps.mutableSpan
    var pausedSteps = pausedSteps.mutableSpan
    var (waiting, waitingSteps) = (Double.infinity, SIMD2<Int32>())
    var (on, steps) = (0.0, SIMD2<Int32>())
    for slot in stride(from: count, through: 0, by: -1) {
      if slot < count {
        (on, steps) = better(0, SIMD2(), on + (goOnCosts[slot] - reward), steps &+ 1)
      }
      if slot + pause <= count { (on, steps) = better(on, steps, paused[slot + pause], pausedSteps[slot + pause]) }
      (running[slot], runningSteps[slot]) = (on, steps)
      if slot + length <= count {
        let next = running[slot + length] + (resumes[slot] - resumeReward)
        (waiting, waitingSteps) = better(waiting, waitingSteps, next, runningSteps[slot + length] &+ resumeSteps)
      }
      (paused[slot], pausedSteps[slot]) = (waiting, waitingSteps)
    }
  }

  /// The lower of two values, or both where they are equal.
  @inline(__always)
  private static func better(
    _ value: Double, _ steps: SIMD2<Int32>, _ other: Double, _ otherSteps: SIMD2<Int32>
  ) -> (Double, SIMD2<Int32>) {
    let isLower = other < value
    let isEqual = other == value
    let (least, most) = (min(steps.x, otherSteps.x), max(steps.y, otherSteps.y))
    return (
      isLower ? other : value,
      SIMD2(isLower ? otherSteps.x : isEqual ? least : steps.x, isLower ? otherSteps.y : isEqual ? most : steps.y)
    )
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
    guard missing == 0, running[slot] == 0 else { return nil }
    runs.append(begin..<slot)
    let cost = value + reward * Double(wanted)
    return PausePlan(runs: runs, cost: cost - tie * Double(runs.count - 1))
  }
}
