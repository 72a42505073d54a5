import CarbonReplay
import CarbonScheduling
import Charts

/// The paper's other tables and figures, beside ours: its jobs, where their power goes, their range over regions and
/// months, and a day in Central US.
extension ReplayReport {
  var paperSection: Page.Section {
    var body = Markup()
    let jobs = PublishedJob.all.filter { figures.workloads.contains($0.name) }
    if jobs.isEmpty {
      body.paragraph(
        "This replay has none of the published jobs, so there is nothing to put beside the paper’s figures.")
    } else {
      body.append(jobsTable(jobs).markup(id: "paper-jobs"))
    }
    body.append(powerTable.markup(id: "paper-power"))
    if !ranges.isEmpty {
      body.subheading("Over regions and months")
      body.paragraph(rangeFinding)
      body.append(rangeTable.markup(id: "paper-ranges"))
      body.chart(rangeChart, id: "paper-ranges-chart")
    }
    if let language = ranges.first(where: { $0.job.name == "bert-language-model" }) {
      body.chart(monthsPanels(of: language), id: "paper-months")
    }
    if !jobs.isEmpty, let added = figures.longestAddedTimes.first {
      body.subheading("Every job in every region")
      for algorithm in Algorithm.delaying {
        body.chart(jobsByRegion(algorithm, added), id: ElementID("paper-savings-\(algorithm.rawValue)"))
      }
    }
    if let day = dayTable { body.append(day.markup(id: "paper-day")) }
    return .init(
      id: "paper", name: "The paper’s other figures", heading: "The paper’s jobs, range and day, beside ours",
      body: body)
  }

  // MARK: - Jobs and power

  private func jobsTable(_ jobs: [PublishedJob]) -> DataTable {
    let digits = DataTable.Kind.number(.significant(3))
    return DataTable(
      caption: Caption(
        title: "The paper’s jobs, by GPU hour",
        subtitle:
          "Hours and energies as its table rounds them; it finds 0.07 to 0.28 kWh and 34 to 128 g a GPU hour; grams here "
          + "are of jobs started at once, of the cleanest region, of the mean, and of the dirtiest", description: ""),
      columns: [
        .init("Job"), .init("GPU"), .init("Count", digits), .init("Hours", digits), .init("kWh", digits),
        .init("kWh/GPU h", digits), .init("g/GPU h, least", digits), .init("mean", digits), .init("most", digits),
      ],
      rows: jobs.map { job in
        let grams = figures.regions.compactMap { region -> Double? in
          guard let workload = replay.workloads.first(where: { $0.name == job.name })?.workload else { return nil }
          let hours = Double(workload.duration.components.seconds) / 3_600 * Double(job.gpuCount)
          return figures.baseline(region: region, workload: job.name).map { $0.grams / hours }
        }
        let mean = grams.mean
        return [
          .series(PlainText(job.name), styles.workloads[job.name]), .text(PlainText(job.gpu)),
          .number(FiniteNumber(job.gpuCount)), .number(FiniteNumber(job.tableHours)),
          .number(FiniteNumber(job.tableKilowattHours)), .number(FiniteNumber(job.kilowattHoursPerGPUHour)),
          .number(grams.min().finite), .number(mean.finite), .number(grams.max().finite),
        ]
      })
  }

  private var powerTable: DataTable {
    let total = PublishedPowerShare.all.reduce(0) { $0 + $1.watts }
    return DataTable(
      caption: Caption(
        title: "Where a server’s power goes, as the paper measured it",
        subtitle: "Training BERT-base on one TITAN X, mean of 12 hours; replays count the energy that jobs are given",
        description: ""),
      columns: [
        .init("Part"), .init("Watts", .number(.decimals(1))), .init("Share", .number(.fixedPercent(0), look: .bar)),
      ],
      rows: (PublishedPowerShare.all.map { ($0.part, $0.watts) } + [("All", total)]).map { part, watts in
        [.text(PlainText(part)), .number(FiniteNumber(watts)), .number(FiniteNumber(100 * watts / total))]
      })
  }

  // MARK: - Ranges

  var ranges: [EmissionRange] { insights.ranges }

  private var rangeFinding: Prose {
    let stated: [(name: String, words: Prose)] = [
      ("bert-language-model", "7 to 26 kg"), ("transformer-6b", "21 to 78 t"),
    ]
    let known = stated.compactMap { job, words in ranges.first { $0.job.name == job }.map { ($0, words) } }
    guard let first = known.first else {
      return "Each figure is one region in one month: the mean over the published starts."
    }
    let others = known.dropFirst().map { range, words -> Prose in
      "; \(range.job.name) from \(mass(range.quantile(0))) to \(mass(range.quantile(1))), in the paper \(words)"
    }
    return """
      A run of \(first.0.job.name) emits from \(mass(first.0.quantile(0))) to \(mass(first.0.quantile(1))) depending on \
      region and month, in the paper \(first.1)\(others.first ?? ""). Each figure is one region in one month: the mean over \
      the published starts.
      """
  }

  private var rangeTable: DataTable {
    DataTable(
      caption: Caption(
        title: "What a run emits over regions and months", subtitle: "Started at once, with quartiles", description: ""),
      columns: [
        .init("Job"), .init("Least", .number(.mass(3))), .init("First quartile", .number(.mass(3))),
        .init("Median", .number(.mass(3))), .init("Third quartile", .number(.mass(3))),
        .init("Most", .number(.mass(3))),
        .init("The median is"),
      ],
      rows: ranges.map { range in
        [.series(PlainText(range.job.name), styles.workloads[range.job.name])]
          + [0, 0.25, 0.5, 0.75, 1].map { .number(FiniteNumber(range.quantile($0).grams)) }
          + [.text(everyday(range.quantile(0.5)))]
      })
  }

  var rangeChart: DotPlot {
    let names = ["least", "first quartile", "median", "third quartile", "most"]
    let masses = ranges.flatMap { [$0.quantile(0), $0.quantile(1)] }
    let (least, most) = (masses.min() ?? Emissions(grams: 1), masses.max() ?? Emissions(grams: 1))
    return DotPlot(
      caption: Caption(
        title: "Emissions of one run over regions and months, with quartiles",
        subtitle: "Started at once; dots are least, quartiles and most; at the right, the median",
        description: "A row for each job, from \(mass(least)) to \(mass(most))."),
      axis: ValueAxis("Emissions", .mass),
      rows: ranges.map { range in
        DotPlot.Row(
          name: PlainText(range.job.name), paint: .series(styles.workloads[range.job.name]),
          dots: zip(names, [0, 0.25, 0.5, 0.75, 1]).compactMap { name, share in
            FiniteNumber(range.quantile(share).grams).map {
              .init(value: $0, paint: .series(styles.workloads[range.job.name]), name: PlainText(name))
            }
          }, note: mass(range.quantile(0.5)))
      },
      references: EverydayEquivalent.allCases
        .filter { $0.emissions.grams > least.grams / 30 && $0.emissions.grams < most.grams * 30 }
        .compactMap { thing in
          FiniteNumber(thing.emissions.grams).map { .init(value: $0, name: PlainText(thing.name)) }
        })
  }

  /// A panel for each region: the paper's figure of BERT language modelling by month.
  func monthsPanels(of range: EmissionRange) -> LinePanels {
    let months = unique(range.regionMonths.map { $0.year * 12 + $0.month - 1 }).sorted()
    var values: [String: [Int: Double]] = [:]
    for mean in range.regionMonths {
      values[mean.region, default: [:]][mean.year * 12 + mean.month - 1] = mean.emissions.grams
    }
    return LinePanels(
      caption: Caption(
        title: "Emissions of \(PlainText(range.job.name)) by month of release, a panel for each region",
        subtitle: "One run, started at once; mean of the published starts; behind each line those of all others",
        description: "From \(mass(range.quantile(0))) to \(mass(range.quantile(1)))."),
      x: .categories(months.map { PlainText(monthNames[$0 % 12]) }),
      y: ValueAxis("Emissions", .mass, includesZero: true),
      series: figures.regions.map { region in
        .init(
          name: PlainText(region), style: styles.regions[region],
          values: months.map { (values[region]?[$0]).finite })
      })
  }

  // MARK: - Jobs by region

  func jobsByRegion(_ algorithm: Algorithm, _ added: AddedTime) -> HeatMap {
    HeatMap(
      caption: Caption(
        title: "\(algorithm.words) at \(added.label): savings of every job in every region",
        subtitle: "Percent of starting at once, means of releases",
        description: "A row for each region, a column for each job."),
      quantity: .percent,
      rows: figures.regions.map { region in
        .init(
          name: PlainText(region), paint: .series(styles.regions[region]),
          values: figures.workloads.map {
            (figures.saving(algorithm, added, region: region, workload: $0)?.meanOfRatios).finite
          })
      },
      columns: figures.workloads.map { PlainText($0) }, columnTitle: "Job")
  }

  // MARK: - A day in Central US

  private var dayTable: DataTable? {
    guard let day = insights.timeOfDay else { return nil }
    let grams = DataTable.Kind.number(.decimals(0))
    return DataTable(
      caption: Caption(
        title: "bert-finetune in Central US, by the hour at which it is started",
        subtitle:
          "Grams a run: the paper’s three days, which it does not date, and ours as means over all days, standard time",
        description: ""),
      columns: [
        .init("Start"), .init("Day 1, paper", grams), .init("Day 2, paper", grams), .init("Day 3, paper", grams),
        .init("Ours, mean", grams),
      ],
      rows: TimeOfDay.hours.indices.map { index in
        [.text(PlainText("\(TimeOfDay.hours[index].twoDigits):00"))]
          + PublishedDay.all.map { .number(FiniteNumber($0.grams[index])) }
          + [.number((day.emissions[index]?.grams).finite)]
      })
  }
}
