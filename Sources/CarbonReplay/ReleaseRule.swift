package import CarbonScheduling

/// At which slots of a trace jobs are released.
public enum ReleaseRule: Hashable, Sendable {
  /// The paper's: slots 0, 1000, 2000, 3000 and 4000 from each month's first UTC slot, for each month whose first slot is
  /// in the trace.
  ///
  /// - Note: Not stated in Dodge et al., FAccT 2022, but recovered from the authors' monthly figures.
  case published

  /// Every slot.
  case every

  /// The first slot, and then one each so long: a positive whole number of seconds.
  case spaced(Duration)
}

extension ReleaseRule {
  /// The slots of `trace` at which jobs are released, in order, or `nil` for all of them.
  ///
  /// - Complexity: O(slots released at).
  package func slots(of trace: IntensityTrace) throws(SchedulingError) -> [Int]? {
    switch self {
    case .published: publishedSlots(of: trace)
    case .every: nil
    case .spaced(trace.slot): nil
    case .spaced(let step): try slots(every: step, of: trace)
    }
  }

  private func publishedSlots(of trace: IntensityTrace) -> [Int] {
    var slots: [Int] = []
    var month = CivilDate(containing: trace.start)
    month = CivilDate(year: month.year, month: month.month, day: 1)
    while month.startOfDay < trace.end {
      let first = trace.start.duration(to: month.startOfDay).components.seconds
      if first >= 0, first % trace.slotSeconds == 0 {
        slots += [0, 1_000, 2_000, 3_000, 4_000].map { Int(first / trace.slotSeconds) + $0 }
      }
      month = month.firstOfNextMonth
    }
    return slots.filter { $0 < trace.slotCount }
  }

  private func slots(every step: Duration, of trace: IntensityTrace) throws(SchedulingError) -> [Int] {
    guard let seconds = step.wholeSeconds, seconds > 0, seconds % trace.slotSeconds == 0 else {
      throw .releaseStep(step, slot: trace.slot)
    }
    return Array(stride(from: 0, to: trace.slotCount, by: Int(seconds / trace.slotSeconds)))
  }
}
