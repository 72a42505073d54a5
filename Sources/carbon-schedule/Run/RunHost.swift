import CarbonJobs
import CarbonScheduling
import ChildProcesses
import CommandLineKit

/// The machine as a supervisor sees it: its clocks, its signals, and news of the intensity.
final class RunHost: JobClock, JobNews {
  private let inbox: SignalInbox
  private let feed: TraceFeed
  /// A trace that has been read already.
  private var first: IntensityTrace?
  private var pending: [Int32] = []
  /// What becomes of the terminal's stop key.
  var stopsItself: () -> Void = {}

  init(_ feed: TraceFeed, first: IntensityTrace?) throws(CommandFailure) {
    (self.feed, self.first) = (feed, first)
    do {
      inbox = try SignalInbox([
        SignalNumber.childChanged, SignalNumber.interrupt, SignalNumber.terminate, SignalNumber.hangUp,
        SignalNumber.terminalStop,
      ])
    } catch {
      throw CommandFailure(.internalError, "Signals cannot be waited for (\(error.reason)).")
    }
  }

  func read() -> ClockReading { ClockReading(wall: SystemClocks.wall, awake: SystemClocks.awake) }

  func sleep(nanoseconds: Int64) {
    let milliseconds = Int32(clamping: (nanoseconds + 999_999) / 1_000_000)
    for signal in inbox.wait(milliseconds: milliseconds) where signal != SignalNumber.childChanged {
      if signal == SignalNumber.terminalStop { stopsItself() } else { pending.append(signal) }
    }
  }

  func forecast(at now: ClockReading) -> IntensityTrace? {
    if let first {
      self.first = nil
      feed.hasBeenRead(awake: now.awake)
      return first
    }
    return feed.news(awake: now.awake)
  }

  func signals() -> [Int32] {
    defer { pending = [] }
    return pending
  }
}
