/// The rows of a stretch of slots, from its last to its first, for each layer one of runs and one of pauses.
///
///     slots    first                       last
///              |  rows  ..  ..  ..  |  ahead  |
///                                   top: what moves from the rows lead to ends before last
struct PauseStretch {
  let layerCount: Int
  var arena: PauseArena
  private(set) var last: Int
  private var running: [PauseRow] = []
  private var paused: [PauseRow] = []

  /// No rows yet; the first to come is of slot `last`.
  init(layerCount: Int, last: Int, valueCount: Int) {
    self.layerCount = layerCount
    self.last = last
    arena = PauseArena(count: valueCount)
  }

  /// The first slot with rows.
  var first: Int { last + 1 - running.count / layerCount }

  /// How much is held: a row counts as much as the values that it takes the place of.
  var size: Int { arena.usedCount + 6 * running.count }

  func runningRow(_ slot: Int, _ layer: Int) -> PauseRow { running[(last - slot) * layerCount + layer] }

  func pausedRow(_ slot: Int, _ layer: Int) -> PauseRow { paused[(last - slot) * layerCount + layer] }

  /// Adds the rows of the next layer of the slot before the first, from layer 0 up.
  mutating func add(running: PauseRow, paused: PauseRow) {
    self.running.append(running)
    self.paused.append(paused)
  }

  /// A copy of the first slots' rows: so many with runs, and so many with pauses.
  func ahead(running runningCount: Int, paused pausedCount: Int) -> PauseStretch {
    let end = min(first + max(runningCount, pausedCount), last + 1)
    var copy = PauseStretch(layerCount: layerCount, last: end - 1, valueCount: 0)
    for slot in (first..<end).reversed() {
      for layer in 0..<layerCount {
        let isRunning = slot < first + runningCount
        let isPaused = slot < first + pausedCount
        copy.add(
          running: isRunning ? copy.arena.adopt(runningRow(slot, layer), of: arena) : PauseRow(),
          paused: isPaused ? copy.arena.adopt(pausedRow(slot, layer), of: arena) : PauseRow())
      }
    }
    return copy
  }

  /// Holds the rows of `other` instead, in the same memory.
  mutating func replace(with other: PauseStretch) {
    last = other.last
    arena.removeAll()
    running.removeAll(keepingCapacity: true)
    paused.removeAll(keepingCapacity: true)
    for index in other.running.indices {
      add(
        running: arena.adopt(other.running[index], of: other.arena),
        paused: arena.adopt(other.paused[index], of: other.arena))
    }
  }
}
