/// What many plans save against the windows they started from: their totals, and how single savings spread.
///
///     before    40  50  45     what a job would be without a plan, for each start
///     after     30  50  15     what was found instead
///     savings   10   0  30     half of the starts save 10 at most
///
/// It is `SavingTotals` and two `Distribution`s from one pass, so that a division is made once for all of them. Savings are told
/// apart by buckets, and only those in the bucket of an order statistic are looked at once more. The scale comes from a sample.
/// Whatever it is, order statistics are exact: a bad scale fills few buckets, which takes time, and nothing else.
///
/// Memory is kept from one use to the next.
package struct SavingSpread: Sendable {
  /// What was found.
  package struct Figures: Sendable {
    package let totals: SavingTotals
    /// Of `before - after`.
    package let differences: Distribution
    /// Of `(before - after) / before`, over the starts whose `before` is above zero; `nil` if there is none.
    package let ratios: Distribution?
    /// How many starts save nothing.
    package let equalCount: Int
  }

  private var buckets = BucketedSavings()
  /// The starts in the buckets that are selected from, those in one of them, and what they save.
  private var starts: [BucketedSavings.Start] = []
  private var positions: [Int32] = []
  private var candidates: [UInt64] = []
  private var radixBuckets = [Int32](repeating: 0, count: Selection.radixBucketCount)

  package init() {}

  /// Totals and spread of all starts of an array.
  ///
  /// - Parameters:
  ///   - prefixSums: What `PrefixSums` makes of the values; or, with a length of 0, one `before` for each start.
  ///   - length: How many values each `before` covers.
  ///   - found: The `after` of the starts 0, 1, 2, ..., none above its `before`; at least one.
  ///   - step: The grid that all values are multiples of, a power of two; sums reach at most 2^53 steps.
  /// - Complexity: O(*s*), where *s* is the number of starts: a few nanoseconds each. Memory for four bytes a start.
  package mutating func measure(
    _ prefixSums: Span<Double>, length: Int, found: Span<Double>, step: Double
  ) -> Figures {
    precondition(found.count > 0, "Nothing has no spread.")
    let count = found.count
    buckets.begin(count: count)
    var pass = SavingPass(prefixSums, length: length, found: found, step: step)
    pass.run(prefixSums, length: length, found: found, into: &buckets)

    let totals = SavingTotals(pass.sums)
    let ratioCount = count - totals.withoutRatioCount
    let equalCount = buckets.count(of: .difference, inBucket: 0)
    let (ofDifferences, ofRatios) = statistics(
      OrderStatistics(count: count, zeroCount: equalCount, .difference, in: &buckets),
      OrderStatistics(count: ratioCount, zeroCount: equalCount - pass.zeroWithoutRatioCount, .ratio, in: &buckets),
      prefixSums, length, found)
    func distribution(
      _ squares: SavingPass.Squares, _ statistics: [Double], count: Int, mean: Double, isOfRatios: Bool
    ) -> Distribution {
      Distribution(
        standardDeviation: squares.standardDeviation(of: count, mean: mean)
          ?? Self.standardDeviation(
            around: mean, of: count, prefixSums, length: length, found: found, isOfRatios: isOfRatios),
        tenth: statistics[0], median: statistics[1], ninetieth: statistics[2])
    }
    return Figures(
      totals: totals,
      differences: distribution(
        pass.differences, ofDifferences, count: count, mean: (totals.before - totals.after) / Double(count),
        isOfRatios: false),
      ratios: ratioCount == 0
        ? nil
        : distribution(
          pass.ratios, ofRatios, count: ratioCount, mean: totals.ratios / Double(ratioCount), isOfRatios: true),
      equalCount: equalCount)
  }

  /// The standard deviation around the mean, which squares around zero are too large to tell.
  private static func standardDeviation(
    around mean: Double, of count: Int, _ prefixSums: Span<Double>, length: Int, found: Span<Double>, isOfRatios: Bool
  ) -> Double {
    var (sum, squares) = (0.0, 0.0)
    for start in found.indices {
      let before = prefixSums[start + length] - (length > 0 ? prefixSums[start] : 0)
      if isOfRatios, before <= 0 { continue }
      let distance = (isOfRatios ? (before - found[start]) / before : before - found[start]) - mean
      sum += distance
      squares += distance * distance
    }
    return max(0, (squares - sum * sum / Double(count)) / Double(count)).squareRoot()
  }

  /// Where the 10th, 50th and 90th percentile lie; zeros, of which there are often many, are known from their count.
  private struct OrderStatistics {
    let kind: BucketedSavings.Kind
    let ranks: [Int]
    let zeroCount: Int
    let places: [BucketedSavings.Place]

    init(count: Int, zeroCount: Int, _ kind: BucketedSavings.Kind, in buckets: inout BucketedSavings) {
      self.kind = kind
      self.zeroCount = zeroCount
      ranks = count == 0 ? [] : [1, 5, 9].map { ($0 * count + 9) / 10 - 1 }
      places = buckets.places(of: kind, ofRanks: ranks)
    }
  }

  private mutating func statistics(
    _ ofDifferences: OrderStatistics, _ ofRatios: OrderStatistics, _ prefixSums: Span<Double>, _ length: Int,
    _ found: Span<Double>
  ) -> (differences: [Double], ratios: [Double]) {
    var (wanted, size) = (BucketedSavings.Wanted(), 0)
    for statistics in [ofDifferences, ofRatios] {
      for (index, rank) in statistics.ranks.enumerated() where rank >= statistics.zeroCount {
        let bucket = statistics.places[index].bucket
        wanted[statistics.kind, index] = UInt16(bucket)
        size += buckets.count(of: statistics.kind, inBucket: bucket)
      }
    }
    let room = size + SIMD8<Int32>.scalarCount
    if starts.count < room {
      starts = BucketedSavings.room(for: 2 * room)
      positions = [Int32](repeating: 0, count: 2 * room)
      candidates = [UInt64](repeating: 0, count: 2 * room)
    }
    let startCount = buckets.gather(wanted, among: found.count, into: &starts)

    func values(_ statistics: OrderStatistics) -> [Double] {
      statistics.ranks.indices.map { index in
        let rank = statistics.ranks[index]
        guard rank >= statistics.zeroCount else { return 0 }
        let bucket = wanted[statistics.kind, index]
        let count = Self.choose(
          bucket, of: statistics.kind, among: starts, upTo: startCount, into: &positions)
        for place in 0..<count {
          let start = Int(positions[place])
          let before = prefixSums[start + length] - (length > 0 ? prefixSums[start] : 0)
          let difference = before - found[start]
          candidates[place] = (statistics.kind == .ratio ? difference / before : difference).orderedBits
        }
        let place = rank - statistics.places[index].belowCount + 1
        return Self.value(ofRank: place, among: count, of: &candidates, &radixBuckets)
      }
    }
    return (values(ofDifferences), values(ofRatios))
  }

  /// Collects the positions of the starts whose saving is in a bucket, and returns how many they are.
  ///
  /// - Parameter positions: Where to; as many as there are starts.
  private static func choose(
    _ bucket: UInt16, of kind: BucketedSavings.Kind, among starts: [BucketedSavings.Start], upTo startCount: Int,
    into positions: inout [Int32]
  ) -> Int {
    let starts = starts.span.extracting(0..<startCount)
    var positions = positions.mutableSpan
    var count = 0
    for index in starts.indices {
      // Without a branch for each: written anyway, and kept if it is one.
      positions[count] = starts[index].position
      count &+= starts[index].bucket(of: kind) == bucket ? 1 : 0
    }
    return count
  }

  /// The value of a rank, counted from 1, among the first `count` candidates, which it reorders.
  private static func value(
    ofRank rank: Int, among count: Int, of candidates: inout [UInt64], _ buckets: inout [Int32]
  ) -> Double {
    var candidates = candidates.mutableSpan
    var buckets = buckets.mutableSpan
    return Selection.threshold(rank, of: count, &candidates, &buckets).value
  }
}
