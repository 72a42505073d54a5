import WindowKernels

extension PauseAndResume.Sweep {
  /// Sweeps lengths that are no whole slots: windows with a tail, and a choice whose last slot is cut.
  mutating func slideInSeconds(over releases: SweepReleases) {
    let (trace, slot) = (releases.trace, Int(releases.trace.slotSeconds))
    let duration = Int(releases.job.durationSeconds)
    let window = duration + Int(releases.addedSeconds)
    integrals.prepare(slotCount: releases.fittingCount, withPartials: true)
    pauses.resize(to: releases.fittingCount)
    let cut = RankWindow.Cut(slot: slot, tail: window % slot, rest: duration % slot)
    if duration < slot {
      Self.chooseWithin(
        trace, windowSlots: window / slot, cut, into: &integrals.wholeSlots, &integrals.partials, &pauses)
      return
    }
    rank(trace)
    Self.slide(
      &self.window, over: trace.intensities.span, order.ranks, length: window / slot, chosenCount: duration / slot, cut,
      into: &integrals.wholeSlots, &integrals.partials, &pauses)
  }

  private static func slide(
    _ window: inout RankWindow, over intensities: Span<Double>, _ ranks: borrowing Ranks, length: Int,
    chosenCount: Int, _ cut: RankWindow.Cut, into sums: inout [Double], _ partials: inout [Double],
    _ pauses: inout [Int32]
  ) {
    var sums = sums.mutableSpan
    var partials = partials.mutableSpan
    var pauses = pauses.mutableSpan
    window.sweep(
      intensities, ranks: ranks, length: length, choosing: chosenCount, cut: cut, sums: &sums, partials: &partials,
      pauses: &pauses)
  }

  /// The same for jobs shorter than a slot: they run in the cheapest whole slot, and in the tail if that is cheaper.
  private static func chooseWithin(
    _ trace: IntensityTrace, windowSlots: Int, _ cut: RankWindow.Cut, into sums: inout [Double],
    _ partials: inout [Double], _ pauses: inout [Int32]
  ) {
    var entries = trace.intensities
    for gap in trace.gaps { for slot in gap { entries[slot] = .infinity } }
    let count = sums.count
    var minima = [Double](repeating: .infinity, count: windowSlots > 0 ? entries.count - windowSlots + 1 : count)
    var positions = [Int32](repeating: -1, count: minima.count)
    if windowSlots > 0 {
      var sliding = SlidingMinimum()
      var minimumSpan = minima.mutableSpan
      var positionSpan = positions.mutableSpan
      sliding.minima(of: entries.span, candidateCount: windowSlots, into: &minimumSpan, positions: &positionSpan)
    }
    let (rest, tail) = (Double(cut.rest), Double(cut.tail))
    for start in 0..<count {
      let end = start + windowSlots
      sums[start] = 0
      pauses[start] = 0
      if cut.tail == 0 || entries[end] >= minima[start], windowSlots > 0 {
        partials[start] = rest * minima[start]
      } else if cut.rest <= cut.tail {
        partials[start] = rest * entries[end]
      } else {
        partials[start] = tail * entries[end] + (rest - tail) * minima[start]
        pauses[start] = Int(positions[start]) + 1 == end ? 0 : 1
      }
    }
  }
}
