extension JSONReader {
  /// Reads a string's bytes, quotes included, into ``text`` if they are to be kept.
  mutating func readString(isKept: Bool) throws(InputError) {
    text.removeAll(keepingCapacity: true)
    advance()  // the quote
    while true {
      guard let byte = try peek() else { throw breaksOff() }
      switch byte {
      case UInt8(ascii: "\""):
        advance()
        return
      case UInt8(ascii: "\\"):
        advance()
        try readEscape()
        if !isKept { text.removeAll(keepingCapacity: true) }
      case 0..<0x20:
        throw error(
          problem: byte == UInt8(ascii: "\n") ? "a string has no closing quote" : "a string holds a control character",
          cure: "close it on its line and write control characters as escapes")
      default:
        advance()
        guard isKept else { continue }
        text.append(byte)
      }
      guard text.count <= Self.longestString else {
        throw error(
          problem: "a string is longer than \(Self.longestString) bytes", cure: "check that this is a provider's answer"
        )
      }
    }
  }

  /// Reads a number's bytes into ``text``.
  mutating func readNumber() throws(InputError) {
    text.removeAll(keepingCapacity: true)
    while let byte = try peek() {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."),
        UInt8(ascii: "e"), UInt8(ascii: "E"):
        text.append(byte)
        advance()
      default: return
      }
      guard text.count <= Self.longestNumber else {
        throw error(
          problem: "a number has more than \(Self.longestNumber) characters",
          cure: "check that this is a provider's answer")
      }
    }
  }

  /// Consumes `true`, `false` or `null`.
  mutating func expect(word: String) throws(InputError) {
    for wanted in word.utf8 {
      guard try peek() == wanted else { throw try unexpectedNext(instead: word) }
      advance()
    }
  }

  /// Undoes the escape behind a backslash.
  private mutating func readEscape() throws(InputError) {
    guard let byte = try peek() else { throw breaksOff() }
    advance()
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"):
      let high = try readHexadecimal()
      var value = high
      if 0xD800..<0xDC00 ~= high, try peek() == UInt8(ascii: "\\") {
        advance()
        guard try peek() == UInt8(ascii: "u") else { throw try unexpectedNext(instead: "the second half of a pair") }
        advance()
        let low = try readHexadecimal()
        // Halves that are no pair become U+FFFD below: both lie outside what a scalar may be.
        if 0xDC00..<0xE000 ~= low { value = 0x10000 + (high - 0xD800) << 10 + (low - 0xDC00) }
      }
      text.append(contentsOf: String(Unicode.Scalar(value) ?? "\u{FFFD}").utf8)
    default: throw unexpected(byte, instead: "an escape such as \\n or \\u00e9")
    }
  }

  private mutating func readHexadecimal() throws(InputError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = try peek(), let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw try unexpectedNext(instead: "four hexadecimal digits")
      }
      value = 16 * value + UInt32(digit)
      advance()
    }
    return value
  }
}

// MARK: - Values as readers of formats want them

extension JSONReader {
  /// A string.
  mutating func string(_ what: String) throws(InputError) -> String {
    guard try kind() == .string else { throw error(problem: "the \(what) is not a string", cure: "write it in quotes") }
    try readString(isKept: true)
    return String(decoding: text, as: UTF8.self)
  }

  /// A string, or `nil` for null.
  mutating func optionalString(_ what: String) throws(InputError) -> String? {
    if try skipsNull() { return nil }
    return try string(what)
  }

  /// A number, by itself or in a string, or `nil` for null.
  ///
  /// - Parameter powerOfTen: Multiplies by 10 to this power, without rounding twice.
  mutating func number(_ what: String = "value", timesTenTo powerOfTen: Int = 0) throws(InputError) -> DecimalNumber? {
    switch try kind() {
    case .null:
      try expect(word: "null")
      return nil
    case .number: try readNumber()
    case .string: try readString(isKept: true)
    default: throw error(problem: "the \(what) is not a number", cure: "write a plain number, or null for a gap")
    }
    guard let number = DecimalNumber.parse(text.span, timesTenTo: powerOfTen) else {
      throw error(
        problem: "the \(what) \(quoted(text.span)) is not a number", cure: "write a plain number, or null for a gap")
    }
    return number
  }

  /// Consumes `null`, if that is next.
  mutating func skipsNull() throws(InputError) -> Bool {
    guard try kind() == .null else { return false }
    try expect(word: "null")
    return true
  }
}
