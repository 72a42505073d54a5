import CarbonReplay
import CarbonScheduling
import Charts

/// What every workload emits, beside things people know.
extension ReplayReport {
  private struct Row {
    let job: NamedWorkload
    /// From the least to the most.
    let emissions: [(region: String, emissions: Emissions)]
    let mean: Emissions
  }

  private var workloadRows: [Row] {
    replay.workloads.compactMap { job in
      let known = figures.regions.compactMap { region in
        figures.baseline(region: region, workload: job.name).map { (region: region, emissions: $0) }
      }
      guard !known.isEmpty else { return nil }
      let mean = known.reduce(0) { $0 + $1.emissions.grams } / Double(known.count)
      return Row(
        job: job, emissions: known.sorted { ($0.emissions, $0.region) < ($1.emissions, $1.region) },
        mean: Emissions(grams: mean))
    }
    .sorted { $0.mean > $1.mean }
  }

  var workloadsSection: Page.Section {
    let rows = workloadRows
    var body = Markup()
    var heading: PlainText = "Emissions of every job"
    if let largest = rows.first, let smallest = rows.last {
      heading =
        rows.count == 1
        ? "A run of \(PlainText(largest.job.name)) emits \(everyday(largest.mean))"
        : "A run emits as much as \(everyday(smallest.mean)), or as \(everyday(largest.mean))"
      body.paragraph(
        """
        Started at once, a run of \(largest.job.name) emits \(strong: mass(largest.mean)) on average over regions, or \
        \(everyday(largest.mean)). Each dot is one region\(spread(of: rows)).
        """)
      body.chart(chart(of: rows), id: "emissions-by-workload")
      body.append(table(of: rows).markup(id: "workloads-table"))
    } else {
      body.paragraph("No job fits its trace.")
    }
    return .init(id: "workloads", name: "By job", heading: heading, body: body)
  }

  /// How far apart jobs are, and how far regions.
  private func spread(of rows: [Row]) -> PlainText {
    guard let largest = rows.first, let smallest = rows.last, rows.count > 1, smallest.mean.grams > 0,
      let least = largest.emissions.first?.emissions.grams, let most = largest.emissions.last?.emissions.grams,
      least > 0
    else { return "" }
    let jobs = NumberFormat.significant(2).text(FiniteNumber(largest.mean.grams / smallest.mean.grams))
    let regions = NumberFormat.significant(2).text(FiniteNumber(most / least))
    return "; jobs differ by a factor of \(jobs), regions by one of \(regions)"
  }

  private func chart(of rows: [Row]) -> DotPlot {
    DotPlot(
      caption: Caption(
        title: "Emissions of one run of every job, a dot for each region",
        subtitle: "Started at once, mean of releases; at the right, the mean of regions",
        description: "Means run from \(mass(rows.last?.mean)) to \(mass(rows.first?.mean))."),
      axis: ValueAxis("Emissions", .mass),
      rows: rows.map { row in
        DotPlot.Row(
          name: PlainText(row.job.name), paint: .series(styles.workloads[row.job.name]),
          dots: row.emissions.compactMap { region, emissions in
            FiniteNumber(emissions.grams).map {
              .init(value: $0, paint: .series(styles.workloads[row.job.name]), name: PlainText(region))
            }
          },
          note: mass(row.mean))
      },
      references: references(reaching: rows))
  }

  /// Those that the axis spans, and one to either side, so that it does not grow for a railcar of coal.
  private func references(reaching rows: [Row]) -> [DotPlot.Reference] {
    let all = rows.flatMap(\.emissions).map(\.emissions)
    guard let least = all.min(), let most = all.max() else { return [] }
    return EverydayEquivalent.allCases.filter {
      $0 != .kilometreDriven && $0.emissions.grams > least.grams / 30 && $0.emissions.grams < most.grams * 30
    }
    .compactMap { thing in
      FiniteNumber(thing.emissions.grams).map { .init(value: $0, name: PlainText(thing.name)) }
    }
  }

  private func table(of rows: [Row]) -> DataTable {
    DataTable(
      caption: Caption(
        title: "The same in figures", subtitle: "Everyday equivalents of the US EPA", description: ""),
      columns: [
        .init("Job"), .init("Hours", .number(.significant(3))), .init("kWh", .number(.significant(3))),
        .init("Mean", .number(.mass(3))), .init("Which is"), .init("Least", .number(.mass(3))), .init("in"),
        .init("Most", .number(.mass(3))), .init("in"),
      ],
      rows: rows.map { row in
        let job = row.job.workload
        return [
          .series(PlainText(row.job.name), styles.workloads[row.job.name]),
          .number(FiniteNumber(Double(job.duration.components.seconds) / 3_600)),
          .number(FiniteNumber(job.energy.kilowattHours)), .number(FiniteNumber(row.mean.grams)),
          .text(everyday(row.mean)), .number((row.emissions.first?.emissions.grams).finite),
          regionCell(row.emissions.first?.region), .number((row.emissions.last?.emissions.grams).finite),
          regionCell(row.emissions.last?.region),
        ]
      })
  }

  func regionCell(_ region: String?) -> DataTable.Cell {
    region.map { .series(PlainText($0), styles.regions[$0]) } ?? "–"
  }
}
