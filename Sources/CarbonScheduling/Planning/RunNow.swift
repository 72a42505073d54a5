/// The baseline: one run from the release, whatever the grid does.
///
///     let now = try RunNow().schedule(job, on: trace, releasedAt: release)
///     print(now.savings.grams)  // 0.0, always
public struct RunNow: SchedulingAlgorithm {
  public init() {}

  /// Plans the run that starts at `release`; see ``SchedulingAlgorithm/schedule(_:on:releasedAt:)``.
  ///
  /// - Complexity: O(log g) for g gaps.
  public func schedule(
    _ job: Workload, on trace: IntensityTrace, releasedAt release: Instant
  ) throws(SchedulingError) -> Schedule {
    let window = try SchedulingWindow(for: job, on: trace, releasedAt: release, addedTime: .duration(.zero))
    if !job.power.pieces.isEmpty {
      return Schedule(job, on: trace, in: window, planned: .oneRun(window.start..<window.end))
    }
    return Schedule(
      job, on: trace, in: window, runs: [trace.run(window.start..<window.end)],
      integral: trace.integral(from: window.start, to: window.end))
  }
}
