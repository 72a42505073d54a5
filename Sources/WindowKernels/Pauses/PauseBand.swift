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
/// With a limit on pauses there is a layer for each number left, and ending a run goes one layer down. Only rows i + 1,
/// i + p and i + L are looked at, so rows live in rings. No move is noted down, which would take longer than the minima do:
/// the rows at each block's end are kept, and the few states near the plan computed again when it is read.
struct PauseBand {
  let moves: PauseMoves
  let tie: Double
  /// One more than the pauses allowed, or 1 if any number is.
  let layerCount: Int
  let isLimited: Bool
  let blockLength: Int

  private let isInPlace: Bool
  private let width: Int
  private let runningRows: Int
  private let pausedRows: Int
  private var running: [Double]
  private var paused: [Double]
  /// The progress at which each row in the rings has values; what lies outside is infinite.
  private var filledRunning: [Range<Int>]
  private var filledPaused: [Range<Int>]
  /// The present row, and where it is in the rings: a division a look-up would take longer than most rows.
  private var ringSlot: Int
  private var runningRing = 0
  private var pausedRing = 0
  /// The part of each row that may be on the way of an optimal plan.
  private(set) var kept: [Range<Int>]
  /// The rows after each block.
  var savedRows: [PauseRows]
  private var savedCount = 0
  /// The earliest best slot of the first start.
  private(set) var firstStart: Int?

  init(_ moves: PauseMoves, _ problem: PauseProblem) {
    self.moves = moves
    tie = problem.tie
    let count = moves.slotCount
    layerCount = problem.maximumPauses.map { min($0, count) + 1 } ?? 1
    isLimited = problem.maximumPauses != nil
    // About the root of the slots: longer blocks keep fewer rows, shorter ones compute fewer states twice.
    var length = max(16, 2 * (moves.runSlots + moves.minimumPause))
    while length * length < count - count / 8 { length += 16 }
    blockLength = length
    width = moves.progressCount + max(moves.runProgress, moves.firstProgress) + 2
    // One row more than the farthest look ahead, and one that is infinite for good. Where only the row after is looked at,
    // a row takes its place: half the loads, and half the cache.
    isInPlace = !isLimited && moves.runSlots == 1 && moves.firstSlots == 1 && moves.minimumPause == 1
    runningRows = min(max(moves.runSlots, moves.firstSlots), count) + (isInPlace ? 1 : 2)
    pausedRows = min(moves.minimumPause, count) + (isInPlace ? 1 : 2)
    running = [Double](repeating: .infinity, count: runningRows * layerCount * width)
    paused = [Double](repeating: .infinity, count: pausedRows * layerCount * width)
    filledRunning = [Range<Int>](repeating: 0..<0, count: runningRows)
    filledPaused = [Range<Int>](repeating: 0..<0, count: pausedRows)
    ringSlot = count
    kept = [Range<Int>](repeating: 0..<0, count: count + 1)
    savedRows = [PauseRows](repeating: PauseRows(), count: (count - 1) / blockLength + 1)
  }

  /// What is known of the ways to each state before the rows are filled, for leaving out those that cannot be optimal.
  struct Bound {
    /// The dual's best ways to each slot, and the reward that they count with.
    let running: [Double]
    let paused: [Double]
    let reward: Double
    /// The price on each resume that the dual counts with.
    let price: Double
    /// What the optimum is known not to exceed.
    let limit: Double

    init(_ dual: PauseDual, price: Double, limit: Double) {
      (running, paused, reward) = (dual.running, dual.paused, dual.reward)
      (self.price, self.limit) = (price, limit)
    }
  }

  /// Fills all rows, and reads the plan.
  ///
  /// - Parameter mostStates: Gives up when there are more.
  /// - Returns: The plan, if there is one within the bound; or that there is none; or too large.
  mutating func solve(within bound: Bound?, mostStates: Int) -> PauseOutcome {
    let wanted = moves.progressCount
    var first = Double.infinity
    var states = 0
    var blockEnd = (moves.slotCount - 1) / blockLength * blockLength
    for slot in stride(from: moves.slotCount, through: 0, by: -1) {
      if slot < moves.slotCount {
        ringSlot = slot
        runningRing = runningRing == 0 ? runningRows - 2 : runningRing - 1
        pausedRing = pausedRing == 0 ? pausedRows - 2 : pausedRing - 1
        // The first start, from nothing done.
        if Int(moves.reach[slot]) >= moves.firstSlots, moves.firstProgress <= wanted {
          let then = running[runningIndex(slot + moves.firstSlots, layerCount - 1) + moves.firstProgress]
          let value = moves.firstStarts[slot] + then
          if value <= first, value < .infinity { (first, firstStart) = (value, slot) }
        }
      }
      let range = candidates(slot, bound)
      states += range.count * layerCount
      guard states <= mostStates, savedCount <= Self.mostSaved else { return .tooLarge(bytes: 8 * savedCount) }
      fill(slot, range)
      kept[slot] = keep(slot, range, bound)
      if slot > 0, slot == moves.slotCount || slot == blockEnd {
        save(slot)
        if slot == blockEnd { blockEnd -= blockLength }
      }
    }
    if let bound, !(first <= bound.limit) { return .infeasible }
    return first < .infinity ? .plan(plan(cost: first)) : .infeasible
  }

  /// The progress that row `slot` may have: what leads to the rows after it that are kept.
  private func candidates(_ slot: Int, _ bound: Bound?) -> Range<Int> {
    let (count, wanted) = (moves.slotCount, moves.progressCount)
    let possible = max(1, wanted - (count - slot))..<max(max(1, wanted - (count - slot)), min(wanted, slot) + 1)
    guard let bound else { return possible }
    var (low, high) = (Int.max, -1)
    let next = kept[min(slot + 1, count)]
    if !next.isEmpty { (low, high) = (next.lowerBound - 1, next.upperBound - 1) }
    if slot + moves.minimumPause <= count {
      let ended = kept[slot + moves.minimumPause]
      if !ended.isEmpty { (low, high) = (min(low, ended.lowerBound), max(high, ended.upperBound - 1)) }
    }
    if slot + moves.runSlots <= count {
      let run = kept[slot + moves.runSlots]
      let more = moves.runProgress
      if !run.isEmpty { (low, high) = (min(low, run.lowerBound - more), max(high, run.upperBound - 1 - more)) }
    }
    let slack = bound.price * Double(layerCount - 1)
    if bound.running[slot] + bound.reward * Double(wanted) - slack <= bound.limit {
      low = min(low, wanted)
      high = wanted
    }
    low = max(low, possible.lowerBound)
    high = min(high, possible.upperBound - 1)
    return low <= high ? low..<high + 1 : 0..<0
  }

  /// The index of a row's state with no progress; no row looks farther ahead than the ring goes round.
  private func runningIndex(_ row: Int, _ layer: Int) -> Int {
    var ring = runningRing + row - ringSlot
    if ring >= runningRows - 1 { ring -= runningRows - 1 }
    return ((row > moves.slotCount ? runningRows - 1 : ring) * layerCount + layer) * width
  }

  private func pausedIndex(_ row: Int, _ layer: Int) -> Int {
    var ring = pausedRing + row - ringSlot
    if ring >= pausedRows - 1 { ring -= pausedRows - 1 }
    return ((row > moves.slotCount ? pausedRows - 1 : ring) * layerCount + layer) * width
  }

  /// Computes all states of `range`, and wipes what else the rings held where row `slot` goes.
  private mutating func fill(_ slot: Int, _ range: Range<Int>) {
    let (oldRunning, oldPaused) = (filledRunning[runningRing], filledPaused[pausedRing])
    filledRunning[runningRing] = range
    filledPaused[pausedRing] = range
    let isLast = slot == moves.slotCount
    let nowhereRunning = (runningRows - 1) * layerCount * width
    let nowherePaused = (pausedRows - 1) * layerCount * width
    let resumes = !isLast && Int(moves.reach[slot]) >= moves.runSlots
    for layer in 0..<layerCount {
      let below = isLimited ? layer - 1 : 0
      let row = PauseRow(
        running: runningIndex(slot, layer), paused: pausedIndex(slot, layer),
        next: !isLast && moves.reach[slot] > 0 ? runningIndex(slot + 1, layer) : nowhereRunning,
        ended: below >= 0 ? pausedIndex(slot + moves.minimumPause, below) : nowherePaused,
        waited: isLast ? nowherePaused : pausedIndex(slot + 1, layer),
        resumed: (resumes ? runningIndex(slot + moves.runSlots, layer) : nowhereRunning) + moves.runProgress,
        cost: isLast ? 0 : moves.costs[slot], resume: resumes ? moves.resumes[slot] : 0)
      if isInPlace, resumes {
        row.fillInPlace(range, &running, &paused)
      } else {
        row.fill(range, &running, &paused)
      }
      if range.upperBound > moves.progressCount { running[row.running + moves.progressCount] = 0 }
      PauseRow.wipe(&running, at: row.running, oldRunning, outside: range)
      PauseRow.wipe(&paused, at: row.paused, oldPaused, outside: range)
    }
  }

  /// A row without the states at its ends that cannot be part of an optimal plan.
  ///
  /// Their values stay in the ring: they are true or too large, and never too small.
  private func keep(_ slot: Int, _ range: Range<Int>, _ bound: Bound?) -> Range<Int> {
    guard let bound, !range.isEmpty else { return range }
    var (least, most) = (range.upperBound, range.lowerBound)
    for layer in 0..<layerCount {
      let limit = bound.limit + bound.price * Double(layerCount - 1 - layer)
      let (ways, pauseWays) = (bound.running[slot] - limit, bound.paused[slot] - limit)
      let (row, pauseRow) = (runningIndex(slot, layer), pausedIndex(slot, layer))
      let reward = bound.reward
      let (running, paused) = (running.span, paused.span)
      precondition(min(row, pauseRow) + range.lowerBound >= 0)
      precondition(row + range.upperBound <= running.count && pauseRow + range.upperBound <= paused.count)
      @inline(__always)
      func isNeeded(_ progress: Int) -> Bool {
        // SAFETY: progress is in `range`, which the preconditions above bound.
        let run = unsafe ways + running[unchecked: row &+ progress]
        let pause = unsafe pauseWays + paused[unchecked: pauseRow &+ progress]
        return (run < pause ? run : pause) + reward * Double(progress) <= 0
      }
      var (low, high) = (range.lowerBound, range.upperBound)
      while low < least, !isNeeded(low) { low += 1 }
      least = min(least, low)
      while high > max(most, least), !isNeeded(high - 1) { high -= 1 }
      most = max(most, high)
    }
    return least < most ? least..<most : 0..<0
  }

  /// Keeps the rows that the block before `slot` looks at.
  private mutating func save(_ slot: Int) {
    var rows = PauseRows()
    // Growing by doubling would take up to three times as much.
    let widest = filledRunning.reduce(0) { max($0, $1.count) }
    rows.reserve(min(widest * layerCount * (moves.runSlots + moves.minimumPause), Self.mostSaved))
    for row in slot..<min(slot + moves.runSlots, moves.slotCount + 1) {
      let range = filledRunning[(runningRing + row - slot) % (runningRows - 1)]
      rows.add(range, layerCount, from: running, at: runningIndex(row, 0), width)
    }
    rows.runningCount = rows.ranges.count
    for row in slot..<min(slot + moves.minimumPause, moves.slotCount + 1) {
      let range = filledPaused[(pausedRing + row - slot) % (pausedRows - 1)]
      rows.add(range, layerCount, from: paused, at: pausedIndex(row, 0), width)
    }
    savedCount += rows.values.count
    savedRows[(slot - 1) / blockLength] = rows
  }

  /// The most values that are kept: 96 MB.
  private static let mostSaved = 12 << 20
}
