/// Says from the values that are known what later ones will be.
///
/// Those of the library are ``DailyWeeklyProfile``, ``SameTimeBefore`` and ``Persistence``; ``HistoryForecasts`` runs
/// them over a trace. None is trained: what they hold is learned value by value.
public protocol Forecaster: Sendable {
  /// What a forecaster remembers of the values it has seen.
  associatedtype Memory: ForecasterMemory

  /// The forecaster in words, for reports: `daily-weekly profile`.
  var name: String { get }

  /// A memory that has seen nothing.
  ///
  /// - Parameter slot: How long the slots of the values are: a whole number of seconds.
  /// - Throws: ``ForecastError/slotOfDay(_:)`` if the forecaster compares times of day and the slots do not divide a day.
  func memory(slot: Duration) throws(ForecastError) -> Memory
}

/// What a forecaster has learned so far.
public protocol ForecasterMemory: Sendable {
  /// The last slot whose value was learned, or `nil`.
  var lastSlot: Int? { get }

  /// Learns the value of a slot.
  ///
  /// - Parameters:
  ///   - value: In gCO2eq/kWh.
  ///   - slot: Later than ``lastSlot``; slots without a value are left out.
  mutating func learn(_ value: Double, ofSlot slot: Int)

  /// Learns the values of slots that follow each other: what ``learn(_:ofSlot:)`` makes of one after the other, if need be
  /// faster.
  ///
  /// - Parameters:
  ///   - values: In gCO2eq/kWh.
  ///   - first: The slot of the first of them.
  mutating func learn(_ values: ArraySlice<Double>, fromSlot first: Int)

  /// Writes what is expected of the slots from `first` on, one an element of `values`.
  ///
  /// - Parameters:
  ///   - first: Any slot; for those already learned anything may be written.
  ///   - values: As many as are wanted.
  /// - Returns: How many slots hold the last known value for want of anything better.
  /// - Precondition: Something was learned.
  func forecast(from first: Int, into values: inout [Double]) -> Int
}

extension ForecasterMemory {
  /// Learns the values one after the other.
  public mutating func learn(_ values: ArraySlice<Double>, fromSlot first: Int) {
    for (offset, value) in values.enumerated() { learn(value, ofSlot: first + offset) }
  }
}

/// How many slots there are in a day.
///
/// - Throws: ``ForecastError/slotOfDay(_:)`` if that is no whole number.
func slotsOfDay(_ slot: Duration) throws(ForecastError) -> Int {
  guard let seconds = slot.wholeSeconds, seconds > 0, 86_400 % seconds == 0 else { throw .slotOfDay(slot) }
  return Int(86_400 / seconds)
}

/// `base` to a power that need not be whole, without a library of mathematics: the whole part by squaring, the rest bit by
/// bit from square roots.
///
/// - Parameters:
///   - base: At least 0.
///   - exponent: At least 0.
func power(_ base: Double, _ exponent: Double) -> Double {
  var result = 1.0
  var whole = exponent.rounded(.down)
  var (rest, factor) = (exponent - whole, base)
  while whole >= 1 {
    if whole.truncatingRemainder(dividingBy: 2) == 1 { result *= factor }
    factor *= factor
    whole = (whole / 2).rounded(.down)
  }
  factor = base
  while rest > 0 {
    factor = factor.squareRoot()
    rest *= 2
    if rest >= 1 {
      result *= factor
      rest -= 1
    }
  }
  return result
}
