/// An option and how its value is read: declared once, listed in a table, and asked for by itself.
///
///     static let duration = Option.value("duration", "DURATION", "how long the job runs", read: Duration.init(parsing:))
///     static let json = Option.flag("json", "print JSON instead of text")
///     let parsed = try OptionTable(..., options: [duration, json], ...).parse(words)
///     try parsed[duration]   // Duration?
///     try parsed[json]       // Bool
package struct TypedOption<Value: Sendable>: CommandLineOption {
  package let definition: OptionDefinition
  /// Makes the value of the texts that were given, in order; of none where the option was left out.
  let interpret: @Sendable ([String]) throws -> Value
}

extension TypedOption {
  /// The same option, said in other words where a command takes it for something else.
  package func meaning(_ words: String) -> TypedOption {
    TypedOption(
      definition: OptionDefinition(
        name: name, placeholder: definition.placeholder, choices: definition.choices, path: definition.path,
        meaning: words, whenLeftOut: definition.whenLeftOut, isRepeatable: definition.isRepeatable),
      interpret: interpret)
  }
}

/// Makes options: a switch, a value, a word of a few, the name of a file, and each of them repeated or with a default.
package enum Option {
  /// A switch: `true` where it is given.
  package static func flag(_ name: String, _ meaning: String) -> TypedOption<Bool> {
    TypedOption(definition: OptionDefinition(name: name, placeholder: nil, meaning: meaning)) { !$0.isEmpty }
  }

  /// A value that may be left out.
  ///
  /// - Parameters:
  ///   - placeholder: What stands for the value in the help, such as `DURATION`.
  ///   - whenLeftOut: What holds then, in words.
  ///   - read: Makes the value of its text. An error it throws is a usage error that names the option.
  package static func value<Value: Sendable>(
    _ name: String, _ placeholder: String, _ meaning: String, whenLeftOut: String? = nil,
    read: @escaping @Sendable (String) throws -> Value
  ) -> TypedOption<Value?> {
    optional(
      OptionDefinition(name: name, placeholder: placeholder, meaning: meaning, whenLeftOut: whenLeftOut), read)
  }

  /// A value that is read from `text` where it is left out, so that the help says what holds then.
  package static func value<Value: Sendable>(
    _ name: String, _ placeholder: String, _ meaning: String, default text: String,
    read: @escaping @Sendable (String) throws -> Value
  ) -> TypedOption<Value> {
    defaulted(OptionDefinition(name: name, placeholder: placeholder, meaning: meaning, whenLeftOut: text), text, read)
  }

  /// A value that often is one of a few words, such as `reject|fill=2h|avoid`, which completions offer.
  package static func value<Value: Sendable>(
    _ name: String, suggesting words: [String], _ meaning: String, default text: String,
    read: @escaping @Sendable (String) throws -> Value
  ) -> TypedOption<Value> {
    defaulted(
      OptionDefinition(name: name, placeholder: nil, choices: words, meaning: meaning, whenLeftOut: text), text, read)
  }

  /// A value that may be given more than once.
  package static func values<Value: Sendable>(
    _ name: String, _ placeholder: String, _ meaning: String, whenLeftOut: String? = nil,
    read: @escaping @Sendable (String) throws -> Value
  ) -> TypedOption<[Value]> {
    TypedOption(
      definition: OptionDefinition(
        name: name, placeholder: placeholder, meaning: meaning, whenLeftOut: whenLeftOut, isRepeatable: true)
    ) { try $0.map(read) }
  }

  /// Text that is taken as it is.
  package static func text(
    _ name: String, _ placeholder: String, _ meaning: String, whenLeftOut: String? = nil
  ) -> TypedOption<String?> {
    value(name, placeholder, meaning, whenLeftOut: whenLeftOut) { $0 }
  }

  /// Text that is `text` where it is left out.
  package static func text(
    _ name: String, _ placeholder: String, _ meaning: String, default text: String
  ) -> TypedOption<String> {
    value(name, placeholder, meaning, default: text) { $0 }
  }

  /// The name of a file or folder to read.
  package static func path(
    _ name: String, _ placeholder: String, _ meaning: String, whenLeftOut: String? = nil
  ) -> TypedOption<String?> {
    optional(
      OptionDefinition(
        name: name, placeholder: placeholder, path: .read, meaning: meaning, whenLeftOut: whenLeftOut)
    ) { $0 }
  }

  /// The name of a file to write, or `-` for standard output.
  package static func output(
    _ name: String, _ placeholder: String, _ meaning: String, whenLeftOut: String? = nil
  ) -> TypedOption<String?> {
    optional(
      OptionDefinition(
        name: name, placeholder: placeholder, path: .written, meaning: meaning, whenLeftOut: whenLeftOut)
    ) { $0 }
  }

  /// The names of files or folders to read, one each time that the option is given.
  package static func paths(
    _ name: String, _ placeholder: String, _ meaning: String, whenLeftOut: String? = nil
  ) -> TypedOption<[String]> {
    TypedOption(
      definition: OptionDefinition(
        name: name, placeholder: placeholder, path: .read, meaning: meaning, whenLeftOut: whenLeftOut,
        isRepeatable: true)
    ) { $0 }
  }

  /// One of the words of an enumeration.
  package static func choice<Value: RawRepresentable & CaseIterable & Sendable>(
    _ name: String, _ meaning: String, among type: Value.Type, whenLeftOut: String? = nil
  ) -> TypedOption<Value?> where Value.RawValue == String {
    optional(definition(name, meaning, type, whenLeftOut: whenLeftOut)) { try word($0, name, type) }
  }

  /// One of the words of an enumeration, or a certain one where it is left out.
  package static func choice<Value: RawRepresentable & CaseIterable & Sendable>(
    _ name: String, _ meaning: String, default value: Value
  ) -> TypedOption<Value> where Value.RawValue == String {
    TypedOption(definition: definition(name, meaning, Value.self, whenLeftOut: value.rawValue)) { texts in
      try texts.last.map { try word($0, name, Value.self) } ?? value
    }
  }

  private static func definition<Value: RawRepresentable & CaseIterable>(
    _ name: String, _ meaning: String, _ type: Value.Type, whenLeftOut: String?
  ) -> OptionDefinition where Value.RawValue == String {
    OptionDefinition(
      name: name, placeholder: nil, choices: type.allCases.map(\.rawValue), meaning: meaning, whenLeftOut: whenLeftOut)
  }

  private static func word<Value: RawRepresentable & CaseIterable>(
    _ text: String, _ name: String, _ type: Value.Type
  ) throws -> Value where Value.RawValue == String {
    guard let value = Value(rawValue: text) else {
      throw UnknownChoice(option: name, text: text, choices: type.allCases.map(\.rawValue))
    }
    return value
  }

  private static func optional<Value: Sendable>(
    _ definition: OptionDefinition, _ read: @escaping @Sendable (String) throws -> Value
  ) -> TypedOption<Value?> {
    TypedOption(definition: definition) { texts in try texts.last.map(read) }
  }

  private static func defaulted<Value: Sendable>(
    _ definition: OptionDefinition, _ text: String, _ read: @escaping @Sendable (String) throws -> Value
  ) -> TypedOption<Value> {
    TypedOption(definition: definition) { texts in try read(texts.last ?? text) }
  }
}

extension TypedOption {
  /// The same option, which has to be given.
  ///
  /// - Parameter example: A value to show where it is not.
  package func required<Wrapped>(example: String? = nil) -> TypedOption<Wrapped> where Value == Wrapped? {
    TypedOption<Wrapped>(definition: definition) { [definition, interpret] texts in
      guard let value = try interpret(texts) else { throw MissingOption(definition: definition, example: example) }
      return value
    }
  }
}

extension TypedOption {
  /// The same option, which has to be given at least once.
  package func required<Element>() -> TypedOption where Value == [Element] {
    TypedOption(definition: definition) { [definition, interpret] texts in
      let values = try interpret(texts)
      guard !values.isEmpty else { throw MissingOption(definition: definition, example: nil) }
      return values
    }
  }
}

/// A word that is none of those an option takes.
struct UnknownChoice: Error {
  let option: String
  let text: String
  let choices: [String]
}

/// An option that has to be given, and was not.
struct MissingOption: Error {
  let definition: OptionDefinition
  let example: String?
}

extension ParsedOptions {
  /// What was said of an option: its value, its default, or `nil`.
  ///
  /// - Throws: ``CommandFailure`` of code 64 that names the option, what is wrong with its value, and the cure.
  package subscript<Value>(option: TypedOption<Value>) -> Value {
    get throws(CommandFailure) {
      do {
        return try option.interpret(values[option.name] ?? [])
      } catch let failure as CommandFailure {
        throw failure
      } catch let error as UnknownChoice {
        throw .usage(
          "\(command): --\(error.option) does not know '\(error.text)'; "
            + "give one of \(error.choices.joined(separator: ", ")).")
      } catch let error as MissingOption {
        let value = error.definition.placeholder.map { " \($0)" } ?? ""
        let example = error.example.map { ", such as \($0)" } ?? ""
        throw .usage("\(command): --\(option.name) is missing; give --\(option.name)\(value)\(example).")
      } catch {
        throw .usage("\(command): --\(option.name): \(error)")
      }
    }
  }
}
