/// The exact dynamic programme where all progress weighs the same, over the states that a ``LagrangianBound`` leaves: cost-to-go,
/// from the last slot to the first.
///
/// `running[i, j]` is the least cost of what is still to come with j slots of progress made before slot i, in a run that
/// may go on or end; `paused[i, j]` the same in a pause that may end.
///
///     running[i, j] = min(cost(i) + running[i + 1, j + 1],       go on
///                         paused[i + p, j])                      end the run: p slots of pause
///     paused[i, j]  = min(paused[i + 1, j],                      wait
///                         resume(i) + running[i + L, j + q])     L slots at once, q of them progress
///
/// With a limit on pauses there is a layer for each number left, and ending a run goes one layer down. Only a ``RowBlock`` of
/// rows is held at a time, with the rows that each block was computed from as checkpoints; the traceback computes again the
/// few states of a block that its plan can pass.
///
/// Where the bound leaves only one transition, nothing is computed. Rows of pauses count their states by j, so that waiting
/// leaves them as they are. Rows of runs count them by j - i, and their values include the costs of all slots before i, so
/// that going on leaves them as they are:
///
///     j       /  /  /          -----------
///     |   runs: a diagonal     pauses: a level
///     |     /  /  /            -----------
///     +------------------------------------ i
///
/// On real traces that leaves few rows to compute: where intensities are far from the multiplier, only one
/// transition can be optimal.
struct PrunedProgramme {
  let transitions: Transitions
  let tie: Double
  let isLimited: Bool
  /// One more than the pauses allowed, or 1 if any number is.
  let layerCount: Int
  private var bound: LagrangianBound
  /// How many values a block has.
  private let blockSize: Int
  var block: RowBlock
  /// The transitions left at each slot from `firstKnown` on.
  private var left: [LagrangianBound.TransitionsLeft]
  private var firstKnown: Int
  /// What the rows of each block were computed from, from the last slots to the first.
  var checkpoints: [RowBlock]
  /// The least cost, and the earliest best slot of the first start.
  private var least = Double.infinity
  private(set) var firstStart = 0

  /// - Parameters:
  ///   - tie: What each pause adds to the cost.
  ///   - bound: What is known of the plans.
  ///   - blockSize: How many values are computed before all but the rows that are still needed are let go.
  init(_ transitions: Transitions, tie: Double, maximumPauses: Int?, within bound: LagrangianBound, blockSize: Int) {
    self.transitions = transitions
    self.tie = tie
    self.blockSize = blockSize
    isLimited = maximumPauses != nil
    left = [LagrangianBound.TransitionsLeft](
      repeating: LagrangianBound.TransitionsLeft(), count: transitions.slotCount + 1)
    firstKnown = transitions.slotCount + 1
    layerCount = maximumPauses.map { min($0, transitions.slotCount) + 1 } ?? 1
    self.bound = bound
    // Grown twice, the arena holds a block and the row that it ends with.
    block = RowBlock(
      layerCount: layerCount, last: transitions.slotCount, rowCount: (transitions.slotCount + 1) * layerCount,
      valueCount: (blockSize + 2 * transitions.slotCount) / 16 + 1)
    checkpoints = [RowBlock(layerCount: layerCount, last: transitions.slotCount, rowCount: 0, valueCount: 0)]
  }

  /// Fills all rows, and reads the plan.
  ///
  /// - Returns: The plan, if there is one within the bound; else that there is none, or that there are too many states.
  mutating func solve() -> PauseOutcome {
    let whole = PauseState(slot: 0, progress: 0, layer: layerCount - 1)
    var (size, keptSize) = (0, 0)
    for slot in (0...transitions.slotCount).reversed() {
      let sizeBefore = block.size
      fill(slot, from: whole)
      startFirst(at: slot)
      size += block.size - sizeBefore
      guard size <= Self.mostSize, keptSize <= Self.mostKept, block.size <= Self.mostHeld else { return .tooLarge }
      // The more is kept, the longer blocks are: both stay about as small as they can.
      if block.size > max(blockSize, keptSize / 2), slot > 0 {
        let rows = block.checkpoint(
          running: max(transitions.runSlots, transitions.firstSlots), paused: transitions.minimumPause)
        keptSize += rows.size
        checkpoints.append(rows)
        block.replace(with: rows)
      }
    }
    guard least <= bound.limit else { return .infeasible }
    guard let runs = tracedRuns(from: firstStart, layer: layerCount - 1) else {
      preconditionFailure("The values of all states on the plan are there.")
    }
    return .plan(PausePlan(runs: runs, cost: least - tie * Double(runs.count - 1)))
  }

  /// Adds the rows of a slot, once those of the slots after it are there.
  ///
  /// - Parameter origin: Where plans come from: only the states that it leads to are computed.
  ///
  ///       progress
  ///          |           /
  ///          |        / x
  ///          |     / x  x
  ///          |  o  x  x  x        o: the origin
  ///          +---------------- slots
  mutating func fill(_ slot: Int, from origin: PauseState) {
    let left = known(slot)
    if !left.areComputed, block.addSame(running: left.goesOn, paused: left.waits) { return }
    block.addSlot()
    for layer in 0..<layerCount where block.size <= Self.mostHeld {
      var rows = slot < transitions.slotCount ? block.rows(slot + 1, layer) : SlotRows()
      if !left.goesOn || layer > origin.layer { rows.running = StateRow() }
      if !left.waits || layer > origin.layer { rows.paused = StateRow() }
      if left.areComputed, layer <= origin.layer { compute(&rows, slot, layer, left, origin) }
      block.add(rows)
    }
    if left.areComputed, block.size <= Self.mostHeld { tightenLimit(slot) }
  }

  /// The transitions left at a slot, as they were when it was filled first: what a tighter limit leaves is among them.
  private mutating func known(_ slot: Int) -> LagrangianBound.TransitionsLeft {
    if slot >= firstKnown { return left[slot] }
    left[slot] = bound.transitionsLeft(transitions, at: slot, pauses: layerCount - 1)
    firstKnown = slot
    return left[slot]
  }

  /// What ending a run, resuming and finishing lead to, in place of going on and waiting alone.
  private mutating func compute(
    _ rows: inout SlotRows, _ slot: Int, _ layer: Int, _ left: LagrangianBound.TransitionsLeft, _ origin: PauseState
  ) {
    let diagonals = origin.progress - slot..<origin.progress - origin.slot + 1
    let levels = origin.progress..<min(transitions.progressCount, origin.progress + slot - origin.slot) + 1
    if left.ends, layer > 0 || !isLimited {
      let ended = block.rows(slot + transitions.minimumPause, isLimited ? layer - 1 : 0).paused
      let other = ended.shifted(by: slot).clamped(to: diagonals)
      if !other.isEmpty {
        let row = block.arena.least(of: rows.running.clamped(to: diagonals), or: other, adding: transitions.sums[slot])
        rows.running = trimmed(
          row, slot, layer, arriving: bound.costToArrive.running[slot] - transitions.sums[slot], shift: slot)
      }
    }
    let end = transitions.progressCount - slot
    if left.finishes, diagonals.contains(end) {
      rows.running = block.arena.row(rows.running, with: transitions.sums[slot] + transitions.finishes[slot], at: end)
    }
    if left.resumes {
      let then = slot + transitions.runSlots
      let resumed = block.rows(then, layer).running
      let other = resumed.shifted(by: transitions.runProgress - then).clamped(to: levels)
      if !other.isEmpty {
        let cost = transitions.resumes[slot] - transitions.sums[then]
        let row = block.arena.least(of: rows.paused.clamped(to: levels), or: other, adding: cost)
        rows.paused = trimmed(row, slot, layer, arriving: bound.costToArrive.paused[slot], shift: 0)
      }
    }
  }

  private mutating func startFirst(at slot: Int) {
    guard bound.canStartFirst(transitions, at: slot, pauses: layerCount - 1) else { return }
    let cost =
      transitions.firstStarts[slot]
      + runningValue(slot + transitions.firstSlots, transitions.firstProgress, layerCount - 1)
    if cost <= least, cost < .infinity { (least, firstStart) = (cost, slot) }
  }

  /// A row without the states at its ends that cannot be part of an optimal plan.
  ///
  /// Only now and then: rarely are there many, and to find out takes as long as computing dozens.
  ///
  /// - Parameters:
  ///   - costToArrive: That of the relaxation at the slot.
  ///   - shift: The progress of state 0.
  @inline(__always)
  private func trimmed(_ row: StateRow, _ slot: Int, _ layer: Int, arriving costToArrive: Double, shift: Int)
    -> StateRow
  {
    guard slot % 4 == 0 else { return row }
    // The relaxation has charged the pauses made so far.
    let limit = bound.limit + bound.pauseMultiplier * Double(layerCount - 1 - layer)
    return block.arena.trimmed(
      row, to: limit - costToArrive - bound.multiplier * Double(shift), slope: bound.multiplier)
  }

  /// A best way to the slot and the exact way on for what it lacks make a plan: what is dearer is out from here on.
  private mutating func tightenLimit(_ slot: Int) {
    var limit = leastCost(through: slot, bound.costToArrive)
    for index in bound.others.indices { limit = min(limit, leastCost(through: slot, bound.others[index])) }
    bound.limit = min(bound.limit, limit)
  }

  @inline(__always)
  private func leastCost(through slot: Int, _ ways: CostToArrive) -> Double {
    let (steps, pausedSteps) = (ways.runningSteps[slot], ways.pausedSteps[slot])
    // A pause has been begun where it has not been resumed from.
    let layer = isLimited ? layerCount - 1 - Int(steps.y) : 0
    let pausedLayer = isLimited ? layerCount - 2 - Int(pausedSteps.y) : 0
    return min(
      layer < 0 ? .infinity : ways.runningCost(slot) + runningValue(slot, Int(steps.x), layer),
      pausedLayer < 0 ? .infinity : ways.pausedCost(slot) + pausedValue(slot, Int(pausedSteps.x), pausedLayer))
  }

  // Inlined, as all that is called for each slot: else Swift copies the whole programme, for every call.

  @inline(__always)
  func runningValue(_ slot: Int, _ progress: Int, _ layer: Int) -> Double {
    block.arena.value(block.rows(slot, layer).running, progress - slot) - transitions.sums[slot]
  }

  @inline(__always)
  func pausedValue(_ slot: Int, _ progress: Int, _ layer: Int) -> Double {
    block.arena.value(block.rows(slot, layer).paused, progress)
  }

  /// The most values that are held in a block, and kept between blocks: 32 and 48 MB.
  private static let mostHeld = 4 << 20
  private static let mostKept = 6 << 20
  /// The most values that are computed: some tenths of a second's worth.
  private static let mostSize = 3 << 27
}
