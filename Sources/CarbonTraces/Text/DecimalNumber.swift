/// A number read from decimal digits: the nearest `Double`, and how it was written.
struct DecimalNumber {
  /// The `Double` nearest to what is written, ties to even; infinite if that is too large for one.
  var value: Double

  /// How many digits came after the point, or ``FractionDigits/shortestCode`` if writing `value` with so many digits
  /// would not give the same text: it had an exponent, a plus sign, needless zeros in front, or more digits than are
  /// exact.
  var fractionCode: UInt8

  /// Reads an optional sign, digits with or without a point, and an optional exponent: `439.30`, `-5`, `.5`, `1.5e3`.
  ///
  /// Anything else, blanks, `inf`, `nan`, hexadecimal and separators between thousands included, gives `nil`, and so
  /// does a point without a digit after it, which is what a file that breaks off ends in.
  ///
  /// - Parameters:
  ///   - bytes: The text.
  ///   - powerOfTen: Multiplies by 10 to this power before the one rounding, so that 520 with -3 is the 0.52 of a
  ///     literal.
  /// - Complexity: O(bytes).
  static func parse(_ bytes: Span<UInt8>, timesTenTo powerOfTen: Int = 0) -> DecimalNumber? {
    var index = 0
    var isNegative = false
    var isPlain = true
    if index < bytes.count, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") {
      isNegative = bytes[index] == UInt8(ascii: "-")
      isPlain = isNegative
      index += 1
    }

    // Overflow of the digits is tolerated here and found by their count below.
    let digitsStart = index
    var digits: UInt64 = 0
    while index < bytes.count, let digit = digitValue(bytes[index]) {
      digits = digits &* 10 &+ UInt64(digit)
      index += 1
    }
    let wholeDigits = index - digitsStart
    var fractionDigits = 0
    if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
      index += 1
      let fractionStart = index
      while index < bytes.count, let digit = digitValue(bytes[index]) {
        digits = digits &* 10 &+ UInt64(digit)
        index += 1
      }
      fractionDigits = index - fractionStart
      if fractionDigits == 0 { return nil }
    }
    guard wholeDigits + fractionDigits > 0 else { return nil }
    if wholeDigits == 0 || (wholeDigits > 1 && bytes[digitsStart] == UInt8(ascii: "0")) { isPlain = false }
    let digitsEnd = index

    var exponent = 0
    if index < bytes.count {
      guard let written = parseExponent(bytes.extracting(index..<bytes.count)) else { return nil }
      exponent = written
      isPlain = false
    }
    let scale = exponent - fractionDigits + powerOfTen
    // 19 digits always fit in 64 bits.
    let isExact = wholeDigits + fractionDigits <= 19 && digits <= 1 << 53
    var value: Double
    if isExact, abs(scale) < powersOfTen.count {
      // Both operands are exact, so the one operation rounds correctly (Clinger, PLDI 1990, "fast path").
      value = scale < 0 ? Double(digits) / powersOfTen[-scale] : Double(digits) * powersOfTen[scale]
    } else {
      var text = ""
      for index in digitsStart..<digitsEnd where bytes[index] != UInt8(ascii: ".") {
        text.unicodeScalars.append(Unicode.Scalar(bytes[index]))
      }
      guard let slow = Double(text + "e\(scale)") else { return nil }
      value = slow
    }
    if isNegative { value = -value }
    let canRewrite =
      isPlain && isExact && digits <= FractionDigits.largestExactDigits && fractionDigits < powersOfTen.count
    return DecimalNumber(value: value, fractionCode: canRewrite ? UInt8(fractionDigits) : FractionDigits.shortestCode)
  }

  /// Reads `e`, an optional sign, and digits; beyond a million either way the result stays there, which is far outside
  /// what any `Double` needs, even after 64 KiB of zeros.
  private static func parseExponent(_ bytes: Span<UInt8>) -> Int? {
    guard bytes.count >= 2, bytes[0] | 0x20 == UInt8(ascii: "e") else { return nil }
    let isNegative = bytes[1] == UInt8(ascii: "-")
    let first = isNegative || bytes[1] == UInt8(ascii: "+") ? 2 : 1
    guard first < bytes.count else { return nil }
    var exponent = 0
    for index in first..<bytes.count {
      guard let digit = digitValue(bytes[index]) else { return nil }
      exponent = min(10 * exponent + digit, 1_000_000)
    }
    return isNegative ? -exponent : exponent
  }
}

extension Double {
  /// The number nearest to a decimal text such as `0.05` or `1.5e3`; `nil` for anything else: hexadecimal, `inf` and `nan`
  /// too, which `Double(_:)` would read.
  package init?(decimal text: some StringProtocol) {
    guard let number = DecimalNumber.parse(Array(text.utf8).span), number.value.isFinite else { return nil }
    self = number.value
  }
}

/// 10^0 to 10^22: the powers of ten that a `Double` holds exactly.
let powersOfTen: [Double] = [
  1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
  1e21, 1e22,
]

/// The value of an ASCII digit.
func digitValue(_ byte: UInt8) -> Int? {
  let value = byte &- UInt8(ascii: "0")
  return value < 10 ? Int(value) : nil
}
