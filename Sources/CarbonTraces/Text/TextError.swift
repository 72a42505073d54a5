/// Why a short text, such as a command line's argument, is not what it should be.
///
///     do {
///       _ = try Duration(parsing: "6 parsecs")
///     } catch {
///       print(error)  // "6 parsecs" is not a duration; write it like 45s, 90m, 6h, 1h30m, 2d or PT6H
///     }
///
/// The description is one line, whatever the text holds.
public struct TextError: Error, Hashable, Sendable {
  /// The text, as it came.
  public let text: String

  /// What is wrong with it, to be read after the text and without a full stop.
  public let problem: String

  /// What was expected, without a full stop.
  public let cure: String

  /// Makes an error; command lines report theirs with it too.
  public init(text: String, problem: String, cure: String) {
    self.text = text
    self.problem = problem
    self.cure = cure
  }
}

extension TextError: CustomStringConvertible {
  /// The text in quotes, what is wrong with it, and the cure.
  public var description: String { "\(quoted(text)) \(problem); \(cure)" }
}
