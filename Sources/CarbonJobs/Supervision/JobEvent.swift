package import CarbonScheduling

/// Something that happened to a job, for a log and for people.
package struct JobEvent: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable {
    case planned
    case started
    case paused
    case resumed
    case replanned
    case kept
    /// The forecast is missing or too short: the words say which.
    case withoutForecast = "without-forecast"
    /// The clock on the wall moved apart from the time awake: the machine was suspended, or somebody set the clock.
    case clockJumped = "clock-jumped"
    /// The planned duration is over, and the command still runs.
    case late
    /// From here on it runs without pauses, to meet the deadline.
    case deadline
    case signal
    /// Somebody else has stopped the command, or let it go on.
    case stoppedByOthers = "stopped-by-others"
    case wentByOthers = "went-by-others"
    /// A pause did not come about.
    case stillRunning = "still-running"
    case adopted
    /// The state could not be written; the job goes on.
    case unsaved
    case ended
  }

  package let kind: Kind
  package let time: Instant
  /// Seconds of progress.
  package let progress: Double
  /// What there is to say beside that.
  package let note: String

  package init(_ kind: Kind, _ time: Instant, progress: Double, note: String = "") {
    (self.kind, self.time, self.progress, self.note) = (kind, time, progress, note)
  }
}

/// What is told of a job at any time: a line a minute.
package struct JobStatus: Hashable, Sendable {
  package enum Doing: Hashable, Sendable {
    case waiting(until: Instant?)
    case running(until: Instant?)
    case pausing
    case paused(until: Instant?)
    /// It takes longer than planned.
    case late
    case ended
  }

  package let doing: Doing
  /// Both in seconds.
  package let progress: Double
  package let duration: Double
  package let grams: Double
}

/// Who is told what happens.
package protocol JobObserver: AnyObject {
  func take(_ event: JobEvent)
  func take(_ status: JobStatus)
}

/// Where forecasts and signals come from.
package protocol JobNews: AnyObject {
  /// A forecast that is newer than the last one, if there is one by now.
  func forecast(at now: ClockReading) -> IntensityTrace?
  /// The signals that have come since the last time.
  func signals() -> [Int32]
}
