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
/// are held as whole numbers of their last digit in their source's unit, and others are rounded, once, to a power of two
/// fine enough (``roundingStep``). Results therefore depend neither on the order of additions nor on where a sum begins.
/// Reading the values back gives them as they came.
public struct IntensityTrace: SteppedSeries {
  /// The values, their slots and their gaps.
  public package(set) var series: StepSeries

  /// What plans and sweeps do where the trace has a gap: `.reject` at first; see ``handlingGaps(_:)``.
  public package(set) var gapPolicy: GapPolicy

  /// Whether the values are marginal or average intensities, as far as is known.
  public var signal: Signal

  /// The region whose grid this is, such as `"west-us"`, if known.
  public var region: String?

  /// How the values came about, and whose they are.
  public var provenance: Provenance

  /// Where the values were read from, in words for people, if known; nothing depends on it.
  public var source: String?

  /// Makes a trace.
  ///
  ///     let trace = try IntensityTrace(start: start, slot: .seconds(300), gramsPerKilowattHour: [100, nil, nil, 130])
  ///     print(trace.gaps)  // [1..<3]
  ///
  /// - Parameters:
  ///   - start: When the first slot begins.
  ///   - slot: How long each lasts: a whole number of seconds, from one second to 366 days.
  ///   - gramsPerKilowattHour: One finite value a slot, in gCO2eq/kWh, of magnitude at most
  ///     ``largestMagnitude``; `nil` for a gap; at least one.
  ///   - signal: Whether they are marginal or average.
  ///   - region: The grid's region, for reports.
  ///   - provenance: How the values came about, and whose they are.
  ///   - source: Where the values were read from, for reports.
  /// - Throws: ``TraceError`` if there is no value, one is not finite or too large, or the slot length does not fit.
  /// - Complexity: O(slots) time and memory: three `Double`s a slot.
  public init(
    start: Instant, slot: Duration, gramsPerKilowattHour: [Double?],
    signal: Signal = .unknown, region: String? = nil, provenance: Provenance = .unknown,
    source: String? = nil
  ) throws(TraceError) {
    try self.init(
      start: start, slot: slot, values: gramsPerKilowattHour.map { $0 ?? 0 }, gaps: gramsPerKilowattHour.gaps,
      signal: signal, region: region, provenance: provenance, source: source)
  }

  /// The general form: `values` holds 0 wherever `gaps`, in time order and apart from each other, has a slot.
  ///
  /// - Parameter unit: The unit of the values; they are planned on in that unit, and only sums become grams.
  package init(
    start: Instant, slot: Duration, values: [Double], gaps: [Range<Int>],
    in unit: IntensityUnit = .gramsPerKilowattHour,
    gapPolicy: GapPolicy = .reject, signal: Signal, region: String?, provenance: Provenance = .unknown,
    source: String?
  ) throws(TraceError) {
    do {
      series = try StepSeries(
        start: start, slot: slot, values: values, gaps: gaps, conversion: unit.conversion,
        largestMagnitude: unit.conversion.sourceValue(of: Self.largestMagnitude))
    } catch {
      throw TraceError(error, unit: unit)
    }
    self.gapPolicy = gapPolicy
    self.signal = signal
    self.region = region
    self.provenance = provenance
    self.source = source
  }

  /// The largest magnitude a value may have: a tonne for each kilowatt-hour, a thousand times what coal emits.
  ///
  /// A value beyond it is in the wrong unit, and others would lose digits beside it where values have to be rounded: at
  /// this magnitude ``roundingStep`` is 0.00003 g for a year of five-minute slots.
  public static let largestMagnitude = 1e6
}

extension IntensityTrace {
  /// All values as they came, in gCO2eq/kWh, `nil` in gaps.
  ///
  /// - Complexity: O(slots).
  public var gramsPerKilowattHour: [Double?] { values }

  /// The intensity at an instant in gCO2eq/kWh, or `nil` in a gap and outside the trace.
  ///
  ///     trace.intensity(at: release)  // Optional(182.0)
  ///
  /// - Complexity: O(log g) for g gaps.
  public func intensity(at instant: Instant) -> Double? { value(at: instant) }

  /// The mean of all slots that have a value, in gCO2eq/kWh; 0 if none has.
  public var meanIntensity: Double {
    let seconds = Double(slotCount - gapSlotCount) * Double(slotSeconds)
    return seconds == 0 ? 0 : integral(from: 0, to: lengthSeconds).scaled(by: 1, perSeconds: seconds)
  }

  /// The spacing of the power-of-two grid that values are rounded to for planning, in gCO2eq/kWh; 0 where none had to be,
  /// because they are decimals short enough to be added up exactly.
  public var roundingStep: Double { series.roundingStep }

  /// The part of the trace that a span of time touches, in whole slots.
  ///
  /// - Throws: ``TraceError/empty`` if the time touches no slot.
  /// - Complexity: O(slots of the part).
  public func slice(_ time: Range<Instant>) throws(TraceError) -> IntensityTrace {
    var copy = self
    do { copy.series = try series.slice(time) } catch { throw TraceError(error) }
    return copy
  }

  /// The trace continued by newer slots, such as those published since it was read.
  ///
  /// - Parameter newer: Slots of the same length, of which the first begins where this trace ends.
  /// - Throws: ``TraceError`` if they do not adjoin.
  /// - Complexity: O(slots of both).
  public func appending(_ newer: IntensityTrace) throws(TraceError) -> IntensityTrace {
    var copy = self
    do { copy.series = try series.appending(newer.series) } catch { throw TraceError(error) }
    return copy
  }

  /// Values on the exact grid, in `1 / unitsPerGram` gCO2eq/kWh; 0 in gaps.
  package var intensities: [Double] { series.gridValues }

  /// Sums of the first 0, 1, 2, ... of `intensities`.
  package var cumulative: [Double] { series.cumulative }

  /// How many grid units make one gram per kilowatt-hour: a whole number unless the source's unit is another.
  package var unitsPerGram: Double { series.conversion.sourceValue(of: series.unitsPerSourceUnit) }

  /// What all `intensities` are multiples of, in grid units: a power of two.
  package var gridStep: Double { series.gridStep }

  /// Values as they came, in gCO2eq/kWh; 0 in gaps.
  package var originalIntensities: [Double] { series.convertedValues }
}

extension IntensityTrace: Hashable {
  /// Traces are equal if they say the same of the same time; how they came by it (signal, region, provenance) counts too.
  public static func == (left: IntensityTrace, right: IntensityTrace) -> Bool {
    left.gapPolicy == right.gapPolicy && left.signal == right.signal && left.region == right.region
      && left.provenance == right.provenance && left.source == right.source && left.series == right.series
  }

  /// Feeds region, start and length, not the values.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(region)
    hasher.combine(series)
  }
}

extension IntensityTrace: CustomStringConvertible {
  /// One line: `west-us: 8784 slots of 1h, 2020-01-01T00:00:00Z/2021-01-01T00:00:00Z, marginal, modelled`.
  public var description: String {
    (region.map { "\($0): " } ?? "") + "\(series), \(signal.rawValue) signal, \(provenance)"
  }
}

#if !hasFeature(Embedded)
  extension IntensityTrace: Codable {
    private enum CodingKeys: String, CodingKey {
      case start, slotSeconds, gramsPerKilowattHour, gapPolicy, signal, region, provenance, source
    }

    /// Decodes and validates, as ``init(start:slot:gramsPerKilowattHour:signal:region:provenance:source:)`` does.
    ///
    /// `start`, `slotSeconds` and `gramsPerKilowattHour` must be there; the rest may be missing.
    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      try self.init(
        start: container.decode(Instant.self, forKey: .start),
        slot: .seconds(container.decode(Int64.self, forKey: .slotSeconds)),
        gramsPerKilowattHour: container.decode([Double?].self, forKey: .gramsPerKilowattHour),
        signal: container.decodeIfPresent(Signal.self, forKey: .signal) ?? .unknown,
        region: container.decodeIfPresent(String.self, forKey: .region),
        provenance: container.decodeIfPresent(Provenance.self, forKey: .provenance) ?? .unknown,
        source: container.decodeIfPresent(String.self, forKey: .source))
      gapPolicy = try container.decodeIfPresent(GapPolicy.self, forKey: .gapPolicy) ?? .reject
    }

    /// Encodes the values as they came, with `null` for gaps.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(start, forKey: .start)
      try container.encode(slotSeconds, forKey: .slotSeconds)
      try container.encode(gramsPerKilowattHour, forKey: .gramsPerKilowattHour)
      if gapPolicy != .reject { try container.encode(gapPolicy, forKey: .gapPolicy) }
      if signal != .unknown { try container.encode(signal, forKey: .signal) }
      try container.encodeIfPresent(region, forKey: .region)
      if provenance != .unknown { try container.encode(provenance, forKey: .provenance) }
      try container.encodeIfPresent(source, forKey: .source)
    }
  }
#endif
