import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What is known of the terminal, if there is one.
package enum Terminal {
  /// Whether standard error is a terminal, so that progress may be shown there.
  package static var showsProgress: Bool { isatty(STDERR_FILENO) != 0 }

  /// Whether results may be coloured: standard output is a terminal, and nobody has asked for plain text by setting
  /// `NO_COLOR` (no-color.org) or `TERM=dumb`.
  package static var usesColor: Bool {
    let environment = ProcessInfo.processInfo.environment
    return isatty(STDOUT_FILENO) != 0 && environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
  }

  /// Whether results, or a program that writes to the same standard output, are seen on a terminal.
  package static var showsResults: Bool { isatty(STDOUT_FILENO) != 0 }

  /// Shows a line that stays, in place of the last one of progress. Nothing is shown where standard error is not a terminal.
  package static func line(_ line: String) { progress("\(line)\n") }

  /// Shows a line of progress in place of the last one; an empty one wipes it away. Nothing is shown where standard error
  /// is not a terminal.
  package static func progress(_ line: String) {
    guard showsProgress else { return }
    try? FileHandle.standardError.write(contentsOf: Data("\r\u{1B}[2K\(line)".utf8))
  }
}
