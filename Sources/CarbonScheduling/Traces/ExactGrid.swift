/// The power-of-two grid on which every sum of a trace's slots is exact.
///
/// A running sum of arbitrary `Double`s drifts, and the difference of two prefix sums cancels. Integers do neither, and
/// multiples of one power of two are integers in disguise: as long as a result stays below 2^53 steps, `Double` adds and
/// subtracts them exactly.
///
/// With the largest magnitude `m` of any value, the step is the smallest power of two for which
///
///     m * max(slot count, 4 * seconds in a slot) < 2^52 steps
///
/// The first term makes any sum of slots exact, and the difference of two; the second makes the partial slots at the
/// edges of a run exact, which weigh up to `slotSeconds` each (see ``ExactIntegral``).
struct ExactGrid {
  /// The distance between neighbouring grid values: a power of two.
  let step: Double

  /// Makes the grid for `count` values of magnitude at most `largestMagnitude`.
  init(largestMagnitude: Double, count: Int, slotSeconds: Int64) {
    let largestSum = largestMagnitude * Double(max(Int64(count), 4 * slotSeconds))
    // `exponent` is floor(log2 x), so 2^(exponent + 1) > x whether or not x is a power of two itself. Nothing is finer than
    // 2^-1074, the spacing of the smallest numbers, which is also the step for all zeros (whose exponent is no number).
    let exponent = largestSum == 0 ? -1_074 : max(-1_074, Int(largestSum.exponent) + 1 - 52)
    step = Double(sign: .plus, exponent: exponent, significand: 1)
  }

  /// The grid value nearest to `value`, ties to even; never -0.
  ///
  /// Adding 1.5 * 2^52 steps leaves no bits below one step, so the addition itself rounds; taking it away again is exact.
  /// (`Double.rounded()` is a library call on the x86-64 baseline, at least 3 ns a value.)
  func nearest(to value: Double) -> Double {
    let rounder = 0x1.8p52 * step
    return (value + rounder) - rounder
  }
}

/// The `values.count + 1` sums of the first 0, 1, 2, ... values.
func prefixSums(of values: [Double]) -> [Double] {
  var sums: [Double] = [0]
  sums.reserveCapacity(values.count + 1)
  var sum = 0.0
  for value in values {
    sum += value
    sums.append(sum)
  }
  return sums
}
