/// Values of zero or more told apart by even buckets, to find the few near an order statistic.
///
///     values    3.1  0.0  7.9  3.3  9.6
///     bucket      2    0    4    2    4     the last takes all that is above the scale
///
/// Values are not kept: only their buckets are, which whoever has the values writes to `buckets`.
struct BucketedValues: Sendable {
  /// How many buckets there are.
  ///
  /// Of a year's 105,120 values about 50 lie in each. With 4,096 buckets the counts leave the fastest memory.
  static let bucketCount = 2_048

  /// The bucket of what is no value, behind all others.
  static let none = Int32(bucketCount)

  /// The bucket of each value.
  var buckets: [Int32] = []

  /// How many values fell in each bucket: four counts side by side, to be added up.
  private var counts: [Int32] = []

  /// Makes room for `count` values.
  mutating func begin(count: Int) {
    if buckets.count < count { buckets.append(contentsOf: repeatElement(0, count: count - buckets.count)) }
    counts = [Int32](repeating: 0, count: Self.tableCount * Self.tableSize)
  }

  private static let tableCount = 4
  private static let tableSize = bucketCount + 1

  /// What values are multiplied by to find their bucket.
  ///
  /// - Parameter value: A value that few are above. It is zero or more.
  static func scale(upTo value: Double) -> Double {
    min(Double(bucketCount - 1) / max(value, 0x1p-1000), 0x1p1000)
  }

  /// The buckets of four values.
  @inline(__always)
  static func buckets(of values: Lanes, scale: Lanes) -> SIMD4<Int32> {
    let last = Lanes(repeating: Double(bucketCount - 1))
    // Adding 1.5 * 2^52 leaves a small number rounded in the lowest bits.
    let place = Lanes.minimum(values * scale, last) + Lanes(repeating: 0x1.8p52)
    return SIMD4<Int32>(
      truncatingIfNeeded: SIMD4<Int64>(
        Int64(bitPattern: place[0].bitPattern), Int64(bitPattern: place[1].bitPattern),
        Int64(bitPattern: place[2].bitPattern), Int64(bitPattern: place[3].bitPattern)))
  }

  /// Counts the first `count` of `buckets`.
  mutating func countAll(_ count: Int) { Self.countAll(buckets, count, into: &counts) }

  private static func countAll(_ buckets: [Int32], _ count: Int, into counts: inout [Int32]) {
    let buckets = buckets.span.extracting(0..<count)
    var counts = counts.mutableSpan
    precondition(counts.count == tableCount * tableSize)
    // Neighbours often fall in the same bucket: a table of its own spares each the wait for the one before.
    var index = 0
    while index <= buckets.count &- tableCount {
      // SAFETY: the index is in bounds, and buckets are from 0 to `none`, of which each table has a count.
      unsafe counts[unchecked: Int(buckets[unchecked: index])] &+= 1
      unsafe counts[unchecked: Int(buckets[unchecked: index &+ 1]) &+ tableSize] &+= 1
      unsafe counts[unchecked: Int(buckets[unchecked: index &+ 2]) &+ 2 &* tableSize] &+= 1
      unsafe counts[unchecked: Int(buckets[unchecked: index &+ 3]) &+ 3 &* tableSize] &+= 1
      index &+= tableCount
    }
    while index < buckets.count {
      counts[Int(buckets[index])] += 1
      index += 1
    }
  }

  /// How many values a bucket holds.
  func count(ofBucket bucket: Int) -> Int {
    var sum = 0
    for table in 0..<Self.tableCount { sum += Int(counts[table * Self.tableSize + bucket]) }
    return sum
  }

  /// A bucket, and how many values lie in those before it.
  struct Place {
    let bucket: Int
    let belowCount: Int
  }

  /// Where the values of some ranks lie; the ranks are given in rising order.
  func places(ofRanks ranks: [Int]) -> [Place] {
    var places: [Place] = []
    var (bucket, belowCount) = (0, 0)
    var count = count(ofBucket: 0)
    for rank in ranks {
      while rank >= belowCount + count {
        belowCount += count
        bucket += 1
        count = self.count(ofBucket: bucket)
      }
      places.append(Place(bucket: bucket, belowCount: belowCount))
    }
    return places
  }

  /// Collects the first of `buckets` that are one of three, and returns how many they are.
  ///
  /// - Parameter positions: Where to; room for three more than that.
  func gather(_ wanted: SIMD3<Int32>, among count: Int, into positions: inout [Int32]) -> Int {
    Self.gather(wanted, buckets.span.extracting(0..<count), into: &positions)
  }

  private static func gather(_ wanted: SIMD3<Int32>, _ buckets: Span<Int32>, into positions: inout [Int32]) -> Int {
    var positions = positions.mutableSpan
    let (first, second, third) = (Group(repeating: wanted[0]), Group(repeating: wanted[1]), Group(repeating: wanted[2]))
    var (count, index) = (0, 0)
    while index <= buckets.count &- Group.scalarCount {
      // SAFETY: the group's last bucket is in bounds, and any bytes are valid integers.
      let group = unsafe buckets.bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: index &* MemoryLayout<Int32>.stride, as: Group.self)
      if any((group .== first) .| (group .== second) .| (group .== third)) {
        for lane in 0..<Group.scalarCount {
          let bucket = group[lane]
          if bucket == wanted[0] || bucket == wanted[1] || bucket == wanted[2] {
            positions[count] = Int32(truncatingIfNeeded: index &+ lane)
            count &+= 1
          }
        }
      }
      index &+= Group.scalarCount
    }
    while index < buckets.count {
      if buckets[index] == wanted[0] || buckets[index] == wanted[1] || buckets[index] == wanted[2] {
        positions[count] = Int32(truncatingIfNeeded: index)
        count &+= 1
      }
      index &+= 1
    }
    return count
  }

  private typealias Group = SIMD8<Int32>
}
