import CarbonReplay
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
      heading: schedule.pauses == 0
        ? "One run, without a pause" : "\(counted(schedule.runs.count, "run", "runs")), \(pauses)", body: body)
  }

  /// Wide enough for what is asked most, and no wider than the page: where there is a local time, the end in UTC is left
  /// to the reader.
  var runsTable: DataTable {
    let clock = circumstances.clock
    let isUTC = clock.name == "UTC"
    // One offset for all stands above the table; where clocks change between runs, each time has its own.
    let offsets = unique((schedule.runs + [schedule.baseline.run]).flatMap { [$0.start, $0.end] }.map(clock.offset))
    let offset = offsets.count == 1 ? offsets.first : nil
    func local(_ instant: Instant) -> DataTable.Cell {
      .text(offset == nil ? clock.words(instant) : clock.wordsWithoutOffset(instant))
    }
    func row(_ name: DataTable.Cell, _ run: Run, _ emissions: Emissions?) -> [DataTable.Cell] {
      let times: [DataTable.Cell] =
        isUTC
        ? [.text(run.start.words), .text(run.end.words)]
        : [local(run.start), local(run.end), .text(run.start.words)]
      return [name] + times + [
        .text(run.duration.words), .number(emissions.flatMap { FiniteNumber($0.grams) }),
        .number(FiniteNumber(mean([run]))),
      ]
    }
    let emissions = emissions(ofEach: schedule.runs)
    let rows = schedule.runs.indices.map { row(.text("\($0 + 1)"), schedule.runs[$0], emissions[$0]) }
    let times: [DataTable.Column] =
      (isUTC ? ["Start", "End"] : ["Start, local", "End, local", "Start, UTC"]).map { .init($0) }
    return DataTable(
      caption: Caption(
        title: "The runs of the plan",
        subtitle: (isUTC
          ? "Times are UTC" : "Local time is that of \(PlainText(clock.name))\(offset.map { ", UTC\($0)" } ?? "")")
          + (hasResumeCosts ? "; emissions of the work alone, without what resumes cost" : ""),
        description: ""),
      columns: [.init("Run")] + times + [
        .init("Length"), .init("Emissions", .number(.mass(3))),
        .init("Mean g/kWh", .number(intensityFormat(of: schedule.runs.map { mean([$0]) }), look: .bar)),
      ],
      rows: rows + (startsAtOnce ? [] : [row("at once", schedule.baseline.run, schedule.baseline.emissions)]))
  }

  private var hasResumeCosts: Bool { schedule.resumeEnergy.kilowattHours != 0 || schedule.resumeEmissions.grams != 0 }

  /// What the job's work emits in each run: its power follows its own progress, which pauses do not advance.
  func emissions(ofEach runs: [Run]) -> [Emissions] {
    guard !job.power.pieces.isEmpty else {
      return runs.map {
        Emissions(grams: mean([$0]) * job.power.kilowatts * Double($0.duration.components.seconds) / 3_600)
      }
    }
    var pieces = job.power.pieces[...].map { (seconds: $0.duration.components.seconds, kilowatts: $0.kilowatts) }[...]
    return runs.map { run in
      var grams = 0.0
      var start = run.start
      while start < run.end, let piece = pieces.first {
        let seconds = min(piece.seconds, start.duration(to: run.end).components.seconds)
        let end = start.advanced(by: .seconds(seconds))
        grams += mean([Run(start..<end)]) * piece.kilowatts * Double(seconds) / 3_600
        pieces[pieces.startIndex].seconds -= seconds
        if piece.seconds == seconds { pieces.removeFirst() }
        start = end
      }
      return Emissions(grams: grams)
    }
  }
}
