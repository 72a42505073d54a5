/// A heap of numbers, the largest on top.
package struct MaxHeap {
  private var values: [Double]

  package init(_ values: some Sequence<Double>) {
    // Falling order is a heap.
    self.values = values.sorted(by: >)
  }

  /// Puts `value` in the place of the largest, if that is larger.
  ///
  /// - Returns: By how much the sum has fallen: exact where sums of values are.
  /// - Complexity: O(log n) for n numbers.
  package mutating func replaceLargest(ifAbove value: Double) -> Double {
    guard let largest = values.first, value < largest else { return 0 }
    var place = 0
    while true {
      var child = 2 * place + 1
      guard child < values.count else { break }
      if child + 1 < values.count, values[child + 1] > values[child] { child += 1 }
      guard values[child] > value else { break }
      values[place] = values[child]
      place = child
    }
    values[place] = value
    return largest - value
  }
}
