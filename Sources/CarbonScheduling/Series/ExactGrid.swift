import WindowKernels

/// The grid on which every sum of a series' slots is exact.
///
/// A running sum of arbitrary `Double`s drifts, and the difference of two prefix sums cancels. Integers do neither, and
/// multiples of one power of two are integers in disguise: as long as a result stays below 2^53 of them, `Double` adds and
/// subtracts them exactly. With the largest magnitude `m` of any value, the grid is such that
///
///     m * max(slot count, 4 * seconds in a slot) < 2^52 steps
///
/// The first term makes any sum of slots exact, and the difference of two; the second makes the partial slots at the
/// edges of a run exact, which weigh up to `slotSeconds` each (see ``ExactIntegral``).
///
/// - Values as grids publish them are decimals, such as 594.78. They are held as whole numbers of a decimal unit, 59478
///   hundredths, where these meet the bound: then not even the values are rounded. A year of five-minute slots up to 500 g
///   may have seven decimals.
/// - Other values are rounded, once, to the coarsest power of two that meets the bound: 1.5e-8 g for that year.
struct ExactGrid {
  /// How many units make one of the values' own unit: a power of ten.
  let unitsPerValue: Double

  /// The distance between neighbouring grid values, in units: a power of two, 1 for decimals.
  let step: Double

  /// How far apart the values are that others are rounded to, in the values' unit; 0 for decimals, which are not rounded.
  let roundingStep: Double

  /// Whether the values are grid values as they are, so that they need not be held twice: whole numbers, none of them -0.
  let holdsValues: Bool

  /// Makes the grid for finite `values`.
  ///
  /// - Parameter scan: What is known of them.
  /// - Complexity: O(values).
  init(_ values: [Double], _ scan: ValueScan, slotSeconds: Int64) {
    let largestSum = scan.largestMagnitude * Double(max(Int64(values.count), 4 * slotSeconds))
    holdsValues = scan.areWhole && largestSum < 0x1p52
    if let unitsPerValue = holdsValues ? 1 : Self.decimalUnits(of: values, largestSum: largestSum) {
      self.unitsPerValue = unitsPerValue
      step = 1
      roundingStep = 0
      return
    }
    unitsPerValue = 1
    // `exponent` is floor(log2 x), so 2^(exponent + 1) > x whether or not x is a power of two itself. Nothing is finer than
    // 2^-1074, the spacing of the smallest numbers.
    step = Double(sign: .plus, exponent: max(-1_074, Int(largestSum.exponent) + 1 - 52), significand: 1)
    roundingStep = step
  }

  /// The grid value nearest to `value`, in units; never -0.
  func nearest(to value: Double) -> Double {
    Double.rounded(value * unitsPerValue, to: step)
  }

  /// The coarsest power of ten in whose units all values are whole numbers that meet the bound, if there is one.
  private static func decimalUnits(of values: [Double], largestSum: Double) -> Double? {
    var unitsPerValue = 1.0
    for value in values {
      // A whole number of units is what it was read from if dividing it, which rounds once as reading does, gives it back.
      while Double.rounded(value * unitsPerValue, to: 1) / unitsPerValue != value {
        unitsPerValue *= 10
        guard largestSum * unitsPerValue < 0x1p52 else { return nil }
      }
    }
    return largestSum * unitsPerValue < 0x1p52 ? unitsPerValue : nil
  }
}

extension Double {
  /// The multiple of `step` nearest to a value, ties to even; never -0.
  ///
  /// Adding 1.5 * 2^52 steps leaves no bits below one step, so the addition itself rounds; taking it away again is exact.
  /// (`Double.rounded()` is a library call on the x86-64 baseline, at least 3 ns a value.)
  ///
  /// - Parameter value: Of magnitude below 2^51 steps.
  static func rounded(_ value: Double, to step: Double) -> Double {
    let rounder = 0x1.8p52 * step
    return (value + rounder) - rounder
  }
}

/// The `values.count + 1` sums of the first 0, 1, 2, ... values.
func prefixSums(of values: [Double]) -> [Double] {
  // SAFETY: each sum is written, and none is read before.
  unsafe [Double](unsafeUninitializedCapacity: values.count + 1) { sums, count in
    count = values.count + 1
    var span = unsafe UnsafeMutableBufferPointer(rebasing: sums[..<count]).mutableSpan
    PrefixSums.of(values.span, into: &span)
  }
}
