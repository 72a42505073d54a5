import CarbonReplay
import CarbonScheduling
import Charts

/// Savings by region and by job, in percent and in grams.
extension ReplayReport {
  var savingsSection: Page.Section {
    var body = Markup()
    for algorithm in Algorithm.delaying {
      body.subheading("\(algorithm.words)")
      body.paragraph(finding(algorithm))
      body.sideBySide([
        (ElementID("savings-percent-\(algorithm.rawValue)"), percentChart(algorithm)),
        (ElementID("savings-grams-\(algorithm.rawValue)"), gramsChart(algorithm)),
      ])
    }
    if !figures.longestAddedTimes.isEmpty { body.append(jobsTable.markup(id: "savings-by-workload")) }
    return .init(id: "savings", name: "Savings", heading: savingsHeading, body: body)
  }

  private var savingsHeading: PlainText {
    guard let added = figures.longestAddedTimes.first else { return "Savings by region" }
    let best = Algorithm.delaying.compactMap { algorithm in
      ranked(algorithm, added).first.map { (algorithm, $0) }
    }
    guard best.count == 2 else { return "Savings by region" }
    if best[0].1.region == best[1].1.region {
      return "Savings depend on the grid: most in \(PlainText(best[0].1.region)), \(saving(best[1].1.saving)) a run"
    }
    return
      "Starting later saves most in \(PlainText(best[0].1.region)), pausing in \(PlainText(best[1].1.region))"
  }

  /// From the most to the least, in percent.
  private func ranked(
    _ algorithm: Algorithm, _ added: AddedTime
  ) -> [(region: String, saving: MeanSaving)] {
    figures.regions.compactMap { region in
      figures.saving(algorithm, added, region: region).map { (region: region, saving: $0) }
    }.sorted { ($1.saving.meanOfRatios ?? 0, $0.region) < ($0.saving.meanOfRatios ?? 0, $1.region) }
  }

  private func finding(_ algorithm: Algorithm) -> Prose {
    guard let added = figures.longestAddedTimes.first, let best = ranked(algorithm, added).first,
      let worst = ranked(algorithm, added).last
    else { return "No job fits its trace." }
    if best.region == worst.region { return "\(saving(best.saving)) a run in \(best.region) at \(added.label)." }
    return """
      At \(added.label) from \(strong: saving(worst.saving)) a run in \(worst.region) to \
      \(strong: saving(best.saving)) in \(best.region), as means of all jobs.
      """
  }

  private func percentChart(_ algorithm: Algorithm) -> BarChart {
    savingsChart(
      algorithm, title: "\(algorithm.words), percent", subtitle: "of starting at once, mean of jobs and releases",
      axis: ValueAxis("Saved", .percent)
    ) { $0?.meanOfRatios }
  }

  private func gramsChart(_ algorithm: Algorithm) -> BarChart {
    savingsChart(
      algorithm, title: "\(algorithm.words), grams", subtitle: "saved a run, mean of jobs and releases",
      axis: ValueAxis("Saved", .mass)
    ) { $0?.saved.grams }
  }

  private func savingsChart(
    _ algorithm: Algorithm, title: PlainText, subtitle: PlainText, axis: ValueAxis,
    _ figure: (MeanSaving?) -> Double?
  ) -> BarChart {
    BarChart(
      caption: Caption(
        title: title, subtitle: subtitle,
        description:
          "\(algorithm.words) by region, a bar for each added time; the text and the table give the extremes."),
      axis: axis, series: figures.addedTimes.map { .init(name: $0.label) },
      groups: figures.regions.map { region in
        .init(
          name: PlainText(region), paint: .series(styles.regions[region]),
          values: figures.addedTimes.map { figure(figures.saving(algorithm, $0, region: region)).finite })
      })
  }

  /// One row a job, the longest added times of each kind.
  private var jobsTable: DataTable {
    let shown = Algorithm.delaying.flatMap { algorithm in figures.longestAddedTimes.map { (algorithm, $0) } }
    return DataTable(
      caption: Caption(
        title: "Savings by job", subtitle: "Means of regions and releases, in percent and in grams a run",
        description: ""),
      columns: [.init("Job")]
        + shown.flatMap { algorithm, added -> [DataTable.Column] in
          [
            .init("\(algorithm.words) \(added.label)", .number(.fixedPercent(1), look: .bar)),
            .init("saved", .number(.mass(3))),
          ]
        },
      rows: figures.workloads.map { workload in
        [.series(PlainText(workload), styles.workloads[workload])]
          + shown.flatMap { algorithm, added -> [DataTable.Cell] in
            let saving = figures.saving(algorithm, added, workload: workload)
            return [.number((saving?.meanOfRatios).finite), .number((saving?.saved.grams).finite)]
          }
      })
  }
}
