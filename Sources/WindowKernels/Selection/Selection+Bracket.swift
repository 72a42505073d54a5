// The first half of a selection: guess two values that the dearest chosen one lies between, and split all values by
// them, 64 at a time.
//
//     value   below the bracket        in it          above it
//             chosen, no more work     a candidate    not chosen, no more work

extension Selection {
  /// How many buckets a guess counts its sample into; a power of two.
  ///
  /// With 32, the bracket holds more candidates, and 864 values take 10 % longer; with 128, clearing and adding up the
  /// counters costs what that saves.
  static let guessBucketCount = 64

  /// From twice this many values on, a guess looks at every second, third and so on only.
  ///
  /// With 256, 384, 512 and 1,024, 864 hourly values cut into five-minute slots take 1.8, 1.9, 2.0 and 2.0 us, and 4,608
  /// five-minute values 10.6, 10.0, 9.8 and 9.7.
  static let sampleCount = 384

  /// How many places a value may be out of its rank in the sample.
  ///
  /// One and a quarter standard deviations of a random sample: noise misses the bracket now and then, and is split
  /// twice. With half as many again, every selection pays for more candidates, and none was faster.
  static let sampleMargin = 12.0

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
  static func guess(_ values: Span<Double>, _ chosenCount: Int, step: Int, _ buckets: inout MutableSpan<Int32>) -> Bracket {
    let (low, high) = extremes(values, step)
    if low == high { return Bracket(low: low, high: low) }
    let scale = Double(guessBucketCount - 1) / (high - low)
    if !(scale > 0 && scale < .infinity) { return Bracket.everything }
    let sampled = histogram(values, step, low, scale, &buckets)

    // The rank in the sample, and how far off it may be; a sample of everything is never off.
    let rank = Double(chosenCount) / Double(values.count) * Double(sampled)
    let margin = step == 1 ? 0 : sampleMargin
    let lowRank = Int(rank - margin)
    let highRank = Int(rank + margin)

    // Where the first and the last possible rank fall; the outermost buckets hold what the sample has not seen.
    var first = 0
    var seen = size(of: 0, in: buckets.span)
    while seen < lowRank {
      first &+= 1
      seen &+= size(of: first, in: buckets.span)
    }
    var last = first
    while seen < highRank, last < guessBucketCount &- 1 {
      last &+= 1
      seen &+= size(of: last, in: buckets.span)
    }

    // Bucket b is centred on low + b / scale. Rounding may put a value next to its edge, which a little room allows for.
    let halfWidth = 0.5 + 1.0 / 64
    return Bracket(
      low: lowRank < 1 || first == 0 ? -.infinity : low + (Double(first) - halfWidth) / scale,
      high: highRank >= sampled || last == guessBucketCount - 1 ? .infinity : low + (Double(last) + halfWidth) / scale)
  }

  /// Four values from `index` on, each `step` after the one before.
  @inline(__always)
  private static func sample(_ values: Span<Double>, _ index: Int, _ step: Int) -> Lanes {
    if step == 1 { return values.lanes(at: index) }
    return Lanes(values[index], values[index &+ step], values[index &+ 2 &* step], values[index &+ 3 &* step])
  }

  /// The smallest of every `step`th value, and the largest that is finite.
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

  /// Counts every `step`th value into its bucket, and returns how many it counted.
  ///
  /// A bucket has four counters that take turns: neighbours often share a bucket, and one counter would make each wait
  /// for the one before.
  private static func histogram(
    _ values: Span<Double>, _ step: Int, _ low: Double, _ scale: Double, _ buckets: inout MutableSpan<Int32>
  ) -> Int {
    // Adding 2^52 rounds to an integer and leaves it in the lowest bits.
    let shift = 4_503_599_627_370_496.0
    let last = Double(guessBucketCount - 1)
    let mask = UInt64(guessBucketCount - 1)
    for bucket in 0..<(4 &* guessBucketCount) { buckets[bucket] = 0 }
    var index = 0
    var sampled = 0
    while index < values.count &- 3 &* step {
      let places = Lanes.minimum((sample(values, index, step) - low) * scale, Lanes(repeating: last)) + shift
      buckets[4 &* Int(places[0].bitPattern & mask)] &+= 1
      buckets[4 &* Int(places[1].bitPattern & mask) &+ 1] &+= 1
      buckets[4 &* Int(places[2].bitPattern & mask) &+ 2] &+= 1
      buckets[4 &* Int(places[3].bitPattern & mask) &+ 3] &+= 1
      index &+= Lanes.width &* step
      sampled &+= Lanes.width
    }
    while index < values.count {
      let place = (values[index] - low) * scale
      let rounded = (place < last ? place : last) + shift
      buckets[4 &* Int(rounded.bitPattern & mask)] &+= 1
      index &+= step
      sampled &+= 1
    }
    return sampled
  }

  /// How many sampled values are in a bucket.
  @inline(__always)
  private static func size(of bucket: Int, in buckets: Span<Int32>) -> Int {
    let first = 4 &* bucket
    return Int(buckets[first] &+ buckets[first &+ 1] &+ buckets[first &+ 2] &+ buckets[first &+ 3])
  }

  /// Splits the values by a bracket: sets in `below` the bits of those below it, and in `bracketed` those in it.
  static func split(
    _ values: Span<Double>, by bracket: Bracket, _ below: inout MutableSpan<UInt64>,
    _ bracketed: inout MutableSpan<UInt64>
  ) -> Split {
    var split = Split(bracket: bracket, belowCount: 0, belowSum: 0, candidateCount: 0)
    var sums = Lanes()
    for word in 0..<below.count {
      let first = word &<< 6
      var belowBits: UInt64 = 0
      var bracketBits: UInt64 = 0
      if first &+ 64 <= values.count {
        // Lane l of vector v owns bit 4 v + l. Where a comparison holds, its mask is all ones, and lets the bit pass.
        var bit = SIMD4<Int64>(1, 2, 4, 8)
        var belowLanes = SIMD4<Int64>()
        var bracketLanes = SIMD4<Int64>()
        for index in stride(from: first, to: first &+ 64, by: Lanes.width) {
          let lanes = values.lanes(at: index)
          let isBelow = lanes .< bracket.low
          let isBracketed = (lanes .<= bracket.high) .& .!isBelow
          belowLanes |= SIMD4<Int64>().replacing(with: bit, where: isBelow)
          bracketLanes |= SIMD4<Int64>().replacing(with: bit, where: isBracketed)
          sums += Lanes().replacing(with: lanes, where: isBelow)
          bit &<<= 4
        }
        belowBits = combined(belowLanes)
        bracketBits = combined(bracketLanes)
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

  /// Collects the values whose bits are set.
  ///
  /// - Parameter candidates: Where to; room for as many as there are.
  static func gather(_ values: Span<Double>, _ bracketed: Span<UInt64>, into candidates: inout MutableSpan<Double>) {
    var count = 0
    for word in 0..<bracketed.count {
      var bits = bracketed[word]
      while bits != 0 {
        candidates[count] = values[word &<< 6 | bits.trailingZeroBitCount]
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
