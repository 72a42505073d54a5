import CarbonScheduling
import Charts

/// What the plan rests on.
extension PlanReport {
  private var signalWords: PlainText {
    switch trace.signal {
    case .marginal: "marginal intensity"
    case .average: "average intensity"
    case .unknown: "the trace does not say whether marginal or average"
    }
  }

  var methodSection: Page.Section {
    var body = Markup()
    body.list([
      """
      Emissions are the job’s energy in each slot times the slot’s intensity (\(signalWords), in slots of \
      \(trace.slot.words)). The yardstick is one run from the release.
      """,
      "The plan is exact for this trace. If the trace is a forecast, what comes may differ.",
      "Only the energy given for the job and its resumes counts: no cooling, no idle machines, no share of making the hardware.",
      "Intensities: \(trace.source ?? "source unknown").",
    ])
    body.subheading("To reproduce this page")
    body.verbatim(ShellCommand(circumstances.command).lines.map { PlainText($0) })
    return .init(id: "method", name: "Method", heading: "Method, trace, caveats", body: body)
  }
}
