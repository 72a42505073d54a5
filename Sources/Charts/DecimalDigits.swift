/// A number as decimal digits, for rounding the way a reader would by hand.
///
///     DecimalDigits(1234.5)      // digits [1, 2, 3, 4, 5], pointAfter 4
///
/// The digits are those of `Double.description`, the shortest that read back as the same number: 2.675 is rounded as
/// two point six seven five, not as the binary fraction just below it. Halves round away from zero.
struct DecimalDigits: Equatable {
  let isNegative: Bool
  /// From the most significant; no leading and no trailing zeros; empty for zero.
  private(set) var digits: [UInt8]
  /// How many digits stand before the decimal point; negative or zero for small fractions.
  private(set) var pointAfter: Int

  init(_ number: FiniteNumber) {
    isNegative = number.value < 0
    digits = []
    var point: Int?
    var exponent = 0
    var exponentSign = 1
    var inExponent = false
    for byte in number.value.magnitude.description.utf8 {
      switch byte {
      case UInt8(ascii: "."): point = digits.count
      case UInt8(ascii: "e"): inExponent = true
      case UInt8(ascii: "-"): exponentSign = -1
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let digit = byte - UInt8(ascii: "0")
        if inExponent { exponent = exponent * 10 + Int(digit) } else { digits.append(digit) }
      default: break
      }
    }
    pointAfter = (point ?? digits.count) + exponentSign * exponent
    normalize()
  }

  /// Keeps the first `count` digits; may be negative or zero, which leaves at most a carry.
  mutating func round(toDigits count: Int) {
    guard count < digits.count else { return }
    let carries = count >= 0 && digits[count] >= 5
    digits.removeSubrange(max(0, count)...)
    if carries {
      var index = digits.count - 1
      while index >= 0, digits[index] == 9 {
        digits[index] = 0
        index -= 1
      }
      if index >= 0 {
        digits[index] += 1
      } else {
        digits.insert(1, at: 0)
        pointAfter += 1
      }
    }
    normalize()
  }

  mutating func round(toDecimals decimals: Int) { round(toDigits: pointAfter + decimals) }

  private mutating func normalize() {
    let zeros = digits.prefix { $0 == 0 }.count
    digits.removeFirst(zeros)
    pointAfter -= zeros
    while digits.last == 0 { digits.removeLast() }
    if digits.isEmpty { pointAfter = 0 }
  }

  /// The number written out with thousands separators, and zeros up to `decimals` places if it is longer than that.
  func written(minimumDecimals decimals: Int = 0) -> String {
    var text = isNegative && !digits.isEmpty ? "\u{2212}" : ""
    if pointAfter <= 0 {
      text += "0"
    } else {
      for place in 0..<pointAfter {
        if place > 0, (pointAfter - place) % 3 == 0 { text += "," }
        text += place < digits.count ? String(digits[place]) : "0"
      }
    }
    let places = max(decimals, digits.count - pointAfter)
    if places > 0 {
      text += "."
      for place in pointAfter..<(pointAfter + places) {
        text += digits.indices.contains(place) ? String(digits[place]) : "0"
      }
    }
    return text
  }
}
