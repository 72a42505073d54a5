import CarbonCommands
import CarbonScheduling
import CarbonTraces
import CommandLineKit
import Reports

/// `carbon-schedule where`: plans one job in every region and puts the cleanest first.
struct WhereCommand {
  static let tracesOption = Option.path(
    "traces", "DIR", "a folder whose *.csv, *.csv.gz and *.json files are traces, or one file of many regions"
  ).required()
  static let transferOption = Option.values(
    "transfer", "REGION=MASS", "what moving the job's data to a region emits, such as france=120g",
    whenLeftOut: "nothing", read: transfer)
  static let table = OptionTable(
    command: "carbon-schedule where",
    summary: "Plans a job in every region of a folder of traces and puts the cleanest first: where and when.",
    options: [tracesOption, transferOption] + PlanRequest.options + [PlanRequest.jsonOption] + TraceInput.formatOptions,
    example: "carbon-schedule where --traces downloads --duration 6h --power 0.52kW --added-time 24h")

  static func run(_ words: [String]) throws -> ExitCode {
    let parsed = try table.parse(words)
    if try table.answersHelp(parsed) { return .success }
    let path = try parsed[tracesOption]
    let request = try PlanRequest(parsed)
    let transfers = try transfers(parsed)
    let input = try TraceInput(parsed)
    let documents = try documents(path, input)
    input.noteWithoutEffect(on: documents, from: path)
    let traces = documents.map { $0.trace.handlingGaps(request.gaps) }
    let known = Set(traces.compactMap(\.region))
    if let unknown = transfers.keys.sorted().first(where: { !known.contains($0) }) {
      throw CommandFailure.usage(
        "\(parsed.command): --transfer: there is no region '\(unknown)'; there are \(known.sorted().joined(separator: ", "))."
      )
    }
    if let coarsest = traces.max(by: { $0.slot < $1.slot }) { request.noteRounding(on: coarsest, parsed) }
    let comparison = RegionComparison(
      of: request.job, by: request.scheduling(within: request.addedTime), in: traces, releasedAt: request.release,
      transfers: transfers)
    guard !comparison.choices.isEmpty else {
      let first = comparison.failures.first.map { "\($0.region): \($0.error)" } ?? "there are no traces"
      throw CommandFailure(.badData, "\(path): no region can take the job; \(first)")
    }
    try Output.write(
      try parsed[PlanRequest.jsonOption] ? json(WhereDocument(comparison, request)) : text(comparison, request), to: "-"
    )
    return .success
  }

  @Sendable private static func transfer(_ text: String) throws -> (region: String, emissions: Emissions) {
    guard let sign = text.lastIndex(of: "="), sign != text.startIndex else {
      throw TextError(text: text, problem: "has no region", cure: "write it like france=120g")
    }
    return (String(text[..<sign]), try Emissions(parsing: String(text[text.index(after: sign)...])))
  }

  private static func transfers(_ parsed: ParsedOptions) throws(CommandFailure) -> [String: Emissions] {
    var transfers: [String: Emissions] = [:]
    for (region, emissions) in try parsed[transferOption] {
      guard transfers.updateValue(emissions, forKey: region) == nil else {
        throw .usage("\(parsed.command): --transfer is given twice for '\(region)'; give it once for each region.")
      }
    }
    return transfers
  }

  /// The traces of a folder, or of one file; no two of one region.
  static func documents(_ path: String, _ input: TraceInput) throws(CommandFailure) -> [TraceDocument] {
    var paths = [path]
    if let folder = TraceFolder(path) {
      for name in folder.ignored {
        Output.note(
          "\(table.command): \(printable(name)) is ignored: only files in .csv and .json are read, plain or .gz, under names in UTF-8."
        )
      }
      paths = folder.files
      guard !paths.isEmpty else {
        throw CommandFailure(.noInput, "\(path): the folder has no *.csv and no *.json file; put traces in it.")
      }
    }
    var documents: [TraceDocument] = []
    var files: [String: String] = [:]
    for path in paths {
      for document in try input.documents(path) {
        let region = document.trace.region ?? "unnamed"
        if let other = files.updateValue(path, forKey: region) {
          throw CommandFailure(
            .badData, "\(path): the region \(region) is in \(other) already; keep one of the two.")
        }
        documents.append(document)
      }
    }
    return documents
  }

  private static func text(_ comparison: RegionComparison, _ request: PlanRequest) -> String {
    let clock = request.clock
    let hasTransfers = comparison.choices.contains { $0.transfer.grams != 0 }
    var table = TextTable(
      columns: [.left("region"), .right("emissions")] + (hasTransfers ? [.right("transfer"), .right("in all")] : [])
        + [.right("run now"), .left("start (\(clock.name))"), .left("end (\(clock.name))"), .right("pauses")])
    for choice in comparison.choices {
      let schedule = choice.schedule
      table.add(
        [printable(choice.region), massText(grams: schedule.emissions.grams)]
          + (hasTransfers ? [massText(grams: choice.transfer.grams), massText(grams: choice.total.grams)] : [])
          + [
            massText(schedule.baseline.emissions), clock.text(schedule.runs[0].start),
            clock.text(schedule.runs[schedule.runs.count - 1].end), "\(schedule.pauses)",
          ])
    }
    let failures = comparison.failures.map { "\(printable($0.region)) is left out: \($0.error)\n" }.joined()
    let mixed =
      comparison.mixesSignals
      ? "\(mixedSignalsWarning)\n" : ""
    let notes = failures + mixed
    return """
      \(request.job.duration.compactDescription) and \(significant(request.job.energy.kilowattHours)) kWh, \
      \(request.algorithm.rawValue), cleanest region first

      \(table)
      \(notes.isEmpty ? "" : "\n" + notes)
      """
  }
}

/// The JSON of `where`: each choice as `plan --json` has it, with the transfer's part.
struct WhereDocument: Encodable {
  struct Choice: Encodable {
    let plan: PlanDocument
    let transferGrams: Double
    let totalGrams: Double

    enum CodingKeys: String, CodingKey {
      case transferGrams = "transfer_g"
      case totalGrams = "total_g"
    }

    func encode(to encoder: any Encoder) throws {
      try plan.encode(to: encoder)
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(transferGrams, forKey: .transferGrams)
      try container.encode(totalGrams, forKey: .totalGrams)
    }
  }

  struct Failure: Encodable {
    let region: String
    let problem: String
  }

  let choices: [Choice]
  let failures: [Failure]
  let mixesSignals: Bool

  enum CodingKeys: String, CodingKey {
    case choices, failures
    case mixesSignals = "mixes_signals"
  }

  init(_ comparison: RegionComparison, _ request: PlanRequest) {
    choices = comparison.choices.map { choice in
      let plan = Plan(
        algorithm: request.algorithm, job: request.job, trace: choice.trace, schedule: choice.schedule,
        deadline: choice.schedule.deadline)
      return Choice(
        plan: PlanDocument(plan), transferGrams: choice.transfer.grams, totalGrams: choice.total.grams)
    }
    failures = comparison.failures.map { Failure(region: $0.region, problem: "\($0.error)") }
    mixesSignals = comparison.mixesSignals
  }
}
