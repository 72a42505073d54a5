/// A command and its options.
package struct OptionTable: Sendable {
  /// The command as it is typed: `carbon-schedule plan`.
  package let command: String
  /// What it does, in one sentence.
  package let summary: String
  package let options: [OptionDefinition]
  /// The words that are no options; `nil` where there may be none.
  package let operands: Operands?
  /// A command line to try, and what it is for.
  package let example: String

  static let help = Option.flag("help", "show this text")
  static let version = Option.flag("version", "show the version")

  /// What stands for the words that are no options.
  package struct Operands: Sendable, ExpressibleByStringLiteral {
    /// As the help has it: `FILE...`, `bash|zsh|fish`.
    package let placeholder: String
    /// The words that an operand is one of; empty where it is free.
    package let choices: [String]

    package init(stringLiteral placeholder: String) {
      self.placeholder = placeholder
      choices = []
    }

    /// One of the words of an enumeration.
    package init<Choice: RawRepresentable & CaseIterable>(among type: Choice.Type) where Choice.RawValue == String {
      choices = type.allCases.map(\.rawValue)
      placeholder = choices.joined(separator: "|")
    }
  }

  /// `--help` and `--version` are added to the options.
  package init(
    command: String, operands: Operands? = nil, summary: String, options: [any CommandLineOption], example: String
  ) {
    self.command = command
    self.operands = operands
    self.summary = summary
    self.options = options.map(\.definition) + [Self.help.definition, Self.version.definition]
    self.example = example
  }

  /// Reads the words of a command line.
  ///
  ///     try table.parse(["--trace", "a.csv", "--json"])[traceOption]  // "a.csv"
  ///
  /// Values follow their option as the next word or behind `=`; a word that begins with `--` is never taken for a value.
  ///
  /// - Throws: ``CommandFailure`` of code 64 that names the word and the cure.
  package func parse(_ words: [String]) throws(CommandFailure) -> ParsedOptions {
    var parsed = ParsedOptions(command: command, definitions: options)
    var rest = words[...]
    while let word = rest.popFirst() {
      if operands != nil, !word.hasPrefix("--") {
        parsed.operands.append(word)
        continue
      }
      guard word.hasPrefix("--"), word.count > 2 else {
        throw .usage("\(command): '\(word)' is not an option; options begin with '--', see '\(command) --help'.")
      }
      let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let option = try option(named: String(parts[0]))
      guard option.isRepeatable || parsed.values[option.name] == nil else {
        throw .usage("\(command): --\(option.name) is given twice; give it once.")
      }
      parsed.values[option.name, default: []].append(try value(of: option, inline: parts.dropFirst().first, &rest))
    }
    return parsed
  }

  private func option(named name: String) throws(CommandFailure) -> OptionDefinition {
    if let option = options.first(where: { $0.name == name }) { return option }
    let hint = nearestWord(to: name, among: options.map(\.name)).map { "did you mean --\($0)?" }
    throw .usage("\(command): there is no option --\(name); \(hint ?? "see '\(command) --help'.")")
  }

  private func value(
    of option: OptionDefinition, inline: Substring?, _ rest: inout ArraySlice<String>
  ) throws(CommandFailure) -> String {
    guard let placeholder = option.placeholder else {
      guard inline == nil else { throw .usage("\(command): --\(option.name) takes no value; leave out '=\(inline!)'.") }
      return ""
    }
    if let inline { return String(inline) }
    guard let next = rest.first, !next.hasPrefix("--") else {
      throw .usage("\(command): --\(option.name) needs a value: --\(option.name) \(placeholder).")
    }
    rest.removeFirst()
    return next
  }
}

/// What a command line said.
package struct ParsedOptions: Sendable {
  /// The command as it is typed.
  package let command: String
  /// All that might have been said.
  let definitions: [OptionDefinition]
  var values: [String: [String]] = [:]
  /// The words that are no options, in order.
  package fileprivate(set) var operands: [String] = []

  /// What was written for an option, the last time; `nil` if it was not given.
  package func text(of option: some CommandLineOption) -> String? { values[option.name]?.last }

  /// Whether an option was given.
  package func has(_ option: some CommandLineOption) -> Bool { values[option.name] != nil }

  /// The first of some options that was given: what a message names.
  package func first(of options: [any CommandLineOption]) -> OptionDefinition? {
    options.map(\.definition).first { has($0) }
  }
}

/// The word that was likely meant, or `nil` if none is near.
package func nearestWord(to word: String, among words: [String]) -> String? {
  let nearest = words.map { (distance: editDistance($0, word), word: $0) }.min { $0.distance < $1.distance }
  return nearest.flatMap { $0.distance <= max(2, word.count / 3) ? $0.word : nil }
}

/// How many letters must be inserted, removed or replaced to turn one word into the other.
///
/// - Complexity: O(m * n) for words of m and n letters.
func editDistance(_ left: String, _ right: String) -> Int {
  let right = Array(right)
  var row = Array(0...right.count)
  for (i, letter) in left.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for j in right.indices {
      let replaced = diagonal + (letter == right[j] ? 0 : 1)
      diagonal = row[j + 1]
      row[j + 1] = min(replaced, row[j] + 1, row[j + 1] + 1)
    }
  }
  return row[right.count]
}
