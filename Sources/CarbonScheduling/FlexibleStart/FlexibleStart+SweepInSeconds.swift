import WindowKernels

extension FlexibleStart.Sweep {
  /// Sweeps lengths that are no whole slots: one sliding minimum, and the last starts of each window.
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
  /// The first two begin in every slot, as far as the window goes; the better one of each slot stands for both. Only in its last
  /// slot may one of them start too late.
  ///
  /// Sums are values times seconds; see ``SweepReleases/hasRoomForSeconds``.
  mutating func slideInSeconds(over releases: SweepReleases, withStarts: Bool) {
    let (trace, slot) = (releases.trace, releases.trace.slotSeconds)
    let count = releases.fittingCount
    integrals.prepareInSeconds(slotCount: count)
    startSlots.resize(to: withStarts ? count : 0)
    startSeconds.resize(to: startSlots.count)

    let (whole, rest) = releases.job.durationSeconds.quotientAndRemainder(dividingBy: slot)
    let (lastSlot, latest) = releases.addedSeconds.quotientAndRemainder(dividingBy: slot)
    let onBoundary = CutSums.Lengths(slot: Int(slot), whole: Int(whole), tail: Int(rest))
    // How far behind its slot's beginning a run starts that ends on a boundary; none does if that is never in the window.
    let delay = rest > 0 && slot - rest <= releases.addedSeconds ? slot - rest : 0
    let isLastTooLate = delay > latest
    let candidateCount = Int(lastSlot) + (isLastTooLate ? 0 : 1)

    sumRuns(onBoundary, orLaterBy: delay, from: 0, count: count + candidateCount - 1, of: trace)
    Self.slide(&sliding, over: runSums, candidateCount: candidateCount, into: &integrals.wholeSlots, &startSlots)
    Self.locate(startSlots, onBoundary, orLaterBy: delay, values: trace.intensities, into: &startSeconds)
    if isLastTooLate { takeLast(onBoundary, startingAt: 0, inSlot: Int(lastSlot), of: trace) }
    if latest > 0 {
      let head = Swift.min(slot - latest, releases.job.durationSeconds)
      let (whole, tail) = (releases.job.durationSeconds - head).quotientAndRemainder(dividingBy: slot)
      takeLast(
        CutSums.Lengths(slot: Int(slot), head: Int(head), whole: Int(whole), tail: Int(tail)), startingAt: latest,
        inSlot: Int(lastSlot), of: trace)
    }
  }

  /// Fills `runSums` with what runs come to, or infinity where they touch a gap.
  private mutating func sumRuns(
    _ lengths: CutSums.Lengths, orLaterBy delay: Int64 = 0, from first: Int, count: Int, of trace: IntensityTrace
  ) {
    runSums.resize(to: count)
    var span = runSums.mutableSpan
    CutSums.of(
      trace.intensities.span, prefixSums: trace.cumulative.span, lengths, orLaterBy: Int(delay), from: first,
      into: &span)
    for gap in trace.gaps {
      for slot in (gap.lowerBound - lengths.touched + 1 - first..<gap.upperBound - first).clamped(to: 0..<count) {
        span[slot] = .infinity
      }
    }
  }

  /// When the runs start that begin in some slots: the later one where it comes to less.
  private static func locate(
    _ slots: [Int32], _ lengths: CutSums.Lengths, orLaterBy delay: Int64, values: [Double], into starts: inout [Int64]
  ) {
    let (slots, values) = (slots.span, values.span)
    var starts = starts.mutableSpan
    let last = lengths.touched - 1
    for index in 0..<slots.count {
      let slot = Int(slots[index])
      // The later one covers less of its first value, and as much more of its last. A product, since a branch would be guessed
      // wrong at every other turn of the values.
      let isLater: Int64 = values[slot &+ last] < values[slot] ? 1 : 0
      starts[index] = Int64(slot &* lengths.slot) &+ isLater &* delay
    }
  }

  /// Takes the runs that begin in the last slot of each window, where they are better: as the latest, not where they are as good.
  ///
  /// - Parameters:
  ///   - place: How many seconds behind the slot's beginning they start.
  ///   - slot: The slot, counted from the release.
  private mutating func takeLast(
    _ lengths: CutSums.Lengths, startingAt place: Int64, inSlot slot: Int, of trace: IntensityTrace
  ) {
    let count = integrals.wholeSlots.count
    sumRuns(lengths, from: slot, count: count, of: trace)
    Self.takeBetter(
      runSums, startingAt: Int64(slot) * trace.slotSeconds + place, step: trace.slotSeconds,
      into: &integrals.wholeSlots,
      &startSeconds)
  }

  /// - Parameters:
  ///   - first: When the run of the first release starts.
  ///   - step: How much later that of each next one does.
  private static func takeBetter(
    _ others: [Double], startingAt first: Int64, step: Int64, into sums: inout [Double], _ starts: inout [Int64]
  ) {
    let others = others.span
    var sums = sums.mutableSpan
    var starts = starts.mutableSpan
    precondition(others.count == sums.count && (starts.isEmpty || starts.count == sums.count))
    guard !starts.isEmpty else {
      for index in 0..<sums.count { sums[index] = others[index] < sums[index] ? others[index] : sums[index] }
      return
    }
    var start = first
    for index in 0..<sums.count {
      // SAFETY: all have as many elements, as was checked above.
      let (other, sum) = unsafe (others[unchecked: index], sums[unchecked: index])
      let isBetter: Int64 = other < sum ? 1 : 0
      unsafe sums[unchecked: index] = other < sum ? other : sum
      let old = unsafe starts[unchecked: index]
      unsafe starts[unchecked: index] = old &+ isBetter &* (start &- old)
      start &+= step
    }
  }
}
