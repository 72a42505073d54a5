/// The ways on from gates at the pivot, or of jobs that have not been started before it, to each end of a window.
///
/// Columns are by all progress less that made since the gate, so that they meet those of a ``LeftTable``.
struct RightTables {
  /// Where the ways of each table begin; `nil` for those on which nothing was done before the pivot.
  private(set) var gates: [PivotBlock.Gate?] = []
  /// The values of the latest slots, in rings of rows.
  var running: [[Double]] = []
  var paused: [[Double]] = []
  /// The least that ways cost which end at the latest slot or earlier.
  var ends: [[Double]] = []
  /// Which transitions lead to each state at the least cost, as ``Best``; rows are by slot, from the pivot on.
  var best: [[UInt8]] = []

  /// The bits of what a state's value is the minimum of, all where several are equal; and marks of the traceback.
  enum Best {
    static let goOn: UInt8 = 1
    static let resume: UInt8 = 2
    static let wait: UInt8 = 4
    static let end: UInt8 = 8
    /// The job ends before the slot, or earlier.
    static let finishHere: UInt8 = 16
    static let finishEarlier: UInt8 = 32
    /// The run, or the pause, is on a best way to the end.
    static let markedRun: UInt8 = 64
    static let markedPause: UInt8 = 128
  }

  /// - Returns: The new table's index.
  mutating func add(_ gate: PivotBlock.Gate?, in block: PivotBlock) -> Int {
    let ring = [Double](repeating: .infinity, count: block.ringCount * block.rightRowLength)
    gates.append(gate)
    running.append(ring)
    paused.append(ring)
    ends.append([Double](repeating: .infinity, count: block.wanted + 1))
    best.append([UInt8](repeating: 0, count: (block.length + 1) * (block.wanted + 1)))
    return gates.count - 1
  }
}

extension PivotBlock {
  var ringCount: Int { longestStep + 1 }
  /// Of each ring row, places behind the last column are infinite for good.
  var rightRowLength: Int { wanted + 1 + max(transitions.runProgress, transitions.firstProgress) }

  func rightRingRow(_ slot: Int) -> Int { ((slot - pivot + ringCount) % ringCount) * rightRowLength }

  /// Where a table's row begins.
  func rightRow(_ slot: Int) -> Int { (slot - pivot) * (wanted + 1) }

  /// The columns that a slot can have: progress since the gate is no more than there are slots, and no less than what a window has
  /// no room for before the pivot, or behind the slot where nothing was done before.
  func rightRange(_ slot: Int, isNew: Bool) -> ClosedRange<Int> {
    let first = wanted - min(slot - pivot, wanted)
    let least = isNew ? wanted - (pivot + length - slot) : slot - pivot - (length - wanted) - longestStep
    return first...max(first, wanted - max(0, least))
  }

  /// Takes all tables on to a slot: the programme's cost-to-arrive, from each gate.
  mutating func fillRight(_ slot: Int) {
    for index in right.gates.indices {
      guard let gate = right.gates[index] else {
        if slot > pivot {
          fillRight(slot, index)
          startFirst(slot, index)
        }
        continue
      }
      if slot == gate.slot { enter(gate, index) }
      if slot > gate.slot { fillRight(slot, index) }
    }
  }

  private mutating func enter(_ gate: Gate, _ index: Int) {
    let place = rightRingRow(gate.slot) + wanted
    if gate.isRunning {
      right.running[index][place] = 0
      right.ends[index][wanted] = transitions.finishes[gate.slot]
    } else {
      right.paused[index][place] = 0
    }
  }

  /// A first start is the only way to as little progress as it makes.
  private mutating func startFirst(_ slot: Int, _ index: Int) {
    let column = wanted - transitions.firstProgress
    let start = slot - transitions.firstSlots
    guard start >= pivot, rightRange(slot, isNew: true).contains(column) else { return }
    let run = transitions.firstStarts[start]
    let (finished, earlier) = (run + transitions.finishes[slot], right.ends[index][column])
    right.running[index][rightRingRow(slot) + column] = run
    right.ends[index][column] = min(finished, earlier)
    right.best[index][rightRow(slot) + column] |=
      (finished <= earlier ? RightTables.Best.finishHere : 0)
    if finished < earlier { right.best[index][rightRow(slot) + column] &= ~RightTables.Best.finishEarlier }
  }

  private mutating func fillRight(_ slot: Int, _ index: Int) {
    let range = rightRange(slot, isNew: right.gates[index] == nil)
    let rows = RowsBehind(
      range: range, here: rightRingRow(slot), before: rightRingRow(slot - 1),
      ended: rightRingRow(slot - transitions.minimumPause),
      resumed: rightRingRow(slot - transitions.runSlots) + transitions.runProgress, best: rightRow(slot),
      goOnCost: transitions.goOnCosts[slot - 1],
      resumeCost: slot >= transitions.runSlots ? transitions.resumes[slot - transitions.runSlots] : .infinity,
      finish: transitions.finishes[slot])
    if isNext {
      Self.fill(
        rows, &right.running[index], &right.paused[index], &right.ends[index], &right.best[index], isNext: true)
    } else {
      Self.fill(
        rows, &right.running[index], &right.paused[index], &right.ends[index], &right.best[index], isNext: false)
    }
  }

  /// Where a slot's states are and what leads to them, and what that costs.
  private struct RowsBehind {
    let range: ClosedRange<Int>
    let here: Int
    let before: Int
    let ended: Int
    let resumed: Int
    let best: Int
    let goOnCost: Double
    let resumeCost: Double
    let finish: Double
  }

  @inline(__always)
  private static func fill(
    _ rows: RowsBehind, _ running: inout [Double], _ paused: inout [Double], _ ends: inout [Double],
    _ best: inout [UInt8], isNext: Bool
  ) {
    let (low, high) = (rows.range.lowerBound, rows.range.upperBound)
    precondition(low >= 0 && high < ends.count && rows.best + high < best.count && running.count == paused.count)
    precondition(min(rows.here, rows.before, rows.ended, rows.resumed) >= 0)
    precondition(max(rows.here, rows.before + 1, rows.ended, rows.resumed) + high < running.count)
    var running = running.mutableSpan
    var paused = paused.mutableSpan
    var ends = ends.mutableSpan
    var best = best.mutableSpan
    for j in low...high {
      // SAFETY: the preconditions above bound all rows' indices.
      let goOn = unsafe rows.goOnCost + running[unchecked: rows.before &+ j &+ 1]
      let wait = unsafe paused[unchecked: rows.before &+ j]
      let end = unsafe running[unchecked: (isNext ? rows.before : rows.ended) &+ j]
      let resume = unsafe rows.resumeCost + paused[unchecked: (isNext ? rows.before &+ 1 : rows.resumed) &+ j]
      let run = goOn <= resume ? goOn : resume
      let finished = run + rows.finish
      let earlier = unsafe ends[unchecked: j]
      unsafe running[unchecked: rows.here &+ j] = run
      unsafe paused[unchecked: rows.here &+ j] = wait <= end ? wait : end
      unsafe ends[unchecked: j] = finished <= earlier ? finished : earlier
      unsafe best[unchecked: rows.best &+ j] =
        (goOn <= resume ? RightTables.Best.goOn : 0) | (resume <= goOn ? RightTables.Best.resume : 0)
        | (wait <= end ? RightTables.Best.wait : 0) | (end <= wait ? RightTables.Best.end : 0)
        | (finished <= earlier ? RightTables.Best.finishHere : 0)
        | (earlier <= finished ? RightTables.Best.finishEarlier : 0)
    }
  }
}
