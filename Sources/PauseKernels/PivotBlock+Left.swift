/// The ways from each beginning of a window to a gate at the pivot, or to the end of the job before it.
///
/// Rows are by beginning, from the pivot back; columns by the progress still to be made before the gate.
struct LeftTable {
  /// Where the ways end; `nil` for those on which the job is done before the pivot.
  let gate: PivotBlock.Gate?
  /// The least that ways cost which start at the row's slot or later.
  var values: [Double] = []
  /// Which transitions are best, as ``Best``.
  var best: [UInt8] = []

  /// The bits of what is best before a slot, the use of the slot first where it is as good as anything else.
  enum Best {
    static let goOn: UInt8 = 1
    static let resume: UInt8 = 2
    /// The first start in the slot, rather than later.
    static let startHere: UInt8 = 4
  }
}

extension PivotBlock {
  /// Where a table's row begins.
  func leftRow(_ slot: Int) -> Int { (pivot - 1 - slot) * (wanted + 1) }

  /// The progress that ways from a slot to a gate can have: no more than there are slots, and no less than what a window has no
  /// room for behind the pivot.
  func leftRange(_ slot: Int, isDone: Bool) -> ClosedRange<Int> {
    let most = min(pivot - slot, wanted)
    let least = isDone ? wanted - slot : pivot - slot - (length - wanted) - longestStep
    return min(max(0, least), most)...most
  }

  /// Fills a table from the pivot back: the programme's cost-to-go, up to the gate.
  mutating func fillLeft(_ index: Int) {
    var table = LeftTable(gate: left[index].gate)
    table.values = [Double](repeating: .infinity, count: pivot * (wanted + 1))
    table.best = [UInt8](repeating: 0, count: pivot * (wanted + 1))
    if isNext {
      fill(table.gate, &table.values, &table.best, isNext: true)
    } else {
      fill(table.gate, &table.values, &table.best, isNext: false)
    }
    left[index] = table
  }

  @inline(__always)
  private func fill(_ gate: Gate?, _ values: inout [Double], _ best: inout [UInt8], isNext: Bool) {
    let (runSlots, firstSlots, pause) =
      isNext ? (1, 1, 1) : (transitions.runSlots, transitions.firstSlots, transitions.minimumPause)
    let (runProgress, firstProgress) = isNext ? (1, 1) : (transitions.runProgress, transitions.firstProgress)
    let ringCount = isNext ? 2 : longestStep + 1
    // Of each ring row, places before the first column are infinite for good.
    let pad = max(runProgress, firstProgress)
    let rowLength = pad + wanted + 1
    func row(_ slot: Int) -> Int { (slot % ringCount) * rowLength + pad }
    let top = gate?.slot ?? pivot
    var runningRows = [Double](repeating: .infinity, count: ringCount * rowLength)
    var pausedRows = runningRows
    if let gate {
      if gate.isRunning { runningRows[row(top)] = 0 } else { pausedRows[row(top)] = 0 }
    }
    var running = runningRows.mutableSpan
    var paused = pausedRows.mutableSpan
    var values = values.mutableSpan
    var best = best.mutableSpan
    for slot in (0..<top).reversed() {
      let range = leftRange(slot, isDone: gate == nil)
      let (next, waited, ended) = (row(slot + 1) - 1, row(slot + 1), row(slot + pause))
      let (resumed, started) = (row(slot + runSlots) - runProgress, row(slot + firstSlots) - firstProgress)
      let (here, place) = (row(slot), leftRow(slot))
      // The row of the pivot itself has no starts: before it, the first row's places are infinite.
      let later = slot + 1 < pivot ? leftRow(slot + 1) : place
      let goOnCost = transitions.goOnCosts[slot]
      let (resumeCost, firstCost) = (transitions.resumes[slot], transitions.firstStarts[slot])
      precondition(range.lowerBound >= 0 && range.upperBound <= wanted && place + wanted < values.count)
      for j in range {
        // SAFETY: rows of the rings have `pad` places before column 0 and `wanted` behind it, of which none is exceeded; those of the
        // table are bounded by the precondition.
        let used = unsafe running[unchecked: next &+ j]
        let goOn = goOnCost + used
        let end = unsafe paused[unchecked: ended &+ j]
        let wait = unsafe isNext ? end : paused[unchecked: waited &+ j]
        let resume = unsafe resumeCost + (isNext ? used : running[unchecked: resumed &+ j])
        let start = unsafe firstCost + (isNext ? used : running[unchecked: started &+ j])
        let startLater = unsafe values[unchecked: later &+ j]
        let (goesOn, resumes, startsHere) = (goOn <= end, resume <= wait, start <= startLater)
        unsafe running[unchecked: here &+ j] = goesOn ? goOn : end
        unsafe paused[unchecked: here &+ j] = resumes ? resume : wait
        unsafe values[unchecked: place &+ j] = startsHere ? start : startLater
        unsafe best[unchecked: place &+ j] =
          (goesOn ? LeftTable.Best.goOn : 0) | (resumes ? LeftTable.Best.resume : 0)
          | (startsHere ? LeftTable.Best.startHere : 0)
      }
      if gate == nil { running[here] = transitions.finishes[slot] }
    }
  }
}
