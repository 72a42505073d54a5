extension BucketedSavings {
  /// Three buckets of each kind; those that are not set are nobody's.
  struct Wanted {
    private var buckets = SIMD8<UInt16>(repeating: .max)

    /// - Parameter index: Which of the three.
    subscript(kind: Kind, index: Int) -> UInt16 {
      get { buckets[2 * index + kind.rawValue] }
      set { buckets[2 * index + kind.rawValue] = newValue }
    }

    /// One of the three of each kind, beside itself: what eight pairs are compared with at once.
    fileprivate func group(_ index: Int) -> SIMD16<UInt16> {
      var group = SIMD16<UInt16>()
      for lane in group.indices { group[lane] = buckets[2 * index + lane % 2] }
      return group
    }

    fileprivate func contains(_ pair: UInt32) -> Bool {
      let (difference, ratio) = (UInt16(truncatingIfNeeded: pair), UInt16(truncatingIfNeeded: pair >> 16))
      return difference == buckets[0] || difference == buckets[2] || difference == buckets[4]
        || ratio == buckets[1] || ratio == buckets[3] || ratio == buckets[5]
    }
  }

  /// A start, and its pair of buckets.
  struct Start {
    let position: Int32
    fileprivate let pair: UInt32

    /// The bucket of its saving.
    @inline(__always)
    func bucket(of kind: Kind) -> UInt16 { UInt16(truncatingIfNeeded: pair &>> UInt32(16 &* kind.rawValue)) }
  }

  /// Collects the starts, among the first `count`, of which a bucket is wanted, and returns how many they are.
  ///
  /// - Parameter starts: Where to; room for them, and for seven more.
  func gather(_ wanted: Wanted, among count: Int, into starts: inout [Start]) -> Int {
    Self.gather(wanted, pairs.span.extracting(0..<count), into: &starts)
  }

  /// Room for so many starts.
  static func room(for count: Int) -> [Start] { [Start](repeating: Start(position: 0, pair: 0), count: count) }

  private static func gather(_ wanted: Wanted, _ pairs: Span<UInt32>, into starts: inout [Start]) -> Int {
    var starts = starts.mutableSpan
    let (first, second, third) = (wanted.group(0), wanted.group(1), wanted.group(2))
    let width = SIMD16<UInt16>.scalarCount / 2
    var (count, index) = (0, 0)
    while index <= pairs.count &- width {
      // SAFETY: the group's last pair is in bounds, and any bytes are valid integers.
      let group = unsafe pairs.bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: index &* MemoryLayout<UInt32>.stride, as: SIMD16<UInt16>.self)
      let isWanted = (group .== first) .| (group .== second) .| (group .== third)
      if any(isWanted) {
        // SAFETY: any bits are valid integers.
        let marks = unsafe unsafeBitCast(
          SIMD16<UInt16>().replacing(with: SIMD16(repeating: 1), where: isWanted), to: SIMD8<UInt32>.self)
        // Without a branch for each: written anyway, and kept if it is one.
        for lane in marks.indices {
          starts[count] = Start(position: Int32(truncatingIfNeeded: index &+ lane), pair: pairs[index &+ lane])
          count &+= marks[lane] == 0 ? 0 : 1
        }
      }
      index &+= width
    }
    return collect(wanted, pairs, index..<pairs.count, into: &starts, after: count)
  }

  private static func collect(
    _ wanted: Wanted, _ pairs: Span<UInt32>, _ range: Range<Int>, into starts: inout MutableSpan<Start>,
    after count: Int
  ) -> Int {
    var count = count
    for index in range where wanted.contains(pairs[index]) {
      starts[count] = Start(position: Int32(truncatingIfNeeded: index), pair: pairs[index])
      count += 1
    }
    return count
  }
}
