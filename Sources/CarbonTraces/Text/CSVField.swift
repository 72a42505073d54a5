/// A text as one field of a CSV file (RFC 4180): in quotes where a comma, a quote or a line end is in it,
/// or a blank at an end.
///
/// It works on bytes: a quote with a combining mark behind it is one character, but a quote nonetheless.
func csvField(_ text: String) -> String {
  let hasBlankEnd = text.utf8.first.map(isBlank) ?? false || text.utf8.last.map(isBlank) ?? false
  let needsQuotes =
    hasBlankEnd
    || text.utf8.contains {
      [UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: ";")].contains($0)
    }
  guard needsQuotes else { return text }
  var bytes = [UInt8(ascii: "\"")]
  for byte in text.utf8 {
    if byte == UInt8(ascii: "\"") { bytes.append(byte) }
    bytes.append(byte)
  }
  bytes.append(UInt8(ascii: "\""))
  return String(decoding: bytes, as: UTF8.self)
}
