extension PauseDual {
  /// The least cost found of a plan of exactly n: a way to each slot that the forward pass found, followed by the best way
  /// on from there, if both together make n.
  func leastPlanFound() -> Double {
    let wanted = moves.progressCount
    let count = moves.slotCount
    let before = progressBefore()
    let (length, pause, resumeProgress) = (moves.runSlots, moves.minimumPause, Int32(moves.runProgress))
    let resumeReward = reward * Double(moves.runProgress)
    let missing = Int32(wanted)
    let (goOnCosts, resumes) = (moves.goOnCosts.span, moves.resumes.span)
    let (runningBefore, pausedBefore) = (before.running.span, before.paused.span)
    let (running, paused) = (running.span, paused.span)
    var least = Double.infinity
    // The best ways on from each slot, and their progress.
    var runningValues = [Double](repeating: .infinity, count: count + 1)
    var pausedValues = runningValues
    var runningCounts = [Int32](repeating: 0, count: count + 1)
    var pausedCounts = runningCounts
    var runningOn = runningValues.mutableSpan
    var pausedOn = pausedValues.mutableSpan
    var runningSteps = runningCounts.mutableSpan
    var pausedSteps = pausedCounts.mutableSpan
    for slot in stride(from: count, through: 0, by: -1) {
      var (on, steps) = (0.0, Int32(0))
      if slot < count {
        let next = runningOn[slot + 1] + (goOnCosts[slot] - reward)
        (on, steps) = next < on ? (next, runningSteps[slot + 1] + 1) : (on, steps)
      }
      if slot + pause <= count {
        let next = pausedOn[slot + pause]
        (on, steps) = next < on ? (next, pausedSteps[slot + pause]) : (on, steps)
      }
      (runningOn[slot], runningSteps[slot]) = (on, steps)
      var (resume, resumeSteps) = (Double.infinity, Int32(0))
      if slot < count { (resume, resumeSteps) = (pausedOn[slot + 1], pausedSteps[slot + 1]) }
      if slot + length <= count {
        let next = runningOn[slot + length] + (resumes[slot] - resumeReward)
        (resume, resumeSteps) =
          next < resume ? (next, runningSteps[slot + length] + resumeProgress) : (resume, resumeSteps)
      }
      (pausedOn[slot], pausedSteps[slot]) = (resume, resumeSteps)
      if runningBefore[slot] + steps == missing { least = min(least, running[slot] + on) }
      if pausedBefore[slot] + resumeSteps == missing { least = min(least, paused[slot] + resume) }
      if runningBefore[slot] == missing { least = min(least, running[slot]) }
    }
    return least + reward * Double(wanted)
  }

  /// The progress of each best way to a slot.
  private func progressBefore() -> (running: [Int32], paused: [Int32]) {
    let count = moves.slotCount
    let (length, firstLength, pause) = (moves.runSlots, moves.firstSlots, moves.minimumPause)
    let (resumeProgress, firstProgress) = (Int32(moves.runProgress), Int32(moves.firstProgress))
    let resumeReward = reward * Double(moves.runProgress)
    let (goOnCosts, resumes) = (moves.goOnCosts.span, moves.resumes.span)
    let (running, paused) = (running.span, paused.span)
    var runningCounts = [Int32](repeating: 0, count: count + 1)
    var pausedCounts = runningCounts
    var runningSteps = runningCounts.mutableSpan
    var pausedSteps = pausedCounts.mutableSpan
    for slot in 1..<count + 1 {
      let value = running[slot]
      var steps = slot >= firstLength ? firstProgress : 0
      if slot >= length {
        let from = slot - length
        let isResume = paused[from] + (resumes[from] - resumeReward) == value
        steps = isResume ? pausedSteps[from] + resumeProgress : steps
      }
      let goesOn = running[slot - 1] + (goOnCosts[slot - 1] - reward) == value
      runningSteps[slot] = goesOn ? runningSteps[slot - 1] + 1 : steps
      if slot >= pause {
        pausedSteps[slot] = paused[slot] == paused[slot - 1] ? pausedSteps[slot - 1] : runningSteps[slot - pause]
      }
    }
    return (runningCounts, pausedCounts)
  }
}
