import CarbonJobs
import CarbonScheduling
import ChildProcesses
import CommandLineKit
import Foundation

/// A trace that is looked at again: whenever its files change, and where it is live, when a new answer is due.
///
/// Providers are asked in a thread of its own, so that a slow one delays no pause.
final class TraceFeed {
  private let paths: [String]
  /// How often a live trace is asked for, in nanoseconds; `nil` where all are files.
  private let interval: Int64?
  private let read: @Sendable () throws(CommandFailure) -> IntensityTrace
  private let command: String
  private var stamps: [FileBytes.Stamp?] = []
  private var lookedAt: Int64 = .min
  private var askedAt: Int64 = .min
  private let box = AnswerBox()

  /// - Parameter read: Reads the trace from its beginning.
  init(
    _ paths: [String], command: String, read: @escaping @Sendable () throws(CommandFailure) -> IntensityTrace
  ) {
    (self.paths, self.command, self.read) = (paths, command, read)
    interval = paths.compactMap { LiveInput.interval(of: $0) }.min().map { $0 * .second }
  }

  /// Takes note that the trace has just been read.
  func hasBeenRead(awake: Int64) {
    (lookedAt, askedAt) = (awake, awake)
    stamps = presentStamps
  }

  /// The trace, if it has changed since the last time; at the first time as it is.
  ///
  /// One that cannot be read any more is said so once; then the last one holds.
  func news(awake: Int64) -> IntensityTrace? {
    guard awake >= lookedAt.addingClamped(.second) else { return nil }
    lookedAt = awake
    if let interval {
      if let result = box.take() { return value(of: result) }
      guard awake >= askedAt.addingClamped(interval) else { return nil }
      askedAt = awake
      let (box, read) = (box, read)
      Thread.detachNewThread { box.put(Result { try read() }) }
      return nil
    }
    let present = presentStamps
    guard present != stamps else { return nil }
    stamps = present
    return value(of: Result { try read() })
  }

  private var presentStamps: [FileBytes.Stamp?] {
    paths.map { path in path == "-" ? nil : FileBytes.stamp(of: path) }
  }

  private func value(of result: Result<IntensityTrace, any Error>) -> IntensityTrace? {
    switch result {
    case .success(let trace): return trace
    case .failure(let error):
      Output.note((error as? CommandFailure)?.description ?? "\(command): \(error)")
      return nil
    }
  }
}

/// What a thread hands over.
private final class AnswerBox: @unchecked Sendable {
  private let lock = NSLock()
  private var held: Result<IntensityTrace, any Error>?

  func put(_ result: Result<IntensityTrace, any Error>) { lock.withLock { held = result } }

  func take() -> Result<IntensityTrace, any Error>? {
    lock.withLock {
      defer { held = nil }
      return held
    }
  }
}
