import CarbonCommands
import CarbonScheduling
import CommandLineKit

/// `carbon-schedule fleet`: plans many jobs that share a capacity.
struct FleetCommand {
  static let reportOption = Option.output("report", "FILE", "write a page with charts as HTML; - is standard output")

  static let jsonOption = Option.flag("json", "print JSON instead of a table")

  static let table = OptionTable(
    command: "carbon-schedule fleet",
    summary: "Plans many jobs that share a capacity, together, and proves how far the plan can be from the best one.",
    options: FleetRequest.options + [jsonOption] + FleetScript.options
      + [reportOption]
      + TraceInput.formatOptions,
    example: "carbon-schedule fleet --jobs jobs.csv --capacity 64 --trace west-us.csv")

  @Sendable static func run(_ words: [String]) throws -> ExitCode {
    let parsed = try table.parse(words)
    if try table.answersHelp(parsed) { return .success }
    let script = try FleetScript(parsed)
    let report = try parsed[reportOption]
    try parsed.checkOutputs()
    if report == "-", parsed.has(jsonOption) || script != nil {
      throw CommandFailure.usage(
        "\(parsed.command): one thing only can go to standard output; name a file for the page.")
    }
    let request = try FleetRequest(parsed)
    let plan = try request.plan()
    if let report {
      try Output.write(FleetPage(plan, request, command: ["carbon-schedule", "fleet"] + words).html, to: report)
    }
    if report == "-" { return .success }
    let text = try script?.text(of: plan) ?? (parsed[jsonOption] ? try json(FleetDocument(plan)) : Self.text(plan))
    try Output.write(text, to: "-")
    return .success
  }

  /// The table: the same jobs run now, each planned alone, planned together, and the bound.
  static func text(_ plan: FleetPlan) -> String {
    var table = TextTable(
      columns: [.left(""), .right("emissions"), .right("saved"), .right("percent"), .right("unit-hours too many")])
    let now = plan.runNow
    func row(_ name: String, _ grams: Double, over: Double?) {
      var saved = ["", ""]
      if let now {
        let savings = Savings(baseline: now, emissions: Emissions(grams: grams))
        saved = [massText(grams: savings.grams), now.grams > 0 ? percentText(savings.percent) : ""]
      }
      table.add([name, massText(grams: grams)] + saved + [over.map { significant($0) } ?? ""])
    }
    if let now { row("run now", now.grams, over: plan.excess { $0.unitsRunNow }) }
    row("each alone", plan.alone.grams, over: plan.excess { $0.unitsAlone })
    row("together", plan.emissions.grams, over: plan.excess { $0.units })
    if plan.cost == 0 { row("no plan below", plan.lowerBound, over: nil) }
    let jobs = "\(plan.schedules.count) \(plan.schedules.count == 1 ? "job" : "jobs")"
    var lines = ["\(jobs) in steps of \(plan.step.compactDescription), \(gapWords(plan))", "", table.description]
    if plan.roundedJobs > 0 {
      lines += [
        "",
        "\(plan.roundedJobs) jobs' times or lengths do not fall on steps of \(plan.step.compactDescription): releases are "
          + "rounded up, latest ends down, lengths up, and energy spread over all steps.",
      ]
    }
    if !plan.unplaced.isEmpty {
      lines += ["", "\(plan.unplaced.count) without a place, and in none of the totals:"]
      lines += plan.unplaced.map { "  \(printable($0.job)): \($0.shortage)" }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func gapWords(_ plan: FleetPlan) -> String {
    guard let gap = plan.gapPercent else { return "no gap can be given against a bound of zero" }
    return gap == 0 ? "proven optimal" : "proven within \(significant(gap)) % of the best plan"
  }
}

extension FleetPlan {
  /// How many unit-hours are used beyond the capacity.
  func excess(_ units: (SiteUse) -> [Int]) -> Double {
    var sum = 0
    for site in sites {
      for (used, capacity) in zip(units(site), site.capacity) { sum += max(0, used - capacity) }
    }
    return Double(sum) * Double(step.components.seconds) / 3_600
  }
}
