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

  /// No rows yet; the first to come is of slot `last`.
  init(layerCount: Int, last: Int, rowCount: Int, valueCount: Int) {
    self.layerCount = layerCount
    self.last = last
    arena = RowArena(count: valueCount)
    // Growing by doubling would copy them all some times.
    rows.reserveCapacity(min(rowCount, 1 << 13))
  }

  /// The first slot with rows.
  var first: Int { last + 1 - rows.count / layerCount }

  /// How much is held: a row counts as much as the values that it takes the place of.
  var size: Int { arena.usedCount + 6 * rows.count }

  func rows(_ slot: Int, _ layer: Int) -> SlotRows { rows[(last - slot) * layerCount + layer] }

  /// Adds the rows of the next layer of the slot before the first, from layer 0 up.
  mutating func add(_ rows: SlotRows) { self.rows.append(rows) }

  /// A copy of the first slots' rows: so many with runs, and so many with pauses.
  func checkpoint(running runningCount: Int, paused pausedCount: Int) -> RowBlock {
    let end = min(first + max(runningCount, pausedCount), last + 1)
    var copy = RowBlock(layerCount: layerCount, last: end - 1, rowCount: 0, valueCount: 0)
    copy.rows = [SlotRows](repeating: SlotRows(), count: (end - first) * layerCount)
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
  }
}
