/// How a command ends: the codes of BSD's sysexits, which scripts can tell apart.
package enum ExitCode: Int32, Sendable {
  case success = 0
  /// A comparison or a budget was asked for, and the result is worse than it may be.
  case worse = 1
  /// The options do not make sense.
  case usage = 64
  /// A file was read but says nothing usable.
  case badData = 65
  /// An input file is not there or cannot be read.
  case noInput = 66
  /// A provider does not answer.
  case unavailable = 69
  /// The program is at fault.
  case internalError = 70
  /// An output cannot be written.
  case cannotWrite = 73
}

/// Why a command cannot go on: one line for standard error, and the code to exit with.
package struct CommandFailure: Error, CustomStringConvertible, Sendable {
  package let code: ExitCode
  /// One sentence: what is wrong, where, and the cure.
  package let description: String

  package init(_ code: ExitCode, _ description: String) {
    self.code = code
    self.description = description
  }

  package static func usage(_ description: String) -> CommandFailure { CommandFailure(.usage, description) }
}
