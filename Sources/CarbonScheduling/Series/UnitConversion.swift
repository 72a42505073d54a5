/// How a source's unit becomes the unit that results are in: one exact fraction, applied once, after all sums.
///
/// A trace in pounds per megawatt-hour is added up in pounds; only its sums become grams. Converting each value first would
/// round each one, and equal sums would not be equal any more.
package struct UnitConversion: Hashable, Sendable {
  /// `numerator / denominator` of the wanted unit is one of the source's: both whole numbers below 2^53.
  package let numerator: Double
  package let denominator: Double

  /// Nothing to convert.
  package static let none = UnitConversion(numerator: 1, denominator: 1)

  package init(numerator: Double, denominator: Double) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// An amount of the source's unit in the wanted one: exact without a conversion, else two roundings.
  package func value(of sourceValue: Double) -> Double { sourceValue * numerator / denominator }

  /// An amount of the wanted unit in the source's.
  package func sourceValue(of value: Double) -> Double { value * denominator / numerator }
}
