/// A slot's rows, in a layer.
struct SlotRows {
  var running = StateRow()
  var paused = StateRow()
}

/// The rows of a block of slots, from its last to its first, of which the last ones are a checkpoint.
///
///     slots    first                              last
///              |  rows computed here  |  checkpoint  |
///                                        what they are computed from
///
/// Only one block is held. Kept between blocks are the checkpoints, from any of which the rows before it can be computed again:
/// dynamic programming with checkpointed traceback.
///
/// Source: J. A. Grice, R. Hughey and D. Speck, "Reduced space sequence alignment", CABIOS 13 (1997).
struct RowBlock {
  let layerCount: Int
  var arena: RowArena
  private(set) var last: Int
  private var rows: [SlotRows] = []
  /// Where the rows of each slot begin: slots in a row whose rows are the same share them.
  private var starts: [Int32] = []
  /// Whether the first slot has any states in runs, and in pauses.
  private var (hasRunning, hasPaused) = (false, false)

  /// No rows yet; the first to come is of slot `last`.
  init(layerCount: Int, last: Int, rowCount: Int, valueCount: Int) {
    self.layerCount = layerCount
    self.last = last
    arena = RowArena(count: valueCount)
    // Growing by doubling would copy them all some times.
    rows.reserveCapacity(min(rowCount, 1 << 13))
  }

  /// The first slot with rows.
  var first: Int { last + 1 - starts.count }

  /// How much is held: a row counts as much as the values that it takes the place of.
  var size: Int { arena.usedCount + 6 * rows.count + starts.count / 2 }

  func rows(_ slot: Int, _ layer: Int) -> SlotRows { rows[Int(starts[last - slot]) + layer] }

  /// Adds a slot before the first: its rows follow, layer by layer from 0 up.
  mutating func addSlot() {
    starts.append(Int32(rows.count))
    (hasRunning, hasPaused) = (false, false)
  }

  /// Adds the rows of the next layer of the first slot.
  mutating func add(_ rows: SlotRows) {
    self.rows.append(rows)
    hasRunning = hasRunning || !rows.running.isEmpty
    hasPaused = hasPaused || !rows.paused.isEmpty
  }

  /// Adds a slot before the first with the same rows, if those it would be without have no states.
  ///
  /// - Returns: Whether it has been added.
  mutating func addSame(running: Bool, paused: Bool) -> Bool {
    guard let start = starts.last, running || !hasRunning, paused || !hasPaused else { return false }
    starts.append(start)
    return true
  }

  /// A copy of the first slots' rows: so many with runs, and so many with pauses.
  func checkpoint(running runningCount: Int, paused pausedCount: Int) -> RowBlock {
    let end = min(first + max(runningCount, pausedCount), last + 1)
    var copy = RowBlock(layerCount: layerCount, last: end - 1, rowCount: 0, valueCount: 0)
    copy.rows = [SlotRows](repeating: SlotRows(), count: (end - first) * layerCount)
    copy.starts = (0..<end - first).map { Int32($0 * layerCount) }
    (copy.hasRunning, copy.hasPaused) = (hasRunning, hasPaused)
    for layer in 0..<layerCount {
      // From the first slot on: of rows that share values it has the most states.
      var (running, paused) = (RowArena.Copy(), RowArena.Copy())
      for slot in first..<end {
        let index = (end - 1 - slot) * layerCount + layer
        let rows = rows(slot, layer)
        if slot < first + runningCount {
          copy.rows[index].running = copy.arena.adopt(rows.running, of: arena, &running)
        }
        if slot < first + pausedCount { copy.rows[index].paused = copy.arena.adopt(rows.paused, of: arena, &paused) }
      }
    }
    copy.arena.giveBack()
    return copy
  }

  /// Holds the rows of `other` instead, in the same memory.
  mutating func replace(with other: RowBlock) {
    last = other.last
    arena.replace(with: other.arena)
    rows.removeAll(keepingCapacity: true)
    rows.append(contentsOf: other.rows)
    starts.removeAll(keepingCapacity: true)
    starts.append(contentsOf: other.starts)
    (hasRunning, hasPaused) = (other.hasRunning, other.hasPaused)
  }
}
