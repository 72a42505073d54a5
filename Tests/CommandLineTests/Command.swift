import Foundation
import TestSupport

/// One of the package's commands, run as a user runs it: as a process of its own.
struct Command {
  struct Outcome {
    let code: Int32
    let output: String
    let errors: String
  }

  /// Runs one to its end.
  ///
  /// - Throws: ``NeverEnds`` for what should have ended long ago, which is killed.
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
    if ended.wait(timeout: .now() + NeverEnds.seconds) == .timedOut {
      kill(process.processIdentifier, SIGKILL)
      // Foundation goes on waiting for all who have inherited its files.
      throw NeverEnds(words: [name] + arguments)
    }
    process.waitUntilExit()
    return Outcome(
      code: process.terminationStatus, output: try String(contentsOf: outputFile, encoding: .utf8),
      errors: try String(contentsOf: errorFile, encoding: .utf8))
  }

  /// A command that has not ended by itself.
  struct NeverEnds: Error, CustomStringConvertible {
    /// How long one is waited for.
    static let seconds = 120.0

    let words: [String]
    var description: String { "this has not ended in \(Self.seconds) s: \(words)" }
  }

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
