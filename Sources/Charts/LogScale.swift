/// Positive values to positions, a decade as wide as any other.
struct LogScale {
  let ticks: [AxisTick]
  /// Positions of 2, 3, ... 9 times a power of ten; empty where decades are narrow.
  let minorPositions: [Double]
  private let first: Double
  private let decades: Double
  private let start: Double
  private let end: Double

  /// - Parameter labelWidth: room that a label needs; decades closer than that are thinned.
  init(
    _ axis: ValueAxis, covering values: some Sequence<FiniteNumber>, labelWidth: Double, from start: Double,
    to end: Double
  ) {
    let positive = values.filter { $0.value > 0 }
    let log = LogTicks(covering: (positive.min() ?? 1)...(positive.max() ?? 10))
    let first = Double(log.exponents[0])
    let decades = Double(log.exponents.count - 1)
    let length = (end - start).magnitude
    self.first = first
    self.decades = decades
    self.start = start
    self.end = end
    let format = axis.quantity.format(digits: 1)
    ticks = log.thinned(to: max(1, Int(length / labelWidth))).map { exponent in
      AxisTick(
        position: start + (Double(exponent) - first) / decades * (end - start),
        label: format.text(FiniteNumber(powerOfTen(exponent))))
    }
    minorPositions =
      length / decades < 30
      ? []
      : log.exponents.dropLast().flatMap { exponent in
        (2...9).map { start + (Double(exponent) + decimalLogarithm(Double($0)) - first) / decades * (end - start) }
      }
  }

  /// The position of a value, or `nil` for zero and negative ones.
  func position(_ value: FiniteNumber) -> Double? {
    guard value.value > 0 else { return nil }
    return start + (decimalLogarithm(value.value) - first) / decades * (end - start)
  }
}
