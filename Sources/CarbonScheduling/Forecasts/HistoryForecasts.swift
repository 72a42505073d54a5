/// Forecasts that a forecaster makes of a trace's past, as if it were played forwards: at each instant from what was
/// published by then, and from nothing else.
///
///     var forecasts = try HistoryForecasts(
///       of: trace, by: DailyWeeklyProfile.suited(to: trace), publicationDelay: .seconds(7_200))
///     let forecast = try forecasts.forecast(at: release, until: deadline)
///
/// Known are the slots that have ended by the instant less the publication delay: the slot in progress is not.
public struct HistoryForecasts<Method: Forecaster>: ForecastSource {
  /// The trace whose past is known.
  public let history: IntensityTrace

  /// Who forecasts.
  public let method: Method

  /// How long after its end a slot's value is published; negative where values are announced before.
  public let publicationDelay: Duration

  /// When the history begins.
  public var slotStart: Instant { history.start }

  /// How long its slots are.
  public var slot: Duration { history.slot }

  private let delaySeconds: Int64
  private let values: [Double]
  private var memory: Method.Memory
  /// How many slots have been looked at.
  private var readCount = 0
  private let countsErrors: Bool
  /// The mean square of the errors of forecasts of the next slot, over about 500 slots, and how many there were.
  private var squareError = (mean: 0.0, count: 0)

  /// Forecasts of a trace's past.
  ///
  /// - Parameters:
  ///   - history: What becomes known; gaps stay unknown for ever.
  ///   - method: Who forecasts.
  ///   - publicationDelay: How long after its end a slot's value is published.
  ///   - countsErrors: Whether each slot is forecast before its value is learned, for ``Forecast/standardError``.
  /// - Throws: ``ForecastError/slotOfDay(_:)`` if the forecaster cannot do with such slots.
  public init(
    of history: IntensityTrace, by method: Method, publicationDelay: Duration = .zero, countsErrors: Bool = false
  ) throws(ForecastError) {
    self.history = history
    self.method = method
    self.publicationDelay = publicationDelay
    self.countsErrors = countsErrors
    delaySeconds = -(Duration.zero - publicationDelay).secondsRoundedDown
    values = history.originalIntensities
    memory = try method.memory(slot: history.slot)
  }

  /// The forecast of the time from `instant` to `end`; see ``ForecastSource/forecast(at:until:)``.
  ///
  /// - Complexity: O(s + n) for s slots since the last instant asked for and n slots to forecast; an earlier instant begins
  ///   anew.
  public mutating func forecast(at instant: Instant, until end: Instant) throws(ForecastError) -> Forecast {
    try learn(by: instant)
    let first = firstSlot(at: instant)
    let last = max(first + 1, slotCount(until: end))
    var expected = [Double](repeating: 0, count: last - first)
    let persisted = forecast(from: first, into: &expected)
    let trace: IntensityTrace
    do throws(TraceError) {
      trace = try IntensityTrace(
        start: history.instant(atOffset: Int64(first) * history.slotSeconds), slot: history.slot, values: expected,
        gaps: [], signal: history.signal, region: history.region,
        provenance: Provenance(.forecast, by: method.name), source: history.source)
    } catch {
      throw .trace(error)
    }
    return try Forecast(
      trace, issued: instant, knownUntil: knownUntil, persistedSlotCount: persisted, standardError: standardError)
  }

  /// The end of the last slot whose value is known, or `nil`.
  public var knownUntil: Instant? {
    memory.lastSlot.map { history.instant(atOffset: Int64($0 + 1) * history.slotSeconds) }
  }

  /// Learns what is published by `instant`.
  ///
  /// - Throws: ``ForecastError/nothingKnown(at:historyStart:)`` if that is not one value.
  package mutating func learn(by instant: Instant) throws(ForecastError) {
    let known = history.start.duration(to: instant).components.seconds.subtractingClamped(delaySeconds)
    let count = Int(min(max(known.dividedRoundingDown(by: history.slotSeconds), 0), Int64(values.count)))
    if count < readCount {
      memory = try method.memory(slot: history.slot)
      readCount = 0
      squareError = (0, 0)
    }
    var gap = history.gaps.isEmpty ? nil : history.firstGap(touching: readCount..<max(readCount, count))
    while readCount < count {
      if let missing = gap, missing.contains(readCount) {
        readCount = min(missing.upperBound, count)
        gap = history.firstGap(touching: readCount..<max(readCount, count))
        continue
      }
      let end = min(gap?.lowerBound ?? count, count)
      if countsErrors {
        learnWithErrors(of: readCount..<end)
      } else {
        memory.learn(values[readCount..<end], fromSlot: readCount)
      }
      readCount = end
    }
    guard memory.lastSlot != nil else { throw .nothingKnown(at: instant, historyStart: history.start) }
  }

  /// How far forecasts of the next slot were off lately; `nil` if that is not counted, or for less than a day.
  package var standardError: Double? {
    squareError.count * Int(history.slotSeconds) >= 86_400 ? squareError.mean.squareRoot() : nil
  }

  private mutating func learnWithErrors(of slots: Range<Int>) {
    var expected = [0.0]
    for slot in slots {
      if memory.lastSlot == slot - 1 {
        _ = memory.forecast(from: slot, into: &expected)
        squareError.count += 1
        let error = expected[0] - values[slot]
        squareError.mean += max(0.002, 1 / Double(squareError.count)) * (error * error - squareError.mean)
      }
      memory.learn(values[slot], ofSlot: slot)
    }
  }

  /// Writes what is expected of the slots from `first` on, and of those that are known the truth.
  ///
  /// Values are rounded to a grid so fine that nothing is lost, and so coarse that planning on them adds them up exactly:
  /// then equal forecasts are equal, whoever adds them up.
  ///
  /// - Returns: How many slots hold the last known value for want of anything better.
  package func forecast(from first: Int, into expected: inout [Double]) -> Int {
    let persisted = memory.forecast(from: first, into: &expected)
    let known = min(max(0, readCount - first), expected.count)
    for index in 0..<known
    where first + index >= 0 && history.firstGap(touching: first + index..<first + index + 1) == nil {
      expected[index] = values[first + index]
    }
    let rounder = 0x1.8p52 * forecastStep
    for index in expected.indices {
      let held = min(max(expected[index], -IntensityTrace.largestMagnitude), IntensityTrace.largestMagnitude)
      expected[index] = (held + rounder) - rounder
    }
    return persisted
  }

  /// The slot that `instant` lies in, counted from the history's first.
  package func firstSlot(at instant: Instant) -> Int {
    Int(history.start.duration(to: instant).components.seconds.dividedRoundingDown(by: history.slotSeconds))
  }

  /// How many slots, counted from the history's first, there are until `end` is covered.
  package func slotCount(until end: Instant) -> Int {
    let seconds = history.start.duration(to: end).components.seconds
    return Int(seconds.addingClamped(history.slotSeconds - 1).dividedRoundingDown(by: history.slotSeconds))
  }
}

/// What forecast values are multiples of, in gCO2eq/kWh: 6e-8.
let forecastStep = 0x1p-24
