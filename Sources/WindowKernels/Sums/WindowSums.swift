/// Sums of every window of a fixed length.
package enum WindowSums {
  /// Fills `sums` with the sum of each `length` consecutive values, one for every start.
  ///
  ///     // The prefix sums of [3, 1, 4, 1, 5].
  ///     let prefixSums = [0.0, 3, 4, 8, 9, 14]
  ///     var sums = [Double](repeating: 0, count: 4)
  ///     var span = sums.mutableSpan
  ///     WindowSums.of(prefixSums.span, length: 2, into: &span)  // sums is [4, 5, 5, 6]
  ///
  /// - Parameters:
  ///   - prefixSums: What `PrefixSums` makes of the values: one entry more than there are values.
  ///   - length: How many values each sum covers, from 1 up to the number of values.
  ///   - sums: The destination, of `prefixSums.count - length` entries.
  /// - Complexity: O(*k*), where *k* is the number of sums, whatever the length. Allocates nothing.
  package static func of(_ prefixSums: Span<Double>, length: Int, into sums: inout MutableSpan<Double>) {
    precondition(length >= 1 && length < prefixSums.count, "A window holds at least one value, and no more than all.")
    let count = prefixSums.count - length
    precondition(sums.count == count, "There is one window sum for every start.")
    var index = 0
    while index <= count &- Lanes.width {
      sums.store(prefixSums.lanes(at: index &+ length) - prefixSums.lanes(at: index), at: index)
      index &+= Lanes.width
    }
    while index < count {
      sums[index] = prefixSums[index &+ length] - prefixSums[index]
      index &+= 1
    }
  }
}
