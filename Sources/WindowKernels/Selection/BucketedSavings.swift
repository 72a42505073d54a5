/// The savings of many starts told apart by even buckets, to find the few near an order statistic.
///
///     differences    3.1  0.0  7.9  3.3  9.6        in the low half of a pair
///     bucket           3    0    8    3   10        0 is for zeros alone
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

  /// How many buckets there are of each kind: as many as their numbers can tell apart, so that any number is one of them.
  ///
  /// Few are used, the first 2,000: of a year's 105,120 savings about 50 lie in each, and their counts just fit the fastest
  /// memory. The rest is for savings that are far above the sample's, and for sums of 32 that are not, which tell that a
  /// whole block of savings has its own buckets; see `SavingPass`.
  static let bucketCount = 1 << 16

  /// The bucket of a ratio that there is not, behind all others.
  static let none = UInt32(bucketCount - 2)

  /// The bucket of all that is above the scale's end.
  private static let last = Double(bucketCount - 3)

  /// What is in them says nothing of how far the others reach.
  private static let rareBuckets = [Int(last), Int(none)]

  /// The bucket of a saving that few are above.
  private static let usual = 2_000.0

  /// The two buckets of each start.
  var pairs: [UInt32] = []

  /// How many savings fell in each bucket. Neighbours often fall in the same one: starts in turn have a table of their
  /// own, which spares each the wait for the one before.
  ///
  ///     differences of even starts | ratios of even starts | differences of odd starts | ratios of odd starts
  var counts: [UInt32] = []

  private static let tableCount = 4

  /// Where the tables of odd starts begin.
  static let oddTables = Kind.allCases.count * bucketCount

  /// How many starts there are.
  private var startCount = 0

  /// How many buckets of each kind may hold any, those that are rare left aside.
  private var usedCounts = [0, 0]

  /// Makes room for `count` starts, and forgets those before.
  mutating func begin(count: Int) {
    if pairs.count < count { pairs.append(contentsOf: repeatElement(0, count: count - pairs.count)) }
    if counts.isEmpty { counts = [UInt32](repeating: 0, count: Self.tableCount * Self.bucketCount) }
    for (table, used) in zip(0..<Self.tableCount, usedCounts + usedCounts) {
      let first = table * Self.bucketCount
      for bucket in first..<first + used { counts[bucket] = 0 }
      for bucket in Self.rareBuckets { counts[first + bucket] = 0 }
    }
    startCount = count
    usedCounts = [Self.bucketCount, Self.bucketCount]
  }

  /// What savings are multiplied by to find their bucket.
  ///
  /// - Parameter value: A saving that few are above. It is zero or more.
  static func scale(upTo value: Double) -> Double { min(usual / max(value, 0x1p-1000), 0x1p1000) }

  /// Whether some savings have buckets of their own, before `last`.
  ///
  /// - Parameter value: None of them is above it.
  static func holds(_ value: Double, scale: Double) -> Bool { value * scale + 1 < last }

  /// The pairs of four starts whose savings the scales hold.
  ///
  /// - Parameter differences: Zero or more, as multiples of a grid of which 2^53 steps reach the scale's end.
  @inline(__always)
  static func pairs(_ differences: Lanes, scale: Lanes, _ ratios: Lanes, scale ratioScale: Lanes) -> SIMD4<UInt32> {
    // A half more: what is above zero is rounded to one or more, and zero to the even one of its neighbours, zero.
    let bucket = lowestBits(differences * scale + 0.5)
    let ratioBucket = lowestBits(ratios * ratioScale)
    return bucket | ratioBucket &<< 16
  }

  /// The same for any savings.
  static func pairsWithCare(
    _ differences: Lanes, scale: Lanes, _ ratios: Lanes, scale ratioScale: Lanes
  ) -> SIMD4<UInt32> {
    let last = Lanes(repeating: last)
    return lowestBits(Lanes.minimum(differences * scale + 0.5, last))
      | lowestBits(Lanes.minimum(ratios * ratioScale, last)) &<< 16
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
      let table = start % 2 * Self.oddTables
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
  ///   - pairs: As `pairs(_:scale:_:scale:)` makes them.
  ///   - counts: As many as `counts` has.
  ///   - tables: Where its tables begin: 0 if it is even, else `oddTables`.
  @inline(__always)
  static func count(
    unchecked start: Int, of pairs: Span<UInt32>, into counts: inout MutableSpan<UInt32>, from tables: Int
  ) {
    for quarter in 0..<4 {
      let offset = (start &+ quarter &* SavingSums.blockSize / 4) &* MemoryLayout<UInt32>.stride
      for kind in 0..<Kind.allCases.count {
        // SAFETY: the caller has checked the bounds of the starts, and any number of 16 bits is a bucket's.
        let bucket = unsafe pairs.bytes.unsafeLoadUnaligned(
          fromUncheckedByteOffset: offset &+ kind &* MemoryLayout<UInt16>.stride, as: UInt16.self)
        unsafe counts[unchecked: tables &+ kind &* bucketCount &+ Int(bucket)] &+= 1
      }
    }
  }

  /// How many starts have a bucket.
  func count(of kind: Kind, inBucket bucket: Int) -> Int {
    let place = kind.rawValue * Self.bucketCount + bucket
    return Int(counts[place]) + Int(counts[place + Self.oddTables])
  }

  /// A bucket, and how many savings lie in those before it.
  struct Place {
    let bucket: Int
    let belowCount: Int
  }

  /// Where the savings of some ranks lie, once all starts have been counted; the ranks are given in rising order.
  mutating func places(of kind: Kind, ofRanks ranks: [Int]) -> [Place] {
    var places: [Place] = []
    // All before a group of buckets, those of the group, and those before a bucket of it.
    var (group, belowGroup) = (0, 0)
    var groupCount = groupCount(of: kind, from: 0)
    for rank in ranks {
      while rank >= belowGroup + groupCount {
        belowGroup += groupCount
        group += Self.groupSize
        groupCount = self.groupCount(of: kind, from: group)
      }
      var (bucket, belowCount) = (group, belowGroup)
      while true {
        let count = count(of: kind, inBucket: bucket)
        if rank < belowCount + count { break }
        belowCount += count
        bucket += 1
      }
      places.append(Place(bucket: bucket, belowCount: belowCount))
    }
    let rareCount = Self.rareBuckets.reduce(0) { $0 + count(of: kind, inBucket: $1) }
    while belowGroup + groupCount < startCount - rareCount {
      belowGroup += groupCount
      group += Self.groupSize
      groupCount = self.groupCount(of: kind, from: group)
    }
    usedCounts[kind.rawValue] = group + Self.groupSize
    return places
  }

  /// How many buckets are looked at together.
  private static let groupSize = 64

  /// How many savings lie in a group of buckets.
  private func groupCount(of kind: Kind, from bucket: Int) -> Int {
    let counts = counts.span
    let even = kind.rawValue * Self.bucketCount + bucket
    var sums = SIMD8<UInt32>()
    for place in stride(from: even, to: even + Self.groupSize, by: SIMD8<UInt32>.scalarCount) {
      sums &+= counts.group(at: place) &+ counts.group(at: place + Self.oddTables)
    }
    return Int(sums.wrappedSum())
  }
}

extension Span<UInt32> {
  /// The eight values from `index` on.
  @inline(__always)
  fileprivate func group(at index: Int) -> SIMD8<UInt32> {
    // SAFETY: the load is bounds-checked, and any bytes are valid integers.
    unsafe bytes.unsafeLoadUnaligned(fromByteOffset: index &* MemoryLayout<UInt32>.stride, as: SIMD8<UInt32>.self)
  }
}
