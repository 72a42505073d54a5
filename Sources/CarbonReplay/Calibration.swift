public import CarbonScheduling

/// One row of the paper's eight tables: what it reports for a workload and an added time, averaged over starts and regions.
///
/// - Note: Dodge et al., FAccT 2022, appendix tables.
public struct PublishedRow: Hashable, Sendable {
  public let workload: String
  public let addedTime: AddedTime
  public let flexibleStartPercent: Double
  public let pauseAndResumePercent: Double
  /// How the paper counts is not stated; its figures fit running segments for each hour between release and latest end.
  public let segmentsPerHour: Double

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

/// A replay held against the published tables, cell by cell.
public struct Calibration: Sendable {
  /// A published figure and ours.
  public struct Pair: Hashable, Sendable {
    public let published: Double
    public let ours: Double
    public var difference: Double { ours - published }
    /// How many times the larger is the smaller: at least 1, and infinite if just one is zero.
    public var factor: Double { ours == published ? 1 : max(ours, published) / min(ours, published) }
  }

  /// One row of the tables, with the grams that percentages leave out.
  public struct Row: Hashable, Sendable {
    public let workload: String
    public let addedTime: AddedTime
    /// Means over regions of the mean of ratios, in percent.
    public let flexibleStart: Pair
    public let pauseAndResume: Pair
    /// Means over regions of the grams saved a start.
    public let flexibleStartSaved: Emissions
    public let pauseAndResumeSaved: Emissions
    public let segmentsPerHour: Pair
  }

  /// In the order of the published rows; those that the replay has no figures for are left out.
  public let rows: [Row]

  /// The same cells as ratios of sums, ours only, for the reader who doubts the mean of ratios.
  public let ratioOfSumsDifferences: [Double]

  public init(_ result: ReplayResult, against published: [PublishedRow]) {
    struct Key: Hashable {
      let workload: String
      let addedTime: AddedTime
      let algorithm: ReplayCell.Algorithm
    }
    var cells: [Key: [ReplayCell]] = [:]
    for cell in result.cells where cell.releaseCount > 0 {
      cells[Key(workload: cell.workload, addedTime: cell.addedTime, algorithm: cell.algorithm), default: []].append(
        cell)
    }
    func mean(_ cells: [ReplayCell], _ figure: (ReplayCell) -> Double?) -> Double {
      cells.reduce(0) { $0 + (figure($1) ?? 0) } / Double(cells.count)
    }
    var rows: [Row] = []
    var ratioOfSums: [Double] = []
    for row in published {
      let keys = ReplayCell.Algorithm.allCases.map {
        Key(workload: row.workload, addedTime: row.addedTime, algorithm: $0)
      }
      guard let starts = cells[keys[0]], let pauses = cells[keys[1]] else { continue }
      rows.append(
        Row(
          workload: row.workload, addedTime: row.addedTime,
          flexibleStart: Pair(published: row.flexibleStartPercent, ours: mean(starts, \.meanOfRatios)),
          pauseAndResume: Pair(published: row.pauseAndResumePercent, ours: mean(pauses, \.meanOfRatios)),
          flexibleStartSaved: Emissions(grams: mean(starts, \.saved?.grams)),
          pauseAndResumeSaved: Emissions(grams: mean(pauses, \.saved?.grams)),
          segmentsPerHour: Pair(published: row.segmentsPerHour, ours: mean(pauses, \.segmentsPerHour))))
      ratioOfSums.append(mean(starts, \.ratioOfSums) - row.flexibleStartPercent)
      ratioOfSums.append(mean(pauses, \.ratioOfSums) - row.pauseAndResumePercent)
    }
    self.rows = rows
    ratioOfSumsDifferences = ratioOfSums
  }
}

extension Calibration {
  /// All savings cells, two a row.
  public var savings: [Pair] { rows.flatMap { [$0.flexibleStart, $0.pauseAndResume] } }

  /// The mean of the differences' magnitudes, in percentage points.
  public static func meanAbsoluteDifference(_ differences: [Double]) -> Double {
    differences.isEmpty ? 0 : differences.reduce(0) { $0 + abs($1) } / Double(differences.count)
  }
}

extension ReplayCell {
  /// Running segments, one more than pauses, for each hour between release and latest end: how the paper seems to count.
  public var segmentsPerHour: Double? { pauses.map { ($0 + 1) / windowHours } }
}
