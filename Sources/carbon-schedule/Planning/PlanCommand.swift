import CarbonCommands
import CarbonScheduling
import CommandLineKit

/// `carbon-schedule plan`: plans one job on one trace.
struct PlanCommand {
  static let table = OptionTable(
    command: "carbon-schedule plan",
    summary: "Chooses when a job runs so that it emits least, and says how much less that is than running it at once.",
    options: PlanRequest.traceOptions + [PlanHistory.option] + PlanRequest.options + ForecastOptions.gates + [
      PlanRequest.jsonOption, ToolFormat.option,
    ]
      + PlanPictures.options
      + TraceInput.options + SchedulerScript.options,
    example: "carbon-schedule plan --trace west-us.csv --duration 6h --power 0.52kW --added-time 24h")

  @Sendable static func run(_ words: [String]) throws -> ExitCode {
    let parsed = try table.parse(words)
    if try table.answersHelp(parsed) { return .success }
    // Before anything is read: an input must not be overwritten, whatever is in it.
    try parsed.checkOutputs()
    let history = try PlanHistory(parsed)
    let isGiven = history == nil || parsed.has(PlanRequest.traceOption)
    let path = isGiven ? try parsed[PlanRequest.traceOption].joined(separator: ", ") : history?.path ?? ""
    let script = try SchedulerScript(parsed)
    let format = try ToolFormat.asked(parsed)
    if format != nil, script != nil {
      throw CommandFailure.usage("\(parsed.command): --as and --emit both go to standard output; give one.")
    }
    let request = try PlanRequest(parsed)
    let gate = try PlanGate(parsed, request, hasHistory: history != nil)
    let pictures = try PlanPictures(parsed)
    let (trace, profileFrom) = try PlanHistory.trace(
      isGiven ? try request.trace(parsed) : nil, continuedBy: history, for: request, parsed.command)
    var plan = try Plan(request, on: trace, from: path)
    let outlook = history.map { $0.outlook(for: plan, request, profileFrom: profileFrom) }
    let verdict = gate?.answer(on: plan, outlook)
    if verdict?.waits == false { plan = try plan.atOnce(request, from: path) }
    Output.note(plan.schedule.roundings, parsed)
    try pictures.write(plan) { added in
      try? request.scheduling(within: added).schedule(plan.job, on: plan.trace, releasedAt: plan.schedule.release)
    }
    if pictures.printsInstead { return .success }
    for warning in script?.warnings(on: plan, now: request.clock.now) ?? [] {
      Output.note("\(table.command): \(warning)")
    }
    if let format {
      try Output.write(try ToolOutput(plan, parsed).text(as: format), to: "-")
      return .success
    }
    let text =
      try script?.text(of: plan)
      ?? (parsed[PlanRequest.jsonOption]
        ? try json(PlanDocument(plan, outlook, verdict))
        : plan.text(by: request.clock) + (verdict?.text ?? "") + (outlook?.text(verdict) ?? ""))
    try Output.write(text, to: "-")
    return .success
  }
}

/// A schedule and what it was made from.
struct Plan {
  let algorithm: Algorithm
  let job: Workload
  let trace: IntensityTrace
  let schedule: Schedule
  /// The latest end that was asked for.
  let deadline: Instant
  /// Whether a price was weighed.
  var isPriced = false
}

extension Plan {
  /// Plans what was asked for.
  init(_ request: PlanRequest, on trace: IntensityTrace, from path: String) throws(CommandFailure) {
    do {
      let release = request.release ?? trace.start
      schedule = try request.scheduling(within: request.addedTime).schedule(
        request.job, on: trace, releasedAt: release)
      if request.algorithm == .runNow, case .deadline(let latestEnd) = request.addedTime {
        // Running now needs no added time, but a deadline may still come too early for it.
        _ = try request.addedTime.seconds(for: request.job, releasedAt: release)
        deadline = latestEnd
      } else {
        deadline = schedule.deadline
      }
    } catch {
      throw request.failure(error, on: path)
    }
    algorithm = request.algorithm
    job = request.job
    isPriced = request.isPriced
    self.trace = trace
  }
}
