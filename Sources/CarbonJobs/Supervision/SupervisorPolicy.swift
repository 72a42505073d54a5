/// What is done where a plan does not say.
package struct SupervisorPolicy: Sendable {
  /// What becomes of a job that takes longer than planned.
  package enum WhenLate: String, CaseIterable, Sendable {
    /// It runs on.
    case run
    /// It goes on in slots no dearer than the dearest of its plan, and from the deadline on in any.
    case pause
  }

  /// What a job does that nothing is known for.
  package enum WithoutForecast: String, CaseIterable, Sendable {
    /// It runs on the last plan, then at once.
    case run
    /// It waits for a forecast, as long as the deadline allows.
    case wait
  }

  package var whenLate = WhenLate.run
  package var withoutForecast = WithoutForecast.run
  /// Whether the command ends in a pause, and is started again after it.
  package var endsInPauses = false
  /// How long a command has to pause in peace, in nanoseconds.
  package var grace: Int64 = 10 * .second

  package init() {}
}
