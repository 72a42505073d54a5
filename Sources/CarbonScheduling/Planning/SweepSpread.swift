import WindowKernels

/// How the savings of many releases spread, beside their means.
package struct SweepSpread: Hashable, Sendable {
  /// What a share of the releases does not exceed, and how far releases lie around their mean.
  package struct Quantiles: Hashable, Sendable {
    package let standardDeviation: Double
    package let tenth: Double
    package let median: Double
    package let ninetieth: Double
  }

  /// Of the grams saved.
  package let grams: Quantiles
  /// Of the savings in percent, over the releases whose baseline is above zero; `nil` if there is none.
  package let percents: Quantiles?
  /// How many releases save nothing.
  package let savingNothingCount: Int
  /// How many are best run at once, in one run.
  package let atOnceCount: Int
}

/// The savings of each release, gathered to find how they spread. Its memory is kept from sweep to sweep.
package struct ReleaseSavings: Sendable {
  /// In grams, or in what ``gramsPerUnit`` says.
  private var differences: [Double] = []
  private var percents: [Double] = []
  private var savingNothingCount = 0
  private var atOnceCount = 0
  /// What a difference of integrals is in grams; exact differences are converted once a quantile is known.
  private var gramsPerUnit: (@Sendable (Double) -> Double)?

  package init() {}

  /// Forgets all releases.
  package mutating func removeAll() {
    differences.removeAll(keepingCapacity: true)
    percents.removeAll(keepingCapacity: true)
    (savingNothingCount, atOnceCount) = (0, 0)
    gramsPerUnit = nil
  }

  /// Adds one release.
  ///
  /// - Parameters:
  ///   - savings: What it saves.
  ///   - percent: The same in percent; `nil` against a baseline of zero or less.
  ///   - isAtOnce: Whether its plan is to run at once.
  package mutating func add(grams: Double, percent: Double?, isAtOnce: Bool) {
    differences.append(grams)
    if let percent { percents.append(percent) }
    savingNothingCount += grams <= 0 ? 1 : 0
    atOnceCount += isAtOnce ? 1 : 0
  }

  /// The spread of what was added; `nil` if that is nothing.
  ///
  /// - Complexity: O(releases).
  package var spread: SweepSpread? {
    guard let ofDifferences = Distribution(differences.span) else { return nil }
    let grams = gramsPerUnit ?? { $0 }
    return SweepSpread(
      grams: .init(
        standardDeviation: grams(ofDifferences.standardDeviation), tenth: grams(ofDifferences.tenth),
        median: grams(ofDifferences.median), ninetieth: grams(ofDifferences.ninetieth)),
      percents: Distribution(percents.span).map {
        .init(
          standardDeviation: $0.standardDeviation, tenth: $0.tenth, median: $0.median, ninetieth: $0.ninetieth)
      },
      savingNothingCount: savingNothingCount, atOnceCount: atOnceCount)
  }
}

extension ReleaseSavings {
  /// Takes the savings of a sweep in the place of what it holds.
  ///
  /// Plans without costs save nothing exactly if they run at once: of equal sums, the earliest slots are taken.
  ///
  /// - Complexity: O(releases), about two nanoseconds each where every slot is one.
  mutating func replace(with integrals: SweptIntegrals, of releases: SweepReleases) {
    removeAll()
    if integrals.isBySlot, releases.chosen == nil, let slots = releases.inSlots {
      let (series, scale) = (releases.trace.series, releases.job.scale)
      gramsPerUnit = { scale.emissions(ExactIntegral(on: series, wholeSlots: $0)).grams }
      take(integrals.wholeSlots.span, from: releases.trace.cumulative.span, length: slots.job)
      return
    }
    for index in 0..<releases.count {
      let start = Int64(releases.slot(index)) * releases.trace.slotSeconds
      let baseline = releases.trace.integral(from: start, to: start + releases.job.durationSeconds)
      var saved = baseline
      let plan = integrals.integral(index, of: releases)
      saved.wholeSlots -= plan.wholeSlots
      saved.partials -= plan.partials
      let (base, difference) = (baseline.unitSeconds, saved.unitSeconds)
      add(
        grams: releases.job.scale.emissions(saved).grams, percent: base > 0 ? 100 * (difference / base) : nil,
        isAtOnce: difference == 0)
    }
  }

  private mutating func take(_ found: Span<Double>, from prefixSums: Span<Double>, length: Int) {
    differences.resize(to: found.count)
    percents.resize(to: found.count)
    var (count, equal) = (0, 0)
    for index in found.indices {
      let before = prefixSums[index &+ length] - prefixSums[index]
      let saved = before - found[index]
      differences[index] = saved
      percents[count] = 100 * (saved / before)
      count &+= before > 0 ? 1 : 0
      equal &+= saved == 0 ? 1 : 0
    }
    percents.removeLast(percents.count - count)
    (savingNothingCount, atOnceCount) = (equal, equal)
  }
}
