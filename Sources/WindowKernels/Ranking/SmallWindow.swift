/// The cheapest few slots of every short window: four windows side by side, and no branch that depends on the values.
///
/// Where a window is short, to order its slots anew costs less than to repair the order of the window before, and there
/// is nothing for the processor to mispredict.
enum SmallWindow {
  /// The most slots a window may choose: one register for each, and some to work with.
  static let mostChosen = 5

  /// The longest window that costs no more this way than by repair.
  ///
  /// The cost grows by 0.6 ns a slot, from 1.7 ns a window at 2 slots over 5 at 8 to 7.5 at 12. Repair takes 11 to 17 ns
  /// on five-minute values and on noise; on hourly values cut into five-minute slots, the kindest it meets, 7 to 8.
  static let longest = 12

  /// The longest trace whose ranks fit into a key.
  static let mostSlots = 1 << 23

  /// Whether a sweep is to go this way. One of less than four windows would not fill a vector.
  static func suits(slots: Int, length: Int, chosenCount: Int) -> Bool {
    length <= longest && chosenCount <= mostChosen && slots <= mostSlots && slots - length + 1 >= Lanes.width
  }

  /// The results of `RankWindow.sweep`.
  static func sweep(
    _ values: Span<Double>, _ ranks: borrowing Ranks, _ length: Int, _ chosenCount: Int,
    _ sums: inout MutableSpan<Double>, _ pauses: inout MutableSpan<Int32>
  ) {
    let rankOfSlot = ranks.rankOfSlot.span
    var next = 0
    while next < sums.count {
      // The last four windows may overlap those before them.
      let start = min(next, sums.count &- Lanes.width)
      next = start &+ Lanes.width
      let threshold = threshold(rankOfSlot, start, length, chosenCount)
      var sum = Lanes()
      var runs = SIMD4<Int32>()
      var before = SIMD4<Int32>()
      for slot in start..<(start &+ length) {
        let isChosen = keys(rankOfSlot, slot) .<= threshold
        let lanes = values.lanes(at: slot)
        sum += Lanes(
          isChosen[0] ? lanes[0] : 0,
          isChosen[1] ? lanes[1] : 0,
          isChosen[2] ? lanes[2] : 0,
          isChosen[3] ? lanes[3] : 0)
        let bits = SIMD4<Int32>().replacing(with: 1, where: isChosen)
        runs &+= bits & ~before
        before = bits
      }
      sums.store(sum, at: start)
      pauses.store(runs &- 1, at: start)
    }
  }

  /// The keys of the dearest chosen slots of the four windows from `start` on.
  @inline(__always)
  private static func threshold(
    _ rankOfSlot: Span<Int32>, _ start: Int, _ length: Int, _ chosenCount: Int
  ) -> SIMD4<Float> {
    // The lowest keys so far, in ascending order. Each new one sinks to its place, and pushes the highest out.
    var first = SIMD4<Float>(repeating: .infinity)
    var second = first
    var third = first
    var fourth = first
    var fifth = first
    for slot in start..<(start &+ length) {
      var key = keys(rankOfSlot, slot)
      sink(&key, past: &first)
      if chosenCount > 1 { sink(&key, past: &second) }
      if chosenCount > 2 { sink(&key, past: &third) }
      if chosenCount > 3 { sink(&key, past: &fourth) }
      if chosenCount > 4 { sink(&key, past: &fifth) }
    }
    switch chosenCount {
    case 1: return first
    case 2: return second
    case 3: return third
    case 4: return fourth
    default: return fifth
    }
  }

  /// Leaves the smaller of each lane in `place`, and the larger in `key`.
  ///
  /// Written out for the same reason as `Lanes.minimum`.
  @inline(__always)
  private static func sink(_ key: inout SIMD4<Float>, past place: inout SIMD4<Float>) {
    let (a, b) = (place, key)
    place = SIMD4(
      a[0] < b[0] ? a[0] : b[0],
      a[1] < b[1] ? a[1] : b[1],
      a[2] < b[2] ? a[2] : b[2],
      a[3] < b[3] ? a[3] : b[3])
    key = SIMD4(
      a[0] < b[0] ? b[0] : a[0],
      a[1] < b[1] ? b[1] : a[1],
      a[2] < b[2] ? b[2] : a[2],
      a[3] < b[3] ? b[3] : a[3])
  }

  /// The ranks of four slots, each as the fraction of a Float from 1 up to 2.
  ///
  /// Such Floats compare as the ranks do, and have a minimum instruction, which at the x86-64 baseline integers lack.
  @inline(__always)
  private static func keys(_ rankOfSlot: Span<Int32>, _ slot: Int) -> SIMD4<Float> {
    let bits = SIMD4<UInt32>(truncatingIfNeeded: rankOfSlot.lanes(at: slot)) | Float(1).bitPattern
    return SIMD4(
      Float(bitPattern: bits[0]), Float(bitPattern: bits[1]), Float(bitPattern: bits[2]), Float(bitPattern: bits[3]))
  }
}
