public import CarbonScheduling

/// One figure's worth of a replay: one region, workload, algorithm and added time, over all releases.
///
/// Means are per release that counts. They are `nil` where none does, because the trace is shorter than the window.
public struct ReplayCell: Hashable, Sendable {
  public let region: String
  public let workload: String
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
  /// `pauses` for each hour between release and latest end.
  public let pausesPerHour: Double?

  /// The mean emissions saved.
  public var saved: Emissions? {
    guard let baseline, let emissions else { return nil }
    return Emissions(grams: baseline.grams - emissions.grams)
  }

  public enum Algorithm: String, CaseIterable, Sendable {
    case flexibleStart = "flexible-start"
    case pauseAndResume = "pause-and-resume"
  }
}

/// The running sums of a cell, in order of release.
struct CellAggregate {
  private var releaseCount = 0
  private var zeroBaselineCount = 0
  private var baselineGrams = 0.0
  private var grams = 0.0
  private var percents = 0.0
  private var pauses = 0

  /// Takes in the plan of one release.
  mutating func add(baseline: Emissions, emissions: Emissions, pauses: Int) {
    releaseCount += 1
    baselineGrams += baseline.grams
    grams += emissions.grams
    self.pauses += pauses
    if baseline.grams == 0 {
      zeroBaselineCount += 1
    } else {
      percents += Savings(baseline: baseline, emissions: emissions).percent
    }
  }

  /// The means of all that was taken in.
  func cell(
    region: String, workload: String, algorithm: ReplayCell.Algorithm, addedTime: AddedTime,
    skippedCount: Int, windowHours: Double
  ) -> ReplayCell {
    func mean(_ sum: Double, over count: Int) -> Double? { count == 0 ? nil : sum / Double(count) }
    let meanPauses = mean(Double(pauses), over: releaseCount)
    let total = Savings(baseline: Emissions(grams: baselineGrams), emissions: Emissions(grams: grams))
    return ReplayCell(
      region: region, workload: workload, algorithm: algorithm, addedTime: addedTime,
      releaseCount: releaseCount, skippedCount: skippedCount, zeroBaselineCount: zeroBaselineCount,
      baseline: mean(baselineGrams, over: releaseCount).map { Emissions(grams: $0) },
      emissions: mean(grams, over: releaseCount).map { Emissions(grams: $0) },
      meanOfRatios: releaseCount == 0 ? nil : mean(percents, over: releaseCount - zeroBaselineCount) ?? 0,
      ratioOfSums: releaseCount == 0 ? nil : total.percent,
      pauses: meanPauses, pausesPerHour: meanPauses.map { $0 / windowHours })
  }
}
