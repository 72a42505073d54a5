/// Sine and cosine that give the same bits on every machine.
///
/// C libraries differ in the last bits of `sin` and `cos`, and one bit can move a rounded gram. These use additions and
/// multiplications only, which IEEE 754 rounds the same everywhere, in a fixed order.
///
///     Trigonometry.cosine(turns: 0.5)  // -1
///
/// Angles are in turns, not radians: a day and a year are whole turns, and taking whole quarters away is exact.
package enum Trigonometry {
  /// The sine of an angle.
  ///
  /// - Parameter turns: the angle; 1 is a full circle. Finite, and below 2^50 in magnitude.
  /// - Returns: the sine, within 2e-16 of the true one; exact at whole quarters.
  package static func sine(turns: Double) -> Double { value(turns, quartersAhead: 0) }

  /// The cosine of an angle.
  ///
  /// - Parameter turns: the angle; 1 is a full circle. Finite, and below 2^50 in magnitude.
  /// - Returns: the cosine, within 2e-16 of the true one; exact at whole quarters.
  package static func cosine(turns: Double) -> Double { value(turns, quartersAhead: 1) }

  private static func value(_ turns: Double, quartersAhead: Int) -> Double {
    precondition(turns.magnitude < 0x1p50, "The angle has no fraction left, or is not finite.")
    // turns = quarter / 4 + rest, with the rest in [-1/8, 1/8]; both steps are exact.
    let quarter = (4 * turns).rounded(.toNearestOrEven)
    let angle = (turns - quarter / 4) * 6.283185307179586
    let square = angle * angle
    switch (Int(quarter) + quartersAhead) & 3 {
    case 0: return angle * sineSeries(square)
    case 1: return cosineSeries(square)
    case 2: return -angle * sineSeries(square)
    default: return -cosineSeries(square)
    }
  }

  // Taylor series in the square of an angle of at most pi / 4: the first term left out is below 1e-16.

  private static func sineSeries(_ square: Double) -> Double {
    var sum = 1 / 1_307_674_368_000.0
    sum = 1 / 6_227_020_800.0 - square * sum
    sum = 1 / 39_916_800.0 - square * sum
    sum = 1 / 362_880.0 - square * sum
    sum = 1 / 5_040.0 - square * sum
    sum = 1 / 120.0 - square * sum
    sum = 1 / 6.0 - square * sum
    return 1 - square * sum
  }

  private static func cosineSeries(_ square: Double) -> Double {
    var sum = 1 / 20_922_789_888_000.0
    sum = 1 / 87_178_291_200.0 - square * sum
    sum = 1 / 479_001_600.0 - square * sum
    sum = 1 / 3_628_800.0 - square * sum
    sum = 1 / 40_320.0 - square * sum
    sum = 1 / 720.0 - square * sum
    sum = 1 / 24.0 - square * sum
    sum = 1 / 2.0 - square * sum
    return 1 - square * sum
  }
}
