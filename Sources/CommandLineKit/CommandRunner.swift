import Dispatch
import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The version that `--version` shows.
package let packageVersion = "0.1.0"

/// Runs the body of a command and ends the process: with the code it returns, or with a failure's one line on standard
/// error and its code.
package func runCommand(_ body: () throws -> ExitCode) -> Never {
  do {
    try checkArguments()
    exit(try body().rawValue)
  } catch {
    end(with: error)
  }
}

/// The same for a body that waits for others.
///
/// A `main` that is asynchronous itself would trap where the system has no file to spare for its queues.
package func runCommand(concurrently body: @escaping @Sendable () async throws -> ExitCode) -> Never {
  do {
    try checkArguments()
    try checkFiles()
  } catch {
    end(with: error)
  }
  Task {
    do {
      exit(try await body().rawValue)
    } catch {
      end(with: error)
    }
  }
  dispatchMain()
}

private func end(with error: any Error) -> Never {
  guard let failure = error as? CommandFailure else {
    Output.note("Internal error: \(error). This is a fault of the program; please report it.")
    exit(ExitCode.internalError.rawValue)
  }
  Output.note(failure.description)
  exit(failure.code.rawValue)
}

/// Words that are no UTF-8 cannot be told apart once they are text: the files that they name would be other ones.
private func checkArguments() throws(CommandFailure) {
  for (index, word) in CommandLine.arguments.enumerated() where word.unicodeScalars.contains("\u{FFFD}") {
    // SAFETY: the system's argument vector has as many entries as there are arguments, each with a zero byte at its end.
    let bytes = unsafe CommandLine.unsafeArgv[index]
    guard let bytes = unsafe bytes, unsafe String(validatingCString: bytes) == nil else { continue }
    throw .usage("Argument \(index), \(word), is no UTF-8; rename the file, or write the name in UTF-8.")
  }
}

/// The queues of the runtime need a few files, and trap where there are none.
private func checkFiles() throws(CommandFailure) {
  let files = (0..<8).map { _ in unsafe open("/dev/null", O_RDONLY | O_CLOEXEC) }
  for file in files where file >= 0 { _ = close(file) }
  guard files.allSatisfy({ $0 >= 0 }) else {
    throw CommandFailure(.noInput, "Too few files may be open at a time; allow more with ulimit -n 64.")
  }
}
