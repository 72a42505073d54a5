package import CarbonScheduling

/// All that another supervisor has to know to go on with a job: what is written to disk at every change.
package struct JobState: Codable, Sendable {
  package enum Phase: String, Codable, Sendable {
    /// Not started yet.
    case waiting
    /// To be started.
    case starting
    case running
    /// Asked to pause.
    case pausing
    case paused
    /// Told to go on.
    case resuming
    case ended
  }

  /// What a file of a later form is told by.
  package var version = 1
  /// The command and its arguments.
  package var command: [String]
  /// Where it runs.
  package var folder: String
  /// The words of `run` before the command.
  package var options: [String]
  /// The earliest start and the latest end that were asked for.
  package var release: Instant
  package var deadline: Instant

  package var phase = Phase.waiting
  /// How many times the command has been started.
  package var attempt = 0
  /// Whether it has been seen to run.
  package var hasBegun = false
  /// What it ran in attempts that are over, in nanoseconds.
  package var ranBefore: Int64 = 0
  /// What it has run in all, when this was written.
  package var ran: Int64 = 0
  /// How much of what it ran was warming up: nanoseconds of runs that are over.
  package var warmUpBefore: Int64 = 0
  /// What it had run in all when its present run began, and whether that began with a resume.
  package var runBegan: Int64 = 0
  package var runIsResume = false
  /// Whether a span of that run has been opened.
  package var runIsOpened = false
  package var memory = ProcessMemory()
  /// Pauses made.
  package var pauses = 0
  /// How many spans of running are in the journal.
  package var spans = 0
  /// The span that is not in it yet.
  package var open: OpenSpan?

  /// What is planned and known; in a file of its own, as it changes rarely.
  package var outlook = JobOutlook()
  /// What it has emitted up to the last span that is over, in grams.
  package var gramsSoFar = 0.0
  package var ending: JobEnding?

  package init(command: [String], folder: String, options: [String], release: Instant, deadline: Instant) {
    (self.command, self.folder, self.options) = (command, folder, options)
    (self.release, self.deadline) = (release, deadline)
  }

  package var hasStarted: Bool { attempt > 0 }

  private enum CodingKeys: String, CodingKey {
    case version, command, folder, options, release, deadline, phase, attempt, memory, pauses, spans, open, ending
    case ranBefore = "ran_before_ns"
    case ran = "ran_ns"
    case warmUpBefore = "warm_up_before_ns"
    case runBegan = "run_began_ns"
    case hasBegun = "has_begun"
    case runIsResume = "run_is_resume"
    case runIsOpened = "run_is_opened"
    case gramsSoFar = "emissions_g"
  }
}

/// A job's plan, and what is known of the intensity.
package struct JobOutlook: Codable, Sendable {
  /// When the command is to run.
  package var plan: [Run] = []
  /// Whether there has been a plan.
  package var isPlanned = false
  /// What the first plan was to emit; `nil` where that is not known.
  package var plannedGrams: Double?
  package var replans = 0
  /// The most that a kilowatt-hour emits in the slots of the plan.
  package var dearest: Double?
  /// What has been known of the intensity, the latest forecast last.
  package var intensity = KnownIntensity()

  package init() {}

  private enum CodingKeys: String, CodingKey {
    case plan, replans, dearest, intensity
    case isPlanned = "is_planned"
    case plannedGrams = "planned_g"
  }
}

/// A span of running that goes on.
package struct OpenSpan: Hashable, Codable, Sendable {
  /// When it began, in nanoseconds since 1970.
  package var start: Int64
  /// What the command had run in all by then.
  package var ran: Int64
  /// The progress by then.
  package var progress: Int64
  /// Whether it began with a resume after a pause.
  package var isResume: Bool
}

/// A time in which the command ran without a break of any kind.
package struct RunSpan: Hashable, Codable, Sendable {
  /// When it began, in nanoseconds since 1970.
  package let start: Int64
  /// How long it lasted, in nanoseconds awake.
  package let length: Int64
  /// The progress at its begin.
  package let progress: Int64
  package let isResume: Bool

  package init(start: Int64, length: Int64, progress: Int64, isResume: Bool) {
    (self.start, self.length, self.progress, self.isResume) = (start, length, progress, isResume)
  }

  package var end: Int64 { start.addingClamped(length) }
}

/// Where a supervisor keeps what must not be lost.
package protocol JobStore: AnyObject {
  /// Puts a state in the place of the one before.
  func save(_ state: JobState) throws
  /// The same for what is planned and known.
  func save(_ outlook: JobOutlook) throws
  /// Adds a span to the journal; those behind the state's count do not count.
  func append(_ span: RunSpan) throws
  /// The first so many spans of the journal.
  func spans(_ count: Int) throws -> [RunSpan]
}
