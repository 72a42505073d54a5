/// The one pass over all starts from which `SavingSpread` finds everything.
///
///     block         0          1          2     ...
///     savings     | taken    | taken    | taken
///     buckets     |          | 0 counted| 1 counted
///
/// A block's buckets are counted while the divisions of the next one are under way, which leave the processor time for it.
struct SavingPass {
  private(set) var sums: SavingSums
  private(set) var differences: Squares
  private(set) var ratios: Squares
  /// How many starts save nothing and have no ratio either.
  private(set) var zeroWithoutRatioCount = 0

  /// The sum of the squares of some savings, and the scale of their buckets.
  struct Squares {
    fileprivate let scale: Lanes
    /// Two sums, not four: what the pass keeps in registers is scarce.
    fileprivate var squares = SIMD2<Double>()

    @inline(__always)
    fileprivate static func add(_ values: Lanes, to squares: inout SIMD2<Double>) {
      squares += values.lowHalf * values.lowHalf
      squares += values.highHalf * values.highHalf
    }

    /// The standard deviation of `count` values; `nil` if it is so far below their mean that squares cancel.
    func standardDeviation(of count: Int, mean: Double) -> Double? {
      let square = (squares[0] + squares[1]) / Double(count)
      let variance = square - mean * mean
      return variance >= 0x1p-10 * square ? max(0, variance).squareRoot() : nil
    }
  }

  /// Sets the scales by some starts, evenly taken.
  init(_ prefixSums: Span<Double>, length: Int, found: Span<Double>, step: Double) {
    sums = SavingSums(prefixSums, length: length, found: found, step: step)
    var (largest, largestRatio) = (0.0, 0.0)
    for start in stride(from: 0, to: found.count, by: max(1, found.count / Self.sampleSize)) {
      let before = prefixSums[start + length] - (length > 0 ? prefixSums[start] : 0)
      largest = max(largest, before - found[start])
      if before > 0 { largestRatio = max(largestRatio, (before - found[start]) / before) }
    }
    differences = Squares(scale: Lanes(repeating: BucketedSavings.scale(upTo: largest)))
    ratios = Squares(scale: Lanes(repeating: BucketedSavings.scale(upTo: largestRatio)))
  }

  /// Enough that hardly ever a tenth of all values is above the largest.
  private static let sampleSize = 128

  mutating func run(
    _ prefixSums: Span<Double>, length: Int, found: Span<Double>, into buckets: inout BucketedSavings
  ) {
    var previous = 0..<0
    while previous.upperBound < found.count {
      let starts = previous.upperBound..<min(previous.upperBound &+ SavingSums.blockSize, found.count)
      if starts.count == SavingSums.blockSize {
        if !take(starts, prefixSums, length, found, &buckets.pairs, counting: previous, into: &buckets.counts) {
          takeWithCare(starts, prefixSums, length, found, &buckets.pairs)
        }
      } else {
        takeWithCare(starts, prefixSums, length, found, &buckets.pairs)
        buckets.count(previous)
      }
      previous = starts
    }
    buckets.count(previous)
  }

  /// Takes a whole block, unless it is not plain, and counts the one before it in any case.
  @inline(__always)
  private mutating func take(
    _ starts: Range<Int>, _ prefixSums: Span<Double>, _ length: Int, _ found: Span<Double>,
    _ pairs: inout [UInt32], counting previous: Range<Int>, into counts: inout [UInt32]
  ) -> Bool {
    var pairs = pairs.mutableSpan
    var counts = counts.mutableSpan
    precondition(starts.lowerBound >= 0 && starts.upperBound <= min(found.count, pairs.count))
    precondition(starts.count == SavingSums.blockSize && starts.lowerBound % 2 == 0)
    precondition(previous.isEmpty || previous.upperBound == starts.lowerBound && previous.count == starts.count)
    precondition(counts.count == BucketedSavings.Kind.allCases.count * 2 * BucketedSavings.bucketCount)
    var block = SavingSums.Block(after: sums)
    var (squares, ratioSquares) = (differences.squares, ratios.squares)
    var (start, counted) = (starts.lowerBound, previous.lowerBound)
    while start < starts.upperBound {
      for parity in 0..<2 {
        let savings = block.take(start, of: prefixSums, length: length, found: found)
        Squares.add(savings.differences, to: &squares)
        Squares.add(savings.ratios, to: &ratioSquares)
        pairs.store(
          BucketedSavings.pairs(savings.differences, scale: differences.scale, savings.ratios, scale: ratios.scale),
          unchecked: start)
        if !previous.isEmpty {
          BucketedSavings.count(unchecked: counted, isOdd: parity == 1, of: pairs.span, into: &counts)
          counted &+= 1
        }
        start &+= Lanes.width
      }
    }
    guard sums.commit(block) else { return false }
    (differences.squares, ratios.squares) = (squares, ratioSquares)
    return true
  }

  private mutating func takeWithCare(
    _ starts: Range<Int>, _ prefixSums: Span<Double>, _ length: Int, _ found: Span<Double>, _ pairs: inout [UInt32]
  ) {
    for group in stride(from: starts.lowerBound, to: starts.upperBound, by: Lanes.width) {
      let savings = sums.takeWithCare(group, of: prefixSums, length: length, found: found)
      // What is not there is zero, and adds nothing.
      Squares.add(savings.differences, to: &differences.squares)
      Squares.add(savings.ratios, to: &ratios.squares)
      let buckets = BucketedSavings.pairs(
        savings.differences, scale: differences.scale, savings.ratios, scale: ratios.scale)
      for lane in 0..<min(Lanes.width, starts.upperBound - group) {
        let hasRatio = savings.before[lane] > 0
        precondition(savings.differences[lane] >= 0, "What was found is not above what it replaces.")
        pairs[group + lane] = hasRatio ? buckets[lane] : buckets[lane] & 0xffff | BucketedSavings.none << 16
        if savings.differences[lane] == 0, !hasRatio { zeroWithoutRatioCount += 1 }
      }
    }
  }
}
