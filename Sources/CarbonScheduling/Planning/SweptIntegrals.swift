import WindowKernels

/// What the plans of a sweep emit, as exact integrals.
struct SweptIntegrals: Sendable {
  /// The whole slots of each entry's integral.
  var wholeSlots: [Double] = []

  /// What partial slots add to each; empty where all are whole.
  var partials: [Double] = []

  /// Whether `wholeSlots` holds values times seconds instead, and `partials` nothing.
  var isInSeconds = false

  /// Whether entries belong to slots, one each whose window fits, rather than to releases.
  var isBySlot = false

  /// Makes room for the entries of `slotCount` slots, which are to be filled in.
  mutating func prepare(slotCount: Int, withPartials: Bool = false) {
    (isBySlot, isInSeconds) = (true, false)
    partials.resize(to: withPartials ? slotCount : 0)
    wholeSlots.resize(to: slotCount)
  }

  /// Makes room for the entries of `slotCount` slots, which are to be filled in with values times seconds.
  mutating func prepareInSeconds(slotCount: Int) {
    prepare(slotCount: slotCount)
    isInSeconds = true
  }

  /// Makes room for releases, which are to be appended.
  mutating func prepareReleases() {
    (isBySlot, isInSeconds) = (false, false)
    partials.removeAll(keepingCapacity: true)
    wholeSlots.removeAll(keepingCapacity: true)
  }

  /// Adds the entry of the next release.
  mutating func append(_ integral: ExactIntegral) {
    wholeSlots.append(integral.wholeSlots)
    partials.append(integral.partials)
  }

  /// Adds the entry of the next release, where none has partial slots.
  mutating func appendWholeSlots(_ sum: Double) { wholeSlots.append(sum) }

  /// Where the entry of the `index`-th release is.
  func entry(_ index: Int, of releases: SweepReleases) -> Int { isBySlot ? releases.slot(index) : index }

  /// The integral of the `index`-th release.
  func integral(_ index: Int, of releases: SweepReleases) -> ExactIntegral {
    let entry = entry(index, of: releases)
    if isInSeconds { return ExactIntegral(on: releases.trace.series, partials: wholeSlots[entry]) }
    return ExactIntegral(
      on: releases.trace.series, wholeSlots: wholeSlots[entry], partials: partials.isEmpty ? 0 : partials[entry])
  }
}

/// What all plans of a sweep add up to.
package struct SweepTotals: Sendable {
  package var releaseCount = 0
  /// How many baselines are zero or less, of which savings are no share.
  package var zeroBaselineCount = 0
  /// The emissions of all baselines, and of all plans.
  package var baseline = Emissions(grams: 0)
  package var emissions = Emissions(grams: 0)
  /// The savings of all releases with a baseline, in percent of it, added up.
  package var percents = 0.0
  package var pauses = 0

  package init() {}

  /// Adds a single plan's figures.
  package mutating func add(baseline: Emissions, emissions: Emissions, pauses: Int) {
    releaseCount += 1
    self.baseline += baseline
    self.emissions += emissions
    let percent = Savings(baseline: baseline, emissions: emissions).percent
    percents += percent ?? 0
    zeroBaselineCount += percent == nil ? 1 : 0
    self.pauses += pauses
  }
}

extension SweptIntegrals {
  /// - Complexity: O(releases), about a nanosecond each where every slot is one.
  func totals(of releases: SweepReleases, pauses: [Int32]) -> SweepTotals {
    totals(of: releases, pauses: pauses) { before, length, found, step in
      SavingTotals(before, length: length, found: found, step: step)
    }
  }

  /// - Parameter addUp: How the entries of all slots are added up, if there is one for each: from prefix sums and a length, or,
  ///   with a length of 0, from one baseline for each.
  func totals(
    of releases: SweepReleases, pauses: [Int32],
    _ addUp: (_ before: Span<Double>, _ length: Int, _ found: Span<Double>, _ step: Double) -> SavingTotals
  ) -> SweepTotals {
    var totals = SweepTotals()
    totals.releaseCount = releases.count
    if isBySlot, releases.chosen == nil, let sums = savings(of: releases, addUp) {
      let scale = releases.job.scale
      totals.zeroBaselineCount = sums.withoutRatioCount
      totals.baseline = scale.emissions(sum(of: sums.before, in: releases))
      totals.emissions = scale.emissions(sum(of: sums.after, in: releases))
      totals.percents = 100 * sums.ratios
      for count in pauses { totals.pauses &+= Int(count) }
      return totals
    }
    var (baselineGrams, grams) = (0.0, 0.0)
    for index in 0..<releases.count {
      let baseline = releases.baseline(ofSlot: releases.slot(index))
      let emissions = releases.job.scale.emissions(integral(index, of: releases))
      baselineGrams += baseline.grams
      grams += emissions.grams
      let percent = Savings(baseline: baseline, emissions: emissions).percent
      totals.percents += percent ?? 0
      totals.zeroBaselineCount += percent == nil ? 1 : 0
      if !pauses.isEmpty { totals.pauses += Int(pauses[entry(index, of: releases)]) }
    }
    totals.baseline = Emissions(grams: baselineGrams)
    totals.emissions = Emissions(grams: grams)
    return totals
  }

  /// What is a sum of slots if all is whole, else of values times seconds.
  func sum(of value: Double, in releases: SweepReleases) -> ExactIntegral {
    let series = releases.trace.series
    return releases.inSlots != nil
      ? ExactIntegral(on: series, wholeSlots: value) : ExactIntegral(on: series, partials: value)
  }

  /// What all slots' entries add up to, in slots if all is whole, else in values times seconds, if there is room for them.
  private func savings(
    of releases: SweepReleases, _ addUp: (Span<Double>, Int, Span<Double>, Double) -> SavingTotals
  ) -> SavingTotals? {
    let trace = releases.trace
    if let slots = releases.inSlots {
      return addUp(trace.cumulative.span, slots.job, wholeSlots.span, trace.gridStep)
    }
    guard releases.hasRoomForSeconds else { return nil }
    let (slot, duration) = (trace.slotSeconds, releases.job.durationSeconds)
    var before = [Double](repeating: 0, count: releases.fittingCount)
    var span = before.mutableSpan
    CutSums.of(
      trace.intensities.span, prefixSums: trace.cumulative.span,
      CutSums.Lengths(slot: Int(slot), whole: Int(duration / slot), tail: Int(duration % slot)), from: 0, into: &span)
    var found = wholeSlots
    if !isInSeconds {
      for index in found.indices { found[index] = Double(slot) * found[index] + partials[index] }
    }
    return addUp(before.span, 0, found.span, trace.gridStep)
  }
}
