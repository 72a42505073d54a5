/// The smallest sum of any run of a window: a single plan, without a workspace.
package enum MinimumWindowSum {
  /// The first of the smallest sums of `length` consecutive values that begin in `starts`.
  ///
  ///     // The prefix sums of [3, 1, 4, 1, 5]; the sums of two are 4, 5, 5, 6.
  ///     let prefixSums = [0.0, 3, 4, 8, 9, 14]
  ///     MinimumWindowSum.of(prefixSums.span, length: 2, starts: 1..<4)  // (start: 1, sum: 5)
  ///
  /// - Parameters:
  ///   - prefixSums: What `PrefixSums` makes of finite values.
  ///   - length: How many values a sum covers, at least 1.
  ///   - starts: Where sums may begin: at least one place, and the last sum ends inside the array.
  /// - Returns: Where the smallest sum begins, the earliest of equal ones, and the sum.
  /// - Complexity: O(*s*), where *s* is the number of starts. Allocates nothing.
  package static func of(_ prefixSums: Span<Double>, length: Int, starts: Range<Int>) -> (start: Int, sum: Double) {
    precondition(!starts.isEmpty, "There is at least one start.")
    precondition(length >= 1 && starts.upperBound + length <= prefixSums.count, "The last sum ends inside the array.")
    let early = prefixSums.extracting(starts)
    let late = prefixSums.extracting(starts.lowerBound + length..<starts.upperBound + length)
    var least = Double.infinity
    // A block is entered for its minimum alone; where in it that stands is asked of the best block only, in the end.
    var bestBlock = 0
    var index = 0
    while index <= early.count &- blockLength {
      var minima = late.lanes(unchecked: index) - early.lanes(unchecked: index)
      var next = index &+ Lanes.width
      while next < index &+ blockLength {
        minima = Lanes.minimum(minima, late.lanes(unchecked: next) - early.lanes(unchecked: next))
        next &+= Lanes.width
      }
      let smallest = min(min(minima[0], minima[1]), min(minima[2], minima[3]))
      if smallest < least { (least, bestBlock) = (smallest, index) }
      index &+= blockLength
    }
    while index < early.count {
      let sum = late[index] - early[index]
      if sum < least { (least, bestBlock) = (sum, index) }
      index &+= 1
    }
    var best = bestBlock
    while late[best] - early[best] != least { best &+= 1 }
    return (starts.lowerBound + best, least)
  }

  /// How many sums a block has: a multiple of the lanes. For 289 starts, 32 took 116 ns and one sum at a time 235.
  private static let blockLength = 32
}
