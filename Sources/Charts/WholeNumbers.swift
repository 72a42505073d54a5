/// Rounding without the C library, which `rounded()` may call and a module that imports nothing does not link.
extension Double {
  /// The greatest whole number at or below; from 2^52 on every number is whole.
  var wholeBelow: Double {
    guard magnitude < 4_503_599_627_370_496 else { return self }
    let truncated = Double(Int(self))
    return truncated > self ? truncated - 1 : truncated
  }

  /// The least whole number at or above.
  var wholeAbove: Double { -(-self).wholeBelow }

  /// The nearest whole number, halves away from zero.
  var nearestWhole: Double { self < 0 ? -((-self) + 0.5).wholeBelow : (self + 0.5).wholeBelow }
}
