import CarbonCommands
import CarbonScheduling
import CarbonTraces
import CommandLineKit
import Reports

/// `carbon-schedule sci`: scores a measured job, and fails where it is over a budget.
struct SCICommand {
  static let planOption = Option.path(
    "plan", "FILE", "what 'plan --json' said of the job: sets planned, actual and run now side by side")

  static let table = OptionTable(
    command: "carbon-schedule sci",
    summary:
      "Computes the Software Carbon Intensity of a measured job, its power log multiplied by a trace slot by slot.",
    options: [
      CommandOption(
        "power-log", value: "FILE",
        "what the job drew: CSV of nvidia-smi, or CodeCarbon's emissions.csv; - is stdin; once for each node, or each "
          + "stretch of a paused job", isRepeatable: true),
      CommandOption("trace", value: "FILE", "the grid's intensity over that time"),
      CommandOption("region", value: "NAME", "which region of a trace file that holds several"),
      CommandOption(
        "log-time-zone", value: "ZONE",
        "the clock of a log whose stamps have no zone: +09:00, Z, or a name such as Europe/Berlin, which knows summer time"
      ),
      CommandOption(
        "longest-interval", value: "DURATION", "how far apart readings may be before the time between is a gap",
        whenLeftOut: "three times the usual"),
      CommandOption(
        "accept-gaps", "score the job even if more than a tenth of the readings are left out"),
      CommandOption("verbose", "list all that is left out, not only how much it is"),
    ] + HardwareOptions.options.map(\.definition.forScore) + [
      CommandOption("start", value: "INSTANT", "with --hardware, when the job began"),
      CommandOption("duration", value: "DURATION", "with --hardware, how long it ran"),
      CommandOption(
        "pue", value: "NUMBER", "what the building draws for each kWh of its computers", whenLeftOut: "1"),
      CommandOption("embodied", value: "MASS", "what making the hardware emitted, such as 150kg", whenLeftOut: "0g"),
      CommandOption("lifetime", value: "DURATION", "how long the hardware serves: 4y, of 365 days each, or 1460d"),
      CommandOption(
        "resource-share", value: "PERCENT", "how much of the hardware the job had: 25% for one GPU of four",
        whenLeftOut: "100%"),
      CommandOption(
        "functional-units", value: "NUMBER", "how many runs, users or requests it served", whenLeftOut: "1"),
      CommandOption("budget", value: "MASS", "exit with 1 if the total is more than this, such as 5kg"),
      CommandOption(
        "gaps", value: "reject|fill=2h", "what to do about slots that the trace lacks", whenLeftOut: "reject"),
      planOption, PlanPictures.reportOption,
      CommandOption("json", "print one JSON object instead of text"), ToolFormat.option, Verdict.junitOption,
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
    if try parsed[PlanPictures.reportOption] == "-", parsed.has("json") || format != nil {
      throw CommandFailure.usage(
        "\(parsed.command): one thing only can go to standard output; name a file for the other.")
    }
    let score = try command.score(parsed)
    let notes = PowerLogNotes(score.log, isVerbose: parsed.has("verbose"))
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
    } else if parsed.has("json") || format != nil {
      let text =
        if let format { try ToolOutput(score, parsed).text(as: format) } else { try json(SCIDocument(score)) }
      try Output.write(text, to: "-")
      for line in notes.lines { Output.note("\(parsed.command): \(line)") }
    } else {
      try Output.write(score.text(notes), to: "-")
    }
    let verdict = Verdict(score, budget: command.budget, acceptsGaps: parsed.has("accept-gaps"))
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
    let logs = parsed.values("power-log")
    if let hardware {
      guard logs.isEmpty else {
        throw .usage("\(parsed.command): --power-log and --hardware say the same; give one.")
      }
      guard let start = try parsed.value("start", Instant.init(iso8601:)),
        let duration = try parsed.value("duration", { try Duration(parsing: $0) })
      else {
        throw .usage("\(parsed.command): --hardware needs --start INSTANT and --duration DURATION, when the job ran.")
      }
      work = .hardware(hardware, start: start, duration: duration)
      HardwareOptions.note(hardware, parsed)
    } else {
      work = .logs(try PowerLogInput(parsed))
      if let stray = ["start", "duration"].first(where: { parsed.has($0) }) {
        throw .usage("\(parsed.command): --\(stray) goes with --hardware; a power log says when the job ran.")
      }
    }
    tracePath = try parsed.required("trace", "FILE")
    planPath = try parsed[Self.planOption]
    guard (logs + [tracePath, planPath ?? ""]).count(where: { $0 == "-" }) <= 1 else {
      throw .usage("\(parsed.command): --power-log, --trace and --plan: one only can be standard input; name a file.")
    }
    pue = try parsed.number("pue", from: 1, to: 100) ?? 1
    embodied = try parsed.value("embodied", Emissions.init(parsing:))
    lifetime = try parsed.value("lifetime") { try Duration(parsingLifetime: $0) }
    guard (embodied == nil) == (lifetime == nil) else {
      throw .usage("\(parsed.command): --embodied and --lifetime go together; give both or none.")
    }
    resourceShare = try parsed.percentage("resource-share") ?? 1
    functionalUnits = try parsed.number("functional-units", from: 1e-9, to: 1e18) ?? 1
    budget = try parsed.value("budget", Emissions.init(parsing:))
    gaps = try parsed.value("gaps", GapPolicy.init(text:)) ?? .reject
  }

  private func score(_ parsed: ParsedOptions) throws(CommandFailure) -> Score {
    let figures = try planPath.map { path throws(CommandFailure) in try PlanFile.figures(path) }
    let log = try log(parsed)
    let trace = try TraceInput(parsed).trace(parsed.values("trace"), region: parsed.value("region")).handlingGaps(gaps)
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

extension CommandOption {
  /// An option of a plan's power, in the words of a score.
  fileprivate var forScore: CommandOption {
    CommandOption(
      name, value: value,
      name == "hardware" ? "the boards it ran on, for a job without a power log: 8xA100-80GB" : meaning,
      whenLeftOut: whenLeftOut)
  }
}

extension ParsedOptions {
  /// A plain number in a range.
  func number(_ name: String, from least: Double, to most: Double) throws(CommandFailure) -> Double? {
    guard let text = value(name) else { return nil }
    guard let number = Double(decimal: text), number >= least, number <= most else {
      throw .usage("\(command): --\(name): '\(text)' is not a number from \(least) to \(most).")
    }
    return number
  }

  /// A percentage above 0, at most 100, as a share of one.
  func percentage(_ name: String) throws(CommandFailure) -> Double? {
    guard let text = value(name) else { return nil }
    guard text.hasSuffix("%"), let number = Double(decimal: text.dropLast()), number > 0, number <= 100 else {
      throw .usage("\(command): --\(name): '\(text)' is not a percentage above 0, at most 100; write it like 25%.")
    }
    return number / 100
  }
}
