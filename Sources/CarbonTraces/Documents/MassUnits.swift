import CarbonScheduling

/// Turns other units of intensity into grams per kilowatt-hour without losing a digit.
enum MassUnits {
  /// A pound is 453.59237 g by definition, and a megawatt-hour 1,000 kWh: 0.45359237, as a whole number.
  private static let poundDigits: UInt64 = 45_359_237
  private static let poundDecimals = 8

  /// The digits of a number that was read with the unit's power of ten: of kilograms in thousandths, three fewer.
  static func code(of number: DecimalNumber, in unit: IntensityUnit) -> UInt8 {
    let code = number.fractionCode
    guard unit == .kilogramsPerKilowattHour, code != FractionDigits.shortestCode else { return code }
    return code >= 3 ? code - 3 : 0
  }

  /// Grams per kilowatt-hour of pounds per megawatt-hour.
  ///
  /// The digits that were written are multiplied as whole numbers, so that the one rounding is the last: the result is the
  /// `Double` nearest to the exact product. It is written with all digits of that, d + 8 for d decimals, where those are
  /// no more than 15 in all, and else in the shortest form that reads back equal.
  static func gramsPerKilowattHour(poundsPerMegawattHour value: Double, code: UInt8) -> (value: Double, code: UInt8) {
    let decimals = Int(code) + poundDecimals
    guard code != FractionDigits.shortestCode, decimals < powersOfTen.count else {
      return (value * 0.45359237, FractionDigits.shortestCode)
    }
    let digits = UInt64((value.magnitude * powersOfTen[Int(code)]).rounded())
    let (product, overflow) = digits.multipliedReportingOverflow(by: poundDigits)
    guard !overflow, product <= FractionDigits.largestExactDigits else {
      let exact = overflow ? nil : Double("\(value < 0 ? "-" : "")\(product)e-\(decimals)")
      return (exact ?? value * 0.45359237, FractionDigits.shortestCode)
    }
    let grams = Double(product) / powersOfTen[decimals]
    return (value < 0 ? -grams : grams, UInt8(decimals))
  }
}
