import CarbonCommands
import CarbonJobs
import CarbonScheduling
import ChildProcesses
import CommandLineKit
import Foundation

/// Tells what happens to a job: a line a minute on a terminal, and a log of JSON lines.
final class RunTelling: JobObserver {
  private let log: FileDescriptor?
  private let logPath: String?

  init(log path: String?) throws(CommandFailure) {
    logPath = path
    guard let path else {
      log = nil
      return
    }
    do {
      log = try FileDescriptor.forAppending(path)
    } catch {
      throw CommandFailure(
        .cannotWrite, "\(path): the log cannot be written (\(error.reason)); check the folder and its rights.")
    }
  }

  private struct Line: Encodable {
    let time: String
    let event: String
    let progressSeconds: Double
    let note: String?

    enum CodingKeys: String, CodingKey {
      case time, event, note
      case progressSeconds = "progress_s"
    }
  }

  func take(_ event: JobEvent) {
    if [.clockJumped, .withoutForecast, .stillRunning, .unsaved].contains(event.kind) {
      Output.note("carbon-schedule run: \(words(event.kind)): \(event.note)")
    }
    guard let log else { return }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let line = Line(
      time: event.time.description, event: event.kind.rawValue, progressSeconds: event.progress,
      note: event.note.isEmpty ? nil : event.note)
    guard let data = try? encoder.encode(line) else { return }
    // A log that cannot be written does not end the job.
    try? log.write(Array(data) + [UInt8(ascii: "\n")])
  }

  private func words(_ kind: JobEvent.Kind) -> String {
    switch kind {
    case .clockJumped: "the clock moved apart from the time awake"
    case .withoutForecast: "nothing can be planned"
    case .unsaved: "the job goes on, but could not be resumed"
    default: "the command goes on"
    }
  }

  func take(_ status: JobStatus) {
    // The receipt follows.
    guard status.doing != .ended else { return }
    // What the command writes to the same terminal must not run on from this line.
    if Terminal.showsResults { Terminal.line(status.line) } else { Terminal.progress(status.line) }
  }
}

extension JobStatus {
  /// `2h of 6h done, paused until 2026-01-01T14:00:00Z, 123 g so far`.
  var line: String {
    let doing =
      switch self.doing {
      case .waiting(let until): "waits to start" + (until.map { " at \($0)" } ?? "")
      case .running(let until): "runs" + (until.map { " until \($0)" } ?? "")
      case .pausing: "is asked to pause"
      case .paused(let until): "paused" + (until.map { " until \($0)" } ?? "")
      case .late: "runs longer than planned"
      case .ended: "ended"
      }
    func length(_ seconds: Double) -> String { Duration.seconds(Int64(seconds)).compactDescription }
    return "\(length(progress)) of \(length(duration)) done, \(doing), \(massText(grams: grams)) so far"
  }
}
