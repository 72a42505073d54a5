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
  /// Each step tells the candidates apart by the highest eight bits in which their `orderedBits` differ, and keeps
  /// those of one bucket. They then differ in eight bits less at the least, so that there are eight steps at most.
  static func threshold(
    _ rank: Int, of count: Int, _ candidates: inout MutableSpan<Double>, _ buckets: inout MutableSpan<Int32>
  ) -> Threshold {
    var rank = rank
    var count = count
    while count > sortedCount {
      var low = candidates[0]
      var high = low
      for index in 1..<count {
        let value = candidates[index]
        low = value < low ? value : low
        high = value > high ? value : high
      }
      if low == high { return Threshold(value: low, equalCount: rank) }
      let lowest = low.orderedBits
      let width = UInt64.bitWidth &- (high.orderedBits &- lowest).leadingZeroBitCount
      let shift = UInt64(truncatingIfNeeded: max(0, width &- radixBucketCount.trailingZeroBitCount))

      for bucket in 0..<radixBucketCount { buckets[bucket] = 0 }
      for index in 0..<count { buckets[Int((candidates[index].orderedBits &- lowest) &>> shift)] &+= 1 }
      var bucket = 0
      while rank > Int(buckets[bucket]) {
        rank &-= Int(buckets[bucket])
        bucket &+= 1
      }

      // Every candidate is written to the front, but only those of the bucket are counted.
      var kept = 0
      for index in 0..<count {
        let value = candidates[index]
        candidates[kept] = value
        kept &+= Int((value.orderedBits &- lowest) &>> shift) == bucket ? 1 : 0
      }
      count = kept
    }

    for index in 1..<max(count, 1) {
      let value = candidates[index]
      var place = index
      while place > 0, candidates[place &- 1] > value {
        candidates[place] = candidates[place &- 1]
        place &-= 1
      }
      candidates[place] = value
    }
    let value = candidates[rank &- 1]
    var first = rank &- 1
    while first > 0, candidates[first &- 1] == value { first &-= 1 }
    return Threshold(value: value, equalCount: rank &- first)
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
        let value = values[word &<< 6 | bits.trailingZeroBitCount]
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
