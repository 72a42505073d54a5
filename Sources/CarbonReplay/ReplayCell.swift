public import CarbonScheduling

/// One figure's worth of a replay: one region, workload, algorithm and added time, over all releases.
///
/// Means are per release that counts. They are `nil` where none does, because the trace is shorter than the window.
public struct ReplayCell: Hashable, Sendable {
  public let region: String
  public let workload: String
  /// One of ``Algorithm/delaying``.
  public let algorithm: Algorithm
  public let addedTime: AddedTime

  /// How many releases count: their window lies inside the trace and their baseline meets no gap.
  public let releaseCount: Int
  /// How many releases have a window inside the trace but a baseline that meets a gap; 0 where gaps are not avoided.
  public let skippedCount: Int
  /// How many releases have a baseline of zero; they are left out of `meanOfRatios`.
  public let zeroBaselineCount: Int

  /// The mean emissions of the run started at once.
  public let baseline: Emissions?
  /// The mean emissions of the plans.
  public let emissions: Emissions?
  /// The mean of each release's savings, in percent of its own baseline.
  public let meanOfRatios: Double?
  /// The savings of all releases together, in percent of their baselines together.
  public let ratioOfSums: Double?
  /// The mean number of interior gaps between runs.
  public let pauses: Double?
  /// How long it is from release to latest end.
  public let windowHours: Double

  /// `pauses` for each hour between release and latest end.
  public var pausesPerHour: Double? { pauses.map { $0 / windowHours } }

  /// The mean emissions saved.
  public var saved: Emissions? {
    guard let baseline, let emissions else { return nil }
    return Emissions(grams: baseline.grams - emissions.grams)
  }
}

extension ReplayCell {
  /// The means of what was added up.
  init(
    region: String, workload: String, algorithm: Algorithm, addedTime: AddedTime,
    totals: SweepTotals, skippedCount: Int, windowHours: Double
  ) {
    func mean(_ sum: Double, over count: Int) -> Double? { count == 0 ? nil : sum / Double(count) }
    let count = totals.releaseCount
    self.region = region
    self.workload = workload
    self.algorithm = algorithm
    self.addedTime = addedTime
    self.skippedCount = skippedCount
    releaseCount = count
    zeroBaselineCount = totals.zeroBaselineCount
    baseline = mean(totals.baseline.grams, over: count).map { Emissions(grams: $0) }
    emissions = mean(totals.emissions.grams, over: count).map { Emissions(grams: $0) }
    meanOfRatios = count == 0 ? nil : mean(totals.percents, over: count - zeroBaselineCount)
    ratioOfSums = count == 0 ? nil : Savings(baseline: totals.baseline, emissions: totals.emissions).percent
    pauses = mean(Double(totals.pauses), over: count)
    self.windowHours = windowHours
  }
}
