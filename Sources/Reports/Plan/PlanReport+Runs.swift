import CarbonScheduling
import Charts

/// The runs, by the reader's clock and by UTC.
extension PlanReport {
  var runsSection: Page.Section {
    var body = Markup()
    body.append(runsTable.markup(id: "runs-table"))
    let pauses = counted(schedule.pauses, "pause", "pauses")
    return .init(
      id: "runs", name: "Runs",
      heading: "\(counted(schedule.runs.count, "run", "runs")), \(pauses)", body: body)
  }

  private var runsTable: DataTable {
    let clock = circumstances.clock
    let isUTC = clock.name == "UTC"
    // One offset for all stands above the table; where clocks change between runs, each time has its own.
    let offsets = unique((schedule.runs + [schedule.baseline.run]).flatMap { [$0.start, $0.end] }.map(clock.offset))
    let offset = offsets.count == 1 ? offsets.first : nil
    let zone: [DataTable.Column] = isUTC ? [] : ["Start, local", "End, local"].map { .init($0) }
    func row(_ name: DataTable.Cell, _ run: Run) -> [DataTable.Cell] {
      [name]
        + (isUTC
          ? [] : [run.start, run.end].map { .text(offset == nil ? clock.words($0) : clock.wordsWithoutOffset($0)) })
        + [
          .text(run.start.words), .text(run.end.words), .text(run.duration.words),
          .number(FiniteNumber(mean([run]))),
        ]
    }
    let rows = schedule.runs.enumerated().map { row(.text("\($0 + 1)"), $1) }
    return DataTable(
      caption: Caption(
        title: "When to run",
        subtitle: isUTC
          ? "The reader’s clock shows UTC too"
          : "By the clock of \(PlainText(clock.name))\(offset.map { " (\($0))" } ?? ""), and in UTC",
        description: ""),
      columns: [.init("Run")] + zone + [
        .init("Start, UTC"), .init("End, UTC"), .init("Length"), .init("Mean g/kWh", .number(.decimals(0), look: .bar)),
      ],
      rows: rows + (startsAtOnce ? [] : [row("in place of", schedule.baseline.run)]))
  }
}
