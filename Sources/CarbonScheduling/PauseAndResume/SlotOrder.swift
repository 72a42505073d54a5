import WindowKernels

/// The order of a trace's slots by intensity, those of gaps last: found once, it is good for every sweep of the trace.
package struct SlotOrder: Sendable {
  private(set) var ranks = Ranks()
  private var intensities: [Double] = []
  private var gaps: [Range<Int>] = []

  /// The order of nothing.
  package init() {}

  /// Orders the slots of a trace, unless it is the one already ordered.
  mutating func find(in trace: IntensityTrace, with builder: inout RankBuilder) {
    // Comparing an array with itself ends at once; another trace of the same values has the same order.
    if intensities == trace.intensities, gaps == trace.gaps { return }
    intensities = trace.intensities
    gaps = trace.gaps
    let gapSlots = trace.gaps.flatMap { $0.map { Int32($0) } }
    builder.rank(trace.intensities.span, last: gapSlots.span, into: &ranks)
  }
}
