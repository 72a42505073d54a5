extension CommandSuite {
  /// The manual page in roff, with the macros of man(7): section 1.
  package var manualPage: String {
    var lines = [
      ".TH \(escaped(name.uppercased())) 1 \"\" \"\(name) \(packageVersion)\" \"User Commands\"",
      ".SH NAME", "\(escaped(name)) \\- \(escaped(summary))", ".SH SYNOPSIS",
    ]
    for table in tables {
      lines += [
        ".B \(escaped(table.command))", escaped(table.operands.map { "\($0.placeholder) " } ?? "") + "[OPTIONS]", ".br",
      ]
    }
    lines.removeLast()
    lines.append(".SH COMMANDS")
    for table in tables {
      lines += [".SS \"\(escaped(table.command))\"", escaped(table.summary)]
      for option in table.options {
        lines.append(".TP")
        lines.append(
          "\\fB\\-\\-\(escaped(option.name))\\fR" + (option.placeholder.map { " \\fI\(escaped($0))\\fR" } ?? ""))
        lines.append(
          escaped(option.meaning) + (option.whenLeftOut.map { " (\(escaped($0)) if left out)" } ?? "") + ".")
      }
      lines += [".P", "Example:", ".P", ".nf", ".RS", escaped(table.example), ".RE", ".fi"]
    }
    lines += [
      ".SH \"EXIT STATUS\"", ".TP", "0", "All went well.", ".TP", "1", "A limit such as a budget is exceeded.",
      ".TP", "64", "The options do not make sense.", ".TP", "65", "A file says nothing usable.",
      ".TP", "66", "A file is not there or cannot be read.", ".TP", "69", "A provider does not answer.", ".TP", "70",
      "The program is at fault.",
      ".TP", "73", "A result cannot be written.",
      ".SH ENVIRONMENT", ".TP", "NO_COLOR", "If it is set and not empty, nothing is coloured.",
    ]
    return lines.joined(separator: "\n") + "\n"
  }

  /// The text with what roff would obey written so that it is shown.
  private func escaped(_ text: String) -> String {
    let line = text.map { letter in
      switch letter {
      case "\\": "\\e"
      case "-": "\\-"
      case "'": "\\(aq"
      case "\"": "\\(dq"
      default: String(letter)
      }
    }.joined()
    return line.hasPrefix(".") ? "\\&" + line : line
  }
}
