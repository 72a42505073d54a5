// Pause and Resume where a slot is used in part: the first and the last of the window, and the dearest one taken.
//
//     slots     |    |    |    |    |    |    |    |
//     window       [==============================]
//     taken        [=]         [====|==]  [====]
//                  first             cut: it touches the run before

extension IntensityTrace {
  /// The same as `cheapest(_:in:)`, for any window: its pieces are taken by intensity, and the last one taken is cut.
  func cheapestInPartialSlots(
    _ duration: Int64, in window: SchedulingWindow
  ) -> (runs: [Range<Int64>], integral: ExactIntegral)? {
    let pieces = pieces(of: window)
    let intensities = pieces.map { self.intensities[Int($0.lowerBound / slotSeconds)] }

    var kept = [Range<Int64>?](repeating: nil, count: pieces.count)
    var remaining = duration
    for index in TieRule.bySize(intensities) where remaining > 0 {
      let piece = pieces[index]
      kept[index] = remaining < piece.count ? cut(piece, at: index, to: remaining, among: kept) : piece
      remaining -= min(remaining, Int64(piece.count))
    }

    guard remaining == 0 else { return nil }
    var runs: [Range<Int64>] = []
    var integral = ExactIntegral(on: series)
    for piece in kept.compactMap({ $0 }) {
      integral += self.integral(from: piece.lowerBound, to: piece.upperBound)
      runs.appendJoining(piece)
    }
    return (runs, integral)
  }

  /// The window cut at slot boundaries, gaps left out, in time order.
  private func pieces(of window: SchedulingWindow) -> [Range<Int64>] {
    let bounds = window.start..<window.end
    return slots(from: window.start, to: window.end)
      .filter { firstGap(touching: $0..<$0 + 1) == nil }
      .map { (Int64($0) * slotSeconds..<Int64($0 + 1) * slotSeconds).clamped(to: bounds) }
  }

  /// The `seconds` of a piece that touch a neighbouring run, or its first ones where there is none.
  private func cut(
    _ piece: Range<Int64>, at index: Int, to seconds: Int64, among kept: [Range<Int64>?]
  ) -> Range<Int64> {
    let touchesBefore = index > 0 && kept[index - 1]?.upperBound == piece.lowerBound
    let touchesAfter = index + 1 < kept.count && kept[index + 1]?.lowerBound == piece.upperBound
    return touchesAfter && !touchesBefore
      ? piece.upperBound - seconds..<piece.upperBound
      : piece.lowerBound..<piece.lowerBound + seconds
  }
}
