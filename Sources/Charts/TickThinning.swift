/// A mark on an axis.
struct AxisTick: Hashable {
  let position: Double
  let label: PlainText
  /// Whether the label is set in bold: the beginning of a day or year.
  var isMajor = false

  var labelWidth: Double { TextWidth.of(label, size: TextStyle.label.size, bold: isMajor) }
}

/// Leaves out labels until the rest has room.
enum TickThinning {
  /// Space between neighbouring labels.
  static let gap = 7.0

  /// Every k-th tick from the first, with the smallest k for which no label comes near another.
  ///
  /// - Complexity: O(*n* log *n*) for *n* ticks: the numbers of ticks tried add up to a harmonic sum.
  static func thinned(_ ticks: [AxisTick], within bounds: ClosedRange<Double>) -> [AxisTick] {
    guard ticks.count > 1 else { return fitting(ticks, within: bounds) }
    for every in 1..<ticks.count {
      let kept = stride(from: 0, to: ticks.count, by: every).map { ticks[$0] }
      if haveRoom(kept, within: bounds) { return fitting(kept, within: bounds) }
    }
    return fitting([ticks[0]], within: bounds)
  }

  /// Whether the labels of ticks, in ascending order, keep the gap, those at the bounds moved inwards.
  static func haveRoom(_ ticks: [AxisTick], within bounds: ClosedRange<Double>) -> Bool {
    var reached = -Double.infinity
    for tick in ticks {
      let width = tick.labelWidth
      let left = min(max(tick.position - width / 2, bounds.lowerBound), bounds.upperBound - width)
      if left < reached + gap { return false }
      reached = left + width
    }
    return true
  }

  private static func fitting(_ ticks: [AxisTick], within bounds: ClosedRange<Double>) -> [AxisTick] {
    let room = bounds.upperBound - bounds.lowerBound
    return ticks.map { tick in
      let label = TextWidth.truncated(tick.label, to: room, size: TextStyle.label.size, bold: tick.isMajor)
      return AxisTick(position: tick.position, label: label, isMajor: tick.isMajor)
    }
  }
}
