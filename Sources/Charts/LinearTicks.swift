/// Round numbers that divide an axis evenly: 1, 2 or 5 times a power of ten apart.
///
///     LinearTicks(covering: 3...97, about: 5).values      // 0, 20, 40, 60, 80, 100
///
/// The ticks cover the range: the first is at or below its lower bound, the last at or above its upper one.
///
/// ### Edge Cases
/// A range of one value is widened by a tenth on either side; a range of nothing but zero becomes 0 to 1.
/// A range too narrow for its magnitude (below 1e-9 of it) is widened too, since its labels would need that many
/// digits.
package struct LinearTicks: Hashable, Sendable {
  /// Ascending, at least two.
  package let values: [FiniteNumber]
  package let step: Double
  /// Decimals needed to write every tick exactly.
  package let decimals: Int

  /// - Parameter count: how many steps are wanted; the result has between about half and twice as many.
  package init(covering range: ClosedRange<FiniteNumber>, about count: Int) {
    let (low, high) = Self.widened(range.lowerBound.value, range.upperBound.value)
    let rough = (high - low) / Double(max(1, count))
    let exponent = decade(of: rough)
    let fraction = rough / powerOfTen(exponent)
    let factor = [1.0, 2, 5].first { $0 >= fraction * 0.999_999 } ?? 10
    let stepExponent = factor == 10 ? exponent + 1 : exponent
    let stepDigit = factor == 10 ? 1 : factor
    // Ticks are whole multiples of the step: the decimal literal, not a sum of steps, so that 0.3 is 0.3.
    let step = stepDigit * powerOfTen(stepExponent)
    let first = Int((low / step + 1e-9).wholeBelow)
    let last = Int((high / step - 1e-9).wholeAbove)
    values = (first...max(last, first + 1)).compactMap { index in
      FiniteNumber(Double("\(index * Int(stepDigit))e\(stepExponent)") ?? .nan)
    }
    self.step = step
    decimals = max(0, -stepExponent)
  }

  private static func widened(_ low: Double, _ high: Double) -> (Double, Double) {
    let magnitude = max(low.magnitude, high.magnitude)
    // Steps of a range this small would be too small for a number.
    if magnitude < 1e-290 { return (0, 1) }
    if high - low > magnitude * 1e-9 { return (low, high) }
    return (low - magnitude * 0.1, high + magnitude * 0.1)
  }
}

/// The decades of a logarithmic axis.
///
///     LogTicks(covering: 3...4_000).exponents      // 0, 1, 2, 3, 4
package struct LogTicks: Hashable, Sendable {
  /// Ascending powers of ten, at least two; the first at or below the range, the last at or above it.
  package let exponents: [Int]

  /// - Parameter range: of positive numbers; what is not positive has no place on a logarithmic axis.
  package init(covering range: ClosedRange<FiniteNumber>) {
    precondition(range.lowerBound.value > 0, "a logarithmic axis has no place for zero and negative numbers")
    let first = decade(of: range.lowerBound.value)
    let below = decade(of: range.upperBound.value)
    let last = powerOfTen(below) < range.upperBound.value ? below + 1 : below
    exponents = Array(first...max(last, first + 1))
  }

  /// At most `count` of the decades, evenly spaced and counted from the first.
  func thinned(to count: Int) -> [Int] {
    let every = (exponents.count - 1) / max(1, count) + 1
    return exponents.enumerated().filter { $0.offset % every == 0 }.map(\.element)
  }
}
