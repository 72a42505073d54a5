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
  private var grams: [Double] = []
  private var percents: [Double] = []
  private var savingNothingCount = 0
  private var atOnceCount = 0
  /// What was found in one pass over a whole sweep, in the place of single releases.
  fileprivate var found: SweepSpread?
  fileprivate var pass = SavingSpread()

  package init() {}

  /// Forgets all releases.
  package mutating func removeAll() {
    grams.removeAll(keepingCapacity: true)
    percents.removeAll(keepingCapacity: true)
    (savingNothingCount, atOnceCount) = (0, 0)
    found = nil
  }

  /// Adds one release.
  ///
  /// - Parameters:
  ///   - savings: What it saves.
  ///   - percent: The same in percent; `nil` against a baseline of zero or less.
  ///   - isAtOnce: Whether its plan is to run at once.
  package mutating func add(grams: Double, percent: Double?, isAtOnce: Bool) {
    self.grams.append(grams)
    if let percent { percents.append(percent) }
    savingNothingCount += grams <= 0 ? 1 : 0
    atOnceCount += isAtOnce ? 1 : 0
  }

  /// The spread of what was added; `nil` if that is nothing.
  ///
  /// - Complexity: O(releases).
  package var spread: SweepSpread? {
    if let found { return found }
    return Distribution(grams.span).map { ofGrams in
      SweepSpread(
        grams: .init(ofGrams), percents: Distribution(percents.span).map { .init($0) },
        savingNothingCount: savingNothingCount, atOnceCount: atOnceCount)
    }
  }
}

extension SweepSpread.Quantiles {
  /// - Parameter convert: What a value of the distribution is in the wanted unit; larger ones must not become smaller.
  fileprivate init(_ distribution: Distribution, _ convert: (Double) -> Double = { $0 }) {
    standardDeviation = convert(distribution.standardDeviation)
    tenth = convert(distribution.tenth)
    median = convert(distribution.median)
    ninetieth = convert(distribution.ninetieth)
  }
}

extension SweptIntegrals {
  /// What the plans of a sweep add up to, and what each of them saves, in the place of what `savings` holds.
  ///
  /// Plans without costs save nothing exactly if they run at once: of equal sums, the earliest slots are taken.
  ///
  /// - Complexity: O(releases), two to three nanoseconds each where every slot is one.
  func totals(of releases: SweepReleases, pauses: [Int32], into savings: inout ReleaseSavings) -> SweepTotals {
    savings.removeAll()
    guard releases.count > 0 else { return totals(of: releases, pauses: pauses) }
    var pass = SavingSpread()
    swap(&pass, &savings.pass)
    defer { swap(&pass, &savings.pass) }
    var figures: SavingSpread.Figures?
    let totals = totals(of: releases, pauses: pauses) { before, length, found, step in
      let measured = pass.measure(before, length: length, found: found, step: step)
      figures = measured
      return measured.totals
    }
    guard let figures else {
      savings.add(self, of: releases)
      return totals
    }
    let scale = releases.job.scale
    savings.found = SweepSpread(
      grams: .init(figures.differences) { scale.emissions(sum(of: $0, in: releases)).grams },
      // A product by 100 rounds, but keeps the order of ratios.
      percents: figures.ratios.map { .init($0) { 100 * $0 } },
      savingNothingCount: figures.equalCount, atOnceCount: figures.equalCount)
    return totals
  }
}

extension ReleaseSavings {
  /// Adds the savings of a sweep release by release.
  fileprivate mutating func add(_ integrals: SweptIntegrals, of releases: SweepReleases) {
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
}
