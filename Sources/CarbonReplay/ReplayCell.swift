public import CarbonScheduling

/// One figure's worth of a replay: one region, workload, algorithm and added time, over all releases.
///
/// Means are per release that counts. They are `nil` where none does, because the trace is shorter than the window.
public struct ReplayCell: Hashable, Sendable {
  /// Whose figures they are.
  public let key: Key

  /// How many releases count: their window lies inside the trace and their baseline meets no gap.
  public let releaseCount: Int
  /// How many releases have a window inside the trace but a baseline that meets a gap; 0 where gaps are not avoided.
  public let skippedCount: Int
  /// How many releases have a baseline of zero or less, against which there is no percentage; they are left out of
  /// `meanOfRatios`.
  public let zeroBaselineCount: Int

  /// The mean emissions of the run started at once.
  public let baseline: Emissions?
  /// The mean emissions of the plans.
  public let emissions: Emissions?
  /// The mean of each release's savings, in percent of its own baseline; `nil` if no release has such a baseline.
  public let meanOfRatios: Double?
  /// The savings of all releases together, in percent of their baselines together; `nil` if those are zero or less.
  public let ratioOfSums: Double?
  /// The mean number of interior gaps between runs.
  public let pauses: Double?
  /// How the savings of single releases spread; `nil` where none counts, or where it was not asked for.
  public let spread: Spread?
  /// What came of planning without foresight; `nil` in hindsight, or where no release counts.
  public let foresight: ForesightFigures?

  /// What tells a cell from the others.
  public struct Key: Hashable, Sendable {
    /// The region's name.
    public let region: String
    /// The workload's name.
    public let workload: String
    /// How it is planned: one of `Algorithm.delaying`.
    public let algorithm: Algorithm
    /// How much later it may end, as asked for.
    public let addedTime: AddedTime
    /// The same in seconds; a share of the duration is rounded down to whole slots.
    public let addedSeconds: Int64
    /// How long the workload runs.
    public let durationSeconds: Int64
    /// What it uses.
    public let energy: Energy
  }

  /// How the savings of the releases spread around their mean.
  public struct Spread: Hashable, Sendable {
    /// Of the grams saved.
    public let grams: Quantiles
    /// Of the savings in percent, over the releases with a baseline above zero; `nil` if there is none.
    public let percents: Quantiles?
    /// How many releases save nothing.
    public let savingNothingCount: Int
    /// How many are best run at once, in one run.
    public let atOnceCount: Int

    /// Of figures found elsewhere.
    package init(grams: Quantiles, percents: Quantiles?, savingNothingCount: Int, atOnceCount: Int) {
      self.grams = grams
      self.percents = percents
      self.savingNothingCount = savingNothingCount
      self.atOnceCount = atOnceCount
    }

    /// The standard deviation of all values around their mean, and the smallest values that at least a tenth, half and
    /// nine tenths of the releases do not exceed.
    public struct Quantiles: Hashable, Sendable {
      /// The standard deviation.
      public let standardDeviation: Double
      /// The 10th percentile.
      public let tenth: Double
      /// The 50th percentile.
      public let median: Double
      /// The 90th percentile.
      public let ninetieth: Double

      /// Of figures found elsewhere.
      package init(standardDeviation: Double, tenth: Double, median: Double, ninetieth: Double) {
        self.standardDeviation = standardDeviation
        self.tenth = tenth
        self.median = median
        self.ninetieth = ninetieth
      }
    }
  }
}

extension ReplayCell {
  /// The region's name.
  public var region: String { key.region }
  /// The workload's name.
  public var workload: String { key.workload }
  /// How it is planned.
  public var algorithm: Algorithm { key.algorithm }
  /// How much later it may end.
  public var addedTime: AddedTime { key.addedTime }

  /// How long it is from release to latest end.
  public var windowHours: Double { Double(key.addedSeconds.addingClamped(key.durationSeconds)) / 3_600 }

  /// `pauses` for each hour between release and latest end.
  public var pausesPerHour: Double? { pauses.map { $0 / windowHours } }

  /// Running segments, one more than pauses, for each hour between release and latest end: how the paper seems to count.
  public var segmentsPerHour: Double? { pauses.map { ($0 + 1) / windowHours } }

  /// The mean emissions saved.
  public var saved: Emissions? {
    guard let baseline, let emissions else { return nil }
    return Emissions(grams: baseline.grams - emissions.grams)
  }
}

extension ReplayCell: CustomStringConvertible {
  /// In one line: `west-us, bert-finetune, flexible-start +24h: 60 releases`.
  public var description: String {
    "\(region), \(workload), \(algorithm.rawValue) +\(addedTime): \(releaseCount) releases"
  }
}

extension ReplayCell {
  /// The means of what was added up.
  init(_ key: Key, totals: SweepTotals, skippedCount: Int, spread: SweepSpread?, foresight: ForesightFigures? = nil) {
    func mean(_ sum: Double, over count: Int) -> Double? { count == 0 ? nil : sum / Double(count) }
    let count = totals.releaseCount
    self.key = key
    self.skippedCount = skippedCount
    releaseCount = count
    zeroBaselineCount = totals.zeroBaselineCount
    baseline = mean(totals.baseline.grams, over: count).map { Emissions(grams: $0) }
    emissions = mean(totals.emissions.grams, over: count).map { Emissions(grams: $0) }
    meanOfRatios = mean(totals.percents, over: count - zeroBaselineCount)
    ratioOfSums = count == 0 ? nil : Savings(baseline: totals.baseline, emissions: totals.emissions).percent
    pauses = mean(Double(totals.pauses), over: count)
    self.spread = spread.map(Spread.init)
    self.foresight = foresight
  }

  /// Of figures that were written down.
  package init(
    _ key: Key, releaseCount: Int, skippedCount: Int, zeroBaselineCount: Int, baseline: Emissions?,
    emissions: Emissions?, meanOfRatios: Double?, ratioOfSums: Double?, pauses: Double?, spread: Spread? = nil,
    foresight: ForesightFigures? = nil
  ) {
    self.key = key
    self.releaseCount = releaseCount
    self.skippedCount = skippedCount
    self.zeroBaselineCount = zeroBaselineCount
    self.baseline = baseline
    self.emissions = emissions
    self.meanOfRatios = meanOfRatios
    self.ratioOfSums = ratioOfSums
    self.pauses = pauses
    self.spread = spread
    self.foresight = foresight
  }
}

extension ReplayCell.Key {
  /// Of figures that were written down.
  package init(
    region: String, workload: String, algorithm: Algorithm, addedTime: AddedTime, addedSeconds: Int64,
    duration: Int64, energy: Energy
  ) {
    self.init(
      region: region, workload: workload, algorithm: algorithm, addedTime: addedTime, addedSeconds: addedSeconds,
      durationSeconds: duration, energy: energy)
  }
}

extension ReplayCell.Spread {
  fileprivate init(_ spread: SweepSpread) {
    grams = Quantiles(spread.grams)
    percents = spread.percents.map(Quantiles.init)
    savingNothingCount = spread.savingNothingCount
    atOnceCount = spread.atOnceCount
  }
}

extension ReplayCell.Spread.Quantiles {
  fileprivate init(_ quantiles: SweepSpread.Quantiles) {
    standardDeviation = quantiles.standardDeviation
    tenth = quantiles.tenth
    median = quantiles.median
    ninetieth = quantiles.ninetieth
  }
}

extension ReplayCell: Codable {}
extension ReplayCell.Key: Codable {}
extension ReplayCell.Spread: Codable {}
extension ReplayCell.Spread.Quantiles: Codable {}
