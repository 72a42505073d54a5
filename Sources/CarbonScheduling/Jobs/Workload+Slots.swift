extension Workload {
  /// The power of a profile in each slot of progress, in kW times the share of the slot that is used, and at its beginning.
  func profile(slotSeconds slot: Int64) -> (weights: [Double], beginnings: [Double]) {
    var (weights, beginnings): ([Double], [Double]) = ([], [])
    var pieces = power.pieces[...]
    var left = pieces.first?.duration.components.seconds ?? 0
    for begin in stride(from: 0, to: durationSeconds, by: Int64.Stride(slot)) {
      var (needed, kilowattSeconds) = (min(slot, durationSeconds - begin), 0.0)
      beginnings.append(pieces.first?.kilowatts ?? 0)
      while needed > 0, let piece = pieces.first {
        let seconds = min(needed, left)
        kilowattSeconds += piece.kilowatts * Double(seconds)
        needed -= seconds
        left -= seconds
        if left == 0 {
          pieces.removeFirst()
          left = pieces.first?.duration.components.seconds ?? 0
        }
      }
      weights.append(kilowattSeconds / Double(slot))
    }
    return (weights, beginnings)
  }
}
