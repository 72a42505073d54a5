public import CarbonScheduling

/// What a replay found.
public struct ReplayResult: Sendable {
  /// Nothing yet.
  package init() {}

  /// What was found elsewhere, such as by the shards of a replay.
  package init(regions: [Replay.Region], cells: [ReplayCell]) {
    self.regions = regions
    self.cells = cells
  }

  /// The regions that were replayed, in the order given.
  public internal(set) var regions: [Replay.Region] = []

  /// One cell for each region, workload, algorithm and added time, in that order of nesting.
  public internal(set) var cells: [ReplayCell] = []

  /// Where rows by month or hour are asked for, those of each cell, in the order of cells.
  public internal(set) var groups: [ReplayGroup] = []

  /// The regions that could not be replayed, and why.
  public internal(set) var failures: [(region: String, error: ForecastError)] = []

  /// How many plans were made: one a cell and release.
  public var planCount: Int { cells.reduce(0) { $0 + $1.releaseCount } }
}
