/// Where a job may run: the one place that computes the bounds of windows.
///
///     slots     |    |    |    |    |    |    |    |
///     window       [================================]
///                  start          latestStart       end
///                  |<---------------->|<- duration ->|
///                      added time
///
/// All times are seconds since the trace's start, and `0 <= start <= latestStart < end <= trace length`.
package struct SchedulingWindow {
  package let start: Int64
  package let latestStart: Int64
  package let end: Int64

  /// - Throws: ``SchedulingError`` if the window does not lie inside the trace, or touches a gap that the trace's policy
  ///   does not allow for.
  /// - Complexity: O(log g) for g gaps.
  ///
  /// - Parameter addedSeconds: The added time in seconds, where it is known beforehand; see ``AddedTime/fixedSeconds``.
  package init(
    for job: borrowing Workload, on trace: borrowing IntensityTrace, releasedAt release: Instant, addedTime: AddedTime,
    of addedSeconds: Int64? = nil
  ) throws(SchedulingError) {
    var added = addedSeconds ?? 0
    if addedSeconds == nil { added = try addedTime.seconds(for: job, releasedAt: release) }
    guard release >= trace.start else {
      throw .releasedBeforeTrace(release: release, traceStart: trace.start)
    }
    guard release < trace.end else {
      throw .releasedAfterTrace(release: release, traceEnd: trace.end)
    }
    start = release.secondsSince1970 - trace.start.secondsSince1970
    latestStart = start.addingClamped(added)
    end = latestStart.addingClamped(job.durationSeconds)
    guard end <= trace.lengthSeconds else {
      throw .windowPastTrace(windowEnd: trace.instant(atOffset: end), traceEnd: trace.end)
    }
    try refuseGaps(of: trace)
  }

  /// A window known to lie inside its trace.
  package init(start: Int64, addedTime: Int64, duration: Int64) {
    self.start = start
    latestStart = start + addedTime
    end = latestStart + duration
  }

  private func refuseGaps(of trace: borrowing IntensityTrace) throws(SchedulingError) {
    guard !trace.series.gaps.isEmpty else { return }
    let slots = trace.slots(from: start, to: end)
    guard let gap = trace.firstGap(touching: slots) else { return }
    guard trace.gapPolicy == .avoid else {
      let first = trace.start(ofSlot: max(gap.lowerBound, slots.lowerBound))
      throw .gap(at: first, gapSlots: trace.gapSlotCount(in: slots), windowSlots: slots.count)
    }
  }

  /// A window in whole slots.
  package struct Slots: Sendable {
    package let window: Range<Int>
    /// How many slots the job takes.
    package let job: Int

    package init(window: Range<Int>, job: Int) {
      self.window = window
      self.job = job
    }
  }

  /// The window in slots, if its start, its end and the job's duration are whole ones.
  package func slots(of trace: IntensityTrace) -> Slots? {
    // A division costs as much as ten additions: one each.
    let slot = trace.slotSeconds
    let (first, before) = start.quotientAndRemainder(dividingBy: slot)
    guard before == 0 else { return nil }
    let (job, part) = (end - latestStart).quotientAndRemainder(dividingBy: slot)
    guard part == 0 else { return nil }
    let (length, after) = (end - start).quotientAndRemainder(dividingBy: slot)
    guard after == 0 else { return nil }
    return Slots(window: Int(first)..<Int(first + length), job: Int(job))
  }
}
