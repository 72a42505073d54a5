/// The running sums of `SavingTotals`, taken four starts at a time, in blocks.
///
/// Nearly all blocks are plain: each start has a ratio, none is worse than before, and sums fit a Double. One that is not is found out at its end, and taken
/// once more with care.
struct SavingSums {
  // A sum of 2^26 numbers of 53 bits does not fit a Double, but it does in halves: multiples of 2^27 steps, which are
  // below 2^26 of them each, and what is left, below 2^26 steps. Adding and taking away 1.5 * 2^52 such multiples
  // rounds to them.
  private let rounder: Double
  private let limit: Double
  private(set) var beforeHigh = Lanes()
  private(set) var beforeLow = Lanes()
  private(set) var afterHigh = Lanes()
  private(set) var afterLow = Lanes()
  private(set) var ratios = Lanes()
  private(set) var withoutRatioCount = 0

  /// How many starts are taken at a time: few enough that the sums of a block fit a Double on any grid that a year of
  /// values fits, for jobs up to ten days.
  static let blockSize = 128

  /// - Parameters:
  ///   - prefixSums: What `PrefixSums` makes of the values; or, with a length of 0, one `before` for each start.
  ///   - length: How many values each `before` covers.
  ///   - found: The `after` of each start.
  ///   - step: The grid that all values are multiples of, a power of two.
  init(_ prefixSums: Span<Double>, length: Int, found: Span<Double>, step: Double) {
    precondition(length >= 0, "A sum covers at least one value.")
    precondition(found.count + length <= prefixSums.count, "The last start's values end inside the array.")
    precondition(found.count <= 1 << 26, "Sums are exact for up to 2^26 starts.")
    rounder = 0x1.8p52 * (0x1p27 * step)
    limit = 0x1p53 * step
  }

  /// The sums of a block on the way.
  struct Block {
    private var before = Lanes()
    private(set) var differences = Lanes()
    /// The sign bits of all that must not be below zero.
    private var signs = SIMD2<UInt64>()
    fileprivate(set) var ratios: Lanes

    init(after sums: SavingSums) { ratios = sums.ratios }

    /// Adds four starts.
    ///
    /// - Parameter start: The first of them; all four are in bounds of what the sums were made for.
    @inline(__always)
    mutating func take(
      _ start: Int, of prefixSums: Span<Double>, length: Int, found: Span<Double>
    ) -> (differences: Lanes, ratios: Lanes) {
      let end = prefixSums.lanes(unchecked: start &+ length)
      let now = length > 0 ? end - prefixSums.lanes(unchecked: start) : end
      let difference = now - found.lanes(unchecked: start)
      let ratio = difference / now
      before += now
      differences += difference
      let bits = now.bits | difference.bits
      signs |= bits.lowHalf | bits.highHalf
      ratios += ratio
      return (difference, ratio)
    }

    /// What no ratio of the block is above, if it is plain: the sum of its ratios, and what adding up to `ratios` rounded.
    func ratioBound(after sums: SavingSums) -> Double {
      (ratios - sums.ratios).max() + ratios.max() * Double(SavingSums.blockSize) * 0x1p-52
    }

    /// What was added; `nil` if it is not plain.
    ///
    /// Numbers of zero or more whose sum, rounded at every step, ends below the limit never reached it, and so none was rounded.
    fileprivate func sums(below limit: Double) -> (before: Lanes, after: Lanes)? {
      // What was zero before has no finite ratio.
      guard (signs[0] | signs[1]) < 1 << 63, ratios.sum().isFinite, before.max() < limit, differences.max() < limit
      else {
        return nil
      }
      return (before, before - differences)
    }
  }

  /// Adds a block, and says whether it was plain; if not, it is not added.
  mutating func commit(_ block: Block) -> Bool {
    guard let sums = block.sums(below: limit) else { return false }
    add(sums.before, sums.after)
    ratios = block.ratios
    return true
  }

  /// Adds some starts, up to four, whatever they are; lanes that are left over save nothing and have no ratio.
  mutating func takeWithCare(
    _ start: Int, of prefixSums: Span<Double>, length: Int, found: Span<Double>
  ) -> (before: Lanes, differences: Lanes, ratios: Lanes) {
    var (before, after, ratios) = (Lanes(), Lanes(), Lanes())
    for lane in 0..<min(Lanes.width, found.count - start) {
      before[lane] = prefixSums[start + lane + length] - (length > 0 ? prefixSums[start + lane] : 0)
      after[lane] = found[start + lane]
      if before[lane] > 0 { ratios[lane] = (before[lane] - after[lane]) / before[lane] } else { withoutRatioCount += 1 }
    }
    add(before, after)
    self.ratios += ratios
    return (before, before - after, ratios)
  }

  private mutating func add(_ before: Lanes, _ after: Lanes) {
    let beforeMultiple = (before + rounder) - rounder
    let afterMultiple = (after + rounder) - rounder
    beforeHigh += beforeMultiple
    beforeLow += before - beforeMultiple
    afterHigh += afterMultiple
    afterLow += after - afterMultiple
  }
}
