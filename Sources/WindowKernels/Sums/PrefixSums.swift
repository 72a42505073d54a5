/// Sums of every prefix of an array, from which the sum of any range is one subtraction.
///
/// With `sums` filled from `values`, `sums[b] - sums[a]` is the sum of `values[a..<b]`.
package enum PrefixSums {
  /// Fills `sums` with the sums of `values[..<0]`, `values[..<1]` and so on, up to the sum of all of them.
  ///
  ///     let values = [3.0, 1, 4, 1, 5]
  ///     var sums = [Double](repeating: 0, count: 6)
  ///     var span = sums.mutableSpan
  ///     PrefixSums.of(values.span, into: &span)  // sums is [0, 3, 4, 8, 9, 14]
  ///
  /// - Parameters:
  ///   - values: Finite values on a grid on which every sum is exact; with others the result depends on the order of
  ///     additions, which is not the order of the array. May be empty.
  ///   - sums: The destination, of one entry more than `values`; its first becomes 0.
  /// - Complexity: O(*k*), where *k* is the number of values. Allocates nothing.
  package static func of(_ values: Span<Double>, into sums: inout MutableSpan<Double>) {
    let count = values.count
    precondition(sums.count == count + 1, "Prefix sums have one entry more than the values they add up.")
    sums[0] = 0
    var total = 0.0
    var index = 0
    while index <= count &- Lanes.width {
      //      a      b      c      d     four values
      //      a     ab     bc     cd     plus themselves, shifted by one
      //      a     ab    abc   abcd     plus themselves, shifted by two
      // Only the total before them waits for the four before: one addition for four values.
      var lanes = values.lanes(at: index)
      lanes += Lanes(0, lanes[0], lanes[1], lanes[2])
      lanes += Lanes(0, 0, lanes[0], lanes[1])
      lanes += total
      total = lanes[3]
      sums.store(lanes, at: index &+ 1)
      index &+= Lanes.width
    }
    while index < count {
      total += values[index]
      sums[index &+ 1] = total
      index &+= 1
    }
  }
}
