import ChildProcesses
import Foundation
import TestSupport
import Testing

/// A `run`, or another command, that goes on in the background, to be signalled, killed and gone on with.
///
/// Not Foundation's `Process`: that waits for all who have inherited a file of its own, and a killed run leaves some.
final class RunProcess {
  private let process: ChildProcess
  private let errors: String
  private var ending: ChildProcess.Ending?

  /// - Parameter variables: Added to the environment, `NAME=value`, in place of those of their names.
  init(
    _ words: [String], in folder: TemporaryFolder, command: String = "run", variables: [String] = []
  ) throws {
    errors = folder["errors-\(UUID().uuidString)"].path
    var options = ChildProcess.Options()
    options.output = try FileDescriptor.forAppending("/dev/null")
    options.errors = try FileDescriptor.forAppending(errors)
    options.input = try FileDescriptor.forReading("/dev/null")
    let program = Products.url("carbon-schedule").path
    let names = Set(variables.map { String($0.prefix { $0 != "=" }) })
    process = try ChildProcess.start(
      [program, command] + words, environment: ChildProcess.environment(without: names, adding: variables), options)
  }

  /// The words for a command that may be paused, with its state and its receipt in a folder.
  ///
  /// - Parameters:
  ///   - folder: Where its files lie.
  ///   - values: The values of a trace that begins now, of slots of `slot` seconds.
  ///   - seconds: How long the command takes, as the plan has it.
  ///   - command: What is run.
  ///   - options: Options besides those.
  static func words(
    _ folder: TemporaryFolder, _ values: [Int], slot: Int = 1, seconds: Int, _ command: [String], options: [String] = []
  ) throws -> [String] {
    let trace = try folder.file("trace.csv", ShortTrace.csv(slot: slot, values))
    return [
      "--trace", trace, "--duration", "\(seconds)s", "--added-time", "\(slot * values.count - seconds)s",
      "--algorithm", "pause-and-resume", "--state", folder["state.json"].path, "--receipt", folder["receipt.json"].path,
    ] + options + ["--"] + command
  }

  var errorText: String { (try? String(contentsOfFile: errors, encoding: .utf8)) ?? "" }

  var pid: Int32 { process.pid }

  func signal(_ number: Int32) { ChildProcess.signal(number, to: process.pid) }

  /// Waits for its end, but not for ever: what never ends by itself has failed, and is ended, with its command.
  ///
  /// - Returns: Its exit code, or 128 + n for a signal n.
  @discardableResult
  func wait(sourceLocation: SourceLocation = #_sourceLocation) -> Int32 {
    if let ending { return ending.code }
    if !eventually(Self.mostSeconds, hasEnded) {
      Issue.record("it has not ended in \(Self.mostSeconds) s: \(errorText)", sourceLocation: sourceLocation)
      signal(SIGTERM)
      if !eventually(5, hasEnded) { signal(SIGKILL) }
    }
    let known = ending ?? process.wait()
    ending = known
    return known.code
  }

  /// How long it is waited for; the longest of the tests' commands take half of it.
  private static let mostSeconds = 60.0

  func hasEnded() -> Bool {
    if case .ended(let ending) = process.nextChange(blocks: false) { self.ending = ending }
    return ending != nil
  }
}

/// Waits until something holds.
func eventually(_ seconds: Double, _ condition: () -> Bool) -> Bool {
  let end = Date().addingTimeInterval(seconds)
  while Date() < end {
    if condition() { return true }
    Thread.sleep(forTimeInterval: 0.02)
  }
  return condition()
}
