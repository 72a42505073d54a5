import Foundation
import TestSupport
import Testing

/// One of the package's commands, run as a user runs it: as a process of its own.
struct Command {
  struct Outcome {
    let code: Int32
    let output: String
    let errors: String
  }

  /// - Parameters:
  ///   - name: The command, such as `carbon-schedule`.
  ///   - arguments: Its words.
  ///   - input: What it finds on standard input.
  ///   - folder: Where it runs; the package's folder unless given.
  static func run(
    _ name: String, _ arguments: [String], input: String = "", in folder: URL = packageFolder
  ) throws -> Outcome {
    let process = Process()
    process.executableURL = Products.url(name)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    // Files instead of pipes: nothing can fill up and wait.
    let scratch = try TemporaryFolder()
    let (inputFile, outputFile, errorFile) = (scratch["in"], scratch["out"], scratch["err"])
    try Data(input.utf8).write(to: inputFile)
    try Data().write(to: outputFile)
    try Data().write(to: errorFile)
    process.standardInput = try FileHandle(forReadingFrom: inputFile)
    process.standardOutput = try FileHandle(forWritingTo: outputFile)
    process.standardError = try FileHandle(forWritingTo: errorFile)
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    try process.run()
    // Not for ever: what never ends by itself has failed, and is ended, with what it runs.
    if ended.wait(timeout: .now() + mostSeconds) == .timedOut {
      Issue.record("\(name) \(arguments) has not ended in \(mostSeconds) s")
      process.terminate()
      if ended.wait(timeout: .now() + 5) == .timedOut { kill(process.processIdentifier, SIGKILL) }
    }
    process.waitUntilExit()
    return Outcome(
      code: process.terminationStatus, output: try String(contentsOf: outputFile, encoding: .utf8),
      errors: try String(contentsOf: errorFile, encoding: .utf8))
  }

  /// How long a command is waited for.
  private static let mostSeconds = 120.0

  /// The folder of `Package.swift`.
  static let packageFolder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
}

/// A folder that goes away with its owner.
final class TemporaryFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "carbon-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  subscript(name: String) -> URL { url.appending(path: name) }

  /// Writes a file and gives its path.
  func file(_ name: String, _ text: String) throws -> String {
    try Data(text.utf8).write(to: self[name])
    return self[name].path
  }
}
