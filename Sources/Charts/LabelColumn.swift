/// Labels in a column, each as near to where it belongs as its neighbours allow.
///
///     LabelColumn.place([10, 12, 50], height: 14, within: 0...100)      // 7, 21, 50
///
/// The placement has the least sum of squared displacements of all that keep the order, found by merging labels that
/// press against each other (pool adjacent violators).
enum LabelColumn {
  /// - Parameters:
  ///   - desired: where each label's middle belongs, in any order.
  ///   - height: the distance that middles must keep.
  ///   - bounds: what the labels, half a height on either side included, must stay within.
  /// - Returns: the middles, in the order given. Labels that do not all fit run over the lower bound.
  /// - Complexity: O(*n* log *n*) for *n* labels.
  static func place(_ desired: [Double], height: Double, within bounds: ClosedRange<Double>) -> [Double] {
    let order = desired.indices.sorted { (desired[$0], $0) < (desired[$1], $1) }
    // A block is a run of touching labels; its value is where rank 0 would be.
    var blocks: [(sum: Double, count: Int)] = []
    for (rank, index) in order.enumerated() {
      // Measured from the place it would have in a column without gaps, equal order becomes equal value.
      var block = (sum: desired[index] - Double(rank) * height, count: 1)
      while let last = blocks.last, last.sum / Double(last.count) >= block.sum / Double(block.count) {
        block = (last.sum + block.sum, last.count + block.count)
        blocks.removeLast()
      }
      blocks.append(block)
    }
    let lowest = bounds.lowerBound + height / 2
    let highest = max(lowest, bounds.upperBound - height / 2 - Double(max(0, desired.count - 1)) * height)
    var placed = [Double](repeating: 0, count: desired.count)
    var rank = 0
    for block in blocks {
      // Clamping the slack coordinate keeps the order, since it is monotone.
      let slack = min(max(block.sum / Double(block.count), lowest), highest)
      for _ in 0..<block.count {
        placed[order[rank]] = slack + Double(rank) * height
        rank += 1
      }
    }
    return placed
  }
}
