import WindowKernels

extension FlexibleStart.Sweep {
  /// Sweeps lengths that are no whole slots: two sliding minima, and the latest start of each window.
  ///
  /// From a release at the beginning of a slot, the best start is among those on slot boundaries, those from which the job ends
  /// on one, and the latest (see ``RunSearch``). Of each kind, what a run comes to depends on the slot that it begins in, and not
  /// on the release:
  ///
  ///     slots             |      |      |      |      |
  ///     on a boundary     [=================]
  ///     ends on one          [=================]
  ///     latest                    [=================]
  ///                       |<----->| added time
  ///
  /// Sums are values times seconds; see ``SweepReleases/hasRoomForSeconds``.
  mutating func slideInSeconds(over releases: SweepReleases, withStarts: Bool) {
    let slot = releases.trace.slotSeconds
    let (duration, added) = (releases.job.durationSeconds, releases.addedSeconds)
    let count = releases.fittingCount
    integrals.prepareInSeconds(slotCount: count)
    startSlots.resize(to: withStarts ? count : 0)
    startSeconds.resize(to: withStarts ? count : 0)

    // On a boundary.
    let (whole, rest) = duration.quotientAndRemainder(dividingBy: slot)
    var lengths = CutSums.Lengths(slot: Int(slot), whole: Int(whole), tail: Int(rest))
    let boundaryCount = Int(added / slot) + 1
    sumRuns(lengths, from: 0, count: count + boundaryCount - 1, of: releases.trace)
    Self.slide(&sliding, over: runSums, candidateCount: boundaryCount, into: &integrals.wholeSlots, &startSlots)
    // Ends on one.
    if rest > 0, added >= slot - rest {
      lengths = CutSums.Lengths(slot: Int(slot), head: Int(rest), whole: Int(whole))
      let endCount = Int((added - (slot - rest)) / slot) + 1
      sumRuns(lengths, from: 0, count: count + endCount - 1, of: releases.trace)
      otherSums.resize(to: count)
      otherSlots.resize(to: startSlots.count)
      Self.slide(&sliding, over: runSums, candidateCount: endCount, into: &otherSums, &otherSlots)
      Self.takeBetter(
        otherSums, otherSlots, slot: slot, place: slot - rest, orBefore: startSlots, into: &integrals.wholeSlots,
        &startSeconds)
    } else {
      for index in startSlots.indices { startSeconds[index] = Int64(startSlots[index]) &* slot }
    }
    // The latest.
    let late = added % slot
    if late > 0 {
      let head = Swift.min(slot - late, duration)
      lengths = CutSums.Lengths(
        slot: Int(slot), head: Int(head), whole: Int((duration - head) / slot), tail: Int((duration - head) % slot))
      sumRuns(lengths, from: boundaryCount - 1, count: count, of: releases.trace)
      for index in startSlots.indices { startSlots[index] = Int32(index + boundaryCount - 1) }
      Self.takeBetter(runSums, startSlots, slot: slot, place: late, into: &integrals.wholeSlots, &startSeconds)
    }
    startSlots.removeAll(keepingCapacity: true)
  }

  /// Fills `runSums` with what runs come to, or infinity where they touch a gap.
  private mutating func sumRuns(_ lengths: CutSums.Lengths, from first: Int, count: Int, of trace: IntensityTrace) {
    runSums.resize(to: count)
    var span = runSums.mutableSpan
    CutSums.of(trace.intensities.span, prefixSums: trace.cumulative.span, lengths, from: first, into: &span)
    for gap in trace.gaps {
      for slot in (gap.lowerBound - lengths.touched + 1 - first..<gap.upperBound - first).clamped(to: 0..<count) {
        span[slot] = .infinity
      }
    }
  }

  /// Takes what is better than runs on boundaries, or as good and earlier: in an earlier slot, since it begins within one.
  ///
  /// - Parameters:
  ///   - slots: The slots in which the other runs begin; empty if starts are not asked for.
  ///   - place: Where in them they begin.
  ///   - boundarySlots: The slots with which the runs begin that `sums` are of.
  private static func takeBetter(
    _ others: [Double], _ slots: [Int32], slot: Int64, place: Int64, orBefore boundarySlots: [Int32],
    into sums: inout [Double], _ starts: inout [Int64]
  ) {
    guard !slots.isEmpty else { return takeBetter(others, slots, slot: slot, place: place, into: &sums, &starts) }
    let (others, slots, boundarySlots) = (others.span, slots.span, boundarySlots.span)
    var sums = sums.mutableSpan
    var starts = starts.mutableSpan
    let count = sums.count
    precondition(others.count == count && slots.count == count && boundarySlots.count == count && starts.count == count)
    for index in 0..<count {
      // SAFETY: all have as many elements, as was checked above.
      let (other, sum) = unsafe (others[unchecked: index], sums[unchecked: index])
      let (otherSlot, boundarySlot) = unsafe (slots[unchecked: index], boundarySlots[unchecked: index])
      let isBetter = other < sum || (other == sum && otherSlot < boundarySlot)
      unsafe sums[unchecked: index] = isBetter ? other : sum
      unsafe starts[unchecked: index] = Int64(isBetter ? otherSlot : boundarySlot) &* slot &+ (isBetter ? place : 0)
    }
  }

  /// Takes what is better, or as good and earlier.
  ///
  /// - Parameters:
  ///   - slots: The slots in which runs begin; empty if starts are not asked for.
  ///   - place: Where in them they begin.
  private static func takeBetter(
    _ others: [Double], _ slots: [Int32], slot: Int64, place: Int64, into sums: inout [Double], _ starts: inout [Int64]
  ) {
    let others = others.span
    var sums = sums.mutableSpan
    guard !slots.isEmpty else {
      for index in 0..<sums.count { sums[index] = others[index] < sums[index] ? others[index] : sums[index] }
      return
    }
    let slots = slots.span
    var starts = starts.mutableSpan
    for index in 0..<sums.count {
      let start = Int64(slots[index]) &* slot &+ place
      let isBetter = others[index] < sums[index] || (others[index] == sums[index] && start < starts[index])
      sums[index] = isBetter ? others[index] : sums[index]
      starts[index] = isBetter ? start : starts[index]
    }
  }
}
