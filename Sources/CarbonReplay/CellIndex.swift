package import CarbonScheduling

/// The cells of a replay, found by what they have in common, and their means.
///
///     let index = CellIndex(result.cells)
///     index.saving(.flexibleStart, .hours(24), region: "west-us")?.percent
///
/// Tables and charts ask for the cells of every region in turn. Each answer costs about as many steps as it has cells,
/// so ten thousand regions are no more than ten thousand times the work of one.
package struct CellIndex: Sendable {
  /// Those with figures, in the order of the replay.
  package let regions: [String]
  package let workloads: [String]
  package let addedTimes: [AddedTime]

  private struct Key: Hashable {
    let algorithm: Algorithm
    let addedTime: AddedTime
  }

  /// The cells of one algorithm and added time, as they come and by either name.
  private struct Group {
    var cells: [ReplayCell] = []
    var byRegion: [String: [ReplayCell]] = [:]
    var byWorkload: [String: [ReplayCell]] = [:]
  }

  private let groups: [Key: Group]

  /// - Parameter cells: those of a replay; the ones in which no release counts are left out.
  /// - Complexity: O(cells).
  package init(_ cells: [ReplayCell]) {
    let known = cells.filter { $0.releaseCount > 0 }
    regions = unique(known.map(\.region))
    workloads = unique(known.map(\.workload))
    addedTimes = unique(known.map(\.addedTime))
    var groups: [Key: Group] = [:]
    for cell in known {
      let key = Key(algorithm: cell.algorithm, addedTime: cell.addedTime)
      groups[key, default: Group()].cells.append(cell)
      groups[key, default: Group()].byRegion[cell.region, default: []].append(cell)
      groups[key, default: Group()].byWorkload[cell.workload, default: []].append(cell)
    }
    self.groups = groups
  }

  /// The cells of an algorithm and an added time: all of them, or those of one region, one workload, or both.
  ///
  /// - Complexity: O(cells returned); for both, O(workloads).
  package func cells(
    _ algorithm: Algorithm, _ addedTime: AddedTime, region: String? = nil, workload: String? = nil
  ) -> [ReplayCell] {
    guard let group = groups[Key(algorithm: algorithm, addedTime: addedTime)] else { return [] }
    switch (region, workload) {
    case (nil, nil): return group.cells
    case (let region?, nil): return group.byRegion[region] ?? []
    case (nil, let workload?): return group.byWorkload[workload] ?? []
    case (let region?, let workload?): return (group.byRegion[region] ?? []).filter { $0.workload == workload }
    }
  }

  /// The means over those cells; `nil` if there is none.
  package func saving(
    _ algorithm: Algorithm, _ addedTime: AddedTime, region: String? = nil, workload: String? = nil
  ) -> MeanSaving? {
    MeanSaving(of: cells(algorithm, addedTime, region: region, workload: workload))
  }

  /// The longest of the absolute added times and the largest of the relative ones, as far as there are any.
  package var longestAddedTimes: [AddedTime] {
    [false, true].compactMap { isRelative in
      addedTimes.filter { $0.isRelative == isRelative }.max { Self.size($0) < Self.size($1) }
    }
  }

  private static func size(_ addedTime: AddedTime) -> Double {
    switch addedTime {
    case .duration(let duration): Double(duration.components.seconds)
    case .percent(let percent): percent
    case .deadline(let instant), .latestStart(let instant): Double(instant.secondsSince1970)
    }
  }
}

/// Means over cells: each counts alike, whatever its baseline and however many its releases, as in the paper's tables.
package struct MeanSaving: Sendable {
  /// The mean of the cells' means of ratios, over those that have one; `nil` if none has.
  package let meanOfRatios: Double?
  /// The same of the cells' ratios of sums.
  package let ratioOfSums: Double?
  package let saved: Emissions
  package let baseline: Emissions
  package let pauses: Double
  package let pausesPerHour: Double
  package let segmentsPerHour: Double

  /// What is saved of all grams together, in percent; `nil` against a baseline of zero or less.
  package var percentOfGrams: Double? { baseline.grams <= 0 ? nil : 100 * saved.grams / baseline.grams }

  /// - Parameter cells: in which releases count.
  package init?(of cells: [ReplayCell]) {
    guard !cells.isEmpty else { return nil }
    func mean(_ figure: (ReplayCell) -> Double?) -> Double? { cells.map(figure).knownMean }
    meanOfRatios = mean(\.meanOfRatios)
    ratioOfSums = mean(\.ratioOfSums)
    saved = Emissions(grams: mean(\.saved?.grams) ?? 0)
    baseline = Emissions(grams: mean(\.baseline?.grams) ?? 0)
    pauses = mean(\.pauses) ?? 0
    pausesPerHour = mean(\.pausesPerHour) ?? 0
    segmentsPerHour = mean(\.segmentsPerHour) ?? 0
  }
}

extension AddedTime {
  /// Whether it is a share of a job's duration.
  package var isRelative: Bool {
    if case .percent = self { true } else { false }
  }
}

/// Each value once, where it comes first.
package func unique<Value: Hashable>(_ values: [Value]) -> [Value] {
  var seen: Set<Value> = []
  return values.filter { seen.insert($0).inserted }
}
