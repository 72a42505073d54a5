/// The one pass over all starts from which `SavingSpread` finds everything.
struct SavingPass {
  private(set) var sums: SavingSums
  private(set) var differences: Squares
  private(set) var ratios: Squares
  /// How many starts save nothing, and how many of them have no ratio either.
  private(set) var zeroCount = 0
  private(set) var zeroWithoutRatioCount = 0

  /// The sum of the squares of some savings, and the scale of their buckets.
  struct Squares {
    fileprivate let scale: Lanes
    fileprivate var squares = Lanes()

    @inline(__always)
    fileprivate mutating func take(_ values: Lanes) -> SIMD4<Int32> {
      squares += values * values
      return BucketedValues.buckets(of: values, scale: scale)
    }

    /// The standard deviation of `count` values; `nil` if it is so far below their mean that squares cancel.
    func standardDeviation(of count: Int, mean: Double) -> Double? {
      let square = ((squares[0] + squares[1]) + (squares[2] + squares[3])) / Double(count)
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
    differences = Squares(scale: Lanes(repeating: BucketedValues.scale(upTo: largest)))
    ratios = Squares(scale: Lanes(repeating: BucketedValues.scale(upTo: largestRatio)))
  }

  /// Enough that hardly ever a tenth of all values is above the largest.
  private static let sampleSize = 128

  mutating func run(
    _ prefixSums: Span<Double>, length: Int, found: Span<Double>, _ buckets: inout [Int32],
    _ ratioBuckets: inout [Int32]
  ) {
    var buckets = buckets.mutableSpan
    var ratioBuckets = ratioBuckets.mutableSpan
    var start = 0
    while start < found.count {
      let end = min(start &+ SavingSums.blockSize, found.count)
      if !take(start..<end, prefixSums, length, found, &buckets, &ratioBuckets) {
        takeWithCare(start..<end, prefixSums, length, found, &buckets, &ratioBuckets)
      }
      start = end
    }
  }

  /// Takes a block, unless it is not plain or has no whole lanes.
  @inline(__always)
  private mutating func take(
    _ starts: Range<Int>, _ prefixSums: Span<Double>, _ length: Int, _ found: Span<Double>,
    _ buckets: inout MutableSpan<Int32>, _ ratioBuckets: inout MutableSpan<Int32>
  ) -> Bool {
    guard starts.count % Lanes.width == 0 else { return false }
    precondition(
      starts.lowerBound >= 0 && starts.upperBound <= min(found.count, min(buckets.count, ratioBuckets.count)))
    var block = SavingSums.Block(after: sums)
    var (difference, ratio) = (differences, ratios)
    let (one, none) = (SIMD4<Int64>(repeating: 1), SIMD4<Int64>())
    var zeros = none
    var group = starts.lowerBound
    while group < starts.upperBound {
      let savings = block.take(group, of: prefixSums, length: length, found: found)
      zeros &+= none.replacing(with: one, where: savings.differences .== 0)
      buckets.store(difference.take(savings.differences), unchecked: group)
      ratioBuckets.store(ratio.take(savings.ratios), unchecked: group)
      group &+= Lanes.width
    }
    guard sums.commit(block) else { return false }
    (differences, ratios) = (difference, ratio)
    zeroCount &+= Int(zeros.wrappedSum())
    return true
  }

  private mutating func takeWithCare(
    _ starts: Range<Int>, _ prefixSums: Span<Double>, _ length: Int, _ found: Span<Double>,
    _ buckets: inout MutableSpan<Int32>, _ ratioBuckets: inout MutableSpan<Int32>
  ) {
    for group in stride(from: starts.lowerBound, to: starts.upperBound, by: Lanes.width) {
      let savings = sums.takeWithCare(group, of: prefixSums, length: length, found: found)
      // What is not there is zero, and adds nothing.
      let bucket = differences.take(savings.differences)
      let ratioBucket = ratios.take(savings.ratios)
      for lane in 0..<min(Lanes.width, starts.upperBound - group) {
        buckets[group + lane] = bucket[lane]
        let hasRatio = savings.before[lane] > 0
        ratioBuckets[group + lane] = hasRatio ? ratioBucket[lane] : BucketedValues.none
        guard savings.differences[lane] == 0 else { continue }
        zeroCount += 1
        zeroWithoutRatioCount += hasRatio ? 0 : 1
      }
    }
  }
}
