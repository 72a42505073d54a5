/// A number that a chart can draw: never NaN, never infinite.
///
///     FiniteNumber(2.5)?.value      // 2.5
///     FiniteNumber(.nan)            // nil
///
/// Charts hold `FiniteNumber?`, where `nil` is a missing value, so that everything behind them can compute without
/// asking again. Literals may be written directly: `let limit: FiniteNumber = 100`.
///
/// ### Edge Cases
/// Magnitudes above 1e300 are refused, so that the span of an axis never overflows. Magnitudes below 1e-300 become 0,
/// so that the step of an axis never underflows, and so does negative zero.
package struct FiniteNumber: Hashable, Comparable, Sendable {
  /// Finite; zero or of a magnitude from 1e-300 to 1e300.
  package let value: Double

  package init?(_ value: Double) {
    guard value.magnitude <= 1e300 else { return nil }
    self.value = value.magnitude < 1e-300 ? 0 : value
  }

  package init(_ value: Int) {
    self.value = Double(value)
  }

  package static func < (left: Self, right: Self) -> Bool { left.value < right.value }
}

extension FiniteNumber: ExpressibleByFloatLiteral {
  package init(floatLiteral value: Double) {
    guard let number = FiniteNumber(value) else { preconditionFailure("the literal \(value) is too large for a chart") }
    self = number
  }
}

extension FiniteNumber: ExpressibleByIntegerLiteral {
  package init(integerLiteral value: Int) { self.init(value) }
}
