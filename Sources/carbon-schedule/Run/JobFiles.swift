import CarbonJobs
import ChildProcesses
import CommandLineKit
import Foundation

/// A job's files: its state, a journal of the spans it ran in, and a lock.
///
///     job.json          the state, replaced whole at every change
///     job.json.outlook  the plan and what is known of the intensity, replaced whole when one of them changes
///     job.json.journal  a line for each span: start, length and progress in nanoseconds
///     job.json.lock     held as long as a supervisor lives
final class JobFiles: JobStore {
  let path: String
  /// Whether the user has named it: else it goes away with the job.
  private let isNamed: Bool
  private let lock: FileDescriptor
  private var journal: FileDescriptor?

  /// - Throws: ``CommandFailure`` of code 73 if another process holds the state, or if it cannot be written.
  init(_ path: String, isNamed: Bool) throws(CommandFailure) {
    // The job may be gone on with in the folder that it began in.
    let path = URL(fileURLWithPath: path).path
    (self.path, self.isNamed) = (path, isNamed)
    do {
      lock = try FileDescriptor.forAppending("\(path).lock")
    } catch {
      throw CommandFailure(
        .cannotWrite, "\(path): the state cannot be written (\(error.reason)); check the folder and its rights.")
    }
    guard lock.lock() else {
      throw CommandFailure(
        .cannotWrite, "\(path): another process is running this job; let it go on, or end it first.")
    }
  }

  /// A place for a state that nobody has named.
  static func defaultPath() throws(CommandFailure) -> String {
    let environment = ProcessInfo.processInfo.environment
    let home = environment["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    let folder = (home ?? "\(environment["HOME", default: "/tmp"])/.local/state") + "/carbon-schedule"
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw CommandFailure(
        .cannotWrite, "\(folder): the folder for states cannot be made; name a file with --state.")
    }
    return "\(folder)/run-\(SystemClocks.wall / 1_000_000_000)-\(ChildProcess.ownPid).json"
  }

  static func load(_ path: String) throws(CommandFailure) -> JobState {
    var state: JobState = try decoded(path)
    // Where it is missing, it is planned anew.
    if FileBytes.exists(outlookPath(path)) { state.outlook = try decoded(outlookPath(path)) }
    return state
  }

  private static func outlookPath(_ path: String) -> String { "\(path).outlook" }

  private static func decoded<Value: Decodable>(_ path: String) throws(CommandFailure) -> Value {
    let bytes: [UInt8]
    do {
      bytes = try FileBytes.read(path, atMost: 1 << 28)
    } catch {
      throw CommandFailure(.noInput, "\(path): the state cannot be read (\(error.reason)); give the file of --state.")
    }
    do {
      return try JSONDecoder().decode(Value.self, from: Data(bytes))
    } catch {
      throw CommandFailure(.badData, "\(path): this is no state of a job; give the file of --state.")
    }
  }

  func save(_ state: JobState) throws { try replace(path, with: state) }

  func save(_ outlook: JobOutlook) throws { try replace(Self.outlookPath(path), with: outlook) }

  private func replace(_ path: String, with value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let data = try encoder.encode(value)
    do {
      try FileBytes.replace(path, with: Array(data))
    } catch {
      throw CommandFailure(.cannotWrite, "\(path): the state cannot be written (\(error.reason)); check the disk.")
    }
  }

  private var journalPath: String { "\(path).journal" }

  func append(_ span: RunSpan) throws {
    let line = "\(span.start) \(span.length) \(span.progress) \(span.isResume ? 1 : 0)\n"
    let file = try journal ?? FileDescriptor.forAppending(journalPath)
    journal = file
    try file.write(Array(line.utf8))
  }

  func spans(_ count: Int) throws -> [RunSpan] {
    guard count > 0, let bytes = try? FileBytes.read(journalPath, atMost: 1 << 28) else { return [] }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").prefix(count).compactMap { line in
      let numbers = line.split(separator: " ").compactMap { Int64($0) }
      guard numbers.count == 4 else { return nil }
      return RunSpan(start: numbers[0], length: numbers[1], progress: numbers[2], isResume: numbers[3] == 1)
    }
  }

  /// Drops what was written to the journal after the state was: it is told again.
  func cutJournal(to count: Int) throws {
    let kept = try spans(count)
    journal = nil
    FileBytes.remove(journalPath)
    for span in kept { try append(span) }
  }

  /// After the job's end: nothing stays but a state that the user has named.
  func close() {
    journal = nil
    FileBytes.remove(journalPath)
    FileBytes.remove(Self.outlookPath(path))
    if !isNamed { FileBytes.remove(path) }
    FileBytes.remove("\(path).lock")
  }
}
