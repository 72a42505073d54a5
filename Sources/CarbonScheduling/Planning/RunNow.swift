/// The baseline: one run from the release, whatever the grid does.
///
///     let now = try RunNow().schedule(job, on: trace, releasedAt: release)
///     print(now.savings!.grams)  // 0.0, always
public struct RunNow: SchedulingAlgorithm, Hashable {
  /// Makes the algorithm; there is nothing to set.
  public init() {}

  /// Plans the run that starts at `release`; see ``SchedulingAlgorithm/schedule(_:on:releasedAt:)``.
  ///
  /// - Complexity: O(log g) for g gaps.
  public func schedule(
    _ job: Workload, on trace: IntensityTrace, releasedAt release: Instant
  ) throws(SchedulingError) -> Schedule {
    let window = try SchedulingWindow(for: job, on: trace, releasedAt: release, addedTime: .duration(.zero))
    let slots = trace.slots(from: window.start, to: window.end)
    if let gap = trace.firstGap(touching: slots) {
      throw .gap(
        at: trace.start(ofSlot: max(gap.lowerBound, slots.lowerBound)), gapSlots: trace.gapSlotCount(in: slots),
        windowSlots: slots.count)
    }
    if !job.power.pieces.isEmpty {
      return Schedule(job, on: trace, in: window, planned: .oneRun(window.start..<window.end))
    }
    return Schedule(
      job, on: trace, in: window, runs: [trace.run(window.start..<window.end)],
      integral: trace.integral(from: window.start, to: window.end))
  }
}

extension RunNow: CustomStringConvertible {
  /// `run now`.
  public var description: String { "run now" }
}

#if !hasFeature(Embedded)
  extension RunNow: Codable {}
#endif
