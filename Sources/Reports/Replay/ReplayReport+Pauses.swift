import CarbonReplay
import CarbonScheduling
import Charts

/// How often Pause and Resume pauses.
extension ReplayReport {
  var pausesSection: Page.Section {
    var body = Markup()
    let cells = figures.workloads.flatMap { workload in
      figures.addedTimes.map { (workload: workload, added: $0, pauses: pausesPerHour(workload, $0)) }
    }
    var heading: PlainText = "Pauses per hour"
    if let most = cells.max(by: { ($0.pauses ?? 0) < ($1.pauses ?? 0) }), let pauses = most.pauses {
      heading =
        "At most \(NumberFormat.significant(2).text(FiniteNumber(pauses))) pauses an hour, for "
        + "\(PlainText(most.workload)) at \(most.added.label)"
      body.paragraph(
        """
        A pause is an interior gap between two runs; its hour is one of the whole window, from release to latest end. \
        Pausing and resuming are free and instant here. Where they are not, a long job loses little by it; a short one \
        may lose all it gains.
        """)
      body.chart(pausesChart, id: "pauses-per-hour")
    } else {
      body.paragraph("No job fits its trace.")
    }
    return .init(id: "pauses", name: "Pauses", heading: heading, body: body)
  }

  private var pausesChart: HeatMap {
    HeatMap(
      caption: Caption(
        title: "Pauses per hour of Pause and Resume", subtitle: "Mean of regions and releases",
        description: "A row for each job, a column for each added time."),
      quantity: .plain(unit: ""),
      rows: figures.workloads.map { workload in
        .init(
          name: PlainText(workload), paint: .series(styles.workloads[workload]),
          values: figures.addedTimes.map { pausesPerHour(workload, $0).finite })
      },
      columns: figures.addedTimes.map(\.label), columnTitle: "Added time")
  }

  private func pausesPerHour(_ workload: String, _ added: AddedTime) -> Double? {
    figures.saving(.pauseAndResume, added, workload: workload)?.pausesPerHour
  }
}
