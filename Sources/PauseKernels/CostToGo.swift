/// The cost-to-go of the relaxation: what the best way on from each slot costs less its credit for progress, found by a pass from
/// the last slot to the first.
struct CostToGo {
  let transitions: Transitions
  let multiplier: Double
  /// The values in a run that may go on or end, and in a pause that may end.
  private(set) var running: [Double]
  private(set) var paused: [Double]
  /// The least and the most progress of the ways of that value.
  private(set) var runningSteps: [SIMD2<Int32>]
  private(set) var pausedSteps: [SIMD2<Int32>]

  init(_ transitions: Transitions, multiplier: Double) {
    self.transitions = transitions
    self.multiplier = multiplier
    running = [Double](repeating: .infinity, count: transitions.slotCount + 1)
    paused = running
    runningSteps = [SIMD2<Int32>](repeating: SIMD2(), count: transitions.slotCount + 1)
    pausedSteps = runningSteps
    // Where the slot after is all that is looked at, its values stay in registers.
    if transitions.runSlots == 1 && transitions.minimumPause == 1 {
      Self.pass(transitions, multiplier, &running, &paused, &runningSteps, &pausedSteps, isNext: true)
    } else {
      Self.pass(transitions, multiplier, &running, &paused, &runningSteps, &pausedSteps, isNext: false)
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
    _ transitions: Transitions, _ multiplier: Double, _ running: inout [Double], _ paused: inout [Double],
    _ runningSteps: inout [SIMD2<Int32>], _ pausedSteps: inout [SIMD2<Int32>], isNext: Bool
  ) {
    let (count, length, pause) = (transitions.slotCount, transitions.runSlots, transitions.minimumPause)
    let progress = Int32(transitions.runProgress)
    let resumeCredit = multiplier * Double(transitions.runProgress)
    let (goOnCosts, resumes, finishes) = (
      transitions.goOnCosts.span, transitions.resumes.span, transitions.finishes.span
    )
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
      wait = unsafe wait.orBetter(resumed.adding(resumes[unchecked: slot] - resumeCredit, progress))
      run = unsafe run.adding(goOnCosts[unchecked: slot] - multiplier, 1)
      run = unsafe run.orBetter(Best(value: finishes[unchecked: slot], least: 0, most: 0).orBetter(ended))
      unsafe running[unchecked: slot] = run.value
      unsafe paused[unchecked: slot] = wait.value
      unsafe runningSteps[unchecked: slot] = SIMD2(run.least, run.most)
      unsafe pausedSteps[unchecked: slot] = SIMD2(wait.least, wait.most)
    }
  }

  /// The canonical plan of exactly n, if the lower bound is met and the plan can be read from ranges of progress alone.
  ///
  /// From the front, at each slot the earliest transition is taken from which n is still between the least and the most
  /// progress that minimisers have. Not all between need be possible, so that this can lead nowhere. But if it ends with n,
  /// no plan of the same value has earlier slots: it would have taken one where n was out of reach.
  ///
  /// - Parameter lowerBound: What the relaxation says of plans of exactly n.
  func plan(meeting lowerBound: Double, tie: Double) -> PausePlan? {
    let value = lowerBound - multiplier * Double(transitions.progressCount)
    let credit = multiplier * Double(transitions.firstProgress)
    var trace = Trace(costToGo: self)
    for begin in 0..<max(0, transitions.slotCount - transitions.firstSlots + 1) {
      let then = PauseState(slot: begin + transitions.firstSlots, progress: transitions.firstProgress, layer: 0)
      guard transitions.firstStarts[begin] - credit + running[then.slot] == value,
        trace.isInReach(runningSteps[then.slot], after: then.progress)
      else { continue }
      guard let runs = trace.tracedRuns(from: begin, layer: 0), let end = runs.last?.upperBound,
        running[end] == transitions.finishes[end]
      else { return nil }
      return PausePlan(runs: runs, cost: lowerBound - tie * Double(runs.count - 1))
    }
    return nil
  }

  /// Reads a plan of exactly n from the values and the ranges of progress.
  private struct Trace: TracedProgramme {
    let costToGo: CostToGo
    var transitions: Transitions { costToGo.transitions }
    var isLimited: Bool { false }

    /// Whether ways with so much progress can follow `progress` to make n.
    func isInReach(_ steps: SIMD2<Int32>, after progress: Int) -> Bool {
      let missing = Int32(transitions.progressCount - progress)
      return steps.x <= missing && missing <= steps.y
    }

    func goesOn(_ state: PauseState) -> Bool? {
      let (slot, running) = (state.slot, costToGo.running)
      if slot < transitions.slotCount,
        running[slot] == running[slot + 1] + (transitions.goOnCosts[slot] - costToGo.multiplier),
        isInReach(costToGo.runningSteps[slot + 1], after: state.progress + 1)
      {
        return true
      }
      let then = slot + transitions.minimumPause
      guard then <= transitions.slotCount, running[slot] == costToGo.paused[then],
        isInReach(costToGo.pausedSteps[then], after: state.progress)
      else { return nil }
      return false
    }

    func resumes(_ state: PauseState) -> Bool? {
      let (slot, paused) = (state.slot, costToGo.paused)
      let then = slot + transitions.runSlots
      guard then <= transitions.slotCount else { return nil }
      let credit = costToGo.multiplier * Double(transitions.runProgress)
      if paused[slot] == costToGo.running[then] + (transitions.resumes[slot] - credit),
        isInReach(costToGo.runningSteps[then], after: state.progress + transitions.runProgress)
      {
        return true
      }
      return paused[slot] == paused[slot + 1] ? false : nil
    }
  }
}
