import PauseKernels

/// What a constrained plan knows that helps with that of a similar window: the next one of a sweep, or a longer one from the same
/// release. It changes how long planning takes, and never what is planned.
package struct CarriedPlan: Sendable {
  var hint = PauseHint()

  package init() {}

  /// Forgets the plan itself, which takes memory and helps with the next window only.
  package mutating func forgetPlan() { hint.forgetPlan() }
}

extension PauseAndResume {
  /// Plans as ``schedule(_:on:releasedAt:)`` does, with what the plan of a similar window knows.
  package func schedule(
    _ job: Workload, on trace: IntensityTrace, releasedAt release: Instant, carrying carried: inout CarriedPlan
  ) throws(SchedulingError) -> Schedule {
    guard isConstrained || !job.power.pieces.isEmpty else {
      return try schedule(job, on: trace, releasedAt: release)
    }
    let window = try SchedulingWindow(for: job, on: trace, releasedAt: release, addedTime: addedTime)
    return try constrainedSchedule(job, on: trace, in: window, carrying: &carried)
  }
}
