/// The releases of a sweep: every slot of the trace from which the whole window still lies inside it.
///
///     slots     0    1    2    3    4    5    6    7
///               |    |    |    |    |    |    |    |    |
///     window    [== added time + duration ==]              first release, slot 0
///                              [===========================]  last release, slot `slots.upperBound - 1`
///
/// Where a trace's gaps are avoided, releases whose run-now baseline would touch a gap are left out.
package struct SweepStarts: Sendable {
  package let trace: IntensityTrace
  package let job: Workload

  /// The added time, the same for every release.
  package let addedSeconds: Int64

  /// All releases whose window fits the trace.
  package let slots: Range<Int>

  /// Those that have a baseline, in order, or `nil` if all have.
  package let withBaseline: [Int32]?

  /// - Throws: ``SchedulingError`` if no window fits, if there are gaps that the trace's policy rejects, or if the added
  ///   time is a deadline.
  /// - Complexity: O(1) without gaps, else O(slots + gaps).
  package init(of job: Workload, on trace: IntensityTrace, addedTime: AddedTime) throws(SchedulingError) {
    if case .deadline(let deadline) = addedTime { throw .deadlineInSweep(deadline) }
    self.trace = trace
    self.job = job
    // A window that fits nowhere does not fit at the start, where its own error says by how much.
    addedSeconds = try addedTime.seconds(for: job, releasedAt: trace.start)
    let windowSeconds = addedSeconds.addingClamped(job.durationSeconds)
    guard windowSeconds <= trace.lengthSeconds else {
      throw .windowPastTrace(windowEnd: trace.instant(atOffset: windowSeconds), traceEnd: trace.end)
    }
    slots = 0..<Int((trace.lengthSeconds - windowSeconds) / trace.slotSeconds) + 1

    let touched = 0..<trace.slots(from: 0, to: Int64(slots.count - 1) * trace.slotSeconds + windowSeconds).count
    guard let gap = trace.firstGap(touching: touched) else {
      withBaseline = nil
      return
    }
    guard trace.gapPolicy == .avoid else {
      throw .gap(
        at: trace.start(ofSlot: gap.lowerBound), gapSlots: trace.gapSlotCount(in: touched),
        windowSlots: touched.count)
    }
    let runSlots = Int((job.durationSeconds + trace.slotSeconds - 1) / trace.slotSeconds)
    withBaseline = slots.filter { trace.firstGap(touching: $0..<$0 + runSlots) == nil }.map { Int32($0) }
  }

  /// How many releases there are.
  package var count: Int { withBaseline?.count ?? slots.count }

  /// The slot of the `index`-th release.
  package func slot(_ index: Int) -> Int { withBaseline.map { Int($0[index]) } ?? slots[index] }

  /// The window of the release at `slot`.
  package func window(ofSlot slot: Int) -> SchedulingWindow {
    SchedulingWindow(start: Int64(slot) * trace.slotSeconds, addedTime: addedSeconds, duration: job.durationSeconds)
  }

  /// What the job emits if it runs at once from `slot`.
  package func baseline(ofSlot slot: Int) -> Emissions {
    let start = Int64(slot) * trace.slotSeconds
    return job.scale.emissions(trace.integral(from: start, to: start + job.durationSeconds))
  }
}
