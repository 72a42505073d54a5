/// Why a file or stream could not be read as what it should be: where, what is wrong, and how to put it right.
///
///     do {
///       let trace = try IntensityTrace(contentsOf: "west-us.csv")
///     } catch {
///       print(error)  // west-us.csv:4: the value "n/a" is not a number; write a plain decimal such as 439.30
///     }
///
/// The description is always one line, `FILE:LINE: what is wrong; the cure`, whatever the file holds: text quoted from
/// it is cut short and its control characters are escaped. Standard input is called `<stdin>`.
public struct InputError: Error, Hashable, Sendable {
  /// The two ways to fail, which a command line tells apart by exit code.
  public enum Kind: Hashable, Sendable {
    /// There is no such file, or it cannot be opened or read (`EX_NOINPUT`, 66).
    case unreadable
    /// It was read, but it is not what it should be (`EX_DATAERR`, 65).
    case malformed
  }

  /// Which of the two it was.
  public let kind: Kind

  /// The path as it was given, or `<stdin>`.
  public let file: String

  /// The line, counted from 1, or `nil` where the file as a whole is wrong.
  public let line: Int?

  /// Where in a JSON document, such as `$.data[3].value`; `nil` in other files.
  public let path: String?

  /// What is wrong, without a full stop.
  public let problem: String

  /// What was expected, or what to do, without a full stop.
  public let cure: String

  /// Makes an error; readers of further formats report theirs with it too.
  public init(
    kind: Kind = .malformed, file: String, line: Int? = nil, path: String? = nil, problem: String, cure: String
  ) {
    self.kind = kind
    self.file = file
    self.line = line
    self.path = path
    self.problem = problem
    self.cure = cure
  }
}

extension InputError: CustomStringConvertible {
  /// `FILE:LINE: what is wrong; the cure`, in one line; of JSON, `FILE:LINE: PATH: what is wrong; the cure`.
  public var description: String {
    escapingControls(in: file) + (line.map { ":\($0)" } ?? "") + (path.map { ": \($0)" } ?? "")
      + ": \(problem); \(cure)"
  }
}

extension InputError.Kind: CustomStringConvertible {
  /// `unreadable` or `malformed`.
  public var description: String {
    switch self {
    case .unreadable: "unreadable"
    case .malformed: "malformed"
    }
  }
}
