/// Reads numbers of plain rows: below a million, of at most 15 digits, without needless zeros or an exponent.
///
/// Eight bytes are looked at together. Whether each is a digit is one sum, where the first other stands one count of zeros, and
/// the value of all digits before it three products:
///
///     bytes              4 1 8 , 3 9 2 ,
///     digits moved up    0 0 0 0 0 4 1 8
///     pairs, fours, all      00  00  04  18 -> 0000 0418 -> 418
///
/// Source: D. Lemire, "Number parsing at a gigabyte per second" (2021), section 3, for the products.
enum PlainNumber {
  /// So few digits that the whole ones and those behind the point are exact together.
  static let mostFractionDigits = 9

  /// Six digits keep the value below the largest that a trace may have.
  private static let mostWholeDigits = 6

  /// Takes a comma and a number with so many digits behind the point; `nil` if there is none, or it is written in another way.
  ///
  /// It may read on beyond the end of a row, but not beyond that of `bytes`.
  @inline(__always)
  static func take(_ bytes: Span<UInt8>, _ index: inout Int, fractionDigits: Int, _ powers: [Double]) -> Double? {
    // A comma, a sign, the digits, a point, a word of digits and one digit more.
    guard index >= 0, index &+ 24 <= bytes.count, byte(bytes, index) == UInt8(ascii: ",") else { return nil }
    var place = index &+ 1
    let isNegative = byte(bytes, place) == UInt8(ascii: "-")
    if isNegative { place &+= 1 }
    let whole = Digits(bytes, at: place)
    guard whole.count > 0, whole.count <= mostWholeDigits, whole.count == 1 || whole.first != 0 else { return nil }
    place &+= whole.count
    var value = Double(whole.value)
    if fractionDigits > 0 {
      guard byte(bytes, place) == UInt8(ascii: ".") else { return nil }
      let fraction = Digits(bytes, at: place &+ 1)
      var (digits, count) = (fraction.value, fraction.count)
      let next = byte(bytes, place &+ 9) &- UInt8(ascii: "0")
      if count == 8, fractionDigits == 9, next < 10 { (digits, count) = (10 &* digits &+ UInt64(next), 9) }
      guard count == fractionDigits else { return nil }
      place &+= 1 &+ count
      // So few digits are exact, and so is the power of ten: the division is the one rounding.
      let power = powers[fractionDigits]
      value = (value * power + Double(digits)) / power
    }
    index = place
    return isNegative ? -value : value
  }

  /// A byte from the room that ``take(_:_:fractionDigits:_:)`` has checked.
  @inline(__always)
  private static func byte(_ bytes: Span<UInt8>, _ place: Int) -> UInt8 {
    // SAFETY: the caller has checked that there are as many bytes.
    unsafe bytes[unchecked: place]
  }

  /// The digits that eight bytes begin with.
  private struct Digits {
    /// From 0 to 8.
    let count: Int
    let value: UInt64
    /// The first, if there is one.
    let first: UInt8

    @inline(__always)
    init(_ bytes: Span<UInt8>, at place: Int) {
      // SAFETY: the caller has checked that there are as many bytes.
      let loaded = unsafe bytes.bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: place, as: UInt64.self)
      // Digits become 0 to 9, and anything else more.
      let word = UInt64(littleEndian: loaded) ^ 0x3030_3030_3030_3030
      // A byte of ten or more sets its highest bit; a carry out of one reaches only those behind it.
      let others = ((word &+ 0x7676_7676_7676_7676) | word) & 0x8080_8080_8080_8080
      count = others.trailingZeroBitCount &>> 3
      first = UInt8(truncatingIfNeeded: word)
      var sum = count == 0 ? 0 : word &<< UInt64(truncatingIfNeeded: 64 &- 8 &* count)
      sum = sum &* 10 &+ (sum &>> 8)
      let (odd, even) = (sum & 0x0000_00FF_0000_00FF, (sum &>> 16) & 0x0000_00FF_0000_00FF)
      value = (odd &* 0x000F_4240_0000_0064 &+ even &* 0x0000_2710_0000_0001) &>> 32
    }
  }
}
