/// A sum of integrals, each times a weight of its own, without rounding: what a job with a power profile emits, to be
/// compared with what it emits from another start.
///
/// Weights are whole numbers (``ExactWeights``), and integrals are `slotSeconds * wholeSlots + partials` in whole numbers
/// of the series' grid step, each below 2^53 (``ExactIntegral``); so a product stays below 2^62 * 2^53 * 2^25, and 2^50 of
/// them fit into the 192 bits here. Two sums on one series with one set of weights compare exactly.
struct ExactWeightedSum: Comparable {
  /// The three words of a two's complement number.
  private var high: Int64 = 0
  private var middle: UInt64 = 0
  private var low: UInt64 = 0

  /// Zero.
  init() {}

  /// Adds `weight * integral`.
  mutating func add(_ integral: ExactIntegral, weight: Int64, on series: StepSeries) {
    add(weight, Int64(integral.wholeSlots / series.gridStep), series.slotSeconds)
    add(weight, Int64(integral.partials / series.gridStep), 1)
  }

  /// Adds the product of three numbers, of which the last is not negative.
  private mutating func add(_ first: Int64, _ second: Int64, _ third: Int64) {
    let product = first.multipliedFullWidth(by: second)
    let lower = product.low.multipliedFullWidth(by: UInt64(third))
    let upper = product.high.multipliedFullWidth(by: third)
    let (word, wordCarry) = upper.low.addingReportingOverflow(lower.high)
    let (newLow, lowCarry) = low.addingReportingOverflow(lower.low)
    let (sum, sumCarry) = middle.addingReportingOverflow(word)
    let (newMiddle, middleCarry) = sum.addingReportingOverflow(lowCarry ? 1 : 0)
    low = newLow
    middle = newMiddle
    high &+= upper.high &+ (wordCarry ? 1 : 0) &+ (sumCarry ? 1 : 0) &+ (middleCarry ? 1 : 0)
  }

  static func < (left: ExactWeightedSum, right: ExactWeightedSum) -> Bool {
    (left.high, left.middle, left.low) < (right.high, right.middle, right.low)
  }
}

/// Weights as whole numbers in proportion.
///
/// Decimals such as 1.125 kW become whole numbers of their last digit. Others are multiplied by a power of two so that the
/// largest lies below 2^62: those within a 256th of it lose no bit, smaller ones what is below 2^-62 of the largest.
enum ExactWeights {
  /// - Parameter weights: Finite, zero or more.
  static func of(_ weights: [Double]) -> [Int64] {
    guard let largest = weights.max(), largest > 0 else { return weights.map { _ in 0 } }
    var units = 1.0
    while largest * units < 0x1p52, units < 1e15 {
      if weights.allSatisfy({ ($0 * units).rounded() / units == $0 }) {
        return weights.map { Int64(($0 * units).rounded()) }
      }
      units *= 10
    }
    let scale = Double(sign: .plus, exponent: 61 - Int(largest.exponent), significand: 1)
    return weights.map { Int64(($0 * scale).rounded()) }
  }
}
