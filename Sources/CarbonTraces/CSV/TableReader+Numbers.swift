extension TableReader {
  /// The number that a field says, with a decimal comma where the table's dialect has them; `nil` if it says none.
  borrowing func decimal(_ field: Span<UInt8>, timesTenTo powerOfTen: Int = 0) -> DecimalNumber? {
    dialect.decimal(field, timesTenTo: powerOfTen)
  }

  /// The error for a field that should have been a number.
  ///
  /// - Parameters:
  ///   - field: The text.
  ///   - what: What it should say, such as `value`.
  ///   - example: A number that would do.
  ///   - largest: The largest magnitude, as it is written.
  ///   - gap: What to do about a value that is not known, if anything.
  borrowing func error(
    about field: Span<UInt8>, what: String, example: String, largest: String, gap: String = ""
  ) -> InputError {
    let shown = "the \(what) \(quoted(field))"
    let plain = "write a plain decimal such as \(example)"
    if decimal(field) != nil {
      return error(problem: "\(shown) is too large", cure: "it may be at most \(largest)")
    }
    let name = utf8Text(field).lowercased().drop { $0 == "+" || $0 == "-" }
    if ["nan", "inf", "infinity"].contains(String(name)) {
      return error(problem: "\(shown) is not a finite number", cure: plain + gap)
    }
    return error(problem: "\(shown) is not a number", cure: plain)
  }
}

extension Dialect {
  /// The number that a field says, with a decimal comma where the dialect has them; `nil` if it says none.
  func decimal(_ field: Span<UInt8>, timesTenTo powerOfTen: Int = 0) -> DecimalNumber? {
    if let number = DecimalNumber.parse(field, timesTenTo: powerOfTen) { return number }
    guard allowsDecimalCommas else { return nil }
    var text: [UInt8] = []
    var commas = 0
    for index in field.indices {
      let isComma = field[index] == UInt8(ascii: ",")
      if isComma { commas += 1 }
      text.append(isComma ? UInt8(ascii: ".") : field[index])
    }
    return commas == 1 ? DecimalNumber.parse(text.span, timesTenTo: powerOfTen) : nil
  }
}
