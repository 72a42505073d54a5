import WindowKernels

/// Values over even slots of time, each constant within its slot: a step function.
///
///     let series = try StepSeries(start: start, slot: .seconds(3_600), values: [20, 60, nil, 80])
///     print(series.end)       // four hours after `start`
///     print(series[1] as Any) // Optional(60.0)
///     print(series.gaps)      // [2..<3]
///
/// Slot `i` covers `[start + i * slot, start + (i + 1) * slot)`. The series knows no unit: an ``IntensityTrace``, a
/// ``PriceSeries`` and a ``CapacitySeries`` each hold one and say what its values mean.
///
/// **Exactness.** Beside the values as they came, the series holds them on a grid on which any sum of slots is exact in
/// `Double` (``roundingStep``). Results depend neither on the order of additions nor on where a sum begins.
public struct StepSeries: Sendable {
  /// When slot 0 begins.
  public let start: Instant

  /// Ranges of slots without a value, in time order, none empty, no two touching.
  public let gaps: [Range<Int>]

  /// The spacing of the power-of-two grid that values are rounded to for sums; 0 where none had to be, because they are
  /// decimals short enough to be added up exactly.
  public let roundingStep: Double

  /// Values as they came, in the unit of their source; 0 in gaps.
  package let sourceValues: [Double]

  /// What one of the source's units is in the unit that results are wanted in.
  package let conversion: UnitConversion

  /// How many grid units make one of the source's units: the power of ten in which `gridValues` are held.
  package let unitsPerSourceUnit: Double

  /// What all `gridValues` are multiples of, in grid units: a power of two.
  package let gridStep: Double

  /// Values on the exact grid, in grid units; 0 in gaps. Any sum of them, and of up to `4 * slotSeconds` copies of one, is
  /// exact.
  package let gridValues: [Double]

  /// `cumulative[i]` is the exact sum of `gridValues[..<i]`; one entry more than there are slots.
  package let cumulative: [Double]

  package let slotSeconds: Int64

  /// Makes a series in which `nil` marks a gap.
  ///
  /// - Parameters:
  ///   - start: When the first slot begins.
  ///   - slot: How long each lasts: a whole number of seconds, from one second to 366 days.
  ///   - values: One finite value a slot, of magnitude at most ``largestMagnitude``; at least one.
  /// - Throws: ``SeriesError`` if there is no value, one is not finite or too large, the slot length does not fit, or the
  ///   series ends after the last instant.
  /// - Complexity: O(slots) time and memory: three `Double`s a slot.
  public init(start: Instant, slot: Duration, values: [Double?]) throws(SeriesError) {
    try self.init(start: start, slot: slot, values: values.map { $0 ?? 0 }, gaps: values.gaps)
  }

  /// The general form: `values` holds 0 wherever `gaps`, in time order and apart from each other, has a slot.
  package init(
    start: Instant, slot: Duration, values: [Double], gaps: [Range<Int>], conversion: UnitConversion = .none,
    largestMagnitude: Double = Self.largestMagnitude
  ) throws(SeriesError) {
    guard !values.isEmpty else { throw .empty }
    guard let slotSeconds = slot.wholeSeconds, (1...Self.longestSlotSeconds).contains(slotSeconds) else {
      throw .slotLength(slot)
    }
    let (length, lengthOverflow) = Int64(values.count).multipliedReportingOverflow(by: slotSeconds)
    guard !lengthOverflow, !start.secondsSince1970.addingReportingOverflow(length).overflow else {
      throw .endsAfterAllTime(start: start, slotCount: values.count)
    }
    let scan = ValueScan(values.span)
    // One comparison refuses NaN, infinities and values too large.
    if !(scan.largestMagnitude <= largestMagnitude),
      let slot = values.firstIndex(where: { !(abs($0) <= largestMagnitude) })
    {
      throw .value(values[slot], slot: slot, at: start.advanced(by: .seconds(Int64(slot) * slotSeconds)))
    }
    let grid = ExactGrid(values, scan, slotSeconds: slotSeconds)
    self.start = start
    self.slotSeconds = slotSeconds
    self.gaps = gaps
    self.conversion = conversion
    unitsPerSourceUnit = grid.unitsPerValue
    gridStep = grid.step
    roundingStep = conversion.value(of: grid.roundingStep)
    sourceValues = values
    gridValues = grid.holdsValues ? values : values.map(grid.nearest(to:))
    cumulative = prefixSums(of: gridValues)
  }

  /// The largest magnitude a value may have.
  public static let largestMagnitude = 1e15

  private static let longestSlotSeconds: Int64 = 366 * 86_400
}

extension Array where Element == Double? {
  /// The ranges of `nil`, in order, no two touching.
  package var gaps: [Range<Int>] {
    var gaps: [Range<Int>] = []
    for (slot, value) in enumerated() where value == nil { gaps.appendJoining(slot..<slot + 1) }
    return gaps
  }
}

extension StepSeries: Hashable {
  /// Series are equal if they say the same of the same time, in the same unit.
  public static func == (left: StepSeries, right: StepSeries) -> Bool {
    left.start == right.start && left.slotSeconds == right.slotSeconds && left.gaps == right.gaps
      && left.conversion == right.conversion && left.sourceValues == right.sourceValues
  }

  /// Feeds when and how long the series is; a year of values would take longer than comparing it.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(start)
    hasher.combine(slotSeconds)
    hasher.combine(sourceValues.count)
  }
}

extension StepSeries: CustomStringConvertible {
  /// One line: `8784 slots of 1h, 2020-01-01T00:00:00Z/2021-01-01T00:00:00Z, 3 without a value`.
  public var description: String {
    "\(slotCount) \(slotCount == 1 ? "slot" : "slots") of \(slot.compactDescription), \(start)/\(end)"
      + (gaps.isEmpty ? "" : ", \(gapSlotCount) without a value")
  }
}

#if !hasFeature(Embedded)
  extension StepSeries: Codable {
    private enum CodingKeys: String, CodingKey { case start, slotSeconds, values }

    /// Decodes and validates `start`, `slotSeconds` and `values`, where `null` is a gap.
    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      try self.init(
        start: container.decode(Instant.self, forKey: .start),
        slot: .seconds(container.decode(Int64.self, forKey: .slotSeconds)),
        values: container.decode([Double?].self, forKey: .values))
    }

    /// Encodes the values, with `null` for gaps.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(start, forKey: .start)
      try container.encode(slotSeconds, forKey: .slotSeconds)
      try container.encode(values, forKey: .values)
    }
  }
#endif
