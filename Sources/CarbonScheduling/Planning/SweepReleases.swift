import WindowKernels

/// The releases of a sweep: every slot of the trace from which the whole window still lies inside it.
///
///     slots     0    1    2    3    4    5    6    7
///               |    |    |    |    |    |    |    |    |
///     window    [== added time + duration ==]              first release, slot 0
///                              [== added time + duration ==]  last release, slot `fittingCount - 1`
///
/// Where a trace's gaps are avoided, releases whose run-now baseline would touch a gap are left out. A replay asks
/// for some of the releases only.
package struct SweepReleases: Sendable {
  package let trace: IntensityTrace
  package let job: Workload

  /// The added time, the same for every release.
  package let addedSeconds: Int64

  /// The slots of the releases, in order, or `nil` if they are all of `0..<fittingCount`.
  package let chosen: [Int32]?

  /// How many slots have a window that fits the trace.
  package let fittingCount: Int

  /// How many releases are left out because their baseline would touch a gap.
  package let skippedCount: Int

  /// - Parameter candidates: The slots to release at, in order; `nil` for all. Those whose window does not fit are left out.
  /// - Throws: ``SchedulingError`` if no window fits, if there are gaps that the trace's policy rejects, or if the added
  ///   time is a deadline or a latest start; also for power profiles.
  /// - Complexity: O(candidates * log g) for g gaps; O(1) without gaps or candidates.
  package init(
    of job: Workload, on trace: IntensityTrace, addedTime: AddedTime, among candidates: [Int]? = nil
  ) throws(SchedulingError) {
    switch addedTime {
    case .deadline(let instant), .latestStart(let instant): throw .deadlineInSweep(instant)
    case .duration, .percent: break
    }
    guard job.power.pieces.isEmpty else { throw .constraintsInSweep }
    self.trace = trace
    self.job = job
    addedSeconds = try addedTime.seconds(for: job, releasedAt: trace.start)
    let windowSeconds = addedSeconds.addingClamped(job.durationSeconds)
    guard windowSeconds <= trace.lengthSeconds else {
      // What fits nowhere does not fit at the start.
      throw .windowPastTrace(windowEnd: trace.instant(atOffset: windowSeconds), traceEnd: trace.end)
    }
    let fitting = 0..<Int((trace.lengthSeconds - windowSeconds) / trace.slotSeconds) + 1
    fittingCount = fitting.count

    let covered = trace.slots(from: 0, to: Int64(fitting.count - 1) * trace.slotSeconds + windowSeconds)
    guard let gap = trace.firstGap(touching: covered) else {
      chosen = candidates?.filter { fitting.contains($0) }.map { Int32($0) }
      skippedCount = 0
      return
    }
    guard trace.gapPolicy == .avoid else {
      throw .gap(
        at: trace.start(ofSlot: gap.lowerBound), gapSlots: trace.gapSlotCount(in: covered), windowSlots: covered.count)
    }
    let runSlots = Int((job.durationSeconds + trace.slotSeconds - 1) / trace.slotSeconds)
    let wanted = candidates.map { $0.filter { fitting.contains($0) } } ?? Array(fitting)
    let possible = wanted.filter { trace.firstGap(touching: $0..<$0 + runSlots) == nil }
    chosen = possible.map { Int32($0) }
    skippedCount = wanted.count - possible.count
  }

  /// Some of the releases; the others are left out.
  ///
  /// - Parameter slots: Those to keep, in order.
  func keeping(_ slots: [Int32]) -> SweepReleases { SweepReleases(slots, of: self) }

  private init(_ slots: [Int32], of all: SweepReleases) {
    (trace, job, addedSeconds, fittingCount) = (all.trace, all.job, all.addedSeconds, all.fittingCount)
    chosen = slots
    skippedCount = all.skippedCount + all.count - slots.count
  }

  /// How many releases there are.
  package var count: Int { chosen?.count ?? fittingCount }

  /// The slot of the `index`-th release.
  package func slot(_ index: Int) -> Int { chosen.map { Int($0[index]) } ?? index }

  /// The lengths of a sweep in slots.
  package struct SlotCounts: Sendable {
    package let job: Int
    package let added: Int
    /// Job and added time together.
    package var window: Int { job + added }
  }

  /// Job and added time in slots, if both are whole.
  package var inSlots: SlotCounts? {
    guard job.durationSeconds % trace.slotSeconds == 0, addedSeconds % trace.slotSeconds == 0 else { return nil }
    return SlotCounts(job: Int(job.durationSeconds / trace.slotSeconds), added: Int(addedSeconds / trace.slotSeconds))
  }

  /// Whether values times seconds of a whole job are exact in `Double`.
  ///
  /// They are for all traces of short decimals, and for others where jobs take no more than about a day.
  package var hasRoomForSeconds: Bool {
    ValueScan(trace.intensities.span).largestMagnitude * Double(job.durationSeconds) < 0x1p53 * trace.gridStep
  }

  /// Whether the releases are so few that planning each by itself takes less time than sliding over all slots.
  ///
  /// - Parameters:
  ///   - slotCount: How many slots each plan looks at.
  ///   - planning: The nanoseconds that a plan takes for each of them.
  ///   - sliding: The nanoseconds that sliding takes for each slot of the trace.
  package func areFew(of slotCount: Int, planning: Int, sliding: Int) -> Bool {
    guard let chosen else { return false }
    return chosen.count * slotCount * planning < fittingCount * sliding
  }

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

extension Array where Element: AdditiveArithmetic {
  /// Makes the array `count` elements long; new ones are zero, and memory is kept.
  mutating func resize(to count: Int) {
    if self.count > count {
      removeLast(self.count - count)
    } else {
      append(contentsOf: repeatElement(.zero, count: count - self.count))
    }
  }
}
