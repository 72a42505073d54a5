extension Escape {
  /// Text as one word of a shell.
  ///
  /// A word that every shell leaves alone stays as it is; others stand in single quotes, as POSIX has them. Where something is
  /// hidden, such as a line end, the word is written in `$'...'` with bytes in octal, which bash, zsh, ksh, busybox and POSIX
  /// of 2024 know, so that the line can be looked at before it is run.
  /// - Complexity: O(length).
  package static func shellWord(_ text: String) -> String {
    if isPlainWord(text) { return text }
    guard text.unicodeScalars.contains(where: isHidden) else {
      return "'" + mapping(text) { $0 == "'" ? #"'\''"# : nil } + "'"
    }
    return "$'"
      + mapping(text) { scalar in
        switch scalar {
        case "\n": #"\n"#
        case "\t": #"\t"#
        case "\\": #"\\"#
        case "'": #"\'"#
        case _ where isHidden(scalar): String(scalar).utf8.map { "\\" + octal($0) }.joined()
        default: nil
        }
      } + "'"
  }

  /// Whether no shell reads anything into a word: letters, digits and some marks of ASCII. An equals sign would make a first
  /// word an assignment, unless it stands in an option.
  package static func isPlainWord(_ text: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"): true
        case UInt8(ascii: "="): text.utf8.first == UInt8(ascii: "-")
        default: "-_./,:+@%".utf8.contains(byte)
        }
      }
  }

  private static func octal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 8)
    return String(repeating: "0", count: 3 - digits.count) + digits
  }
}
