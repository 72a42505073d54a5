extension LagrangianRelaxation {
  /// The progress and the pauses of the plan that the latest pass found best up to the end of a run.
  ///
  /// Sums are exact, so that a value equals what it was the minimum of.
  func steps(before end: Int) -> (progress: Int, pauses: Int) {
    let resumeCredit = multiplier * Double(transitions.runProgress)
    let firstCredit = multiplier * Double(transitions.firstProgress)
    let (goOnCosts, resumes) = (transitions.goOnCosts.span, transitions.resumes.span)
    let (running, paused) = (running.span, paused.span)
    var (slot, progress, pauses) = (end, 0, 0)
    while true {
      while slot > 0, running[slot] == running[slot - 1] + (goOnCosts[slot - 1] - multiplier) {
        slot -= 1
        progress += 1
      }
      let begin = slot - transitions.runSlots
      guard begin >= 0, running[slot] == paused[begin] + (resumes[begin] - resumeCredit) else { break }
      progress += transitions.runProgress
      pauses += 1
      slot = begin
      while slot > 0, paused[slot] == paused[slot - 1] { slot -= 1 }
      slot -= transitions.minimumPause
    }
    let begin = slot - transitions.firstSlots
    precondition(
      begin >= 0 && running[slot] == transitions.firstStarts[begin] - firstCredit, "A plan has a first start.")
    return (progress + transitions.firstProgress, pauses)
  }
}
