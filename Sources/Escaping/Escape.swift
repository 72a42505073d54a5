/// Text as it may stand in another language: one function for each, and the only way in for names from outside.
///
/// All of them work on Unicode scalars. A quote with a combining mark behind it is one `Character` that equals no quote, and
/// a carriage return with a line feed is one, too; shells and parsers see the scalars.
///
///     Escape.terminal("a\u{1B}[2J")     // "a\u{1B}[2J" in visible letters
///     Escape.shellWord("it's")          // 'it'\''s'
///     Escape.cronCommand("date +%F")    // date +\%F
///     Escape.systemdArgument("$HOME")   // $$HOME
///     Escape.kubernetesArgument("$$")   // $$$$
///     Escape.yamlString("a\"b")         // "a\"b" with its quotes escaped
///     Escape.csvField("=1+2")           // '=1+2
package enum Escape {
  /// Replaces some scalars by text and leaves the others as they are.
  static func mapping(_ text: String, _ replacement: (Unicode.Scalar) -> String?) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if let replaced = replacement(scalar) {
        result.append(contentsOf: replaced.unicodeScalars)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// Whether a scalar is no letter to be seen: it controls a terminal or the direction of text, ends a line, or stands for
  /// nothing that is settled.
  package static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse, .surrogate: true
    default: false
    }
  }
}
