import CarbonCommands
import CarbonReplay
import CarbonScheduling
import CommandLineKit

/// A replay's cells as tables to read, and as CSV.
enum ReplayTables {
  /// The tables on the terminal: savings of each algorithm by workload and added time, then the regions.
  static func text(of result: ReplayResult, releases: ReleaseRule, by grouping: ReplayOptions.Grouping?) -> String {
    let index = CellIndex(result.cells)
    let heading =
      "\(result.planCount) plans: \(result.regions.count) regions, \(unique(result.cells.map(\.workload)).count) workloads, "
      + "\(unique(result.cells.map(\.addedTime)).count) added times, starts \(releases.words)\n"
    switch grouping {
    case nil: break
    case .month, .hour: return [heading, groups(in: result, grouping?.rawValue ?? "")].joined(separator: "\n")
    case .region:
      let tables = Algorithm.delaying.flatMap { algorithm in
        columnGroups(of: addedTimes(in: result)).map { byRegion(algorithm, addedTimes: $0, in: result, index) }
      }
      return ([heading] + tables).joined(separator: "\n")
    }
    let tables = Algorithm.delaying.flatMap { algorithm in
      columnGroups(of: addedTimes(in: result)).map { savings(by: algorithm, addedTimes: $0, in: result, index) }
    }
    return ([heading] + tables + [regions(in: result, index)]).joined(separator: "\n")
  }

  /// One row a workload, one column an added time: the mean of the savings' ratios, and the mean grams saved a start.
  private static func savings(
    by algorithm: Algorithm, addedTimes: [AddedTime], in result: ReplayResult, _ index: CellIndex
  ) -> String {
    var table = TextTable(columns: [.left("workload")] + addedTimes.map { .right("+\($0)") })
    for workload in unique(result.cells.map(\.workload)) {
      table.add(
        [workload]
          + addedTimes.map { added in
            guard let saving = index.saving(algorithm, added, workload: workload) else { return "no start fits" }
            return (saving.meanOfRatios.map(percentText) ?? "")
              + massText(grams: saving.saved.grams).leftPadded(to: 9)
          })
    }
    return "\(algorithm.title): saved against starting at once, mean of regions and starts\n\(table)\n"
  }

  /// One row a region, from clean to dirty: its mean intensity, and what the longest added times of each kind save.
  private static func regions(in result: ReplayResult, _ index: CellIndex) -> String {
    let longest = columnGroups(of: addedTimes(in: result)).compactMap(\.last)
    let shown = Algorithm.delaying.flatMap { algorithm in longest.map { (algorithm, $0) } }
    var table = TextTable(
      columns: [.left("region"), .right("g/kWh")] + shown.map { .right("\($0.shortName) +\($1)") })
    // Only workloads with a figure in every column: means over different ones could not be compared.
    let workloads = unique(result.cells.map(\.workload))
    let compared = Set(
      workloads.filter { workload in
        shown.allSatisfy { index.saving($0, $1, workload: workload)?.meanOfRatios != nil }
      })
    for region in result.regions.sorted(by: { $0.trace.meanIntensity < $1.trace.meanIntensity }) {
      table.add(
        [region.name, readable(region.trace.meanIntensity, decimals: 0)]
          + shown.map { algorithm, added in
            let cells = index.cells(algorithm, added, region: region.name).filter { compared.contains($0.workload) }
            return MeanSaving(of: cells)?.meanOfRatios.map(percentText) ?? "none fits"
          })
    }
    let which =
      compared.count == workloads.count
      ? "workloads" : "the \(compared.count) of \(workloads.count) workloads that always fit"
    return "Regions from clean to dirty: mean intensity, and savings as the mean of \(which) "
      + "(FS Flexible Start, P&R Pause and Resume)\n\(table)\n"
  }

  /// One row a month or hour of release, UTC: the means over regions and workloads that it has, for the longest added
  /// times of each kind.
  private static func groups(in result: ReplayResult, _ name: String) -> String {
    let longest = CellIndex(result.cells).longestAddedTimes
    let shown = Algorithm.delaying.flatMap { algorithm in longest.map { (algorithm, $0) } }
    let byName = Dictionary(grouping: result.groups, by: \.name).mapValues { CellIndex($0.map(\.cell)) }
    var table = TextTable(
      columns: [.left(name)] + shown.map { .right("\($0.shortName) +\($1)") } + [.right("starts")])
    for (name, index) in byName.sorted(by: { $0.key < $1.key }) {
      table.add(
        [name]
          + shown.map { algorithm, added in
            guard let saving = index.saving(algorithm, added) else { return "none fits" }
            return (saving.meanOfRatios.map(percentText) ?? "")
              + massText(grams: saving.saved.grams).leftPadded(to: 9)
          } + ["\(longest.first.map { index.cells(.flexibleStart, $0).reduce(0) { $0 + $1.releaseCount } } ?? 0)"])
    }
    return
      "By \(name) of release, UTC: saved against starting at once, mean of regions, workloads and starts\n\(table)\n"
  }

  /// One row a region, one column an added time: the mean over workloads.
  private static func byRegion(
    _ algorithm: Algorithm, addedTimes: [AddedTime], in result: ReplayResult, _ index: CellIndex
  ) -> String {
    var table = TextTable(columns: [.left("region")] + addedTimes.map { .right("+\($0)") })
    for region in result.regions {
      table.add(
        [region.name]
          + addedTimes.map { added in
            guard let saving = index.saving(algorithm, added, region: region.name) else { return "none fits" }
            return (saving.meanOfRatios.map(percentText) ?? "")
              + massText(grams: saving.saved.grams).leftPadded(to: 9)
          })
    }
    return "\(algorithm.title): saved against starting at once, mean of workloads and starts\n\(table)\n"
  }

  private static func addedTimes(in result: ReplayResult) -> [AddedTime] { unique(result.cells.map(\.addedTime)) }

  /// Lengths and percentages apart, at most four to a table, so that each fits eighty columns.
  private static func columnGroups(of addedTimes: [AddedTime]) -> [[AddedTime]] {
    let relative = addedTimes.filter { if case .percent = $0 { true } else { false } }
    let absolute = addedTimes.filter { !relative.contains($0) }
    return [absolute, relative].flatMap { group in
      stride(from: 0, to: group.count, by: 4).map { Array(group[$0..<min($0 + 4, group.count)]) }
    }
  }
}

extension Algorithm {
  fileprivate var shortName: String {
    switch self {
    case .flexibleStart: "FS"
    case .pauseAndResume: "P&R"
    case .runNow: "now"
    }
  }
}

extension ReleaseRule {
  /// As a heading has it.
  var words: String {
    switch self {
    case .published: "as published, five a month"
    case .every: "at every slot"
    case .spaced(let step): "every \(step.compactDescription)"
    }
  }
}

extension String {
  fileprivate func leftPadded(to width: Int) -> String {
    String(repeating: " ", count: max(0, width - count)) + self
  }
}
