/// The carbon intensity of a power grid over time: evenly spaced slots, constant within a slot.
///
///     let trace = try IntensityTrace(
///       start: Instant(secondsSince1970: 1_577_836_800), slot: .seconds(3_600),
///       gramsPerKilowattHour: [20, 60, 10, 80])
///     print(trace.end)           // 2020-01-01T04:00:00Z
///     print(trace[2] as Any)     // Optional(10.0)
///
/// Slot `i` covers `[start + i * slot, start + (i + 1) * slot)`. Values are grams of CO2 equivalent per kilowatt-hour;
/// zero and negative ones are ordinary. A slot without a value is a *gap*; what a plan does on meeting one is the
/// trace's ``gapPolicy``, which is to refuse unless told otherwise.
///
/// **Exactness.** All planning is done on values for which sums of slots are exact in `Double`: decimals, such as 594.78,
/// are held as whole numbers of their last digit, and others are rounded, once, to a power of two fine enough
/// (``roundingStep``). Results therefore depend neither on the order of additions nor on where a sum begins. Reading the
/// values back gives them as they came.
public struct IntensityTrace: Sendable {
  /// When slot 0 begins.
  public let start: Instant

  /// How long each slot lasts: a whole number of seconds.
  public var slot: Duration { .seconds(slotSeconds) }

  /// How many slots there are, gaps included: at least 1.
  public var slotCount: Int { intensities.count }

  /// When the last slot ends.
  public var end: Instant { instant(atOffset: lengthSeconds) }

  /// Ranges of slots without a value, in time order, none empty, no two touching.
  public let gaps: [Range<Int>]

  /// What plans and sweeps do where the trace has a gap: `.reject` at first; see ``handlingGaps(_:)``.
  public package(set) var gapPolicy: GapPolicy

  /// Whether the values are marginal or average intensities, as far as is known.
  public var signal: Signal

  /// The region whose grid this is, such as `"west-us"`, if known.
  public var region: String?

  /// Where the values come from, in words, if known.
  public var source: String?

  /// The spacing of the power-of-two grid that values are rounded to for planning, in gCO2eq/kWh; 0 where none had to be,
  /// because they are decimals short enough to be added up exactly.
  public let roundingStep: Double

  /// Values as they came; 0 in gaps.
  package let originalIntensities: [Double]

  /// How many units make one gram: the power of ten in which `intensities` are held.
  package let unitsPerGram: Double

  /// What all `intensities` are multiples of, in units: a power of two.
  package let gridStep: Double

  /// Values on the exact grid, in units of `1 / unitsPerGram` gCO2eq/kWh; 0 in gaps. Any sum of them, and of up to
  /// `4 * slotSeconds` copies of one, is exact.
  package let intensities: [Double]

  /// `cumulative[i]` is the exact sum of `intensities[..<i]`; one entry more than there are slots.
  package let cumulative: [Double]

  package let slotSeconds: Int64

  /// Makes a trace without gaps.
  ///
  /// - Parameters:
  ///   - start: When the first slot begins.
  ///   - slot: How long each lasts: a whole number of seconds, from one second to 366 days.
  ///   - gramsPerKilowattHour: One finite value a slot, in gCO2eq/kWh, of magnitude at most
  ///     ``largestMagnitude``; at least one.
  ///   - signal: Whether they are marginal or average.
  ///   - region: The grid's region, for reports.
  ///   - source: Where the values come from, for reports.
  /// - Throws: ``TraceError`` if there is no value, one is not finite or too large, or the slot length does not fit.
  /// - Complexity: O(slots) time and memory: three `Double`s a slot.
  public init(
    start: Instant, slot: Duration, gramsPerKilowattHour: [Double],
    signal: Signal = .unknown, region: String? = nil, source: String? = nil
  ) throws(TraceError) {
    try self.init(
      start: start, slot: slot, values: gramsPerKilowattHour, gaps: [], signal: signal, region: region, source: source)
  }

  /// Makes a trace in which `nil` marks a gap.
  ///
  ///     let trace = try IntensityTrace(start: start, slot: .seconds(300), gramsPerKilowattHour: [100, nil, nil, 130])
  ///     print(trace.gaps)  // [1..<3]
  ///
  /// Parameters, errors and complexity are those of ``init(start:slot:gramsPerKilowattHour:signal:region:source:)``.
  public init(
    start: Instant, slot: Duration, gramsPerKilowattHour: [Double?],
    signal: Signal = .unknown, region: String? = nil, source: String? = nil
  ) throws(TraceError) {
    var gaps: [Range<Int>] = []
    for (slot, value) in gramsPerKilowattHour.enumerated() where value == nil {
      if let last = gaps.last, last.upperBound == slot {
        gaps[gaps.count - 1] = last.lowerBound..<slot + 1
      } else {
        gaps.append(slot..<slot + 1)
      }
    }
    try self.init(
      start: start, slot: slot, values: gramsPerKilowattHour.map { $0 ?? 0 }, gaps: gaps,
      signal: signal, region: region, source: source)
  }

  /// The general form: `values` holds 0 wherever `gaps`, in time order and apart from each other, has a slot.
  package init(
    start: Instant, slot: Duration, values: [Double], gaps: [Range<Int>], gapPolicy: GapPolicy = .reject,
    signal: Signal, region: String?, source: String?
  ) throws(TraceError) {
    guard !values.isEmpty else { throw .empty }
    guard let slotSeconds = slot.wholeSeconds, (1...Self.longestSlotSeconds).contains(slotSeconds) else {
      throw .slotLength(slot)
    }
    var largest = 0.0
    for (slot, value) in values.enumerated() {
      // One comparison refuses NaN, infinities and values too large.
      guard abs(value) <= Self.largestMagnitude else {
        throw .intensity(value, slot: slot, at: start.advanced(by: .seconds(Int64(slot) * slotSeconds)))
      }
      largest = max(largest, abs(value))
    }
    let grid = ExactGrid(values, largestMagnitude: largest, slotSeconds: slotSeconds)
    self.start = start
    self.slotSeconds = slotSeconds
    self.gaps = gaps
    self.gapPolicy = gapPolicy
    self.signal = signal
    self.region = region
    self.source = source
    unitsPerGram = grid.unitsPerGram
    gridStep = grid.step
    roundingStep = grid.roundingStep
    originalIntensities = values
    intensities = values.map(grid.nearest(to:))
    cumulative = prefixSums(of: intensities)
  }

  /// The largest magnitude a value may have: a tonne for each kilowatt-hour, a thousand times what coal emits.
  ///
  /// A value beyond it is in the wrong unit, and others would lose digits beside it where values have to be rounded: at
  /// this magnitude ``roundingStep`` is 0.00003 g for a year of five-minute slots.
  public static let largestMagnitude = 1e6

  private static let longestSlotSeconds: Int64 = 366 * 86_400
}

/// What a grid's carbon intensity stands for. The two must not be mixed in one comparison: over 2020, PJM's average
/// was 362 g and its marginal 598 g.
public enum Signal: String, Hashable, Sendable {
  /// Grams caused by one more kilowatt-hour.
  case marginal
  /// Grams of all generation, divided by all its kilowatt-hours.
  case average
  /// The data does not say.
  case unknown
}

extension IntensityTrace {
  /// The value of a slot as it came, in gCO2eq/kWh, or `nil` in a gap.
  ///
  /// - Parameter slot: From 0 up to, not including, ``slotCount``.
  /// - Complexity: O(log g) for g gaps.
  public subscript(slot: Int) -> Double? {
    firstGap(touching: slot..<slot + 1) == nil ? originalIntensities[slot] : nil
  }

  /// All values as they came, `nil` in gaps.
  ///
  /// - Complexity: O(slots).
  public var gramsPerKilowattHour: [Double?] {
    var values = originalIntensities.map { Double?.some($0) }
    for gap in gaps {
      for slot in gap { values[slot] = nil }
    }
    return values
  }

  /// The mean of all slots that have a value, in gCO2eq/kWh; 0 if none has.
  public var meanIntensity: Double {
    let count = slotCount - gapSlotCount
    return count == 0 ? 0 : cumulative[slotCount] / unitsPerGram / Double(count)
  }

  /// When a slot begins.
  public func start(ofSlot slot: Int) -> Instant {
    instant(atOffset: Int64(slot) * slotSeconds)
  }

  /// The instant `seconds` after the trace's start.
  package func instant(atOffset seconds: Int64) -> Instant {
    Instant(secondsSince1970: start.secondsSince1970.addingClamped(seconds))
  }

  /// How many seconds of time the slots cover.
  package var lengthSeconds: Int64 { Int64(slotCount) * slotSeconds }
}

extension IntensityTrace: Equatable {
  /// Traces are equal if they say the same of the same time; how they came by it (signal, region, source) counts too.
  public static func == (left: IntensityTrace, right: IntensityTrace) -> Bool {
    left.start == right.start && left.slotSeconds == right.slotSeconds && left.gaps == right.gaps
      && left.originalIntensities == right.originalIntensities && left.gapPolicy == right.gapPolicy
      && left.signal == right.signal && left.region == right.region && left.source == right.source
  }
}

#if !hasFeature(Embedded)
  extension Signal: Codable {}

  extension IntensityTrace: Codable {
    private enum CodingKeys: String, CodingKey {
      case start, slotSeconds, gramsPerKilowattHour, gapPolicy, signal, region, source
    }

    /// Decodes and validates, as ``init(start:slot:gramsPerKilowattHour:signal:region:source:)`` does.
    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      try self.init(
        start: container.decode(Instant.self, forKey: .start),
        slot: .seconds(container.decode(Int64.self, forKey: .slotSeconds)),
        gramsPerKilowattHour: container.decode([Double?].self, forKey: .gramsPerKilowattHour),
        signal: container.decode(Signal.self, forKey: .signal),
        region: container.decodeIfPresent(String.self, forKey: .region),
        source: container.decodeIfPresent(String.self, forKey: .source))
      gapPolicy = try container.decode(GapPolicy.self, forKey: .gapPolicy)
    }

    /// Encodes the values as they came, with `null` for gaps.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(start, forKey: .start)
      try container.encode(slotSeconds, forKey: .slotSeconds)
      try container.encode(gramsPerKilowattHour, forKey: .gramsPerKilowattHour)
      try container.encode(gapPolicy, forKey: .gapPolicy)
      try container.encode(signal, forKey: .signal)
      try container.encodeIfPresent(region, forKey: .region)
      try container.encodeIfPresent(source, forKey: .source)
    }
  }
#endif
