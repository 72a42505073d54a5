/// A command and its options.
public struct OptionTable: Sendable {
  /// The command as it is typed: `carbon-schedule plan`.
  public let command: String
  /// What it does, in one sentence.
  public let summary: String
  public let options: [OptionDefinition]
  /// The words that are no options; `nil` where there may be none.
  public let operands: Operands?
  /// A command line to try, and what it is for.
  public let example: String

  static let help = Option.flag("help", "show this text")
  static let version = Option.flag("version", "show the version")

  /// What stands for the words that are no options.
  public struct Operands: Sendable, ExpressibleByStringLiteral {
    /// As the help has it: `FILE...`, `bash|zsh|fish`.
    public let placeholder: String
    /// The words that an operand is one of; empty where it is free.
    public let choices: [String]

    public init(stringLiteral placeholder: String) {
      self.placeholder = placeholder
      choices = []
    }

    /// One of the words of an enumeration.
    public init<Choice: RawRepresentable & CaseIterable>(among type: Choice.Type) where Choice.RawValue == String {
      choices = type.allCases.map(\.rawValue)
      placeholder = choices.joined(separator: "|")
    }
  }

  /// `--help` and `--version` are added to the options.
  public init(
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
  ///     try table.parse(["--trace", "a.csv", "--json"]).value("trace")  // "a.csv"
  ///
  /// Values follow their option as the next word or behind `=`; a word that begins with `--` is never taken for a value.
  ///
  /// - Throws: ``CommandFailure`` of code 64 that names the word and the cure.
  public func parse(_ words: [String]) throws(CommandFailure) -> ParsedOptions {
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
public struct ParsedOptions: Sendable {
  /// The command as it is typed.
  public let command: String
  /// All that might have been said.
  let definitions: [OptionDefinition]
  var values: [String: [String]] = [:]
  /// The words that are no options, in order.
  public fileprivate(set) var operands: [String] = []

  /// Whether a switch is on, or an option given.
  public func has(_ name: String) -> Bool { values[name] != nil }

  /// The value of an option, if it was given.
  public func value(_ name: String) -> String? { values[name]?.last }

  /// All values of a repeatable option, in order.
  public func values(_ name: String) -> [String] { values[name] ?? [] }

  /// The value of an option that has to be given.
  public func required(_ name: String, _ placeholder: String) throws(CommandFailure) -> String {
    guard let value = value(name) else {
      throw .usage("\(command): --\(name) is missing; give --\(name) \(placeholder).")
    }
    return value
  }

  /// The value of an option, read by `read`; an error it throws becomes a usage error that names the option.
  public func value<Value>(_ name: String, _ read: (String) throws -> Value) throws(CommandFailure) -> Value? {
    guard let text = value(name) else { return nil }
    do {
      return try read(text)
    } catch let failure as CommandFailure {
      throw failure
    } catch {
      throw .usage("\(command): --\(name): \(error)")
    }
  }

  /// One of a few words.
  public func choice<Choice: RawRepresentable & CaseIterable>(
    _ name: String, _ type: Choice.Type
  ) throws(CommandFailure) -> Choice? where Choice.RawValue == String {
    guard let text = value(name) else { return nil }
    guard let choice = Choice(rawValue: text) else {
      let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      throw .usage("\(command): --\(name) does not know '\(text)'; give one of \(known).")
    }
    return choice
  }
}

/// The word that was likely meant, or `nil` if none is near.
public func nearestWord(to word: String, among words: [String]) -> String? {
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
