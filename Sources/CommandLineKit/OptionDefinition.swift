/// What help, error messages and completions say of one option: the only place where its name, meaning, value and default
/// stand. The sentences of each option are where `Option` makes it, in the file that reads its value.
package struct OptionDefinition: Sendable {
  /// The name without its dashes: `added-time`.
  package let name: String
  /// What stands for the value in the help, such as `DURATION`; `nil` for a switch.
  package let placeholder: String?
  /// The words that the value is one of; empty where it is free.
  package let choices: [String]
  /// What becomes of the file or folder that the value names; `nil` where it names none.
  package let path: PathUse?
  /// One sentence without a full stop.
  package let meaning: String
  /// What holds when the option is left out, in words; `nil` where nothing does.
  package let whenLeftOut: String?
  /// Whether it may be given more than once.
  package let isRepeatable: Bool

  package enum PathUse: Sendable {
    case read, written
  }

  /// Whether the value is the name of a file or folder.
  package var isPath: Bool { path != nil }

  init(
    name: String, placeholder: String?, choices: [String] = [], path: PathUse? = nil, meaning: String,
    whenLeftOut: String? = nil, isRepeatable: Bool = false
  ) {
    self.name = name
    self.placeholder = choices.isEmpty ? placeholder : choices.joined(separator: "|")
    self.choices = choices
    self.path = path
    self.meaning = meaning
    self.whenLeftOut = whenLeftOut
    self.isRepeatable = isRepeatable
  }
}

/// An option of a command line, whatever its value is: what tables list.
package protocol CommandLineOption: Sendable {
  var definition: OptionDefinition { get }
}

extension CommandLineOption {
  /// The name without its dashes.
  package var name: String { definition.name }
}

extension OptionDefinition: CommandLineOption {
  package var definition: OptionDefinition { self }
}
