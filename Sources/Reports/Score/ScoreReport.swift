package import CarbonScheduling
import Charts

/// The page of a score: what a measured job emitted and why, and what came of its plan.
///
///     ScoreReport(of: sci, log: log, on: trace, circumstances: .init(command: words, pue: 1.2)).html
package struct ScoreReport: Sendable {
  let sci: SoftwareCarbonIntensity
  let log: PowerLog
  let trace: IntensityTrace
  let circumstances: Circumstances

  /// What a score does not know of itself.
  package struct Circumstances: Sendable {
    /// The words of the command line, the program's name first.
    package var command: [String]
    package var pue: Double
    /// What came of the job's plan, where there was one.
    package var outcome: PlanOutcome?
    /// Sentences about what was left out or assumed.
    package var notes: [String]

    package init(command: [String], pue: Double, outcome: PlanOutcome? = nil, notes: [String] = []) {
      (self.command, self.pue, self.outcome, self.notes) = (command, pue, outcome, notes)
    }
  }

  package init(of sci: SoftwareCarbonIntensity, log: PowerLog, on trace: IntensityTrace, circumstances: Circumstances) {
    (self.sci, self.log, self.trace, self.circumstances) = (sci, log, trace, circumstances)
  }

  package var html: String {
    Page(
      title: "What the job emitted\(place)", lead: lead,
      sections: [timeSection, outcomeSection, partsSection, devicesSection, methodSection].compactMap(\.self)
    ).html
  }

  private var place: PlainText { trace.region.map { " in \(PlainText($0))" } ?? "" }

  private var lead: Markup {
    var markup = Markup()
    let time: PlainText = "from \(log.start.words) to \(log.end.words) UTC"
    markup.lead(
      """
      The job emitted \(strong: mass(sci.total)), as much as \(everyday(sci.total)). It drew \
      \(kilowattHours(sci.operational.energy)) \(time).
      """)
    guard let outcome = circumstances.outcome else { return markup }
    guard let savings = outcome.savings, let yardstick = outcome.yardstick else {
      markup.paragraph("The trace lacks the time at once, so that there is nothing to compare that with.")
      return markup
    }
    let share: PlainText = savings.percent.map { " or \(percent(abs($0)))" } ?? ""
    markup.paragraph(
      """
      At once, the same energy would have emitted \(mass(yardstick)): \
      \(strong: mass(Emissions(grams: abs(savings.grams))) + share) \(savings.grams < 0 ? "less" : "more").
      """)
    return markup
  }

  private var partsSection: Page.Section {
    var body = Markup()
    let operational = sci.operational
    body.append(
      DataTable(
        caption: Caption(
          title: "Parts of the score",
          subtitle: "Of \(NumberFormat.significant(3).text(FiniteNumber(sci.functionalUnits))) functional units",
          description: ""),
        columns: [.init("Part"), .init("Emissions", .number(.mass(4), look: .bar))],
        rows: [
          ["operational (E × I)", .number(FiniteNumber(operational.emissions.grams))],
          ["embodied (M)", .number(FiniteNumber(sci.embodied.grams))],
          ["total", .number(FiniteNumber(sci.total.grams))],
          ["SCI, for each functional unit", .number(FiniteNumber(sci.gramsPerUnit))],
          ["operational, by averages", .number(FiniteNumber(operational.averageMethod.grams))],
        ]
      ).markup(id: "parts-table"))
    return .init(id: "parts", name: "Parts", heading: "What the emissions consist of", body: body)
  }

  private var devicesSection: Page.Section? {
    guard log.deviceCount > 1 else { return nil }
    var body = Markup()
    body.append(
      DataTable(
        caption: Caption(title: "Devices", description: ""),
        columns: [
          .init("Device"), .init("Energy", .number(.significant(3, unit: "kWh"), look: .bar)),
          .init("Emissions", .number(.mass(3))),
        ],
        rows: sci.operational.devices.enumerated().map { number, device in
          [
            .text(PlainText(deviceNames[number])), .number(FiniteNumber(device.energy.kilowattHours)),
            .number(FiniteNumber(device.emissions.grams)),
          ]
        }
      ).markup(id: "devices-table"))
    return .init(
      id: "devices", name: "Devices", heading: counted(log.deviceCount, "device", "devices"), body: body)
  }

  private var deviceNames: [String] {
    log.devices.enumerated().map { number, device in
      [device.log, device.uuid ?? device.busID ?? "\(device.index ?? number)"].compactMap(\.self).joined(separator: " ")
    }
  }

  private var methodSection: Page.Section {
    var body = Markup()
    body.list(
      [
        """
        Emissions are the measured power times the grid’s intensity, slot by slot, with a PUE of \
        \(NumberFormat.significant(3).text(FiniteNumber(circumstances.pue))), plus the hardware’s embodied emissions, divided \
        by the functional units: SCI = ((E × I) + M) / R.
        """
      ]
        + (circumstances.outcome == nil
          ? []
          : [
            """
            A plan’s energy is spread evenly over its runs and multiplied by the PUE; its forecast is what it said itself. \
            The saving compares times, not energies: running at once is given the energy that the job really drew.
            """
          ]) + circumstances.notes.map { Prose(stringLiteral: $0) })
    body.subheading("To reproduce this page")
    body.verbatim(ShellCommand(circumstances.command).lines.map { PlainText($0) })
    return .init(id: "method", name: "Method", heading: "Method and caveats", body: body)
  }
}
