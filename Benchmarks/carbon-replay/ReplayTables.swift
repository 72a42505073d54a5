import CarbonCommands
import CarbonReplay
import CarbonScheduling
import CommandLineKit

/// A replay's cells as tables to read, and as CSV.
enum ReplayTables {
  /// The tables on the terminal: savings of each algorithm by workload and added time, then the regions.
  static func text(of result: ReplayResult, releases: ReleaseRule) -> String {
    let heading =
      "\(result.planCount) plans: \(result.regions.count) regions, \(workloads(in: result).count) workloads, "
      + "\(addedTimes(in: result).count) added times, starts \(releases.words)\n"
    let tables = ReplayCell.Algorithm.allCases.flatMap { algorithm in
      columnGroups(of: addedTimes(in: result)).map { savings(by: algorithm, addedTimes: $0, in: result) }
    }
    return ([heading] + tables + [regions(in: result)]).joined(separator: "\n")
  }

  /// One row a workload, one column an added time: the mean of the savings' ratios, and the mean grams saved a start.
  private static func savings(
    by algorithm: ReplayCell.Algorithm, addedTimes: [AddedTime], in result: ReplayResult
  ) -> String {
    var table = TextTable(columns: [.left("workload")] + addedTimes.map { .right("+\($0)") })
    for workload in workloads(in: result) {
      table.add(
        [workload]
          + addedTimes.map { added in
            let cells = result.cells.filter {
              $0.algorithm == algorithm && $0.workload == workload && $0.addedTime == added
            }
            guard let percent = mean(cells.map(\.meanOfRatios)), let grams = mean(cells.map(\.saved?.grams)) else {
              return "no start fits"
            }
            return percentText(percent) + massText(grams: grams).leftPadded(to: 9)
          })
    }
    return "\(algorithm.words): saved against starting at once, mean of regions and starts\n\(table)\n"
  }

  /// One row a region, from clean to dirty: its mean intensity, and what the longest added times of each kind save.
  private static func regions(in result: ReplayResult) -> String {
    let longest = columnGroups(of: addedTimes(in: result)).compactMap(\.last)
    let shown = ReplayCell.Algorithm.allCases.flatMap { algorithm in longest.map { (algorithm, $0) } }
    var table = TextTable(
      columns: [.left("region"), .right("g/kWh")] + shown.map { .right("\($0.shortName) +\($1)") })
    // Only workloads with a figure in every column: means over different ones could not be compared.
    let compared = workloads(in: result).filter { workload in
      shown.allSatisfy { algorithm, added in
        result.cells.contains {
          $0.workload == workload && $0.algorithm == algorithm && $0.addedTime == added && $0.meanOfRatios != nil
        }
      }
    }
    for region in result.regions.sorted(by: { $0.trace.meanIntensity < $1.trace.meanIntensity }) {
      table.add(
        [region.name, fixed(region.trace.meanIntensity, decimals: 0)]
          + shown.map { algorithm, added in
            let cells = result.cells.filter {
              $0.region == region.name && $0.algorithm == algorithm && $0.addedTime == added
                && compared.contains($0.workload)
            }
            return mean(cells.map(\.meanOfRatios)).map(percentText) ?? "none fits"
          })
    }
    let count = workloads(in: result).count
    let which = compared.count == count ? "workloads" : "the \(compared.count) of \(count) workloads that always fit"
    return "Regions from clean to dirty: mean intensity, and savings as the mean of \(which) "
      + "(FS Flexible Start, P&R Pause and Resume)\n\(table)\n"
  }

  /// All cells, one row each, under the names of the JSON.
  static func csv(of cells: [ReplayCell]) -> String {
    let header =
      "region,workload,algorithm,added_time,starts,skipped_starts,zero_baselines,baseline_g,emissions_g,"
      + "savings_percent_mean_of_ratios,savings_percent_ratio_of_sums,pauses,pauses_per_hour\n"
    return cells.reduce(into: header) { text, cell in
      let names = [cell.region, cell.workload].map(\.quotedForCSV)
      let counts = [cell.releaseCount, cell.skippedCount, cell.zeroBaselineCount].map(String.init)
      let numbers = [
        cell.baseline?.grams, cell.emissions?.grams, cell.meanOfRatios, cell.ratioOfSums, cell.pauses,
        cell.pausesPerHour,
      ].map { $0.map { "\($0)" } ?? "" }
      text +=
        (names + [cell.algorithm.rawValue, cell.addedTime.description] + counts + numbers).joined(separator: ",") + "\n"
    }
  }

  private static func workloads(in result: ReplayResult) -> [String] { unique(result.cells.map(\.workload)) }

  private static func addedTimes(in result: ReplayResult) -> [AddedTime] { unique(result.cells.map(\.addedTime)) }

  /// Lengths and percentages apart, at most four to a table, so that each fits eighty columns.
  private static func columnGroups(of addedTimes: [AddedTime]) -> [[AddedTime]] {
    let relative = addedTimes.filter { if case .percent = $0 { true } else { false } }
    let absolute = addedTimes.filter { !relative.contains($0) }
    return [absolute, relative].flatMap { group in
      stride(from: 0, to: group.count, by: 4).map { Array(group[$0..<min($0 + 4, group.count)]) }
    }
  }

  private static func unique<Value: Hashable>(_ values: [Value]) -> [Value] {
    var seen: Set<Value> = []
    return values.filter { seen.insert($0).inserted }
  }

  /// The mean of those that are there, or `nil` if none is.
  private static func mean(_ values: [Double?]) -> Double? {
    let known = values.compactMap(\.self)
    return known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
  }
}

extension ReplayCell.Algorithm {
  fileprivate var words: String {
    switch self {
    case .flexibleStart: "Flexible Start"
    case .pauseAndResume: "Pause and Resume"
    }
  }

  fileprivate var shortName: String {
    switch self {
    case .flexibleStart: "FS"
    case .pauseAndResume: "P&R"
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

  /// The text as a CSV field, quoted if it needs to be.
  fileprivate var quotedForCSV: String {
    contains(where: { ",\"\n\r".contains($0) }) ? "\"\(replacing("\"", with: "\"\""))\"" : self
  }
}
