import CarbonCommands
import CarbonScheduling
import CarbonTraces
import CommandLineKit
import Reports

/// `carbon-schedule compare`: says which change saves most: another alternative, another time or another place.
struct CompareCommand {
  static let alternativesOption = Option.path(
    "alternatives", "FILE",
    "CSV of alternative, duration_minutes, and energy_kwh, kilowatts or hardware; perhaps with functional_units, unit, "
      + "embodied_kg, fixed_energy_kwh; - is stdin"
  ).required()
  static let traceOption = Option.path("trace", "FILE", "the intensity of the grid where the work is done now")
  static let tracesOption = Option.path(
    "traces", "DIR", "a folder of traces, or a file of many regions; in place of --trace")
  static let regionOption = Option.text(
    "region", "NAME", "where the work is done now, if the traces are of several regions")

  static let table = OptionTable(
    command: "carbon-schedule compare",
    summary:
      "Sets alternatives side by side, at once and as planned, and says how much of the saving is due to energy, to time "
      + "and to place.",
    options: [alternativesOption, traceOption, tracesOption, regionOption] + planOptions
      + [PlanRequest.jsonOption, PlanPictures.reportOption] + TraceInput.formatOptions,
    example: "carbon-schedule compare --alternatives models.csv --traces downloads --region norway --added-time 24h")

  /// All options of a plan but those that say what the job is, which the alternatives say themselves.
  private static var planOptions: [any CommandLineOption] {
    let own = Set(PlanRequest.jobOptions.map(\.name))
    return PlanRequest.options.filter { !own.contains($0.name) }
  }

  @Sendable static func run(_ words: [String]) throws -> ExitCode {
    let parsed = try table.parse(words)
    if try table.answersHelp(parsed) { return .success }
    let command = try CompareCommand(parsed)
    let comparison = try command.comparison(parsed)
    if let report = command.report {
      let page = ComparisonReport(
        of: comparison,
        circumstances: .init(
          command: ["carbon-schedule"] + CommandLine.arguments.dropFirst(), unit: command.alternatives.unit,
          notes: command.notes(on: comparison)))
      try Output.write(page.html, to: report)
      if report == "-" { return .success }
    }
    if try parsed[PlanRequest.jsonOption] {
      try Output.write(try json(CompareDocument(comparison, unit: command.alternatives.unit)), to: "-")
    } else {
      try Output.write(
        comparison.text(unit: command.alternatives.unit, notes: command.notes(on: comparison)), to: "-")
    }
    return .success
  }

  private let path: String
  private let alternatives: AlternativeTable
  private let request: PlanRequest
  private let report: String?

  private init(_ parsed: ParsedOptions) throws(CommandFailure) {
    path = try parsed[Self.alternativesOption]
    guard parsed.has(Self.traceOption) != parsed.has(Self.tracesOption) else {
      throw .usage("\(parsed.command): give one of --trace FILE, for one region, and --traces DIR, for several.")
    }
    report = try parsed[PlanPictures.reportOption]
    try parsed.checkOutputs()
    let trace = try parsed[Self.traceOption]
    guard path != "-" || trace != "-" else {
      throw .usage("\(parsed.command): standard input can be one file only; name the other.")
    }
    if report == "-", try parsed[PlanRequest.jsonOption] {
      throw .usage("\(parsed.command): one thing only can go to standard output; name a file for the other.")
    }
    do {
      alternatives = try AlternativeTable(InputSource(path))
    } catch {
      throw CommandFailure(error)
    }
    request = try PlanRequest(parsed, job: alternatives.alternatives[0].workload)
  }

  private func comparison(_ parsed: ParsedOptions) throws(CommandFailure) -> AlternativeComparison {
    let input = try TraceInput(parsed)
    let traces: [IntensityTrace]
    if let folder = try parsed[Self.tracesOption] {
      traces = try WhereCommand.documents(folder, input).map { $0.trace.handlingGaps(request.gaps) }
    } else {
      traces = [try request.trace(parsed)]
    }
    let names = traces.map { $0.region ?? "unnamed" }
    guard let home = try parsed[Self.regionOption] ?? (names.count == 1 ? names[0] : nil) else {
      throw .usage(
        "\(parsed.command): --region is missing: where is the work done now? Give one of \(names.joined(separator: ", "))."
      )
    }
    do throws(ComparisonError) {
      let algorithm = request.scheduling(within: request.addedTime)
      return try Self.compare(
        alternatives.alternatives, by: algorithm, in: traces,
        home: parsed.has(Self.tracesOption) ? home : names[0], releasedAt: request.release)
    } catch {
      switch error {
      case .noSuchRegion: throw .usage("\(parsed.command): --region: \(error)")
      case .noAlternatives: throw CommandFailure(.badData, "\(path): \(error)")
      case .plan(let alternative, let error):
        let failure = request.failure(error, on: path)
        throw CommandFailure(failure.code, "\(path): \(printable(alternative)): \(error)")
      }
    }
  }

  /// Opens the box that an algorithm comes in.
  private static func compare(
    _ alternatives: [Alternative], by algorithm: some SchedulingAlgorithm, in traces: [IntensityTrace], home: String,
    releasedAt release: Instant?
  ) throws(ComparisonError) -> AlternativeComparison {
    try AlternativeComparison(of: alternatives, by: algorithm, in: traces, home: home, releasedAt: release)
  }

  /// What was left out, and which powers are ratings.
  private func notes(on comparison: AlternativeComparison) -> [String] {
    comparison.failures.map {
      "\(printable($0.region)) cannot take \(printable($0.alternative)): \($0.error)"
    }
      + alternatives.hardware.sorted { $0.key < $1.key }.map { place, hardware in
        "The power of \(printable(alternatives.alternatives[place].name)) is "
          + "\(significant(hardware.kilowatts)) kW, from the rating and not measured: \(hardware)."
      }
      + (comparison.mixesSignals ? [mixedSignalsWarning] : [])
  }
}
