/// What is asked of values before they are put on a grid, found in one pass.
///
///     ValueScan([3.0, -12, 4].span)  // largestMagnitude 12, areWhole true
package struct ValueScan: Sendable {
  /// The largest magnitude; infinite if any value is not finite.
  package let largestMagnitude: Double

  /// Whether all are whole numbers below 2^51, and none is -0.
  package let areWhole: Bool

  /// - Complexity: O(*k*), where *k* is the number of values.
  package init(_ values: Span<Double>) {
    let rounder = 0x1.8p52
    var largest = Lanes()
    var nothing = Lanes()
    var changes = SIMD4<UInt64>()
    var index = 0
    while index <= values.count &- Lanes.width {
      let lanes = values.lanes(unchecked: index)
      largest = Lanes.maximum(Self.magnitude(lanes), largest)
      // Nothing is left of a finite value less itself, and NaN of any other.
      nothing += lanes - lanes
      // A whole number is what it is rounded to, to the last bit; -0 becomes 0.
      changes |= Self.bits(lanes) ^ Self.bits((lanes + rounder) - rounder)
      index &+= Lanes.width
    }
    var (most, rest) = (largest.max(), nothing.sum())
    var changed = changes[0] | changes[1] | changes[2] | changes[3]
    while index < values.count {
      let value = values[index]
      most = max(abs(value), most)
      rest += value - value
      changed |= value.bitPattern ^ ((value + rounder) - rounder).bitPattern
      index &+= 1
    }
    largestMagnitude = rest == 0 ? most : .infinity
    areWhole = changed == 0 && rest == 0 && most < 0x1p51
  }

  @inline(__always)
  private static func bits(_ lanes: Lanes) -> SIMD4<UInt64> {
    SIMD4(lanes[0].bitPattern, lanes[1].bitPattern, lanes[2].bitPattern, lanes[3].bitPattern)
  }

  @inline(__always)
  private static func magnitude(_ lanes: Lanes) -> Lanes { Lanes.maximum(lanes, Lanes() - lanes) }
}
