/// The command that is run, as the supervisor sees it.
package protocol JobProcess: AnyObject {
  /// Starts the command.
  ///
  /// - Parameters:
  ///   - attempt: Counts starts from 1.
  ///   - resumes: Whether it is to go on from its checkpoint.
  func start(attempt: Int, resumes: Bool) throws

  /// Asks for a pause. What it does is seen by polling.
  func pause()

  /// Makes the pause happen, once the time to do it in peace is over.
  func forcePause()

  /// Lets it go on after a pause that it has lived through.
  func go()

  /// Hands on a signal, to a command that can take it.
  func deliver(signal: Int32)

  /// How it is at a time awake.
  func poll(awake: Int64) -> ProcessReading

  /// What has to be known of it by another supervisor.
  var memory: ProcessMemory { get }
}

/// How a command is.
package struct ProcessReading: Hashable, Sendable {
  package enum Phase: Hashable, Sendable {
    /// None has been started, or its end has been taken note of.
    case absent
    /// It has been started but not begun yet.
    case starting
    case running
    case paused
    case ended(JobEnding)
    /// Whoever started it is gone without a word of its end.
    case lost
  }

  package var phase: Phase
  /// How long it has run since it was started, in nanoseconds: pauses and time suspended left out.
  package var ran: Int64

  package init(_ phase: Phase, ran: Int64) {
    (self.phase, self.ran) = (phase, ran)
  }
}

/// How a command came to its end.
package struct JobEnding: Hashable, Codable, Sendable {
  /// Its exit code, or 128 + n for a signal n.
  package let code: Int32
  package let signal: Int32?

  package init(code: Int32, signal: Int32? = nil) {
    (self.code, self.signal) = (code, signal)
  }
}

/// How long a hook has held a command that the system takes for running.
package struct ProcessMemory: Hashable, Codable, Sendable {
  /// In nanoseconds, pauses that are over.
  package var held: Int64 = 0
  /// Since when it is held, in nanoseconds awake.
  package var heldSince: Int64?

  package init() {}
}
