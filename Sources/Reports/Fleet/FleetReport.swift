package import CarbonScheduling
import Charts

/// The page of a fleet's plan: what it emits beside its yardsticks, how each site's capacity is used, and when jobs run.
///
///     FleetReport(of: plan, for: fleet, command: words).html
package struct FleetReport: Sendable {
  let plan: FleetPlan
  let fleet: Fleet
  let command: [String]

  /// - Parameter command: The words of the command line, the program's name first.
  package init(of plan: FleetPlan, for fleet: Fleet, command: [String]) {
    self.plan = plan
    self.fleet = fleet
    self.command = command
  }

  package var html: String {
    Page(
      title: "\(plan.schedules.count.grouped) jobs, one capacity: when they run", lead: lead,
      sections: [totalsSection] + plan.sites.indices.map(siteSection) + [jobsSection, methodSection]
    ).html
  }

  private var lead: Markup {
    var markup = Markup()
    let jobs = counted(plan.schedules.count, "job", "jobs")
    if let now = plan.runNow {
      let saved = Savings(baseline: now, emissions: plan.emissions)
      markup.lead(
        """
        \(strong: jobs) emit \(strong: mass(plan.emissions)) together in place of the \(mass(now)) of running at once: \
        \(mass(Emissions(grams: saved.grams))) or \(percent(saved.percent)) less.
        """)
    } else {
      markup.lead("\(strong: jobs) emit \(strong: mass(plan.emissions)) together.")
    }
    markup.paragraph(gapProse)
    if !plan.unplaced.isEmpty {
      markup.paragraph(
        "\(counted(plan.unplaced.count, "job has", "jobs have")) no place, and \(plan.unplaced.count == 1 ? "is" : "are") in none of the totals."
      )
    }
    return markup
  }

  private var gapProse: Prose {
    guard let gap = plan.gapPercent else { return "Against a bound of zero no gap can be given." }
    if gap == 0 { return "No plan of these jobs emits less: the bound that multipliers of capacity prove is met." }
    return """
      No plan of these jobs is below \(mass(Emissions(grams: plan.lowerBound))), as multipliers of capacity prove: this one is \
      within \(NumberFormat.significant(2).text(FiniteNumber(gap)))%.
      """
  }

  private var totalsSection: Page.Section {
    var body = Markup()
    func row(_ name: DataTable.Cell, _ grams: Double?, _ units: ((FleetPlan.SiteUse) -> [Int])?) -> [DataTable.Cell] {
      [
        name, .number(grams.flatMap { FiniteNumber($0) }),
        .number(units.flatMap { FiniteNumber(unitHoursTooMany($0)) }),
      ]
    }
    body.append(
      DataTable(
        caption: Caption(title: "The same jobs in four ways", description: ""),
        columns: [
          .init(""), .init("Emissions", .number(.mass(4), look: .bar)),
          .init("Unit-hours too many", .number(.significant(3))),
        ],
        rows: [
          row("run now", plan.runNow?.grams) { $0.unitsRunNow }, row("each alone", plan.alone.grams) { $0.unitsAlone },
          row("together", plan.emissions.grams) { $0.units },
        ] + (plan.cost == 0 ? [row("no plan below", plan.lowerBound, nil)] : [])
      ).markup(id: "totals-table"))
    return .init(id: "totals", name: "Totals", heading: "Run now, each alone, and together", body: body)
  }

  private func unitHoursTooMany(_ units: (FleetPlan.SiteUse) -> [Int]) -> Double {
    var sum = 0
    for site in plan.sites {
      for (used, capacity) in zip(units(site), site.capacity) { sum += max(0, used - capacity) }
    }
    return Double(sum) * Double(plan.step.components.seconds) / 3_600
  }

  private var methodSection: Page.Section {
    var body = Markup()
    body.paragraph(
      """
      Every unit of capacity has a multiplier for each step, which jobs are charged. With these each job is planned alone, \
      exactly; what all those plans cost, less the charge for all capacity, is what no plan can be below.
      """)
    if plan.roundedJobs > 0 {
      body.paragraph(
        """
        \(counted(plan.roundedJobs, "job's times or lengths do", "jobs' times or lengths do")) not fall on steps of \
        \(plan.step.words): releases are rounded up, latest ends down, lengths up.
        """)
    }
    if fleet.sites.map(\.trace).mixesSignals { body.paragraph(Prose(stringLiteral: mixedSignalsWarning)) }
    body.verbatim(ShellCommand(command).lines.map { PlainText($0) })
    return .init(id: "method", name: "Method", heading: "How this was planned", body: body)
  }
}
