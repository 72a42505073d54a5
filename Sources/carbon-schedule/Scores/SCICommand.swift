import CarbonCommands
import CarbonScheduling
import CarbonTraces
import CommandLineKit
import Reports

/// `carbon-schedule sci`: scores a measured job, and fails where it is over a budget.
struct SCICommand {
  static let planOption = Option.path(
    "plan", "FILE", "what 'plan --json' said of the job: sets planned, actual and run now side by side")
  static let traceOption = Option.path("trace", "FILE", "the grid's intensity over that time").required()
  static let regionOption = Option.text("region", "NAME", "which region of a trace file that holds several")
  static let acceptGapsOption = Option.flag(
    "accept-gaps", "score the job even if more than a tenth of the readings are left out")
  static let verboseOption = Option.flag("verbose", "list all that is left out, not only how much it is")
  static let startOption = Option.value(
    "start", "INSTANT", "with --hardware, when the job began", read: { try Instant(iso8601: $0) })
  static let durationOption = Option.value(
    "duration", "DURATION", "with --hardware, how long it ran", read: { try Duration(parsing: $0) })
  static let pueOption = Option.number(
    "pue", "what the building draws for each kWh of its computers", in: 1...100, default: 1)
  static let embodiedOption = Option.value(
    "embodied", "MASS", "what making the hardware emitted, such as 150kg", whenLeftOut: "0g",
    read: { try Emissions(parsing: $0) })
  static let lifetimeOption = Option.value(
    "lifetime", "DURATION", "how long the hardware serves: 4y, of 365 days each, or 1460d",
    read: { try Duration(parsingLifetime: $0) })
  static let resourceShareOption = Option.share(
    "resource-share", "how much of the hardware the job had: 25% for one GPU of four", above: 0, default: "100%")
  static let functionalUnitsOption = Option.number(
    "functional-units", "how many runs, users or requests it served", in: 1e-9...1e18, default: 1)
  static let budgetOption = Option.value(
    "budget", "MASS", "exit with 1 if the total is more than this, such as 5kg", read: { try Emissions(parsing: $0) })
  static let gapsOption = Option.value(
    "gaps", suggesting: ["reject", "fill=2h"], "what to do about slots that the trace lacks", default: "reject",
    read: { try GapPolicy(text: $0) })
  static let jsonOption = Option.flag("json", "print one JSON object instead of text")

  static let table = OptionTable(
    command: "carbon-schedule sci",
    summary:
      "Computes the Software Carbon Intensity of a measured job, its power log multiplied by a trace slot by slot.",
    options: [
      PowerLogInput.logOption, traceOption, regionOption, PowerLogInput.timeZoneOption,
      PowerLogInput.longestIntervalOption, acceptGapsOption, verboseOption,
      HardwareOptions.hardware.meaning("the boards it ran on, for a job without a power log: 8xA100-80GB"),
      HardwareOptions.utilisation, HardwareOptions.overhead, startOption, durationOption, pueOption, embodiedOption,
      lifetimeOption, resourceShareOption, functionalUnitsOption, budgetOption, gapsOption, jsonOption,
      planOption, PlanPictures.reportOption, ToolFormat.option, Verdict.junitOption,
    ] + TraceInput.options,
    example: "carbon-schedule sci --power-log power.csv --log-time-zone +09:00 --trace korea.csv --budget 5kg")

  static func run(_ words: [String]) throws -> ExitCode {
    let parsed = try table.parse(words)
    if try table.answersHelp(parsed) { return .success }
    let command = try SCICommand(parsed)
    let format = try ToolFormat.asked(parsed)
    let junit = try parsed[Verdict.junitOption]
    if junit == "-" {
      throw CommandFailure.usage("\(parsed.command): --junit goes to a file, not to standard output; name one.")
    }
    try parsed.checkOutputs()
    if try parsed[PlanPictures.reportOption] == "-", parsed.has(jsonOption) || format != nil {
      throw CommandFailure.usage(
        "\(parsed.command): one thing only can go to standard output; name a file for the other.")
    }
    let score = try command.score(parsed)
    let notes = PowerLogNotes(score.log, isVerbose: try parsed[verboseOption])
    if let path = try parsed[PlanPictures.reportOption] {
      let page = ScoreReport(
        of: score.sci, log: score.log, on: score.trace,
        circumstances: .init(
          command: ["carbon-schedule"] + CommandLine.arguments.dropFirst(), pue: score.pue, outcome: score.outcome,
          notes: notes.lines))
      try Output.write(page.html, to: path)
    }
    if try parsed[PlanPictures.reportOption] == "-" {
      for line in notes.lines { Output.note("\(parsed.command): \(line)") }
    } else if try parsed[jsonOption] || format != nil {
      let text =
        if let format { try ToolOutput(score, parsed).text(as: format) } else { try json(SCIDocument(score)) }
      try Output.write(text, to: "-")
      for line in notes.lines { Output.note("\(parsed.command): \(line)") }
    } else {
      try Output.write(score.text(notes), to: "-")
    }
    let verdict = Verdict(score, budget: command.budget, acceptsGaps: try parsed[acceptGapsOption])
    if let junit { try Output.write(verdict.junit(budget: command.budget), to: junit) }
    if let sentence = verdict.sentence { Output.note("\(parsed.command): \(sentence)") }
    return verdict.exitCode
  }

  private let work: Work
  private let tracePath: String
  private let planPath: String?
  private let pue: Double
  private let embodied: Emissions?
  private let lifetime: Duration?
  private let resourceShare: Double
  private let functionalUnits: Double
  private let budget: Emissions?
  private let gaps: GapPolicy

  /// What says how much power the job drew.
  private enum Work {
    case logs(PowerLogInput)
    case hardware(HardwarePower, start: Instant, duration: Duration)

    /// What an error about it names.
    var name: String {
      switch self {
      case .logs(let input): input.paths.count == 1 ? input.paths[0] : "\(input.paths.count) power logs"
      case .hardware: "--hardware"
      }
    }
  }

  /// Reads and checks everything that can be checked without the files.
  private init(_ parsed: ParsedOptions) throws(CommandFailure) {
    let hardware = try HardwareOptions.power(parsed)
    let logs = try parsed[PowerLogInput.logOption]
    if let hardware {
      guard logs.isEmpty else {
        throw .usage("\(parsed.command): --power-log and --hardware say the same; give one.")
      }
      guard let start = try parsed[Self.startOption], let duration = try parsed[Self.durationOption] else {
        throw .usage("\(parsed.command): --hardware needs --start INSTANT and --duration DURATION, when the job ran.")
      }
      work = .hardware(hardware, start: start, duration: duration)
      HardwareOptions.note(hardware, parsed)
    } else {
      work = .logs(try PowerLogInput(parsed))
      if let stray = parsed.first(of: [Self.startOption, Self.durationOption]) {
        throw .usage("\(parsed.command): --\(stray.name) goes with --hardware; a power log says when the job ran.")
      }
    }
    tracePath = try parsed[Self.traceOption]
    planPath = try parsed[Self.planOption]
    guard (logs + [tracePath, planPath ?? ""]).count(where: { $0 == "-" }) <= 1 else {
      throw .usage("\(parsed.command): --power-log, --trace and --plan: one only can be standard input; name a file.")
    }
    pue = try parsed[Self.pueOption]
    embodied = try parsed[Self.embodiedOption]
    lifetime = try parsed[Self.lifetimeOption]
    guard (embodied == nil) == (lifetime == nil) else {
      throw .usage("\(parsed.command): --embodied and --lifetime go together; give both or none.")
    }
    resourceShare = try parsed[Self.resourceShareOption]
    functionalUnits = try parsed[Self.functionalUnitsOption]
    budget = try parsed[Self.budgetOption]
    gaps = try parsed[Self.gapsOption]
  }

  private func score(_ parsed: ParsedOptions) throws(CommandFailure) -> Score {
    let figures = try planPath.map { path throws(CommandFailure) in try PlanFile.figures(path) }
    let log = try log(parsed)
    let trace = try TraceInput(parsed).trace([tracePath], region: parsed[Self.regionOption]).handlingGaps(gaps)
    do throws(AccountingError) {
      let operational = try OperationalEmissions(of: log, on: trace, pue: pue)
      var share = Emissions(grams: 0)
      if let embodied, let lifetime {
        share = try EmbodiedEmissions(total: embodied, lifetime: lifetime, resourceShare: resourceShare)
          .share(of: log.duration)
      }
      let sci = try SoftwareCarbonIntensity(
        operational: operational, embodied: share, functionalUnits: functionalUnits)
      return Score(
        log: log, trace: trace, pue: pue, sci: sci,
        outcome: figures.map { PlanOutcome(of: $0, actual: operational, on: trace, pue: pue) })
    } catch {
      throw CommandFailure(.badData, "\(work.name): \(error)")
    }
  }

  private func log(_ parsed: ParsedOptions) throws(CommandFailure) -> PowerLog {
    switch work {
    case .logs(let input): return try input.log()
    case .hardware(let hardware, let start, let duration):
      do {
        return try PowerLog(of: hardware, from: start, for: duration)
      } catch {
        throw .usage("\(parsed.command): \(error)")
      }
    }
  }
}

/// A score and what it was made from.
struct Score {
  let log: PowerLog
  let trace: IntensityTrace
  let pue: Double
  let sci: SoftwareCarbonIntensity
  /// What came of the job's plan, where one was given.
  var outcome: PlanOutcome?
}
