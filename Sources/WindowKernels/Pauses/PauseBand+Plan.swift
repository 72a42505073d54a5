extension PauseBand {
  /// The plan, read from the front: block by block, the states that it can reach in each are computed again.
  ///
  /// Where moves are worth the same, the one that uses the slot is taken: the earliest slots.
  func plan(cost: Double) -> PausePlan {
    guard let firstStart else { preconditionFailure("There is a plan.") }
    let wanted = moves.progressCount
    var (begin, slot) = (firstStart, firstStart + moves.firstSlots)
    var (progress, layer) = (moves.firstProgress, layerCount - 1)
    var isRunning = true
    var runs: [Range<Int>] = []
    var block = PauseBlock(self)
    while true {
      let end = min(moves.slotCount, (slot / blockLength + 1) * blockLength)
      block.fill(slot..<end, progress, layer)
      while slot < end {
        if isRunning {
          if progress == wanted { break }
          let goOn = moves.goOnCosts[slot] + block.runningValue(slot + 1, progress + 1, layer)
          if goOn <= block.endValue(slot, progress, layer) {
            slot += 1
            progress += 1
          } else {
            runs.append(begin..<slot)
            slot += moves.minimumPause
            layer -= isLimited ? 1 : 0
            isRunning = false
          }
        } else {
          let wait = block.pausedValue(slot + 1, progress, layer)
          let then = block.runningValue(slot + moves.runSlots, progress + moves.runProgress, layer)
          if moves.resumes[slot] + then <= wait {
            begin = slot
            slot += moves.runSlots
            progress += moves.runProgress
            isRunning = true
          } else {
            slot += 1
          }
        }
      }
      if isRunning, progress == wanted { break }
      precondition(slot < moves.slotCount, "The moves lead to a plan.")
    }
    runs.append(begin..<slot)
    return PausePlan(runs: runs, cost: cost - tie * Double(runs.count - 1))
  }
}

/// The states that can be reached from one, up to the end of its block.
///
///     progress
///        |           /|  kept
///        |        / x |  rows
///        |     / x  x |
///        |  o  x x  x |
///        +--|---------|-- slots
///          first     end
struct PauseBlock {
  private let band: PauseBand
  private var slots = 0..<0
  private var progress = 0
  /// Of the layers, those that so many pauses lead to.
  private var layers = 0...0
  private let mostLayers: Int
  private let width: Int
  private var running: [Double]
  private var paused: [Double]
  /// What is not infinite: wiping that alone before the next block is faster than wiping all.
  private var written: [Range<Int>] = []

  init(_ band: PauseBand) {
    self.band = band
    let moves = band.moves
    let length = min(band.blockLength, moves.slotCount)
    mostLayers = min(band.layerCount, length / (moves.runSlots + moves.minimumPause) + 3)
    width = length + moves.runSlots + 2
    // Behind the last row, one that is infinite for good.
    let rows = length + max(moves.runSlots, moves.minimumPause) + 1
    running = [Double](repeating: .infinity, count: rows * mostLayers * width)
    paused = running
  }

  /// Computes the states that a state before `slots` leads to.
  mutating func fill(_ slots: Range<Int>, _ progress: Int, _ layer: Int) {
    for range in written {
      PauseRow.wipe(&running, at: 0, range, outside: 0..<0)
      PauseRow.wipe(&paused, at: 0, range, outside: 0..<0)
    }
    written.removeAll(keepingCapacity: true)
    self.slots = slots
    self.progress = progress
    layers = max(0, layer - mostLayers + 1)...layer
    guard !slots.isEmpty else { return }
    restore(band.savedRows[(slots.upperBound - 1) / band.blockLength])
    for slot in slots.reversed() { fill(slot) }
  }

  private mutating func restore(_ saved: PauseRows) {
    var first = 0
    for (index, range) in saved.ranges.enumerated() {
      let isRunning = index < saved.runningCount
      let row = slots.upperBound + index - (isRunning ? 0 : saved.runningCount)
      let common = range.clamped(to: progress..<progress + width)
      for layer in 0..<band.layerCount {
        if layers.contains(layer) {
          let place = place(row, layer) - progress
          written.append(place + common.lowerBound..<place + common.upperBound)
          for j in common {
            let value = saved.values[first + j - range.lowerBound]
            if isRunning { running[place + j] = value } else { paused[place + j] = value }
          }
        }
        first += range.count
      }
    }
  }

  private mutating func fill(_ slot: Int) {
    let moves = band.moves
    let resumes = Int(moves.reach[slot]) >= moves.runSlots
    // Values outside what was kept stay infinite: no best plan leads there.
    let kept = band.kept[slot].clamped(to: progress..<progress + slot - slots.lowerBound + 1)
    let range = kept.lowerBound - progress..<kept.upperBound - progress
    let nowhere = place(slots.upperBound + max(moves.runSlots, moves.minimumPause), layers.lowerBound)
    for layer in layers {
      let below = band.isLimited ? layer - 1 : layer
      let isBelow = layers.contains(below)
      let row = PauseRow(
        running: place(slot, layer), paused: place(slot, layer), next: place(slot + 1, layer),
        ended: isBelow ? place(slot + moves.minimumPause, below) : nowhere,
        waited: place(slot + 1, layer), resumed: place(slot + moves.runSlots, layer) + moves.runProgress,
        cost: moves.goOnCosts[slot], resume: resumes ? moves.resumes[slot] : .infinity)
      row.fill(range, &running, &paused)
      written.append(row.running + range.lowerBound..<row.running + range.upperBound)
      if kept.upperBound > moves.progressCount { running[row.running + moves.progressCount - progress] = 0 }
    }
  }

  /// The state with the least progress in a row.
  private func place(_ row: Int, _ layer: Int) -> Int {
    ((row - slots.lowerBound) * mostLayers + layer - layers.lowerBound) * width
  }

  func runningValue(_ row: Int, _ progress: Int, _ layer: Int) -> Double {
    running[place(row, layer) + progress - self.progress]
  }

  func pausedValue(_ row: Int, _ progress: Int, _ layer: Int) -> Double {
    paused[place(row, layer) + progress - self.progress]
  }

  /// What ending a run at `slot` leads to.
  func endValue(_ slot: Int, _ progress: Int, _ layer: Int) -> Double {
    guard band.isLimited else { return pausedValue(slot + band.moves.minimumPause, progress, layer) }
    return layer > 0 ? pausedValue(slot + band.moves.minimumPause, progress, layer - 1) : .infinity
  }
}
