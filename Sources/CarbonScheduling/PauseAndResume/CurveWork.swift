/// How much work the plans of a curve are: about the states that their programmes go through.
///
/// A constrained plan is a matter of milliseconds, but a curve over a year may want thousands of them. What has been done is
/// counted by what was asked, never by a clock, so that the same request is always answered, or always refused.
package struct CurveWork {
  /// What a curve may be: some seconds.
  package static let most = 3e9

  /// Whether each state of progress is looked at, as power profiles want it.
  let isWeighted: Bool
  /// Whether the plans are a programme's, and no mere choice of slots.
  let isConstrained: Bool
  /// How many pauses are told apart, `nil` if any number will do.
  let maximumPauses: Int?
  private(set) var done = 0.0

  init(of job: Workload, isConstrained: Bool, maximumPauses: Int?) {
    self.isConstrained = isConstrained
    isWeighted = !job.power.pieces.isEmpty
    self.maximumPauses = maximumPauses
  }

  mutating func add(jobSteps: Int64, windowSteps: Int64) {
    done += plan(jobSteps: jobSteps, windowSteps: windowSteps)
  }

  /// The work of one plan.
  private func plan(jobSteps: Int64, windowSteps: Int64) -> Double {
    guard isWeighted else {
      // Bounds leave few states of each step, but are sought again for each multiplier on pauses.
      return Double(windowSteps) * (!isConstrained ? 8 : maximumPauses == nil ? 32 : 256)
    }
    let layers = Double((maximumPauses ?? 0) + 1)
    return min(Double(jobSteps) * Double(windowSteps - jobSteps + 1) * layers, 0x1p26)
  }
}
