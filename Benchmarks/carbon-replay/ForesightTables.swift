import CarbonReplay
import CarbonScheduling
import CommandLineKit

/// What survives of the savings where plans are made without hindsight, as tables to read.
enum ForesightTables {
  /// Shares realised by workload and by region, and how far the forecasts were off; empty in hindsight.
  static func text(of result: ReplayResult, _ options: ForesightOptions) -> String {
    guard let foresight = options.foresight else { return "" }
    let (skipped, plans) = result.cells.reduce((0, 0)) { ($0.0 + $1.skippedCount, $0.1 + $1.releaseCount) }
    let left =
      skipped == 0
      ? ""
      : "\n\(skipped) of \(skipped + plans) plans are left out: nothing was forecast at their release, or their window "
        + "meets a gap.\n"
    guard result.cells.contains(where: { $0.foresight != nil }) else { return left }
    let tables = Algorithm.delaying.map { shares(by: $0, in: result) } + [regions(in: result)]
    return "\n" + tables.joined(separator: "\n") + left + firstDay(of: result, options.period)
      + errors(of: foresight, in: result, options.period)
  }

  /// What is used where less than a day is known.
  private static func firstDay(of result: ReplayResult, _ period: Range<Instant>?) -> String {
    let isShort = result.regions.contains { region in
      let begin = (region.history ?? region.trace).start
      return (period?.lowerBound ?? begin) < begin.advanced(by: .seconds(86_400))
    }
    return isShort
      ? "\nWhere a trace has not seen a time of day yet, in its first day, forecasts hold its last known value; --between "
        + "leaves such plans out.\n"
      : ""
  }

  private static func shares(by algorithm: Algorithm, in result: ReplayResult) -> String {
    let cells = result.cells.filter { $0.algorithm == algorithm }
    let added = unique(cells.map(\.addedTime))
    var table = TextTable(columns: [.left("share realised, %")] + added.map { .right("+\($0)") })
    for workload in unique(cells.map(\.workload)) {
      table.add(
        [workload]
          + added.map { added in
            cells.filter { $0.workload == workload && $0.addedTime == added }
              .map { $0.foresight?.shareRealisedPercent }.knownMean.map { fixed($0, decimals: 1) } ?? "-"
          })
    }
    let name = algorithm == .flexibleStart ? "Flexible Start" : "Pause and Resume"
    return "\(name): what came true of the savings possible in hindsight, mean of regions\n\(table)\n"
  }

  private static func regions(in result: ReplayResult) -> String {
    let names = ["Flexible Start", "Pause and Resume"]
    var table = TextTable(
      columns: [.left("region")] + names.map { .right("\($0), %") } + [
        .right("worse than run now, %"), .right("changes"), .right("forecasts"),
      ])
    for region in result.regions {
      let cells = result.cells.filter { $0.region == region.name && $0.foresight != nil }
      guard !cells.isEmpty else { continue }
      func figure(_ cells: [ReplayCell], _ value: (ForesightFigures) -> Double?) -> String {
        cells.map { $0.foresight.flatMap(value) }.knownMean.map { fixed($0, decimals: 1) } ?? "-"
      }
      table.add(
        [region.name]
          + Algorithm.delaying.map { algorithm in
            figure(cells.filter { $0.algorithm == algorithm }, \.shareRealisedPercent)
          } + [
            figure(cells, \.worseThanRunNowPercent), figure(cells, \.changes), figure(cells, \.issuesUsed),
          ])
    }
    return "Regions: share realised, plans that emitted more than running at once, mean of cells\n\(table)\n"
  }

  private static func errors(
    of foresight: Foresight, in result: ReplayResult, _ period: Range<Instant>?
  ) -> String {
    let errors = ForecastErrors(of: foresight, in: result.regions, between: period)
    guard !errors.regions.isEmpty else { return "" }
    var table = TextTable(
      columns: [.left("forecast error, %")] + errors.leads.map { .right("\($0.components.seconds / 3_600) h") })
    for (name, percents) in errors.regions + [("mean", errors.means)] {
      table.add([name] + percents.map { $0.map { fixed($0, decimals: 1) } ?? "-" })
    }
    return "\nForecasts: mean absolute error by lead, an issue every five hours\n\(table)\n"
  }

  private static func unique<Value: Hashable>(_ values: [Value]) -> [Value] {
    var seen: Set<Value> = []
    return values.filter { seen.insert($0).inserted }
  }
}
