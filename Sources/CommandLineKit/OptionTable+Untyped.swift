/// The older way to declare an option: its value is asked for by name.
public typealias CommandOption = OptionDefinition

extension OptionDefinition {
  /// What stands for the value in the help.
  public var value: String? { placeholder }

  public init(
    _ name: String, value: String? = nil, _ meaning: String, whenLeftOut: String? = nil, isRepeatable: Bool = false
  ) {
    let words = value?.contains("|") == true ? value?.split(separator: "|").map(String.init) ?? [] : []
    let areChoices = words.allSatisfy { $0.allSatisfy { $0.isLowercase || $0.isNumber || "-=".contains($0) } }
    self.init(
      name: name, placeholder: value, choices: areChoices ? words : [],
      path: value.map { $0.contains("FILE") || $0.contains("DIR") } ?? false ? .read : nil, meaning: meaning,
      whenLeftOut: whenLeftOut, isRepeatable: isRepeatable)
  }
}
