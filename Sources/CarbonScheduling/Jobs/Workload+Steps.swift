extension Workload {
  /// The power of a profile in each step of progress, in kW times the share of the step that is used, and at its beginning.
  func profile(slotSeconds step: Int64) -> (weights: [Double], beginnings: [Double]) {
    var (weights, beginnings): ([Double], [Double]) = ([], [])
    var pieces = power.pieces[...]
    var left = pieces.first?.seconds ?? 0
    for begin in stride(from: 0, to: durationSeconds, by: Int64.Stride(step)) {
      var (needed, kilowattSeconds) = (min(step, durationSeconds - begin), 0.0)
      beginnings.append(pieces.first?.kilowatts ?? 0)
      while needed > 0, let piece = pieces.first {
        let seconds = min(needed, left)
        kilowattSeconds += piece.kilowatts * Double(seconds)
        needed -= seconds
        left -= seconds
        if left == 0 {
          pieces.removeFirst()
          left = pieces.first?.seconds ?? 0
        }
      }
      weights.append(kilowattSeconds / Double(step))
    }
    return (weights, beginnings)
  }
}
