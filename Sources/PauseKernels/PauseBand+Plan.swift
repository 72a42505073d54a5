extension PauseBand {
  /// The plan, read from the front: stretch by stretch, the rows that its states can reach are computed again.
  ///
  /// Where moves are worth the same, the one that uses the slot is taken: the earliest slots.
  mutating func plan(cost: Double) -> PausePlan {
    let wanted = moves.progressCount
    var runs: [Range<Int>] = []
    var begin = firstStart
    var state = State(slot: begin + moves.firstSlots, progress: moves.firstProgress, layer: layerCount - 1)
    while state.progress < wanted {
      reach(state)
      if goesOn(state) {
        state.slot += 1
        state.progress += 1
        continue
      }
      runs.append(begin..<state.slot)
      state.slot += moves.minimumPause
      state.layer -= isLimited ? 1 : 0
      while true {
        precondition(state.slot < moves.slotCount, "The moves lead to a plan.")
        reach(state)
        if resumes(state) { break }
        state.slot += 1
      }
      begin = state.slot
      state.slot += moves.runSlots
      state.progress += moves.runProgress
    }
    runs.append(begin..<state.slot)
    return PausePlan(runs: runs, cost: cost - tie * Double(runs.count - 1))
  }

  private func goesOn(_ state: State) -> Bool {
    let (slot, progress, layer) = (state.slot, state.progress, state.layer)
    let then = slot + moves.minimumPause
    guard then <= moves.slotCount, layer > 0 || !isLimited else { return true }
    let end = pausedValue(then, progress, isLimited ? layer - 1 : 0)
    return end == .infinity || moves.goOnCosts[slot] + runningValue(slot + 1, progress + 1, layer) <= end
  }

  private func resumes(_ state: State) -> Bool {
    let (slot, progress, layer) = (state.slot, state.progress, state.layer)
    let then = slot + moves.runSlots
    guard then <= moves.slotCount else { return false }
    let resume = moves.resumes[slot] + runningValue(then, progress + moves.runProgress, layer)
    return resume < .infinity && resume <= pausedValue(slot + 1, progress, layer)
  }

  /// Sees to it that the rows after a state are there.
  private mutating func reach(_ state: State) {
    guard let rows = ahead.last, state.slot >= rows.first else { return }
    while let rows = ahead.last, state.slot >= rows.first { ahead.removeLast() }
    guard let rows = ahead.last else { preconditionFailure("There are rows ahead of any state.") }
    stretch.replace(with: rows)
    for slot in (state.slot + 1..<rows.first).reversed() { fill(slot, from: state) }
  }
}
