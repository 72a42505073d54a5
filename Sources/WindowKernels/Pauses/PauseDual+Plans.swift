extension PauseDual {
  /// The progress of a best way to each slot, in a run and in a pause.
  struct Progress {
    let running: [Int32]
    let paused: [Int32]
  }

  /// The least cost found of a plan of exactly n: a best way to a slot, followed by a best way on from there, if both
  /// together make n.
  ///
  /// - Parameter on: The ways on, at any reward.
  func leastPlanFound(_ before: Progress, _ on: PauseWaysOn) -> Double {
    let wanted = Int32(moves.progressCount)
    let (runningBefore, pausedBefore) = (before.running.span, before.paused.span)
    let (running, paused) = (running.span, paused.span)
    let (runningOn, pausedOn) = (on.running.span, on.paused.span)
    let (runningSteps, pausedSteps) = (on.runningSteps.span, on.pausedSteps.span)
    let difference = reward - on.reward
    var least = Double.infinity
    for slot in 0..<moves.slotCount + 1 {
      let missing = wanted - runningBefore[slot]
      let run = running[slot] + difference * Double(runningBefore[slot])
      if missing == 0 { least = min(least, run) }
      if missing == runningSteps[slot].x || missing == runningSteps[slot].y {
        least = min(least, run + runningOn[slot])
      }
      let missingAfter = wanted - pausedBefore[slot]
      if missingAfter == pausedSteps[slot].x || missingAfter == pausedSteps[slot].y {
        least = min(least, paused[slot] + difference * Double(pausedBefore[slot]) + pausedOn[slot])
      }
    }
    return least + on.reward * Double(wanted)
  }

  /// The progress of each best way to a slot.
  func progressBefore() -> Progress {
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
    return Progress(running: runningCounts, paused: pausedCounts)
  }
}
