import CarbonScheduling
import Charts

/// How sites are used over time, and when jobs run.
extension FleetReport {
  /// So many jobs have a lane in a chart; all are in the table below.
  private static let mostLanes = 12
  /// So many jobs have a row.
  private static let mostRows = 500

  func siteSection(_ index: Int) -> Page.Section {
    let site = plan.sites[index]
    let region = PlainText(site.region)
    var body = Markup()
    let used = site.units.reduce(0, +)
    let capacity = site.capacity.reduce(0, +)
    body.paragraph(
      """
      Together the jobs use \(percent(capacity == 0 ? 0 : 100 * Double(used) / Double(capacity))) of the capacity; most at \
      once \(site.units.max() ?? 0) of \(counted(site.capacity.max() ?? 0, "unit", "units")), where planning each alone would use \
      \(site.unitsAlone.max() ?? 0).
      """)
    body.chart(
      units(site.unitsRunNow, "Before: units in use if every job runs at once", site), id: ElementID("before-\(index)"))
    body.chart(
      units(site.unitsAlone, "Units in use if every job is planned alone", site), id: ElementID("alone-\(index)"))
    body.chart(units(site.units, "After: units in use, planned together", site), id: ElementID("after-\(index)"))
    body.chart(intensity(index), id: ElementID("intensity-\(index)"))
    if site.multipliers.contains(where: { $0 > 0 }) {
      body.chart(
        SteppedAreaChart(
          caption: Caption(
            title: "What one unit more would be worth, by step",
            description: "Above zero only where the capacity is used up."),
          y: ValueAxis("Worth of a unit more", .plain(unit: "g")), start: start, step: step,
          values: site.multipliers.map { FiniteNumber($0) }), id: ElementID("multipliers-\(index)"))
    }
    return .init(id: ElementID("site-\(index)"), name: region, heading: "How \(region) is used", body: body)
  }

  private var start: Int { Int(plan.start.secondsSince1970) }
  private var step: Int { Int(plan.step.components.seconds) }

  private func units(_ values: [Int], _ title: PlainText, _ site: FleetPlan.SiteUse) -> SteppedAreaChart {
    var over: [Range<Int>] = []
    for (index, value) in values.enumerated() where value > site.capacity[index] {
      over.appendJoining(start + index * step..<start + (index + 1) * step)
    }
    return SteppedAreaChart(
      caption: Caption(title: title, description: "At most \(values.max() ?? 0) at once."),
      y: ValueAxis("Units", .plain(unit: "")), start: start, step: step,
      values: values.map { FiniteNumber(Double($0)) },
      highlights: over.isEmpty
        ? [] : [.init(name: "more than there are", paint: .series(AlgorithmStyles.runNow), runs: over)])
  }

  /// The intensity, with the runs of the jobs that emit most.
  private func intensity(_ index: Int) -> SteppedAreaChart {
    let site = fleet.sites[index]
    let shown = plan.schedules.filter { $0.region == site.region }
      .sorted { ($1.emissions.grams, $0.job) < ($0.emissions.grams, $1.job) }.prefix(Self.mostLanes)
    let values = plan.sites[index].units.indices.map { offset in
      site.trace.value(at: plan.start.advanced(by: .seconds(Int64(offset * step)))).flatMap { FiniteNumber($0) }
    }
    return SteppedAreaChart(
      caption: Caption(
        title: "The grid’s carbon intensity, and when the jobs run that emit most",
        description: "\(counted(shown.count, "job", "jobs")) of \(plan.schedules.count.grouped)."),
      y: ValueAxis("Carbon intensity", .plain(unit: "g/kWh")), start: start, step: step, values: values,
      highlights: shown.enumerated().map { number, schedule in
        .init(
          name: PlainText(schedule.job), paint: .series(SeriesStyle(slot: number)),
          runs: schedule.runs.map { Int($0.start.secondsSince1970)..<Int($0.end.secondsSince1970) })
      })
  }

  var jobsSection: Page.Section {
    var body = Markup()
    let rows = plan.schedules.prefix(Self.mostRows).map { schedule -> [DataTable.Cell] in
      let first = schedule.runs.first
      return [
        .text(PlainText(schedule.job)), .text(PlainText(schedule.region)),
        .text(first.map { $0.start.words } ?? ""), .text(schedule.runs.last.map { $0.end.words } ?? ""),
        .number(FiniteNumber(Double(schedule.runs.count))), .number(FiniteNumber(schedule.emissions.grams)),
        .number(schedule.baseline.flatMap { FiniteNumber($0.grams) }),
      ]
    }
    body.append(
      DataTable(
        caption: Caption(
          title: "The jobs", subtitle: "Times are UTC; run now is what each would emit at its release", description: ""),
        columns: [
          .init("Job"), .init("Region"), .init("Start"), .init("End"), .init("Runs", .number(.decimals(0))),
          .init("Emissions", .number(.mass(3), look: .bar)), .init("Run now", .number(.mass(3))),
        ], rows: Array(rows)
      ).markup(id: "jobs-table"))
    if plan.schedules.count > Self.mostRows {
      body.note("The first \(Self.mostRows) of \(plan.schedules.count) are shown; the command line's JSON has all.")
    }
    if !plan.unplaced.isEmpty {
      body.subheading("Without a place")
      body.list(plan.unplaced.prefix(Self.mostRows).map { "\($0.job): \($0.shortage.description)" })
    }
    return .init(id: "jobs", name: "Jobs", heading: "When each job runs", body: body)
  }
}
