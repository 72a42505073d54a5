extension TimeStamp {
  /// The beginning of a span of time written day first, in the order of ISO 8601.
  ///
  ///     01.01.2024 00:00 - 01.01.2024 01:00      ->  2024-01-01 00:00
  ///     01/01/2024 00:15:00 - 01/01/2024 00:30:00  ->  2024-01-01 00:15:00
  ///
  /// - Returns: The bytes as they are, where they are not written like that.
  static func dayFirst(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let field = Array(bytes)
    // The day, the month, the year and a blank: 11 bytes, and five or more of the time.
    guard field.count >= 16, field[2] == field[5], [UInt8(ascii: "."), UInt8(ascii: "/")].contains(field[2]),
      field[10] == UInt8(ascii: " ")
    else { return bytes }
    let end = (11..<field.count).first { field[$0] == UInt8(ascii: " ") } ?? field.count
    let dash = [UInt8(ascii: "-")]
    let date = field[6..<10] + dash + field[3..<5] + dash + field[0..<2]
    return ArraySlice(date + field[10..<end])
  }
}
