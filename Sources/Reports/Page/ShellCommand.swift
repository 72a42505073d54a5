/// A command line as someone can paste it into a shell.
///
///     ShellCommand(["carbon-replay", "--traces", "my traces"]).text      // "carbon-replay --traces 'my traces'"
///
/// A long command takes a line for each option. Words stay as they are if a shell would; others stand in single quotes. Control characters, which a page cannot show
/// as they are, are written as `$'\n'`, which most shells know.
struct ShellCommand {
  let text: String

  /// The text in lines, all but the last ending in a backslash.
  let lines: [String]

  init(_ words: [String]) {
    var lines: [[String]] = [[]]
    for word in words {
      if word.hasPrefix("--"), !lines[lines.count - 1].isEmpty { lines.append([]) }
      lines[lines.count - 1].append(Self.quoted(word))
    }
    let joined = lines.map { $0.joined(separator: " ") }
    text = joined.joined(separator: " ")
    let last = joined.count - 1
    self.lines =
      text.count <= 60
      ? [text] : joined.enumerated().map { ($0 == 0 ? "" : "  ") + $1 + ($0 == last ? "" : " \\") }
  }

  private static func quoted(_ word: String) -> String {
    if !word.isEmpty, word.utf8.allSatisfy(isPlain) { return word }
    if word.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) { return dollarQuoted(word) }
    return "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: "-_./,:=+@%".utf8.contains(byte)
    }
  }

  private static func dollarQuoted(_ word: String) -> String {
    var text = "$'"
    for scalar in word.unicodeScalars {
      switch scalar {
      case "\n": text += "\\n"
      case "\t": text += "\\t"
      case "\\": text += "\\\\"
      case "'": text += "\\'"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let digits = String(scalar.value, radix: 16)
        text += "\\x" + (digits.count < 2 ? "0" : "") + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "'"
  }
}
