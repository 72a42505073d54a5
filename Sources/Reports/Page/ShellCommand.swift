import Escaping

/// A command line as someone can paste it into a shell.
///
///     ShellCommand(["carbon-replay", "--traces", "my traces"]).text      // "carbon-replay --traces 'my traces'"
///
/// A long command takes a line for each option.
struct ShellCommand {
  let text: String

  /// The text in lines, all but the last ending in a backslash.
  let lines: [String]

  init(_ words: [String]) {
    var lines: [[String]] = [[]]
    for word in words {
      if word.hasPrefix("--"), !lines[lines.count - 1].isEmpty { lines.append([]) }
      lines[lines.count - 1].append(Escape.shellWord(word))
    }
    let joined = lines.map { $0.joined(separator: " ") }
    text = joined.joined(separator: " ")
    let last = joined.count - 1
    self.lines =
      text.count <= 60
      ? [text] : joined.enumerated().map { ($0 == 0 ? "" : "  ") + $1 + ($0 == last ? "" : " \\") }
  }
}
