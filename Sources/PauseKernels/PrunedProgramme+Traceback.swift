extension PrunedProgramme: TracedProgramme {
  mutating func goesOn(_ state: PauseState) -> Bool? {
    reach(state)
    let (slot, progress, layer) = (state.slot, state.progress, state.layer)
    let then = slot + transitions.minimumPause
    guard then <= transitions.slotCount, layer > 0 || !isLimited else { return true }
    let end = pausedValue(then, progress, isLimited ? layer - 1 : 0)
    return end == .infinity || transitions.goOnCosts[slot] + runningValue(slot + 1, progress + 1, layer) <= end
  }

  mutating func resumes(_ state: PauseState) -> Bool? {
    guard state.slot < transitions.slotCount else { return nil }
    reach(state)
    let (slot, progress, layer) = (state.slot, state.progress, state.layer)
    let then = slot + transitions.runSlots
    guard then <= transitions.slotCount else { return nil }
    let resume = transitions.resumes[slot] + runningValue(then, progress + transitions.runProgress, layer)
    return resume < .infinity && resume <= pausedValue(slot + 1, progress, layer)
  }

  /// Sees to it that the rows after a state are there: those of the block that it is in are computed again, for the states
  /// that it leads to.
  private mutating func reach(_ state: PauseState) {
    guard let rows = checkpoints.last, state.slot >= rows.first else { return }
    while let rows = checkpoints.last, state.slot >= rows.first { checkpoints.removeLast() }
    guard let rows = checkpoints.last else { preconditionFailure("There is a checkpoint behind any state.") }
    block.replace(with: rows)
    for slot in (state.slot + 1..<rows.first).reversed() { fill(slot, from: state) }
  }
}
