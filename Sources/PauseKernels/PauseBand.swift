/// The exact programme over slots and progress, where all progress weighs the same, over the states that a bound leaves.
///
/// `running[i, j]` is the least cost of what is still to come with j slots of progress made before slot i, in a run that
/// may go on or end; `paused[i, j]` the same in a pause that may end.
///
///     running[i, j] = min(cost(i) + running[i + 1, j + 1],       go on
///                         paused[i + p, j])                      end the run: p slots of pause
///     paused[i, j]  = min(paused[i + 1, j],                      wait
///                         resume(i) + running[i + L, j + q])     L slots at once, q of them progress
///
/// With a limit on pauses there is a layer for each number left, and ending a run goes one layer down.
///
/// Where the bound leaves only one move, nothing is computed. Rows of pauses count their states by j, so that waiting
/// leaves them as they are. Rows of runs count them by j - i, and their values include the costs of all slots before i, so
/// that going on leaves them as they are:
///
///     j       /  /  /          -----------
///     |   runs: a diagonal     pauses: a level
///     |     /  /  /            -----------
///     +------------------------------------ i
///
/// On real traces that leaves few rows to compute: where intensities are far from the reward, only one move can be optimal.
struct PauseBand {
  let moves: PauseMoves
  let tie: Double
  let isLimited: Bool
  /// One more than the pauses allowed, or 1 if any number is.
  let layerCount: Int
  private var bound: PauseBound
  /// How many values a stretch has.
  private let stretchSize: Int
  var stretch: PauseStretch
  /// What the rows of each stretch before were computed from, from the last slots to the first.
  var ahead: [PauseStretch]
  /// The least cost, and the earliest best slot of the first start.
  private var least = Double.infinity
  private(set) var firstStart = 0

  /// - Parameters:
  ///   - tie: What each pause adds to the cost.
  ///   - bound: What is known of the plans.
  ///   - stretchSize: How many values are computed before all but the rows that are still needed are let go.
  init(_ moves: PauseMoves, tie: Double, maximumPauses: Int?, within bound: PauseBound, stretchSize: Int) {
    self.moves = moves
    self.tie = tie
    self.stretchSize = stretchSize
    isLimited = maximumPauses != nil
    layerCount = maximumPauses.map { min($0, moves.slotCount) + 1 } ?? 1
    self.bound = bound
    // Grown twice, the arena holds a stretch and the row that it ends with.
    stretch = PauseStretch(
      layerCount: layerCount, last: moves.slotCount, rowCount: (moves.slotCount + 1) * layerCount,
      valueCount: (stretchSize + 2 * moves.slotCount) / 16 + 1)
    ahead = [PauseStretch(layerCount: layerCount, last: moves.slotCount, rowCount: 0, valueCount: 0)]
  }

  /// Fills all rows, and reads the plan.
  ///
  /// - Returns: The plan, if there is one within the bound; or that there is none; or too large.
  mutating func solve() -> PauseOutcome {
    let whole = State(slot: 0, progress: 0, layer: layerCount - 1)
    var (size, keptSize) = (0, 0)
    for slot in (0...moves.slotCount).reversed() {
      let sizeBefore = stretch.size
      fill(slot, from: whole)
      startFirst(at: slot)
      size += stretch.size - sizeBefore
      guard size <= Self.mostSize, keptSize <= Self.mostKept, stretch.size <= Self.mostHeld else { return .tooLarge }
      // The more is kept, the longer stretches are: both stay about as small as they can.
      if stretch.size > max(stretchSize, keptSize / 2), slot > 0 {
        let rows = stretch.ahead(running: max(moves.runSlots, moves.firstSlots), paused: moves.minimumPause)
        keptSize += rows.size
        ahead.append(rows)
        stretch.replace(with: rows)
      }
    }
    return least <= bound.limit ? .plan(plan(cost: least)) : .infeasible
  }

  /// What has been done before a slot. Among all states, those count that it leads to:
  ///
  ///     progress
  ///        |           /
  ///        |        / x
  ///        |     / x  x
  ///        |  o  x  x  x
  ///        +---------------- slots
  struct State {
    var slot: Int
    var progress: Int
    /// The layer: how many pauses are left, if there is a limit.
    var layer: Int
  }

  /// Adds the rows of a slot, which those of the slots after it are there for.
  mutating func fill(_ slot: Int, from origin: State) {
    let left = bound.movesLeft(moves, at: slot, pauses: layerCount - 1)
    for layer in 0..<layerCount where stretch.size <= Self.mostHeld {
      var rows = slot < moves.slotCount ? stretch.rows(slot + 1, layer) : PauseRows()
      if !left.goesOn || layer > origin.layer { rows.running = PauseRow() }
      if !left.waits || layer > origin.layer { rows.paused = PauseRow() }
      if left.areComputed, layer <= origin.layer { compute(&rows, slot, layer, left, origin) }
      stretch.add(rows)
    }
    if left.areComputed, stretch.size <= Self.mostHeld { tightenLimit(slot) }
  }

  /// What ending a run, resuming and finishing lead to, in place of going on and waiting alone.
  private mutating func compute(
    _ rows: inout PauseRows, _ slot: Int, _ layer: Int, _ left: PauseBound.MovesLeft, _ origin: State
  ) {
    let diagonals = origin.progress - slot..<origin.progress - origin.slot + 1
    let levels = origin.progress..<min(moves.progressCount, origin.progress + slot - origin.slot) + 1
    if left.ends, layer > 0 || !isLimited {
      let ended = stretch.rows(slot + moves.minimumPause, isLimited ? layer - 1 : 0).paused
      let other = ended.shifted(by: slot).clamped(to: diagonals)
      if !other.isEmpty {
        let row = stretch.arena.least(of: rows.running.clamped(to: diagonals), or: other, adding: moves.sums[slot])
        rows.running = trimmed(row, slot, layer, before: bound.before.running[slot] - moves.sums[slot], shift: slot)
      }
    }
    let end = moves.progressCount - slot
    if left.finishes, diagonals.contains(end) {
      rows.running = stretch.arena.row(rows.running, with: moves.sums[slot] + moves.finishes[slot], at: end)
    }
    if left.resumes {
      let then = slot + moves.runSlots
      let resumed = stretch.rows(then, layer).running
      let other = resumed.shifted(by: moves.runProgress - then).clamped(to: levels)
      if !other.isEmpty {
        let cost = moves.resumes[slot] - moves.sums[then]
        let row = stretch.arena.least(of: rows.paused.clamped(to: levels), or: other, adding: cost)
        rows.paused = trimmed(row, slot, layer, before: bound.before.paused[slot], shift: 0)
      }
    }
  }

  private mutating func startFirst(at slot: Int) {
    guard bound.canStartFirst(moves, at: slot, pauses: layerCount - 1) else { return }
    let cost = moves.firstStarts[slot] + runningValue(slot + moves.firstSlots, moves.firstProgress, layerCount - 1)
    if cost <= least, cost < .infinity { (least, firstStart) = (cost, slot) }
  }

  /// A row without the states at its ends that cannot be part of an optimal plan.
  ///
  /// Only now and then: rarely are there many, and to find out takes as long as computing dozens.
  ///
  /// - Parameters:
  ///   - before: What the best way to the slot costs at the dual's reward.
  ///   - shift: The progress of state 0.
  private func trimmed(_ row: PauseRow, _ slot: Int, _ layer: Int, before: Double, shift: Int) -> PauseRow {
    guard slot % 4 == 0 else { return row }
    // The dual has charged the pauses made so far.
    let limit = bound.limit + bound.price * Double(layerCount - 1 - layer)
    return stretch.arena.trimmed(row, to: limit - before - bound.reward * Double(shift), slope: bound.reward)
  }

  /// A best way to the slot and the exact way on for what it lacks make a plan: what is dearer is out from here on.
  private mutating func tightenLimit(_ slot: Int) {
    tightenLimit(slot, bound.before)
    for ways in bound.others { tightenLimit(slot, ways) }
  }

  private mutating func tightenLimit(_ slot: Int, _ ways: PauseWaysBefore) {
    let (steps, pausedSteps) = (ways.runningSteps[slot], ways.pausedSteps[slot])
    // A pause has been begun where it has not been resumed from.
    let layer = isLimited ? layerCount - 1 - Int(steps.y) : 0
    let pausedLayer = isLimited ? layerCount - 2 - Int(pausedSteps.y) : 0
    if layer >= 0 {
      bound.limit = min(bound.limit, ways.runningCost(slot) + runningValue(slot, Int(steps.x), layer))
    }
    if pausedLayer >= 0 {
      bound.limit = min(bound.limit, ways.pausedCost(slot) + pausedValue(slot, Int(pausedSteps.x), pausedLayer))
    }
  }

  func runningValue(_ slot: Int, _ progress: Int, _ layer: Int) -> Double {
    stretch.arena.value(stretch.rows(slot, layer).running, progress - slot) - moves.sums[slot]
  }

  func pausedValue(_ slot: Int, _ progress: Int, _ layer: Int) -> Double {
    stretch.arena.value(stretch.rows(slot, layer).paused, progress)
  }

  /// The most values that are held in a stretch, and kept between stretches: 32 and 48 MB.
  private static let mostHeld = 4 << 20
  private static let mostKept = 6 << 20
  /// The most values that are computed: some tenths of a second's worth.
  private static let mostSize = 3 << 27
}
