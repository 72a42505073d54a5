import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The version that `--version` shows.
public let packageVersion = "0.1.0"

/// Runs the body of a command and ends the process: with the code it returns, or with a failure's one line on standard
/// error and its code.
public func runCommand(_ body: @Sendable () async throws -> ExitCode) async -> Never {
  do {
    exit(try await body().rawValue)
  } catch let failure as CommandFailure {
    Output.note(failure.description)
    exit(failure.code.rawValue)
  } catch {
    Output.note("Internal error: \(error). This is a fault of the program; please report it.")
    exit(ExitCode.internalError.rawValue)
  }
}
