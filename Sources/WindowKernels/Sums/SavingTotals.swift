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
    precondition(found.count + length <= prefixSums.count, "The last start's values end inside the array.")
    precondition(found.count <= 1 << 26, "Sums are exact for up to 2^26 starts.")
    // A sum of 2^26 numbers of 53 bits does not fit a Double, but it does in halves: multiples of 2^27 steps, which are
    // below 2^26 of them each, and what is left, below 2^26 steps. Adding and taking away 1.5 * 2^52 such multiples
    // rounds to them.
    let rounder = 0x1.8p52 * (0x1p27 * step)
    var (beforeHigh, beforeLow) = (Lanes(), Lanes())
    var (afterHigh, afterLow) = (Lanes(), Lanes())
    var ratioLanes = Lanes()
    var withoutRatio = SIMD4<Int64>()
    func take(_ before: Lanes, _ after: Lanes) {
      let beforeMultiple = (before + rounder) - rounder
      let afterMultiple = (after + rounder) - rounder
      beforeHigh += beforeMultiple
      beforeLow += before - beforeMultiple
      afterHigh += afterMultiple
      afterLow += after - afterMultiple
      let hasNoRatio = before .<= 0
      let divisor = before.replacing(with: 1, where: hasNoRatio)
      ratioLanes += ((before - after) / divisor).replacing(with: 0, where: hasNoRatio)
      withoutRatio &+= SIMD4<Int64>().replacing(with: 1, where: hasNoRatio)
    }
    var start = 0
    while start <= found.count &- Lanes.width {
      let before = prefixSums.lanes(at: start &+ length)
      take(length > 0 ? before - prefixSums.lanes(at: start) : before, found.lanes(at: start))
      start &+= Lanes.width
    }
    var missing = 0
    if start < found.count {
      var (before, after) = (Lanes(), Lanes())
      missing = Lanes.width - (found.count - start)
      for lane in 0..<found.count - start {
        before[lane] = prefixSums[start + lane + length] - (length > 0 ? prefixSums[start + lane] : 0)
        after[lane] = found[start + lane]
      }
      take(before, after)
    }
    before =
      (beforeHigh[0] + beforeHigh[1] + beforeHigh[2] + beforeHigh[3])
      + (beforeLow[0] + beforeLow[1] + beforeLow[2] + beforeLow[3])
    after =
      (afterHigh[0] + afterHigh[1] + afterHigh[2] + afterHigh[3])
      + (afterLow[0] + afterLow[1] + afterLow[2] + afterLow[3])
    ratios = (ratioLanes[0] + ratioLanes[1]) + (ratioLanes[2] + ratioLanes[3])
    withoutRatioCount =
      Int(withoutRatio[0] + withoutRatio[1] + withoutRatio[2] + withoutRatio[3]) - missing
  }
}
