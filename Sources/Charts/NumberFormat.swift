/// How a number is written for people: digits, separators, unit.
///
///     NumberFormat.significant(3).text(1234.5)      // "1,230"
///     NumberFormat.decimals(1).text(1234.5)         // "1,234.5"
///     NumberFormat.percent(2).text(12.345)          // "12%"
///     NumberFormat.mass(3).text(12_345)             // "12.3 kg"
///
/// Trailing zeros are trimmed, except those that a number of decimals asks for. The minus sign is U+2212, as wide as a digit.
/// Whole digits are never dropped without notice: they are rounded to zeros, as in 1,230 above.
///
/// ### Edge Cases
/// From 1e15, and below 1e-6, numbers are written as 1.5×10¹⁵. Whatever rounds to zero is written 0, without a sign.
package enum NumberFormat: Hashable, Sendable {
  /// A number of significant digits, at least 1, and a unit that follows after a space.
  case significant(Int, unit: PlainText = "")
  /// A fixed number of decimals, and a unit that follows after a space.
  case decimals(Int, unit: PlainText = "")
  /// A percentage, given as such (12.3 is 12.3%), to a number of significant digits.
  case percent(Int)
  /// A percentage with a fixed number of decimals, for columns of figures.
  case fixedPercent(Int)
  /// Grams, written in mg, g, kg, t, kt or Mt, whichever leaves one to three digits before the point.
  case mass(Int)

  package func text(_ number: FiniteNumber) -> PlainText {
    switch self {
    case .significant(let digits, let unit): Self.rounded(number, toDigits: digits) + Self.suffix(unit)
    case .decimals(let decimals, let unit): Self.rounded(number, toDecimals: decimals) + Self.suffix(unit)
    case .percent(let digits): Self.rounded(number, toDigits: digits) + "%"
    case .fixedPercent(let decimals): Self.rounded(number, toDecimals: decimals) + "%"
    case .mass(let digits): Self.mass(number, digits: digits)
    }
  }

  /// The text of a value, or an en dash for a missing one.
  package func text(_ number: FiniteNumber?) -> PlainText {
    guard let number else { return "–" }
    return text(number)
  }

  private static func suffix(_ unit: PlainText) -> PlainText { unit.isEmpty ? "" : " \(unit)" }

  private static func mass(_ grams: FiniteNumber, digits: Int) -> PlainText {
    // 999.7 g at three digits is "1 kg", not "1,000 g": the unit is chosen for the rounded value.
    var shown = DecimalDigits(grams)
    shown.round(toDigits: digits)
    let unit = MassUnit(forDigitsBeforePoint: shown.digits.isEmpty ? 1 : shown.pointAfter)
    let scaled = FiniteNumber(grams.value / unit.grams) ?? 0
    return rounded(scaled, toDigits: digits) + " \(unit.symbol)"
  }

  private static func rounded(_ number: FiniteNumber, toDigits digits: Int) -> PlainText {
    var shown = DecimalDigits(number)
    shown.round(toDigits: max(1, digits))
    return isOrdinary(shown) ? PlainText(shown.written()) : scientific(shown)
  }

  private static func rounded(_ number: FiniteNumber, toDecimals decimals: Int) -> PlainText {
    var shown = DecimalDigits(number)
    shown.round(toDecimals: decimals)
    // Beside 5×10⁻²⁰, zero is plainly 0.
    if shown.digits.isEmpty, decimals > 6 { return "0" }
    if isOrdinary(shown) { return PlainText(shown.written(minimumDecimals: decimals)) }
    shown.round(toDigits: 6)
    return scientific(shown)
  }

  private static func isOrdinary(_ shown: DecimalDigits) -> Bool {
    shown.digits.isEmpty || (-5...15).contains(shown.pointAfter)
  }

  private static func scientific(_ shown: DecimalDigits) -> PlainText {
    var text = shown.isNegative ? "\u{2212}" : ""
    text += String(shown.digits[0])
    if shown.digits.count > 1 { text += "." + shown.digits.dropFirst().map(String.init).joined() }
    return PlainText(text + "×10" + superscript(shown.pointAfter - 1))
  }

  /// A whole number in superior figures.
  static func superscript(_ number: Int) -> String {
    let figures: [Character] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
    let digits = String(number.magnitude).utf8.map { figures[Int($0 - UInt8(ascii: "0"))] }
    return (number < 0 ? "⁻" : "") + String(digits)
  }
}

/// The units masses are written in, each a thousand times the one before.
enum MassUnit: Int, CaseIterable, Sendable {
  case milligram, gram, kilogram, tonne, kilotonne, megatonne

  /// The unit in which a number of grams has one to three digits before the point.
  init(forDigitsBeforePoint digits: Int) {
    let thousands = (digits - 1 >= 0 ? (digits - 1) / 3 : -((3 - digits) / 3)) + 1
    self = MassUnit(rawValue: min(max(thousands, 0), 5)) ?? .gram
  }

  /// The unit for an axis that reaches up to a number of grams.
  init(reaching grams: FiniteNumber) {
    let digits = DecimalDigits(grams)
    self.init(forDigitsBeforePoint: digits.digits.isEmpty ? 1 : digits.pointAfter)
  }

  var grams: Double { powerOfTen(3 * (rawValue - 1)) }

  var symbol: PlainText {
    switch self {
    case .milligram: "mg"
    case .gram: "g"
    case .kilogram: "kg"
    case .tonne: "t"
    case .kilotonne: "kt"
    case .megatonne: "Mt"
    }
  }
}
