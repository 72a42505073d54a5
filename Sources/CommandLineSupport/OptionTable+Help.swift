extension OptionTable {
  /// Prints the help, or the version, if that is what was asked for.
  ///
  /// - Returns: Whether it was.
  public func answersHelp(_ parsed: ParsedOptions) throws(CommandFailure) -> Bool {
    if parsed.has("help") {
      try Output.write(help, to: "-")
    } else if parsed.has("version") {
      try Output.write("\(command.prefix { $0 != " " }) \(packageVersion)\n", to: "-")
    } else {
      return false
    }
    return true
  }

  /// The text of `--help`: what the command does, each option with its default, and an example.
  public var help: String {
    let heads = options.map { "--\($0.name)\($0.value.map { " \($0)" } ?? "")" }
    let width = heads.map(\.count).max() ?? 0
    let rows = zip(options, heads).flatMap { option, head in
      let text = option.meaning + (option.whenLeftOut.map { " (\($0) if left out)" } ?? "")
      let lines = wrapped(text, width: max(30, 96 - width))
      return lines.enumerated().map { index, line in
        "  " + (index == 0 ? head : "").padding(to: width) + "  " + line
      }
    }
    return """
      usage: \(command)\(operands.map { " \($0)" } ?? "") [OPTIONS]

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
