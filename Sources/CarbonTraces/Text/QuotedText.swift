import Escaping

/// Text from a file or a user, made safe to print within a message: quoted, at most `limit` characters of it, nothing
/// in it that moves the cursor, ends the line or turns the reading direction.
///
///     quoted("4\u{1B}[2J")  // "4\u{1B}[2J", with the backslash spelled out
func quoted(_ text: some StringProtocol, limit: Int = 40) -> String {
  let scalars = text.unicodeScalars
  let shown = String(String.UnicodeScalarView(scalars.prefix(limit)))
  return "\"" + escapingControls(in: shown) + (scalars.dropFirst(limit).isEmpty ? "\"" : "...\"")
}

/// The same for bytes, which need not be UTF-8: what is not is shown as U+FFFD.
func quoted(_ bytes: Span<UInt8>, limit: Int = 40) -> String {
  // A character takes four bytes at most; the cut may fall inside one, but not inside the first `limit`.
  let shown = bytes.extracting(first: 4 * limit + 4)
  return quoted(utf8Text(shown), limit: limit)
}

/// The bytes as text; what is not UTF-8 becomes U+FFFD.
func utf8Text(_ bytes: Span<UInt8>) -> String {
  var copy: [UInt8] = []
  copy.reserveCapacity(bytes.count)
  for index in bytes.indices { copy.append(bytes[index]) }
  return String(decoding: copy, as: UTF8.self)
}

/// The text with every scalar that a terminal might obey, instead of show, written as an escape.
func escapingControls(in text: String) -> String { Escape.terminal(text) }
