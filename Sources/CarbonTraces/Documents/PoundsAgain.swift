import CarbonScheduling

/// The pounds per megawatt-hour that a native file's grams were made of, where all of them were.
///
/// A trace in pounds is added up in pounds, so that equal sums are equal. Converted to the native CSV it is in grams, with
/// eight decimals more: 905 lb/MWh is 410.50109485 g/kWh. A year of such values has no room to be added up exactly, but
/// each is a whole number of 0.45359237 g/kWh, and added up in pounds again they are what they were. Written once more, the
/// file is the same to the byte.
struct PoundsAgain {
  /// In lb/MWh; NaN in gaps.
  let values: [Double]
  let digits: FractionDigits

  /// - Parameters:
  ///   - grams: In g/kWh; NaN in gaps.
  ///   - digits: How each was written.
  /// - Returns: `nil` if any value is not written as pounds that became grams are, or if there is none.
  /// - Complexity: O(values); of other files, a few steps.
  init?(grams: [Double], digits: FractionDigits) {
    guard let first = grams.firstIndex(where: { !$0.isNaN }), let firstPounds = Self.pounds(grams, digits, first) else {
      return nil
    }
    var values = grams
    var codes = [UInt8](repeating: firstPounds.code, count: grams.count)
    for slot in first..<grams.count where !grams[slot].isNaN {
      guard let pounds = Self.pounds(grams, digits, slot) else { return nil }
      (values[slot], codes[slot]) = pounds
    }
    self.values = values
    let isUniform = codes.allSatisfy { $0 == firstPounds.code }
    self.digits = isUniform ? FractionDigits(code: firstPounds.code) : FractionDigits(codes: codes)
  }

  /// The pounds that are written as this value is.
  private static func pounds(
    _ grams: [Double], _ digits: FractionDigits, _ slot: Int
  ) -> (value: Double, code: UInt8)? {
    let (value, code) = (grams[slot], digits.code(ofSlot: slot))
    let approximate = IntensityUnit.poundsPerMegawattHour.conversion.sourceValue(of: value)
    for decimals in code == FractionDigits.shortestCode ? 0...mostDecimals : Int(code) - 8...Int(code) - 8 {
      guard decimals >= 0 else { return nil }
      let power = powersOfTen[decimals]
      let pounds = (approximate * power).rounded() / power
      let again = MassUnits.gramsPerKilowattHour(poundsPerMegawattHour: pounds, code: UInt8(decimals))
      if again.value.bitPattern == value.bitPattern, again.code == code { return (pounds, UInt8(decimals)) }
    }
    return nil
  }

  /// How many decimals of pounds are looked for where so many digits are written that they do not tell.
  private static let mostDecimals = 6
}
