import CarbonReplay
import CarbonScheduling
import Charts

/// What survives of the savings where plans are made without hindsight.
extension ReplayReport {
  /// `nil` for a replay in hindsight.
  var foresightSection: Page.Section? {
    guard let foresight = replay.foresight else { return nil }
    var body = Markup()
    var heading: PlainText = "What comes true without hindsight"
    if let share = foresightCells().map({ $0.foresight?.shareRealisedPercent }).knownMean {
      heading = "\(percent(share)) of the possible savings come true without hindsight"
      body.paragraph(
        """
        Every plan is made on forecasts of its time and judged on the trace. The share realised is what running at once \
        emits less what the plan does, over what running at once emits less the plan in hindsight, of sums over releases. \
        Here \(forecasterWords(foresight)), and plans are made \(replanningWords(foresight)).
        """)
      body.chart(shareChart, id: "share-by-length")
      body.append(shareTable.markup(id: "foresight-table"))
      let errors = ForecastErrors(of: foresight, in: regions, between: replay.period)
      if !errors.regions.isEmpty { body.append(errorTable(errors).markup(id: "forecast-errors")) }
    } else {
      body.paragraph("No job fits its trace, or nothing could be saved in hindsight.")
    }
    return .init(id: "foresight", name: "Without hindsight", heading: heading, body: body)
  }

  private func forecasterWords(_ foresight: Foresight) -> PlainText {
    let words: PlainText =
      switch foresight.method {
      case .profile: "the daily-weekly profile of the past forecasts"
      case .adaptive: "the daily-weekly profile, corrected by its own past errors, forecasts"
      case .persistence: "the last known value is the forecast"
      case .yesterday: "the same time yesterday is the forecast"
      case .lastWeek: "the same time last week is the forecast"
      case .meanOfDays(let count): "the mean of the same time on \(PlainText(String(count))) days is the forecast"
      }
    let provided = regions.contains { $0.archive != nil }
    return provided ? "a provider forecasts, and where it does not \(words)" : words
  }

  private func replanningWords(_ foresight: Foresight) -> PlainText {
    guard let interval = foresight.replanning.interval else { return "once, at the release" }
    let rule: PlainText =
      foresight.replanning.rule == .stopping ? ", by a rule that weighs how far forecasts may drift" : ""
    return "at the release and again every \(interval.words)\(rule)"
  }

  private func foresightCells(
    _ algorithm: Algorithm? = nil, region: String? = nil, workload: String? = nil, added: AddedTime? = nil
  ) -> [ReplayCell] {
    (algorithm.map { [$0] } ?? Algorithm.delaying).flatMap { algorithm in
      (added.map { [$0] } ?? figures.addedTimes).flatMap {
        figures.cells(algorithm, $0, region: region, workload: workload)
      }
    }.filter { $0.foresight != nil }
  }

  /// Share realised against job length: a line for each algorithm at each of the longest added times.
  private var shareChart: LineChart {
    let jobs = replay.workloads.filter { figures.workloads.contains($0.name) }
      .sorted { ($0.workload.duration, $0.name) < ($1.workload.duration, $1.name) }
    let lines = Algorithm.delaying.flatMap { algorithm in
      figures.longestAddedTimes.enumerated().map { (algorithm, $0, $1) }
    }
    return LineChart(
      caption: Caption(
        title: "Share realised of the savings possible in hindsight, by job length",
        subtitle: "Percent, mean of regions; jobs from short to long",
        description: "A line for each algorithm and added time."),
      x: .categories(jobs.map { $0.workload.duration.words }), y: ValueAxis("Share realised", .percent),
      series: lines.enumerated().map { index, line in
        LineChart.Series(
          name: "\(line.0.words), \(line.2.label)",
          style: line.1 == 0 ? line.0.style : SeriesStyle(slot: line.0.style.slot + (line.1 * 2 - 1)),
          values: jobs.map { job in
            foresightCells(line.0, workload: job.name, added: line.2).map { $0.foresight?.shareRealisedPercent }
              .knownMean.finite
          })
      })
  }

  /// How much of the savings survives, region by region.
  private var shareTable: DataTable {
    var columns: [DataTable.Column] = [.init("Region")]
    for algorithm in Algorithm.delaying {
      columns += [
        .init("\(algorithm.words): possible", .number(.fixedPercent(1))),
        .init("came true", .number(.fixedPercent(1))),
        .init("share", .number(.fixedPercent(1), look: .bar)),
      ]
    }
    columns += [
      .init("Worse than run now", .number(.fixedPercent(1))), .init("Changes", .number(.decimals(1))),
      .init("Forecasts", .number(.decimals(1))),
    ]
    return DataTable(
      caption: Caption(
        title: "What survives of the savings, by region",
        subtitle:
          "Percent of running at once, mean of jobs and added times; share of sums over releases, mean of cells",
        description: ""),
      columns: columns,
      rows: figures.regions.map { region in
        var row: [DataTable.Cell] = [regionCell(region)]
        for algorithm in Algorithm.delaying {
          let cells = foresightCells(algorithm, region: region)
          row += [
            .number(cells.map(\.possiblePercent).knownMean.finite), .number(cells.map(\.ratioOfSums).knownMean.finite),
            .number(cells.map { $0.foresight?.shareRealisedPercent }.knownMean.finite),
          ]
        }
        let all = foresightCells(region: region).compactMap(\.foresight)
        return row + [
          .number(all.map(\.worseThanRunNowPercent).mean.finite), .number(all.map(\.changes).mean.finite),
          .number(all.map(\.issuesUsed).mean.finite),
        ]
      })
  }

  private func errorTable(_ errors: ForecastErrors) -> DataTable {
    DataTable(
      caption: Caption(
        title: "How far forecasts were off, by how far ahead they spoke",
        subtitle: "Mean absolute error in percent of the truth; an issue every five hours", description: ""),
      columns: [.init("Region")] + errors.leads.map { .init($0.words, .number(.fixedPercent(1), look: .bar)) },
      rows: errors.regions.map { region in
        [regionCell(region.name)] + region.percents.map { .number($0.finite) }
      } + [["Mean"] + errors.means.map { .number($0.finite) }])
  }
}

extension ReplayCell {
  /// What could have been saved in hindsight, in percent of running at once.
  fileprivate var possiblePercent: Double? {
    guard let baseline, let foresight else { return nil }
    return Savings(baseline: baseline, emissions: foresight.hindsight).percent
  }
}
