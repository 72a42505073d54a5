import WindowKernels

/// What the plans of a sweep emit, as exact integrals.
struct SweptIntegrals: Sendable {
  /// The whole slots of each entry's integral.
  var wholeSlots: [Double] = []

  /// What partial slots add to each; empty where all are whole.
  var partials: [Double] = []

  /// Whether entries belong to slots, one each whose window fits, rather than to releases.
  var isBySlot = false

  /// Makes room for the entries of `slotCount` slots, which are to be filled in.
  mutating func prepare(slotCount: Int) {
    isBySlot = true
    partials.removeAll(keepingCapacity: true)
    wholeSlots.resize(to: slotCount)
  }

  /// Makes room for releases, which are to be appended.
  mutating func prepareReleases() {
    isBySlot = false
    partials.removeAll(keepingCapacity: true)
    wholeSlots.removeAll(keepingCapacity: true)
  }

  /// Adds the entry of the next release.
  mutating func append(_ integral: ExactIntegral) {
    wholeSlots.append(integral.wholeSlots)
    partials.append(integral.partials)
  }

  /// Where the entry of the `index`-th release is.
  func entry(_ index: Int, of releases: SweepReleases) -> Int { isBySlot ? releases.slot(index) : index }

  /// The integral of the `index`-th release.
  func integral(_ index: Int, of releases: SweepReleases) -> ExactIntegral {
    let entry = entry(index, of: releases)
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

  /// Adds a single plan; one whose baseline meets a gap is left out.
  package mutating func add(_ plan: Schedule) {
    guard let now = plan.baseline.emissions else { return }
    add(baseline: now, emissions: plan.emissions, pauses: plan.pauses)
  }

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
  /// - Complexity: O(releases), a few nanoseconds each where every slot is one.
  func totals(of releases: SweepReleases, pauses: [Int32]) -> SweepTotals {
    var totals = SweepTotals()
    totals.releaseCount = releases.count
    if isBySlot, releases.chosen == nil, let slots = releases.inSlots {
      let sums = SavingTotals(
        releases.trace.cumulative.span, length: slots.job, found: wholeSlots.span, step: releases.trace.gridStep)
      totals.zeroBaselineCount = sums.withoutRatioCount
      totals.baseline = releases.job.scale.emissions(
        ExactIntegral(on: releases.trace.series, wholeSlots: sums.before))
      totals.emissions = releases.job.scale.emissions(
        ExactIntegral(on: releases.trace.series, wholeSlots: sums.after))
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
}
