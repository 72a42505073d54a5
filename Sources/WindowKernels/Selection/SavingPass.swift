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
    fileprivate var squares = Lanes()

    @inline(__always)
    fileprivate static func add(_ values: Lanes, to squares: inout Lanes) {
      squares += values * values
    }

    /// The standard deviation of `count` values; `nil` if it is so far below their mean that squares cancel.
    func standardDeviation(of count: Int, mean: Double) -> Double? {
      let square = squares.sum() / Double(count)
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
    // The first block is taken with care, so that each after it has one before it to count.
    var previous = 0..<min(SavingSums.blockSize, found.count)
    takeWithCare(previous, prefixSums, length, found, &buckets.pairs)
    while previous.upperBound < found.count {
      let starts = previous.upperBound..<min(previous.upperBound &+ SavingSums.blockSize, found.count)
      if starts.count == SavingSums.blockSize {
        let isPlain =
          length > 0
          ? take(starts, prefixSums, length, found, &buckets.pairs, isPrefixSum: true, into: &buckets.counts)
          : take(starts, prefixSums, 0, found, &buckets.pairs, isPrefixSum: false, into: &buckets.counts)
        if !isPlain { takeWithCare(starts, prefixSums, length, found, &buckets.pairs) }
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
    _ pairs: inout [UInt32], isPrefixSum: Bool, into counts: inout [UInt32]
  ) -> Bool {
    var pairs = pairs.mutableSpan
    var counts = counts.mutableSpan
    let size = SavingSums.blockSize
    precondition(starts.count == size && starts.lowerBound >= size && starts.lowerBound % 2 == 0)
    precondition(starts.upperBound <= min(found.count, pairs.count))
    precondition(counts.count == 2 * BucketedSavings.oddTables)
    var block = SavingSums.Block(after: sums)
    var (squares, ratioSquares) = (differences.squares, ratios.squares)
    let (scale, ratioScale) = (differences.scale, ratios.scale)
    var (start, counted) = (starts.lowerBound, starts.lowerBound &- size)
    var tables = 0
    while start < starts.upperBound {
      let savings = block.take(start, of: prefixSums, length: isPrefixSum ? length : 0, found: found)
      Squares.add(savings.differences, to: &squares)
      Squares.add(savings.ratios, to: &ratioSquares)
      pairs.store(
        BucketedSavings.pairs(savings.differences, scale: scale, savings.ratios, scale: ratioScale), unchecked: start)
      BucketedSavings.count(unchecked: counted, of: pairs.span, into: &counts, from: tables)
      tables ^= BucketedSavings.oddTables
      start &+= Lanes.width
      counted &+= 1
    }
    // None of a block's savings is above their sum: so no single one has to be compared with the scale's end.
    guard BucketedSavings.holds(block.differences.max(), scale: differences.scale[0]),
      BucketedSavings.holds(block.ratioBound(after: sums), scale: ratios.scale[0]), sums.commit(block)
    else { return false }
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
      let buckets = BucketedSavings.pairsWithCare(
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
