/// Forecasts as a provider issued them, by the instant of their issue.
///
///     let archive = try ForecastArchive(forecasts)
///     archive.latest(issuedBy: release)?.issued
public struct ForecastArchive: Hashable, Sendable {
  /// In the order of their issue: at least one.
  public let forecasts: [Forecast]

  /// Checks that forecasts can be told apart and belong together.
  ///
  /// - Parameter forecasts: In the order of their issue, each with another instant; of one signal, on slots of one length that
  ///   share their boundaries.
  /// - Throws: ``ForecastError`` that names the first one that does not fit, or ``TraceError/empty`` in it if there is none.
  /// - Complexity: O(forecasts).
  public init(_ forecasts: [Forecast]) throws(ForecastError) {
    guard let first = forecasts.first else { throw .trace(.empty) }
    var previous: Forecast?
    for forecast in forecasts {
      if let previous, forecast.issued <= previous.issued {
        throw .outOfOrder(issued: forecast.issued, after: previous.issued)
      }
      guard forecast.trace.sharesSlots(with: first.trace.series) else {
        throw .slots(forecast.trace.slot, issued: forecast.issued, expected: first.trace.slot)
      }
      guard forecast.trace.signal == first.trace.signal else {
        throw .signal(forecast.trace.signal, issued: forecast.issued, truth: first.trace.signal)
      }
      previous = forecast
    }
    self.forecasts = forecasts
  }

  /// The newest forecast that was issued by an instant, or `nil`.
  ///
  /// - Complexity: O(log f) for f forecasts.
  public func latest(issuedBy instant: Instant) -> Forecast? {
    index(issuedBy: instant).map { forecasts[$0] }
  }

  /// Where it stands.
  func index(issuedBy instant: Instant) -> Int? {
    var (low, high) = (0, forecasts.count)
    while low < high {
      let middle = (low + high) / 2
      if forecasts[middle].issued <= instant { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? nil : low - 1
  }
}

extension SteppedSeries {
  /// Whether slots are as long as another series', and begin whole slots away from its own.
  func sharesSlots(with other: StepSeries) -> Bool {
    slotSeconds == other.slotSeconds && start.duration(to: other.start).components.seconds % slotSeconds == 0
  }
}

/// How a provider's forecast and one made of the history are put together.
public struct ForecastBlend: Hashable, Sendable {
  /// What is left of the provider's last known error an hour later, which is taken off its forecast; `nil` to take nothing
  /// off.
  public let correctionFadePerHour: Double?

  /// The share of the history's forecast where both speak.
  public let historyShare: Double

  /// Makes a blend.
  ///
  /// - Throws: ``ForecastError/share(_:)`` for shares that are not from 0 to 1.
  public init(correctionFadePerHour: Double?, historyShare: Double) throws(ForecastError) {
    for share in [correctionFadePerHour ?? 0, historyShare] {
      guard (0...1).contains(share) else { throw .share(share) }
    }
    self.init(checked: correctionFadePerHour, historyShare)
  }

  private init(checked correctionFadePerHour: Double?, _ historyShare: Double) {
    (self.correctionFadePerHour, self.historyShare) = (correctionFadePerHour, historyShare)
  }

  /// The provider's forecast as it was issued.
  public static let issuedAlone = ForecastBlend(checked: nil, 0)

  /// The provider's forecast less its last known error, which fades by a tenth an hour, and the history's, half and half.
  public static let correctedAndBlended = ForecastBlend(checked: 0.9, 0.5)
}

/// A provider's forecasts, put together with those of the history and continued by them beyond their ends.
///
///     var forecasts = try ArchivedForecasts(
///       archive, continuedBy: HistoryForecasts(of: trace, by: DailyWeeklyProfile.suited(to: trace)))
///
/// Where both speak: historyShare * history + (1 - historyShare) * (provider + fade^h * e), h hours after the last known
/// slot, and e that slot's value less what the newest forecast issued before it said of it.
public struct ArchivedForecasts<Method: Forecaster>: ForecastSource {
  /// What the provider issued.
  public let archive: ForecastArchive

  /// How both are put together.
  public let blend: ForecastBlend

  /// When the history begins.
  public var slotStart: Instant { history.slotStart }

  /// How long slots are.
  public var slot: Duration { history.slot }

  private var history: HistoryForecasts<Method>
  private let fade: Double

  /// How far forecasts of the next slot were off lately, if that is counted.
  package var standardError: Double? { history.standardError }

  /// Puts a provider's forecasts and those of the history together.
  ///
  /// - Parameters:
  ///   - archive: What the provider issued.
  ///   - history: What continues it; its slots must be the archive's.
  ///   - blend: How both are put together.
  /// - Throws: ``ForecastError`` if slots or signals do not fit.
  public init(
    _ archive: ForecastArchive, continuedBy history: HistoryForecasts<Method>,
    blend: ForecastBlend = .correctedAndBlended
  ) throws(ForecastError) {
    let first = archive.forecasts[0]
    guard first.trace.sharesSlots(with: history.history.series) else {
      throw .slots(first.trace.slot, issued: first.issued, expected: history.slot)
    }
    let (signal, truth) = (first.trace.signal, history.history.signal)
    guard signal == truth || signal == .unknown || truth == .unknown else {
      throw .signal(signal, issued: first.issued, truth: truth)
    }
    self.archive = archive
    self.history = history
    self.blend = blend
    fade = power(blend.correctionFadePerHour ?? 0, Double(history.history.slotSeconds) / 3_600)
  }

  /// The newest forecast put together with the history's; see ``ForecastSource/forecast(at:until:)``.
  ///
  /// - Complexity: That of ``HistoryForecasts/forecast(at:until:)``.
  public mutating func forecast(at instant: Instant, until end: Instant) throws(ForecastError) -> Forecast {
    guard let index = archive.index(issuedBy: instant) else {
      throw .issuedAfter(release: instant, firstIssue: archive.forecasts[0].issued)
    }
    let issued = archive.forecasts[index]
    let base = try history.forecast(at: instant, until: end)
    var values = base.trace.originalIntensities
    // The slots of the provider's forecast, counted from the first of `values`.
    let shift = Int(base.trace.start.duration(to: issued.trace.start).components.seconds / base.trace.slotSeconds)
    let covered = (shift..<shift + issued.trace.slotCount).clamped(to: 0..<values.count)
    let known = base.knownUntil.map {
      Int(base.trace.start.duration(to: $0).components.seconds / base.trace.slotSeconds)
    }
    var error = known.map { lastError(before: $0, of: base.trace.start, upTo: index) } ?? 0
    // The last known slot is `known - 1`; its error has faded once by the next.
    error *= power(fade, Double(max(0, covered.lowerBound - (known ?? 0) + 1)))
    let provided = issued.trace.originalIntensities
    for slot in covered where slot >= known ?? 0 {
      let theirs = provided[slot - shift] + error
      values[slot] = blend.historyShare * values[slot] + (1 - blend.historyShare) * theirs
      error *= fade
    }
    let rounder = 0x1.8p52 * forecastStep
    for slot in values.indices { values[slot] = (values[slot] + rounder) - rounder }
    let trace: IntensityTrace
    do throws(TraceError) {
      trace = try IntensityTrace(
        start: base.trace.start, slot: base.trace.slot, values: values, gaps: [], signal: base.trace.signal,
        region: base.trace.region, provenance: issued.trace.provenance, source: issued.trace.source)
    } catch {
      throw .trace(error)
    }
    return try Forecast(
      trace, issued: issued.issued, knownUntil: base.knownUntil,
      continuedFrom: issued.trace.end < end ? max(issued.trace.end, instant) : nil,
      persistedSlotCount: base.persistedSlotCount, standardError: base.standardError)
  }

  /// By how much the truth of the last known slot exceeds what the newest forecast issued before it said of it; 0 if none did,
  /// or if errors are not corrected.
  private func lastError(before known: Int, of start: Instant, upTo index: Int) -> Double {
    guard blend.correctionFadePerHour != nil else { return 0 }
    let last = start.advanced(by: .seconds(Int64(known - 1) * history.history.slotSeconds))
    guard let truth = history.history.value(at: last), let newest = archive.index(issuedBy: last) else { return 0 }
    for candidate in stride(from: min(newest, index), through: max(0, newest - 8), by: -1) {
      if let said = archive.forecasts[candidate].trace.value(at: last) { return truth - said }
    }
    return 0
  }
}

#if !hasFeature(Embedded)
  extension ForecastArchive: Codable {
    /// Decodes and validates `forecasts`.
    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      try self.init(container.decode([Forecast].self, forKey: .forecasts))
    }
  }

  extension ForecastBlend: Codable {
    /// Decodes and validates both shares; without `correctionFadePerHour` nothing is corrected.
    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      try self.init(
        correctionFadePerHour: container.decodeIfPresent(Double.self, forKey: .correctionFadePerHour),
        historyShare: container.decodeIfPresent(Double.self, forKey: .historyShare) ?? 0)
    }
  }
#endif
