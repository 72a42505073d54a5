// What the best plan of a window costs: the least sum of what stands on either side of a crossing.

extension PivotBlock {
  /// The least that plans of a window cost, or those of them that end with its last slot.
  func least(_ begin: Int, _ end: Int, endingLast: Bool) -> Double {
    var least = Double.infinity
    if !endingLast, let done = left.first, done.gate == nil { least = done.values[leftRow(begin) + wanted] }
    if rightRange(end, isNew: true).contains(0) {
      least = min(least, endingLast ? endingValue(0, end, at: 0) : right.ends[0][0])
    }
    for crossing in crossings where isInWindow(crossing, begin, end) {
      guard let index = crossing.left else {
        let onward =
          endingLast
          ? endingValue(crossing.right, end, at: crossing.progress) : right.ends[crossing.right][crossing.progress]
        least = min(least, crossing.cost + onward)
        continue
      }
      let columns = columns(crossing, begin, end)
      let (before, place) = (left[index].values, leftRow(begin))
      let sum =
        endingLast
        ? Self.leastSum(before, place, right.running[crossing.right], rightRingRow(end) + crossing.progress, columns)
          + transitions.finishes[end]
        : Self.leastSum(before, place, right.ends[crossing.right], crossing.progress, columns)
      least = min(least, crossing.cost + sum)
    }
    return least
  }

  private func endingValue(_ index: Int, _ end: Int, at column: Int) -> Double {
    right.running[index][rightRingRow(end) + column] + transitions.finishes[end]
  }

  /// Whether both sides of a crossing are inside a window.
  func isInWindow(_ crossing: Crossing, _ begin: Int, _ end: Int) -> Bool {
    guard let gate = right.gates[crossing.right], gate.slot <= end else { return false }
    guard let index = crossing.left else { return crossing.firstStart >= begin }
    return left[index].gate.map { $0.slot > begin } ?? false
  }

  /// The columns of the left table that plans of a window can have: those that also have one in the right table.
  func columns(_ crossing: Crossing, _ begin: Int, _ end: Int) -> Range<Int> {
    let (before, after) = (leftRange(begin, isDone: false), rightRange(end, isNew: false))
    let low = max(before.lowerBound, after.lowerBound - crossing.progress)
    let high = min(before.upperBound, after.upperBound - crossing.progress)
    return low..<max(low, high + 1)
  }

  /// The least sum of two rows' values. Four minima at a time do not wait for each other.
  private static func leastSum(
    _ before: [Double], _ place: Int, _ after: [Double], _ afterPlace: Int, _ columns: Range<Int>
  ) -> Double {
    guard !columns.isEmpty else { return .infinity }
    precondition(place + columns.lowerBound >= 0 && place + columns.upperBound <= before.count)
    precondition(afterPlace + columns.lowerBound >= 0 && afterPlace + columns.upperBound <= after.count)
    let (left, right) = (before.span, after.span)
    var (first, second, third, fourth) = (Double.infinity, Double.infinity, Double.infinity, Double.infinity)
    var (j, k) = (place &+ columns.lowerBound, afterPlace &+ columns.lowerBound)
    let end = place &+ columns.upperBound
    while j &+ 4 <= end {
      // SAFETY: the preconditions above bound both indices up to the columns' end.
      let sums = unsafe (
        left[unchecked: j] + right[unchecked: k], left[unchecked: j &+ 1] + right[unchecked: k &+ 1],
        left[unchecked: j &+ 2] + right[unchecked: k &+ 2], left[unchecked: j &+ 3] + right[unchecked: k &+ 3]
      )
      first = sums.0 < first ? sums.0 : first
      second = sums.1 < second ? sums.1 : second
      third = sums.2 < third ? sums.2 : third
      fourth = sums.3 < fourth ? sums.3 : fourth
      (j, k) = (j &+ 4, k &+ 4)
    }
    while j < end {
      first = min(first, left[j] + right[k])
      (j, k) = (j + 1, k + 1)
    }
    return min(min(first, second), min(third, fourth))
  }
}
