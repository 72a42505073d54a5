/// What was expected of a grid at some instant: a series of intensities, and when it was issued.
///
///     var forecasts = try HistoryForecasts(of: trace, by: .suited(to: trace))
///     let forecast = try forecasts.forecast(at: release, until: deadline)
///     print(forecast.issued, forecast.trace[0]!)
public struct Forecast: Hashable, Sendable {
  /// The intensities, without gaps; the first slots may lie before the issue.
  public let trace: IntensityTrace

  /// When the forecast was issued: nothing in it depends on values that were published later.
  public let issued: Instant

  /// The end of the last slot whose true value was known then, where that is known.
  public let knownUntil: Instant?

  /// From where on another forecaster speaks, because a provider's forecast ends; `nil` if none does.
  public let continuedFrom: Instant?

  /// How many slots of a time of day that the history had never seen hold its last known value instead.
  public let persistedSlotCount: Int

  /// How far forecasts of the slot after the last known one were off lately: the root of their mean square; `nil` where nobody
  /// has kept count. See ``DecisionRule/stopping``.
  public let standardError: Double?

  /// Makes a forecast.
  ///
  /// - Parameters:
  ///   - trace: What is expected; its provenance becomes `.forecast`, with the publisher it has.
  ///   - issued: When it was issued.
  ///   - knownUntil: The end of the last slot whose true value was known, if that is known.
  ///   - continuedFrom: From where on another forecaster speaks.
  ///   - persistedSlotCount: How many slots hold the last known value for want of anything better.
  ///   - standardError: How far forecasts of the next slot were off lately.
  /// - Throws: ``ForecastError/gap(issued:at:)`` if the trace has slots without a value.
  public init(
    _ trace: IntensityTrace, issued: Instant, knownUntil: Instant? = nil, continuedFrom: Instant? = nil,
    persistedSlotCount: Int = 0, standardError: Double? = nil
  ) throws(ForecastError) {
    if let gap = trace.gaps.first { throw .gap(issued: issued, at: trace.start(ofSlot: gap.lowerBound)) }
    var trace = trace
    trace.provenance = Provenance(.forecast, by: trace.provenance.publisher)
    self.trace = trace
    self.issued = issued
    self.knownUntil = knownUntil
    self.continuedFrom = continuedFrom
    self.persistedSlotCount = persistedSlotCount
    self.standardError = standardError
  }
}

extension Forecast: CustomStringConvertible {
  /// One line: when it was issued, and what it holds.
  public var description: String { "issued at \(issued): \(trace)" }
}

/// Where forecasts come from: each is the newest that could be had at an instant.
public protocol ForecastSource: Sendable {
  /// When any of the slots of the forecasts begins; the others lie whole slots away.
  var slotStart: Instant { get }

  /// How long the slots of the forecasts are.
  var slot: Duration { get }

  /// The newest forecast at `instant`, for all of the time from then to `end`.
  ///
  /// Instants are asked for in order as a rule: then each costs only what is new.
  ///
  /// - Parameters:
  ///   - instant: When it is asked for; what is published later has no influence on it.
  ///   - end: Until when it is needed; later than `instant`.
  /// - Throws: ``ForecastError`` if there is none, or none that lasts until `end`.
  mutating func forecast(at instant: Instant, until end: Instant) throws(ForecastError) -> Forecast
}

#if !hasFeature(Embedded)
  extension Forecast: Codable {
    /// Decodes and validates; only `trace` and `issued` must be there.
    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      try self.init(
        container.decode(IntensityTrace.self, forKey: .trace), issued: container.decode(Instant.self, forKey: .issued),
        knownUntil: container.decodeIfPresent(Instant.self, forKey: .knownUntil),
        continuedFrom: container.decodeIfPresent(Instant.self, forKey: .continuedFrom),
        persistedSlotCount: container.decodeIfPresent(Int.self, forKey: .persistedSlotCount) ?? 0,
        standardError: container.decodeIfPresent(Double.self, forKey: .standardError))
    }
  }
#endif
