/// The savings of many starts told apart by even buckets, to find the few near an order statistic.
///
///     differences    3.1  0.0  7.9  3.3  9.6        in the low half of a pair
///     bucket           3    0    5    3    5        0 is for zeros alone, the last for all that is above the scale
///
///     ratios         0.1  0.0  0.2  0.1  none       in the high half
///     bucket           2    0    4    2  none
///
/// Savings are not kept: only their buckets are, which whoever has the savings writes to `pairs`.
struct BucketedSavings: Sendable {
  /// What a saving is told by.
  enum Kind: Int, CaseIterable {
    case difference, ratio
  }

  /// How many buckets there are of each kind, a power of two.
  ///
  /// Of a year's 105,120 savings about 50 lie in each. The counts just fit the fastest memory.
  static let bucketCount = 2_048

  /// The bucket of a ratio that there is not, behind all others.
  static let none = UInt32(bucketCount - 1)

  /// The bucket of the largest savings.
  private static let last = Double(bucketCount - 2)

  /// The two buckets of each start.
  var pairs: [UInt32] = []

  /// How many savings fell in each bucket. Neighbours often fall in the same one: starts in turn have a table of their
  /// own, which spares each the wait for the one before.
  ///
  ///     differences of even starts | ratios of even starts | differences of odd starts | ratios of odd starts
  var counts = [UInt32](repeating: 0, count: tableCount * bucketCount)

  private static let tableCount = 4

  /// Makes room for `count` starts, and forgets those before.
  mutating func begin(count: Int) {
    if pairs.count < count { pairs.append(contentsOf: repeatElement(0, count: count - pairs.count)) }
    for index in counts.indices { counts[index] = 0 }
  }

  /// What savings are multiplied by to find their bucket.
  ///
  /// - Parameter value: A saving that few are above. It is zero or more.
  static func scale(upTo value: Double) -> Double { min(last / max(value, 0x1p-1000), 0x1p1000) }

  /// The pairs of four starts.
  ///
  /// - Parameter differences: Zero or more, as multiples of a grid of which 2^53 steps reach the scale's end.
  @inline(__always)
  static func pairs(_ differences: Lanes, scale: Lanes, _ ratios: Lanes, scale ratioScale: Lanes) -> SIMD4<UInt32> {
    let last = Lanes(repeating: last)
    // A half more: what is above zero is rounded to one or more, and zero to the even one of its neighbours, zero.
    let bucket = lowestBits(Lanes.minimum(differences * scale + 0.5, last))
    let ratioBucket = lowestBits(Lanes.minimum(ratios * ratioScale, last))
    return bucket | ratioBucket &<< 16
  }

  /// Small numbers of zero or more, rounded to whole ones.
  @inline(__always)
  private static func lowestBits(_ numbers: Lanes) -> SIMD4<UInt32> {
    // Adding 1.5 * 2^52 leaves them in the lowest bits.
    let places = numbers + Lanes(repeating: 0x1.8p52)
    return SIMD4<UInt32>(
      UInt32(truncatingIfNeeded: places[0].bitPattern), UInt32(truncatingIfNeeded: places[1].bitPattern),
      UInt32(truncatingIfNeeded: places[2].bitPattern), UInt32(truncatingIfNeeded: places[3].bitPattern))
  }

  /// Counts the pairs of some starts, the first of them even.
  mutating func count(_ starts: Range<Int>) {
    for start in starts {
      let table = start % 2 * Kind.allCases.count * Self.bucketCount
      counts[table + Int(pairs[start] & 0xffff)] += 1
      counts[table + Self.bucketCount + Int(pairs[start] >> 16)] += 1
    }
  }

  /// Counts the pairs of four starts of a block, a quarter of it apart: they seldom share a bucket, and those next to them
  /// are counted in the other tables, so that hardly any count waits for another.
  ///
  ///     even    s . . . . . . . s . . . . . . . s . . . . . . . s . . . . . . .
  ///     odd     . s . . . . . . . s . . . . . . . s . . . . . . . s . . . . . .
  ///
  /// - Parameters:
  ///   - start: The first of them; the others are in bounds, too.
  ///   - isOdd: Whether it is odd.
  ///   - pairs: As `pairs(_:scale:_:scale:)` makes them.
  ///   - counts: As many as `counts` has.
  @inline(__always)
  static func count(
    unchecked start: Int, isOdd: Bool, of pairs: Span<UInt32>, into counts: inout MutableSpan<UInt32>
  ) {
    for quarter in 0..<4 {
      let offset = (start &+ quarter &* SavingSums.blockSize / 4) &* MemoryLayout<UInt32>.stride
      for kind in 0..<Kind.allCases.count {
        // SAFETY: the caller has checked the bounds of the starts, and that their buckets are made from numbers of zero or
        // more, which makes them less than `bucketCount`.
        let bucket = unsafe pairs.bytes.unsafeLoadUnaligned(
          fromUncheckedByteOffset: offset &+ kind &* MemoryLayout<UInt16>.stride, as: UInt16.self)
        let table = kind &+ (isOdd ? Kind.allCases.count : 0)
        unsafe counts[unchecked: Int(bucket) &+ table &* bucketCount] &+= 1
      }
    }
  }

  /// How many starts have a bucket.
  func count(of kind: Kind, inBucket bucket: Int) -> Int {
    let place = kind.rawValue * Self.bucketCount + bucket
    return Int(counts[place]) + Int(counts[place + Kind.allCases.count * Self.bucketCount])
  }

  /// The bucket of a start.
  func bucket(of kind: Kind, at start: Int) -> UInt16 {
    UInt16(truncatingIfNeeded: pairs[start] >> UInt32(16 * kind.rawValue))
  }

  /// A bucket, and how many savings lie in those before it.
  struct Place {
    let bucket: Int
    let belowCount: Int
  }

  /// Where the savings of some ranks lie; the ranks are given in rising order.
  func places(of kind: Kind, ofRanks ranks: [Int]) -> [Place] {
    var places: [Place] = []
    var (bucket, belowCount) = (0, 0)
    var count = count(of: kind, inBucket: 0)
    for rank in ranks {
      while rank >= belowCount + count {
        belowCount += count
        bucket += 1
        count = self.count(of: kind, inBucket: bucket)
      }
      places.append(Place(bucket: bucket, belowCount: belowCount))
    }
    return places
  }
}
