extension Escape {
  /// Text as a field of a CSV file (RFC 4180): in quotes where it has to be, and never a formula.
  ///
  /// A spreadsheet computes what begins with `=`, `+`, `-`, `@`, a tab or a carriage return, in quotes or not. An apostrophe
  /// before it stops that, and is shown by none of them. ``csvText(ofField:)`` takes it away again.
  package static func csvField(_ text: String) -> String {
    let harmless = isFormula(text) ? "'" + text : text
    let needsQuotes =
      harmless.unicodeScalars.contains { [",", "\"", "\n", "\r", ";"].contains($0) }
      || isBlank(harmless.unicodeScalars.first)
      || isBlank(harmless.unicodeScalars.last)
    return needsQuotes ? "\"" + mapping(harmless) { $0 == "\"" ? "\"\"" : nil } + "\"" : harmless
  }

  /// The text of a field that ``csvField(_:)`` wrote and a reader has taken out of its quotes.
  package static func csvText(ofField field: String) -> String {
    isFormula(field) && field.unicodeScalars.first == "'" ? String(field.unicodeScalars.dropFirst()) : field
  }

  /// Whether a spreadsheet would compute it, or would once apostrophes are taken away: so nothing gets lost on the way back.
  private static func isFormula(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first(where: { $0 != "'" }) else { return false }
    return ["=", "+", "-", "@", "\t", "\r", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}"].contains(first)
  }

  private static func isBlank(_ scalar: Unicode.Scalar?) -> Bool { scalar == " " || scalar == "\t" }
}
