/// What many plans add up to, against the windows they started from: sums without rounding, and the sum of their ratios.
///
/// For every start, `before` is the sum of the `length` values from there, and `after` what was found instead.
package struct SavingTotals: Equatable, Sendable {
  /// The sum of all `before`, rounded once.
  package private(set) var before = 0.0

  /// The sum of all `after`, rounded once.
  package private(set) var after = 0.0

  /// The sum of `(before - after) / before` over all starts whose `before` is above zero. Rounds at every start, but
  /// in an order that only the number of starts decides.
  package private(set) var ratios = 0.0

  /// How many `before` are zero or less, of which there is no share.
  package private(set) var withoutRatioCount = 0

  /// Adds up all starts of an array.
  ///
  /// - Parameters:
  ///   - prefixSums: What `PrefixSums` makes of the values.
  ///   - length: How many values each `before` covers.
  ///   - found: The `after` of the starts 0, 1, 2, ...; the last `before` must end inside the array.
  ///   - step: The grid that all values are multiples of, a power of two; sums reach at most 2^53 steps.
  /// - Complexity: O(*s*), where *s* is the number of starts, at most 2^26. Allocates nothing.
  package init(_ prefixSums: Span<Double>, length: Int, found: Span<Double>, step: Double) {
    precondition(length > 0, "A sum covers at least one value.")
    self.init(before: prefixSums, length: length, found: found, step: step)
  }

  /// Adds up all starts of an array, each with a `before` of its own.
  ///
  /// - Parameters:
  ///   - before: One for each start.
  ///   - found: The `after` of each.
  ///   - step: The grid that all of them are multiples of, a power of two; they reach at most 2^53 steps.
  /// - Complexity: O(*s*), where *s* is the number of starts, at most 2^26. Allocates nothing.
  package init(before: Span<Double>, found: Span<Double>, step: Double) {
    self.init(before: before, length: 0, found: found, step: step)
  }

  /// - Parameter length: How many values of prefix sums each `before` covers; 0 if they are no prefix sums.
  @inline(__always)
  private init(before prefixSums: Span<Double>, length: Int, found: Span<Double>, step: Double) {
    var sums = SavingSums(prefixSums, length: length, found: found, step: step)
    var start = 0
    while start < found.count {
      let end = min(start &+ SavingSums.blockSize, found.count)
      if !Self.take(start..<end, of: prefixSums, length: length, found: found, into: &sums) {
        for group in stride(from: start, to: end, by: Lanes.width) {
          _ = sums.takeWithCare(group, of: prefixSums, length: length, found: found)
        }
      }
      start = end
    }
    self.init(sums)
  }

  /// Adds a block, unless it is not plain or has no whole lanes.
  @inline(__always)
  private static func take(
    _ starts: Range<Int>, of prefixSums: Span<Double>, length: Int, found: Span<Double>, into sums: inout SavingSums
  ) -> Bool {
    guard starts.count % Lanes.width == 0 else { return false }
    precondition(starts.lowerBound >= 0 && starts.upperBound <= found.count)
    var block = SavingSums.Block(after: sums)
    var group = starts.lowerBound
    while group < starts.upperBound {
      _ = block.take(group, of: prefixSums, length: length, found: found)
      group &+= Lanes.width
    }
    return sums.commit(block)
  }

  /// What was taken.
  init(_ sums: SavingSums) {
    let (beforeHigh, beforeLow, afterHigh, afterLow) = (
      sums.beforeHigh, sums.beforeLow, sums.afterHigh, sums.afterLow
    )
    before =
      (beforeHigh[0] + beforeHigh[1] + beforeHigh[2] + beforeHigh[3])
      + (beforeLow[0] + beforeLow[1] + beforeLow[2] + beforeLow[3])
    after =
      (afterHigh[0] + afterHigh[1] + afterHigh[2] + afterHigh[3])
      + (afterLow[0] + afterLow[1] + afterLow[2] + afterLow[3])
    ratios = (sums.ratios[0] + sums.ratios[1]) + (sums.ratios[2] + sums.ratios[3])
    withoutRatioCount = sums.withoutRatioCount
  }
}
