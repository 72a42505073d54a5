public import CarbonScheduling

/// One row of the paper's eight tables: what it reports for a workload and an added time, averaged over starts and regions.
///
/// - Note: Dodge et al., FAccT 2022, appendix tables.
public struct PublishedRow: Hashable, Sendable {
  /// The job's name, as in ``Replay/publishedWorkloads``.
  public let workload: String
  /// How much later it may end.
  public let addedTime: AddedTime
  /// What Flexible Start saves, in percent.
  public let flexibleStartPercent: Double
  /// What Pause and Resume saves, in percent.
  public let pauseAndResumePercent: Double
  /// How the paper counts is not stated; its figures fit running segments for each hour between release and latest end.
  public let segmentsPerHour: Double

  /// Makes a row of its five figures.
  public init(
    workload: String, addedTime: AddedTime, flexibleStartPercent: Double, pauseAndResumePercent: Double,
    segmentsPerHour: Double
  ) {
    self.workload = workload
    self.addedTime = addedTime
    self.flexibleStartPercent = flexibleStartPercent
    self.pauseAndResumePercent = pauseAndResumePercent
    self.segmentsPerHour = segmentsPerHour
  }
}
