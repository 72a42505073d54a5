/// A slot's rows, in a layer.
struct PauseRows {
  var running = PauseRow()
  var paused = PauseRow()
}

/// The rows of a stretch of slots, from its last to its first.
///
///     slots    first                         last
///              |  rows computed here  |  ahead  |
///                                        what they lead to
struct PauseStretch {
  let layerCount: Int
  var arena: PauseArena
  private(set) var last: Int
  private var rows: [PauseRows] = []

  /// No rows yet; the first to come is of slot `last`.
  init(layerCount: Int, last: Int, rowCount: Int, valueCount: Int) {
    self.layerCount = layerCount
    self.last = last
    arena = PauseArena(count: valueCount)
    // Growing by doubling would copy them all some times.
    rows.reserveCapacity(min(rowCount, 1 << 13))
  }

  /// The first slot with rows.
  var first: Int { last + 1 - rows.count / layerCount }

  /// How much is held: a row counts as much as the values that it takes the place of.
  var size: Int { arena.usedCount + 6 * rows.count }

  func rows(_ slot: Int, _ layer: Int) -> PauseRows { rows[(last - slot) * layerCount + layer] }

  /// Adds the rows of the next layer of the slot before the first, from layer 0 up.
  mutating func add(_ rows: PauseRows) { self.rows.append(rows) }

  /// A copy of the first slots' rows: so many with runs, and so many with pauses.
  func ahead(running runningCount: Int, paused pausedCount: Int) -> PauseStretch {
    let end = min(first + max(runningCount, pausedCount), last + 1)
    var copy = PauseStretch(layerCount: layerCount, last: end - 1, rowCount: 0, valueCount: 0)
    copy.rows = [PauseRows](repeating: PauseRows(), count: (end - first) * layerCount)
    for layer in 0..<layerCount {
      // From the first slot on: of rows that share values it has the most states.
      var (running, paused) = (PauseArena.Copy(), PauseArena.Copy())
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
  mutating func replace(with other: PauseStretch) {
    last = other.last
    arena.replace(with: other.arena)
    rows.removeAll(keepingCapacity: true)
    rows.append(contentsOf: other.rows)
  }
}
