import CarbonScheduling

extension ReleaseRule {
  /// Slots 0, 1000, 2000, 3000 and 4000 from each month's first UTC slot, for months whose first slot is in the trace.
  func publishedSlots(of trace: IntensityTrace) -> [Int] {
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
}
