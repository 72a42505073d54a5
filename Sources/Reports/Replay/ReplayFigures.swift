import CarbonReplay
import CarbonScheduling

/// The means that the sections of a report share, over cells that have something in common.
struct ReplayFigures: Sendable {
  /// Those with figures, in the order of the replay.
  let regions: [String]
  let workloads: [String]
  let addedTimes: [AddedTime]

  private let cells: [Key: [ReplayCell]]

  private struct Key: Hashable {
    let algorithm: ReplayCell.Algorithm
    let addedTime: AddedTime
  }

  init(_ result: ReplayResult) {
    let known = result.cells.filter { $0.releaseCount > 0 }
    regions = unique(known.map(\.region))
    workloads = unique(known.map(\.workload))
    addedTimes = unique(known.map(\.addedTime))
    cells = Dictionary(grouping: known) { Key(algorithm: $0.algorithm, addedTime: $0.addedTime) }
  }

  func cells(
    _ algorithm: ReplayCell.Algorithm, _ addedTime: AddedTime, region: String? = nil, workload: String? = nil
  ) -> [ReplayCell] {
    (cells[Key(algorithm: algorithm, addedTime: addedTime)] ?? []).filter {
      (region == nil || $0.region == region) && (workload == nil || $0.workload == workload)
    }
  }

  /// The mean over all cells of an algorithm and an added time, or over those of one region or workload; `nil` if there
  /// is none.
  func saving(
    _ algorithm: ReplayCell.Algorithm, _ addedTime: AddedTime, region: String? = nil, workload: String? = nil
  ) -> MeanSaving? {
    MeanSaving(of: cells(algorithm, addedTime, region: region, workload: workload))
  }

  /// What a run emits on average if it is started at once: of all added times, the cell that counts most releases.
  func baseline(region: String, workload: String) -> Emissions? {
    addedTimes.flatMap { cells(.flexibleStart, $0, region: region, workload: workload) }
      .max { $0.releaseCount < $1.releaseCount }?.baseline
  }

  /// The longest of the absolute added times and the largest of the relative ones, as far as there are any.
  var focus: [AddedTime] {
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

/// Means over cells: each counts alike, whatever its baseline.
struct MeanSaving: Sendable {
  /// The mean of ratios, as the paper has it.
  let percent: Double
  let saved: Emissions
  let baseline: Emissions
  /// What is saved of all grams together, in percent.
  var percentOfGrams: Double { baseline.grams == 0 ? 0 : 100 * saved.grams / abs(baseline.grams) }

  init?(of cells: [ReplayCell]) {
    guard !cells.isEmpty else { return nil }
    func mean(_ figure: (ReplayCell) -> Double?) -> Double {
      cells.reduce(0) { $0 + (figure($1) ?? 0) } / Double(cells.count)
    }
    percent = mean(\.meanOfRatios)
    saved = Emissions(grams: mean(\.saved?.grams))
    baseline = Emissions(grams: mean(\.baseline?.grams))
  }
}

/// Each value once, where it comes first.
func unique<Value: Hashable>(_ values: [Value]) -> [Value] {
  var seen: Set<Value> = []
  return values.filter { seen.insert($0).inserted }
}
