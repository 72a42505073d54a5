import CarbonCommands
import CarbonScheduling
import CarbonTraces
import CommandLineKit

/// `carbon-schedule sci`: scores a measured job, and fails where it is over a budget.
struct SCICommand {
  static let table = OptionTable(
    command: "carbon-schedule sci",
    summary:
      "Computes the Software Carbon Intensity of a measured job, its power log multiplied by a trace slot by slot.",
    options: [
      CommandOption(
        "power-log", value: "FILE", "what the job drew: CSV of nvidia-smi, or CodeCarbon's emissions.csv; - is stdin"),
      CommandOption("trace", value: "FILE", "the grid's intensity over that time"),
      CommandOption("region", value: "NAME", "which region of a trace file that holds several"),
      CommandOption(
        "log-time-zone", value: "OFFSET", "the clock of a log whose stamps have no zone: +09:00, -08:00 or Z"),
      CommandOption(
        "longest-interval", value: "DURATION", "how far apart readings may be before the time between is a gap",
        whenLeftOut: "three times the usual"),
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
      CommandOption("json", "print one JSON object instead of text"),
    ] + TraceInput.formatOptions,
    example: "carbon-schedule sci --power-log power.csv --log-time-zone +09:00 --trace korea.csv --budget 5kg")

  static func run(_ words: [String]) throws -> ExitCode {
    let parsed = try table.parse(words)
    if try table.answersHelp(parsed) { return .success }
    let command = try SCICommand(parsed)
    let score = try command.score(parsed)
    try Output.write(parsed.has("json") ? try json(SCIDocument(score)) : score.text, to: "-")
    guard let budget = command.budget, score.sci.total > budget else { return .success }
    let excess = score.sci.total.grams - budget.grams
    let share = budget.grams > 0 ? " (\(percentText(100 * excess / budget.grams)))" : ""
    Output.note(
      "carbon-schedule sci: \(massText(grams: score.sci.total.grams)) are \(massText(grams: excess))\(share) "
        + "over the budget of \(massText(grams: budget.grams)).")
    return .worse
  }

  private let logPath: String
  private let tracePath: String
  private let utcOffset: UTCOffset?
  private let longestInterval: Duration?
  private let pue: Double
  private let embodied: Emissions?
  private let lifetime: Duration?
  private let resourceShare: Double
  private let functionalUnits: Double
  private let budget: Emissions?
  private let gaps: GapPolicy

  /// Reads and checks everything that can be checked without the files.
  private init(_ parsed: ParsedOptions) throws(CommandFailure) {
    logPath = try parsed.required("power-log", "FILE")
    tracePath = try parsed.required("trace", "FILE")
    guard logPath != "-" || tracePath != "-" else {
      throw .usage("\(parsed.command): --power-log and --trace cannot both be standard input; name a file.")
    }
    utcOffset = try parsed.value("log-time-zone", UTCOffset.init(parsing:))
    longestInterval = try parsed.value("longest-interval") { try Duration(parsing: $0) }
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
    let log: PowerLog
    do throws(InputError) {
      log = try PowerLog(contentsOf: logPath, utcOffset: utcOffset, longestInterval: longestInterval)
    } catch {
      let hint = utcOffset == nil && error.problem.hasSuffix("no time zone") ? " (--log-time-zone)" : ""
      throw CommandFailure(error.kind == .unreadable ? .noInput : .badData, error.description + hint)
    }
    let trace = try TraceInput(parsed).trace(tracePath, region: parsed.value("region")).handlingGaps(gaps)
    do throws(AccountingError) {
      let operational = try OperationalEmissions(of: log, on: trace, pue: pue)
      var share = Emissions(grams: 0)
      if let embodied, let lifetime {
        share = try EmbodiedEmissions(total: embodied, lifetime: lifetime, resourceShare: resourceShare)
          .share(of: log.duration)
      }
      let sci = try SoftwareCarbonIntensity(
        operational: operational, embodied: share, functionalUnits: functionalUnits)
      return Score(log: log, trace: trace, pue: pue, sci: sci)
    } catch {
      throw CommandFailure(.badData, "\(logPath): \(error)")
    }
  }
}

/// A score and what it was made from.
struct Score {
  let log: PowerLog
  let trace: IntensityTrace
  let pue: Double
  let sci: SoftwareCarbonIntensity
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
