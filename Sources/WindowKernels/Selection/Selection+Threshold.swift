// The second half of a selection: find the dearest chosen value among the candidates, and settle each of them.

extension Selection {
  /// The most candidates that are sorted outright; radix narrowing is for more.
  ///
  /// With 8 the times are the same; with 32, 864 values take longer.
  static let sortedCount = 16

  /// How many buckets a step of radix narrowing tells apart; a power of two.
  ///
  /// With 64, a step more is needed as often as clearing fewer counters saves its time: 2 to 7 % slower.
  static let radixBucketCount = 256

  /// The dearest chosen value, and how many of the candidates equal to it are chosen.
  struct Threshold {
    var value: Double
    var equalCount: Int
  }

  /// The value of rank `rank`, counted from 1, among the first `count` candidates, which it reorders.
  ///
  /// Each step tells the candidates apart by the highest eight bits in which they differ, and keeps those of one bucket. They
  /// then differ in eight bits less at the least, so that there are eight steps at most.
  ///
  /// - Parameter candidates: The `orderedBits` of values.
  static func threshold(
    _ rank: Int, of count: Int, _ candidates: inout MutableSpan<UInt64>, _ buckets: inout MutableSpan<Int32>
  ) -> Threshold {
    precondition(rank >= 1 && rank <= count && count <= candidates.count, "The rank is one of the candidates'.")
    precondition(buckets.count >= radixBucketCount, "There is a counter for each bucket.")
    var rank = rank
    var count = count
    // SAFETY, below: indices stay under `count`, and a bucket is what is left of a difference of at most `width` bits when all
    // but its highest eight are gone.
    while count > sortedCount {
      var lowest = candidates[0]
      var highest = lowest
      for index in 1..<count {
        let value = unsafe candidates[unchecked: index]
        lowest = value < lowest ? value : lowest
        highest = value > highest ? value : highest
      }
      if lowest == highest { return Threshold(value: Double(orderedBits: lowest), equalCount: rank) }
      let width = UInt64.bitWidth &- (highest &- lowest).leadingZeroBitCount
      let shift = UInt64(truncatingIfNeeded: max(0, width &- radixBucketCount.trailingZeroBitCount))

      for bucket in 0..<radixBucketCount { buckets[bucket] = 0 }
      for index in 0..<count {
        unsafe buckets[unchecked: Int(truncatingIfNeeded: (candidates[unchecked: index] &- lowest) &>> shift)] &+= 1
      }
      var bucket = 0
      while rank > Int(buckets[bucket]) {
        rank &-= Int(buckets[bucket])
        bucket &+= 1
      }

      // Every candidate is written to the front, but only those of the bucket are counted.
      let wanted = UInt64(truncatingIfNeeded: bucket)
      var kept = 0
      for index in 0..<count {
        let value = unsafe candidates[unchecked: index]
        unsafe candidates[unchecked: kept] = value
        kept &+= (value &- lowest) &>> shift == wanted ? 1 : 0
      }
      count = kept
    }

    // Of few, the one with fewer than `rank` below it and no fewer up to it. Counting has no branches to guess wrong; sorting them
    // took half as long again.
    var index = 0
    while true {
      let value = candidates[index]
      var (belowCount, notAboveCount) = (0, 0)
      for other in 0..<count {
        let candidate = unsafe candidates[unchecked: other]
        belowCount &+= candidate < value ? 1 : 0
        notAboveCount &+= candidate <= value ? 1 : 0
      }
      if belowCount < rank, notAboveCount >= rank {
        return Threshold(value: Double(orderedBits: value), equalCount: rank &- belowCount)
      }
      index &+= 1
    }
  }

  /// Sets in `mask` the candidates below the threshold and the first ones equal to it; returns the sum of these
  /// candidates and the index of the last one equal to the threshold.
  static func settle(
    _ values: Span<Double>, _ threshold: Threshold, _ bracket: Bracket, _ mask: inout MutableSpan<UInt64>,
    _ bracketed: Span<UInt64>
  ) -> (sum: Double, dearest: Int) {
    var sum = 0.0
    var equalLeft = threshold.equalCount
    var dearest = 0
    for word in 0..<mask.count {
      var bits = bracketed[word]
      if bits == 0 { continue }
      var below: UInt64 = 0
      var equal: UInt64 = 0
      if bracket.isOneValue {
        equal = bits
        bits = 0
      }
      while bits != 0 {
        // SAFETY: no bit beyond the last value is set.
        let value = unsafe values[unchecked: word &<< 6 | bits.trailingZeroBitCount]
        let bit = bits & (0 &- bits)
        below |= value < threshold.value ? bit : 0
        equal |= value == threshold.value ? bit : 0
        sum += value < threshold.value ? value : 0
        bits ^= bit
      }
      // Of the equal ones, the earliest: the last goes as long as there are more than are left to choose.
      var surplus = max(0, equal.nonzeroBitCount &- equalLeft)
      while surplus > 0 {
        equal ^= 1 &<< UInt64(truncatingIfNeeded: 63 &- equal.leadingZeroBitCount)
        surplus &-= 1
      }
      if equal != 0 {
        equalLeft &-= equal.nonzeroBitCount
        dearest = word &<< 6 | (63 &- equal.leadingZeroBitCount)
      }
      mask[word] |= below | equal
    }
    return (sum + Double(threshold.equalCount) * threshold.value, dearest)
  }
}
