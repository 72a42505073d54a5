import CarbonReplay
import CarbonScheduling
import Charts

/// How the figures were made, from what, and what to keep in mind.
extension ReplayReport {
  var methodSection: Page.Section {
    var body = Markup()
    body.subheading("Method")
    body.list([
      """
      Emissions are the sum over slots of a job’s energy in the slot, times the slot’s intensity. The yardstick is the \
      same job started at its release.
      """,
      """
      Flexible Start takes the one uninterrupted run that emits least of all that begin within the added time after the \
      release. Pause and Resume takes the cleanest slots between release and latest end.
      """,
      """
      A release counts if its whole window lies inside the trace. A percentage is the mean of each release’s own \
      percentage, releases that emit nothing left out; grams are means of all releases.
      """,
      "After Dodge et al., “Measuring the Carbon Intensity of AI in Cloud Instances”, FAccT 2022.",
    ])
    body.subheading("Caveats")
    body.list([
      replay.foresight == nil
        ? "Hindsight: plans know the trace they are judged by. With forecasts, savings are smaller."
        : "Forecasts are made of what was published by then; plans are judged on the trace.",
      "Pauses are instant and free, durations known, and power is constant while a job runs.",
      "Only the energy given for a job counts: no cooling, no idle machines, no share of making the hardware.",
      "One job at a time: nothing here asks whether a machine is free at the hour chosen, or what many movers do to a grid.",
      "A percentage of a small baseline looks better than it is. Read the grams beside it.",
    ])
    body.subheading("Traces")
    body.list(circumstances.traceNotes.map { "\($0)" })
    body.append(tracesTable.markup(id: "traces"))
    body.subheading("To reproduce this page")
    body.verbatim(ShellCommand(circumstances.command).lines.map { PlainText($0) })
    return .init(id: "method", name: "Method", heading: "Method, traces, caveats", body: body)
  }

  private var tracesTable: DataTable {
    DataTable(
      caption: Caption(
        title: "What was replayed", subtitle: "Intensities by region, on the slots of the replay", description: ""),
      columns: [
        .init("Region"),
        .init("Mean g/kWh", .number(intensityFormat(of: regions.map(\.trace.meanIntensity)), look: .bar)),
        .init("Signal"), .init("Provenance"),
        .init("From, UTC"),
        .init("To, UTC"), .init("Slots", .number(.decimals(0))), .init("Source"),
      ],
      rows: regions.map { region in
        let trace = region.trace
        return [
          regionCell(region.name), .number(FiniteNumber(trace.meanIntensity)), .text(PlainText(trace.signal.rawValue)),
          .text(PlainText(trace.provenance.description)),
          .text(trace.start.words), .text(trace.end.words), .number(FiniteNumber(trace.slotCount)),
          .text(PlainText(trace.source ?? "unknown")),
        ]
      })
  }
}
