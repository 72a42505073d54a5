// The right tables know from where each state is best reached, and a plan is read from the front: so first the states of all best
// plans are marked, from their ends back. They are few: where nothing is equal, those of one plan.

extension PivotBlock {
  /// Goes on into a right table.
  ///
  /// - Parameter progress: What was made at its gate, which is the column that all ends are in.
  /// - Returns: The earliest first start of the best plans, if that is in the table.
  @discardableResult
  mutating func pass(_ table: Int, progress: Int) -> Int {
    tracing.passed = Passed(table: table, progress: progress)
    let gate = right.gates[table]
    let firstColumn = wanted - transitions.firstProgress
    let (runSlots, runProgress) = (transitions.runSlots, transitions.runProgress)
    var firstStart = Int.max
    var waiting = ends(table, progress)
    while let state = waiting.popLast() {
      let place = rightRow(state.slot) + state.column
      let best = right.best[table][place]
      let mark = state.isRunning ? RightTables.Best.markedRun : RightTables.Best.markedPause
      guard best & mark == 0 else { continue }
      right.best[table][place] = best | mark
      tracing.marked.append(place)
      if state.slot == gate?.slot { continue }
      if gate == nil, state.isRunning, state.column == firstColumn {
        firstStart = min(firstStart, state.slot - transitions.firstSlots)
      } else if state.isRunning {
        if best & RightTables.Best.goOn != 0 { waiting.append((state.slot - 1, state.column + 1, true)) }
        if best & RightTables.Best.resume != 0 {
          waiting.append((state.slot - runSlots, state.column + runProgress, false))
        }
      } else {
        if best & RightTables.Best.wait != 0 { waiting.append((state.slot - 1, state.column, false)) }
        if best & RightTables.Best.end != 0 {
          waiting.append((state.slot - transitions.minimumPause, state.column, true))
        }
      }
    }
    return firstStart
  }

  /// The ends of the best plans that go on from a right table's gate.
  private func ends(_ table: Int, _ progress: Int) -> [(slot: Int, column: Int, isRunning: Bool)] {
    let gate = right.gates[table]
    let best = right.best[table]
    var ends: [(slot: Int, column: Int, isRunning: Bool)] = []
    for slot in ((gate?.slot ?? pivot) + 1..<tracing.end + 1).reversed() {
      let here = best[rightRow(slot) + progress]
      if here & RightTables.Best.finishHere != 0 { ends.append((slot, progress, true)) }
      if here & RightTables.Best.finishEarlier == 0 { return ends }
    }
    if let gate, gate.isRunning, progress == wanted { ends.append((gate.slot, progress, true)) }
    return ends
  }

  mutating func unmark() {
    if let passed = tracing.passed {
      for place in tracing.marked {
        right.best[passed.table][place] &= ~(RightTables.Best.markedRun | RightTables.Best.markedPause)
      }
    }
    tracing.marked.removeAll(keepingCapacity: true)
    tracing.passed = nil
  }

  /// Whether a run behind the pivot goes on.
  func goesOnBehind(_ state: PauseState, _ passed: Passed) -> Bool {
    isMarked(state.slot + 1, state.progress + 1, passed, RightTables.Best.markedRun | RightTables.Best.goOn)
  }

  /// Whether a pause behind the pivot ends.
  func resumesBehind(_ state: PauseState, _ passed: Passed) -> Bool? {
    guard state.slot < tracing.end else { return nil }
    return isMarked(
      state.slot + transitions.runSlots, state.progress + transitions.runProgress, passed,
      RightTables.Best.markedRun | RightTables.Best.resume)
  }

  private func isMarked(_ slot: Int, _ progress: Int, _ passed: Passed, _ bits: UInt8) -> Bool {
    guard slot <= tracing.end, progress <= wanted else { return false }
    // Columns count from all progress at the gate down to what was made there at the ends.
    return right.best[passed.table][rightRow(slot) + wanted + passed.progress - progress] & bits == bits
  }
}
