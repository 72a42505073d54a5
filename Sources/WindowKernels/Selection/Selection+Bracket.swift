// The first half of a selection: guess two values that the dearest chosen one lies between, and split all values by
// them, 64 at a time.
//
//     value   below the bracket        in it          above it
//             chosen, no more work     a candidate    not chosen, no more work

extension Selection {
  /// How many buckets a guess counts its sample into; a power of two.
  ///
  /// With 128, the bracket holds more candidates: 864 five-minute values take 9 % longer and 4,608 of them 15 %. With 512, 144 of
  /// them take 9 % longer.
  static let guessBucketCount = 256

  /// How many counters they have; see `histogram`.
  static let counterCount = 2 * guessBucketCount

  /// From twice this many values on, a guess looks at every second, third and so on only.
  ///
  /// With 512 as with 2,048, 4,608 five-minute values take 11 % longer.
  static let sampleCount = 1024

  /// How many places a value may be out of its rank in the sample.
  ///
  /// About a standard deviation of a random sample: noise misses the bracket now and then, and is split twice. With 12, 4,608
  /// five-minute values take 7 % less and as many of noise 15 % longer; with 24 it is the other way round, 8 % each.
  static let sampleMargin = 16.0

  /// Two values, both included; that the dearest chosen value lies between them is a guess until it is checked.
  struct Bracket {
    var low: Double
    var high: Double

    /// The bracket that nothing misses.
    static var everything: Bracket { Bracket(low: -.infinity, high: .infinity) }

    /// Whether all candidates are equal, so that nothing about them is left to find out.
    var isOneValue: Bool { low == high }
  }

  /// What a bracket makes of the values.
  struct Split {
    /// What they were split by.
    let bracket: Bracket

    /// How many values are below the bracket, and their sum.
    var belowCount: Int
    var belowSum: Double

    /// How many values are in the bracket.
    var candidateCount: Int

    /// Whether the value of rank `chosenCount` is not in the bracket.
    func isMissed(_ chosenCount: Int) -> Bool {
      chosenCount <= belowCount || chosenCount > belowCount + candidateCount
    }
  }

  /// A bracket around the value of rank `chosenCount`, from a histogram of every `step`th value.
  static func guess(_ values: Span<Double>, _ chosenCount: Int, step: Int, _ counters: inout MutableSpan<UInt16>)
    -> Bracket
  {
    // Each is compiled twice, since most samples are of all values.
    let (low, high) = step == 1 ? extremes(values, 1) : extremes(values, step)
    if low == high { return Bracket(low: low, high: low) }
    let scale = Double(guessBucketCount - 1) / (low - high)
    if !(scale < 0 && scale > -.infinity) { return Bracket.everything }
    if step == 1 {
      histogram(values, 1, from: high, by: scale, &counters)
    } else {
      histogram(values, step, from: high, by: scale, &counters)
    }
    let sampled = step == 1 ? values.count : (values.count - 1) / step + 1

    // The rank in the sample, and how far off it may be; a sample of everything is never off.
    let rank = step == 1 ? Double(chosenCount) : Double(chosenCount) / Double(values.count) * Double(sampled)
    let margin = step == 1 ? 0 : sampleMargin
    let lowRank = Int(rank - margin)
    let highRank = Int(rank + margin)

    // Where the first and the last possible rank fall; the outermost buckets hold what the sample has not seen.
    var passed = PassedBuckets()
    let first = passed.bucket(ofRank: lowRank, in: counters.span)
    let last = passed.bucket(ofRank: highRank, in: counters.span)

    // Bucket b is centred on low + b * width. Rounding may put a value next to its edge, which a little room allows for.
    let width = (high - low) / Double(guessBucketCount - 1)
    let halfWidth = 0.5 + 1.0 / 64
    return Bracket(
      low: lowRank < 1 || first == 0 ? -.infinity : low + (Double(first) - halfWidth) * width,
      high: highRank >= sampled || last == guessBucketCount - 1 ? .infinity : low + (Double(last) + halfWidth) * width)
  }

  /// Four values from `index` on, each `step` after the one before, all of which are in bounds.
  @inline(__always)
  private static func sample(_ values: Span<Double>, _ index: Int, _ step: Int) -> Lanes {
    if step == 1 { return values.lanes(unchecked: index) }
    // SAFETY: the caller has checked that the last of the four is in bounds.
    return unsafe Lanes(
      values[unchecked: index], values[unchecked: index &+ step], values[unchecked: index &+ 2 &* step],
      values[unchecked: index &+ 3 &* step])
  }

  /// The smallest of every `step`th value, and the largest that is finite.
  @inline(__always)
  private static func extremes(_ values: Span<Double>, _ step: Int) -> (low: Double, high: Double) {
    var low = values[0]
    var high = low
    var lows = Lanes(repeating: low)
    var highs = lows
    var index = 0
    while index < values.count &- 3 &* step {
      let lanes = sample(values, index, step)
      lows = Lanes.minimum(lanes, lows)
      highs = Lanes.maximum(lanes, highs)
      index &+= Lanes.width &* step
    }
    low = min(min(lows[0], lows[1]), min(lows[2], lows[3]))
    high = max(max(highs[0], highs[1]), max(highs[2], highs[3]))
    while index < values.count {
      low = min(low, values[index])
      high = max(high, values[index])
      index &+= step
    }
    if high < .infinity { return (low, high) }
    high = -.infinity
    for index in stride(from: 0, to: values.count, by: step) where values[index] < .infinity {
      high = max(high, values[index])
    }
    return (low, high)
  }

  /// Counts every `step`th value into its bucket.
  ///
  /// A bucket has two counters that take turns: neighbours often share a bucket, and one counter would make each wait
  /// for the one before. More than 65,535 values overflow them, and the guess is as wrong as any other may be.
  ///
  /// Buckets are counted from the highest down. There infinities fall into it by themselves, as minus infinity, whose bits end in
  /// zeros; from the lowest up they would have to be compared.
  ///
  /// - Parameters:
  ///   - high: The largest finite value, the first bucket's centre.
  ///   - scale: How many buckets a value of 1 is worth, below zero.
  @inline(__always)
  private static func histogram(
    _ values: Span<Double>, _ step: Int, from high: Double, by scale: Double, _ counters: inout MutableSpan<UInt16>
  ) {
    // Adding 2^52 rounds to an integer and leaves it in the lowest bits.
    let shift = 4_503_599_627_370_496.0
    let mask = UInt64(guessBucketCount - 1)
    precondition(counters.count >= counterCount, "There is a counter for each bucket and turn.")
    for counter in 0..<counterCount { counters[counter] = 0 }
    var index = 0
    while index < values.count &- 3 &* step {
      let buckets = ((sample(values, index, step) - high) * scale + shift).bits & mask
      // SAFETY: the mask keeps the bucket below `guessBucketCount`, and there are two counters to each.
      unsafe counters[unchecked: 2 &* Int(truncatingIfNeeded: buckets[0])] &+= 1
      unsafe counters[unchecked: 2 &* Int(truncatingIfNeeded: buckets[1]) &+ 1] &+= 1
      unsafe counters[unchecked: 2 &* Int(truncatingIfNeeded: buckets[2])] &+= 1
      unsafe counters[unchecked: 2 &* Int(truncatingIfNeeded: buckets[3]) &+ 1] &+= 1
      index &+= Lanes.width &* step
    }
    while index < values.count {
      let bucket = ((values[index] - high) * scale + shift).bitPattern & mask
      counters[2 &* Int(truncatingIfNeeded: bucket)] &+= 1
      index &+= step
    }
  }

  /// The buckets passed so far, from the lowest up, in search of ranks in the sample.
  private struct PassedBuckets {
    private var count = 0

    /// How many sampled values are in them: the two counters of each are added up side by side.
    private var turns: UInt32 = 0

    /// The bucket of a rank no lower than the one asked for before; the highest if there are not so many values.
    @inline(__always)
    mutating func bucket(ofRank rank: Int, in counters: Span<UInt16>) -> Int {
      pass(8, belowRank: rank, in: counters)
      pass(1, belowRank: rank, in: counters)
      return count
    }

    /// Passes buckets, so many at a time, as long as the rank is above them.
    @inline(__always)
    private mutating func pass(_ step: Int, belowRank rank: Int, in counters: Span<UInt16>) {
      while count < guessBucketCount &- step {
        var ahead = turns
        for bucket in count..<count &+ step {
          let place = guessBucketCount &- 1 &- bucket
          // SAFETY: the bucket is below `guessBucketCount`, and there are two counters of two bytes to each.
          ahead &+= unsafe counters.bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: 4 &* place, as: UInt32.self)
        }
        // The product's higher half is the sum of both.
        if Int((ahead &* 0x0001_0001) &>> 16) >= rank { return }
        turns = ahead
        count &+= step
      }
    }
  }

  /// Splits the values by a bracket: sets in `below` the bits of those below it, and in `bracketed` those in it.
  static func split(
    _ values: Span<Double>, by bracket: Bracket, _ below: inout MutableSpan<UInt64>,
    _ bracketed: inout MutableSpan<UInt64>
  ) -> Split {
    var split = Split(bracket: bracket, belowCount: 0, belowSum: 0, candidateCount: 0)
    var sums = Lanes()
    let (low, high) = (Lanes(repeating: bracket.low), Lanes(repeating: bracket.high))
    for word in 0..<below.count {
      let first = word &<< 6
      var belowBits: UInt64 = 0
      var bracketBits: UInt64 = 0
      if first &+ 64 <= values.count {
        // Lane l of vector v owns bit 4 v + l. Where a comparison holds, its mask is all ones, and lets the bit pass.
        var bit = SIMD4<Int64>(1, 2, 4, 8)
        var belowLanes = SIMD4<Int64>()
        var notAboveLanes = SIMD4<Int64>()
        var index = first
        while index < first &+ 64 {
          let lanes = values.lanes(unchecked: index)
          let isBelow = lanes .< low
          belowLanes |= SIMD4<Int64>().replacing(with: bit, where: isBelow)
          notAboveLanes |= SIMD4<Int64>().replacing(with: bit, where: lanes .<= high)
          sums += Lanes().replacing(with: lanes, where: isBelow)
          bit &<<= 4
          index &+= Lanes.width
        }
        belowBits = combined(belowLanes)
        bracketBits = combined(notAboveLanes) & ~belowBits
      } else {
        for index in first..<values.count {
          let value = values[index]
          if value < bracket.low {
            belowBits |= 1 &<< UInt64(truncatingIfNeeded: index)
            split.belowSum += value
          } else if value <= bracket.high {
            bracketBits |= 1 &<< UInt64(truncatingIfNeeded: index)
          }
        }
      }
      below[word] = belowBits
      bracketed[word] = bracketBits
      split.belowCount &+= belowBits.nonzeroBitCount
      split.candidateCount &+= bracketBits.nonzeroBitCount
    }
    split.belowSum += sums[0] + sums[1] + sums[2] + sums[3]
    return split
  }

  /// Collects the values whose bits are set, as integers that compare as they do.
  ///
  /// - Parameter candidates: Where to; room for as many as there are.
  static func gather(_ values: Span<Double>, _ bracketed: Span<UInt64>, into candidates: inout MutableSpan<UInt64>) {
    var count = 0
    for word in 0..<bracketed.count {
      var bits = bracketed[word]
      while bits != 0 {
        candidates[count] = values[word &<< 6 | bits.trailingZeroBitCount].orderedBits
        count &+= 1
        bits &= bits &- 1
      }
    }
  }

  /// The bits of all four lanes together.
  @inline(__always)
  private static func combined(_ lanes: SIMD4<Int64>) -> UInt64 {
    UInt64(bitPattern: lanes[0] | lanes[1] | lanes[2] | lanes[3])
  }
}
