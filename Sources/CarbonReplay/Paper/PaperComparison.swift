public import CarbonScheduling

/// A replay held against the paper's tables, cell by cell.
///
///     let comparison = PaperComparison(result, against: rows)
///     comparison.rows[0].flexibleStart.difference   // ours less the published percentage, in points
///
/// The published figures are means over the paper's sixteen regions. Where a replay has others, ``missingRegions`` and
/// ``otherRegions`` say so: a difference then says as much of the choice of regions as of anything else.
public struct PaperComparison: Sendable {
  /// A published figure and ours.
  public struct Pair: Hashable, Sendable {
    /// What the paper has.
    public let published: Double
    /// What the replay has.
    public let ours: Double
    /// Ours less the paper's.
    public var difference: Double { ours - published }
    /// How many times the larger is the smaller: at least 1, and infinite if just one is zero.
    public var factor: Double { ours == published ? 1 : max(ours, published) / min(ours, published) }
  }

  /// One row of the tables, with the grams that percentages leave out.
  public struct Row: Hashable, Sendable {
    /// The job's name.
    public let workload: String
    /// How much later it may end.
    public let addedTime: AddedTime
    /// Means over regions of the mean of ratios, in percent.
    public let flexibleStart: Pair
    /// The same under Pause and Resume.
    public let pauseAndResume: Pair
    /// Means over regions of the grams saved a start.
    public let flexibleStartSaved: Emissions
    /// The same under Pause and Resume.
    public let pauseAndResumeSaved: Emissions
    /// Running segments for each hour between release and latest end.
    public let segmentsPerHour: Pair
  }

  /// In the order of the published rows; those that the replay has no figures for are left out.
  public let rows: [Row]

  /// The same cells as ratios of sums, ours only, for the reader who doubts the mean of ratios.
  public let ratioOfSumsDifferences: [Double]

  /// The paper's regions that the replay has no figures of, in the paper's order.
  public let missingRegions: [String]

  /// The replay's regions that are not the paper's, in the replay's order.
  public let otherRegions: [String]

  /// Compares those cells that both have.
  ///
  /// - Parameters:
  ///   - result: What a replay found.
  ///   - published: The paper's rows.
  public init(_ result: ReplayResult, against published: [PublishedRow]) {
    let index = CellIndex(result.cells)
    var rows: [Row] = []
    var ratioOfSums: [Double] = []
    for row in published {
      guard let starts = index.saving(.flexibleStart, row.addedTime, workload: row.workload),
        let pauses = index.saving(.pauseAndResume, row.addedTime, workload: row.workload)
      else { continue }
      rows.append(
        Row(
          workload: row.workload, addedTime: row.addedTime,
          flexibleStart: Pair(published: row.flexibleStartPercent, ours: starts.meanOfRatios ?? 0),
          pauseAndResume: Pair(published: row.pauseAndResumePercent, ours: pauses.meanOfRatios ?? 0),
          flexibleStartSaved: starts.saved, pauseAndResumeSaved: pauses.saved,
          segmentsPerHour: Pair(published: row.segmentsPerHour, ours: pauses.segmentsPerHour)))
      ratioOfSums.append((starts.ratioOfSums ?? 0) - row.flexibleStartPercent)
      ratioOfSums.append((pauses.ratioOfSums ?? 0) - row.pauseAndResumePercent)
    }
    self.rows = rows
    ratioOfSumsDifferences = ratioOfSums
    let known = Set(index.regions.compactMap { PublishedRegion.named($0)?.name })
    missingRegions = PublishedRegion.all.map(\.name).filter { !known.contains($0) }
    otherRegions = index.regions.filter { PublishedRegion.named($0) == nil }
  }

  /// All savings cells, two a row.
  public var savings: [Pair] { rows.flatMap { [$0.flexibleStart, $0.pauseAndResume] } }

  /// What a reader has to know if the regions are not the paper's sixteen; `nil` if they are.
  public var regionNote: String? {
    if missingRegions.isEmpty, otherRegions.isEmpty { return nil }
    let count = PublishedRegion.all.count
    let shared = count - missingRegions.count
    let own: String
    switch (shared, otherRegions.count) {
    case (0, let others): own = "none of them, but \(others) \(others == 1 ? "other" : "others")"
    case (let shared, 0): own = "\(shared) of them"
    case (let shared, let others): own = "\(shared) of them and \(others) \(others == 1 ? "other" : "others")"
    }
    return "The published figures are means over the paper's \(count) regions, and this replay has \(own): "
      + "differences come from the choice of regions too."
  }

  /// The mean of the differences' magnitudes, in percentage points; 0 of none.
  public static func meanAbsoluteDifference(_ differences: [Double]) -> Double {
    differences.isEmpty ? 0 : differences.reduce(0) { $0 + abs($1) } / Double(differences.count)
  }
}

extension PaperComparison.Pair: Codable {}
extension PaperComparison.Row: Codable {}
