/// The power of ten that makes whole numbers of values that are short decimals, such as powers in kilowatts.
///
///     DecimalScale(of: [1.125, 0.5]).factor  // 1000
///
/// Sums of products of whole numbers are exact as long as they are small enough; so equal sums are equal.
struct DecimalScale {
  /// The power of ten; 1 where the values are no short decimals.
  let factor: Double

  /// - Parameter largestWhole: What no whole number may exceed: at most 2^50.
  /// - Complexity: O(values).
  init(of values: [Double], largestWhole: Double = 0x1p40) {
    var factor = 1.0
    var largest = 0.0
    for value in values { largest = max(largest, abs(value)) }
    guard largest <= largestWhole else {
      self.factor = 1
      return
    }
    for value in values {
      while Double.rounded(value * factor, to: 1) / factor != value {
        factor *= 10
        guard factor <= 1e9, largest * factor <= largestWhole else {
          self.factor = 1
          return
        }
      }
    }
    self.factor = factor
  }

  /// The value in the scale: a whole number, if all values are short decimals.
  func scaled(_ value: Double) -> Double {
    factor == 1 ? value : Double.rounded(value * factor, to: 1)
  }
}
