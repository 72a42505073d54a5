extension OptionTable {
  /// Prints the help, or the version, if that is what was asked for.
  ///
  /// - Returns: Whether it was.
  package func answersHelp(_ parsed: ParsedOptions) throws(CommandFailure) -> Bool {
    if parsed.has(Self.help) {
      try Output.write(help, to: "-")
    } else if parsed.has(Self.version) {
      try Output.write("\(command.prefix { $0 != " " }) \(packageVersion)\n", to: "-")
    } else {
      return false
    }
    return true
  }

  /// The longest option and value that stand beside their meaning.
  private static let widestHead = 32

  /// The text of `--help`: what the command does, each option with its default, and an example.
  package var help: String {
    let heads = options.map { "--\($0.name)\($0.placeholder.map { " \($0)" } ?? "")" }
    // A head too long for the column has a line of its own, above its meaning.
    let width = heads.map(\.count).filter { $0 <= Self.widestHead }.max() ?? 0
    let rows = zip(options, heads).flatMap { option, head in
      let text = option.meaning + (option.whenLeftOut.map { " (\($0) if left out)" } ?? "")
      let lines = wrapped(text, width: max(30, 96 - width))
      let heads = [head.count > Self.widestHead ? "" : head] + Array(repeating: "", count: max(0, lines.count - 1))
      return (head.count > Self.widestHead ? ["  \(head)"] : [])
        + zip(heads, lines).map { "  " + $0.padding(to: width) + "  " + $1 }
    }
    return """
      usage: \(command)\(operands.map { " \($0.placeholder)" } ?? "") [OPTIONS]

      \(wrapped(summary, width: 98).joined(separator: "\n"))

      \(rows.joined(separator: "\n"))

      example:
        \(example)

      """
  }
}

/// The text cut into lines of at most `width` letters, at spaces.
func wrapped(_ text: String, width: Int) -> [String] {
  var lines: [String] = []
  for word in text.split(separator: " ") {
    if let last = lines.last, last.count + 1 + word.count <= width {
      lines[lines.count - 1] = "\(last) \(word)"
    } else {
      lines.append(String(word))
    }
  }
  return lines
}
