/// A program of several commands: what completions and the manual page are made from, along with the option tables.
package struct CommandSuite: Sendable {
  /// The program: `carbon-schedule`.
  package let name: String
  /// What it does, in one sentence without a full stop.
  package let summary: String
  package let tables: [OptionTable]

  package init(name: String, summary: String, tables: [OptionTable]) {
    self.name = name
    self.summary = summary
    self.tables = tables
  }

  /// The words behind the program's name that lead to a table: `traces convert`.
  func words(of table: OptionTable) -> String { String(table.command.dropFirst(name.count + 1)) }

  /// The first words, each once.
  var commands: [String] {
    var seen: Set<String> = []
    return tables.map { firstWord(of: $0) }.filter { seen.insert($0).inserted }
  }

  /// The words that may follow a first word: second words of commands, or those that an operand is one of.
  func actions(of command: String) -> [String] {
    tables.filter { firstWord(of: $0) == command }.flatMap { table in
      let words = words(of: table).split(separator: " ").map(String.init)
      return words.count > 1 ? [words[1]] : table.operands?.choices ?? []
    }
  }

  /// The options that may follow a first word, each once.
  func options(of command: String) -> [OptionDefinition] {
    var seen: Set<String> = []
    return tables.filter { firstWord(of: $0) == command }.flatMap(\.options).filter { seen.insert($0.name).inserted }
  }

  func summary(of command: String) -> String {
    let tables = tables.filter { firstWord(of: $0) == command }
    return tables.count == 1 ? tables[0].summary : actions(of: command).joined(separator: ", ") + " a trace file"
  }

  private func firstWord(of table: OptionTable) -> String { String(words(of: table).prefix { $0 != " " }) }
}
