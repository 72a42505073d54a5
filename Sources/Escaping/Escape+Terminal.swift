extension Escape {
  /// Text in one line of visible letters: what is hidden is written as Swift writes it, `\u{1B}`.
  ///
  /// Line ends, the controls of both sets (U+0000 to U+001F and U+007F to U+009F), and marks that turn the direction of text
  /// (U+202E) are hidden; letters of every script are not.
  /// - Complexity: O(length).
  package static func terminal(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isHidden) else { return text }
    return mapping(text) { isHidden($0) ? $0.escaped(asASCII: true) : nil }
  }
}
