import CarbonScheduling
import CarbonTraces
import CommandLineKit

/// `carbon-schedule traces ACTION FILE`: looks at trace files and turns them into others.
enum TracesCommand {
  enum Action: String, CaseIterable {
    case describe, validate, convert, resample
  }

  static let regionOption = Option.text(
    "region", "NAME", "which region of a file that holds several", whenLeftOut: "all")
  static let jsonOption = Option.flag("json", "print a JSON array instead of text")
  static let toOption = Option.value(
    "to", "DURATION", "the new length: 5m, 1h", read: { try Duration(parsing: $0) }
  ).required(example: "5m")

  static let tables = Action.allCases.map(table(of:))

  static func run(_ words: [String]) throws -> ExitCode {
    guard let word = words.first, let action = Action(rawValue: word) else {
      let actions = Action.allCases.map(\.rawValue).joined(separator: ", ")
      guard words.first == "--help" || words.first == "-h" else {
        let shown = words.first.map { "cannot '\($0)'" } ?? "needs an action"
        throw CommandFailure.usage("carbon-schedule traces \(shown); give one of \(actions), and a file.")
      }
      try Output.write(tables.map(\.help).joined(separator: "\n"), to: "-")
      return .success
    }
    let table = table(of: action)
    let parsed = try table.parse(Array(words.dropFirst()))
    if try table.answersHelp(parsed) { return .success }
    guard parsed.operands.count == 1, let path = parsed.operands.first else {
      throw CommandFailure.usage("\(table.command): give one file: \(table.example).")
    }
    let slot = action == .resample ? try parsed[toOption] : nil
    let input = try TraceInput(parsed)
    let all = try input.documents(path)
    input.noteWithoutEffect(on: all, from: path)
    var documents = all
    if let region = try parsed[regionOption] {
      documents = all.filter { $0.trace.region == region }
      guard !documents.isEmpty else {
        let known = all.map { $0.trace.region ?? "unnamed" }.joined(separator: ", ")
        throw CommandFailure(.badData, "\(path): there is no region '\(region)'; there are \(known).")
      }
    }
    switch action {
    case .describe:
      try Output.write(
        parsed[jsonOption]
          ? json(documents.map { TraceDescription($0) })
          : documents.map { TraceDescription($0).text }.joined(separator: "\n"), to: "-")
    case .validate: try Output.write(validation(of: documents, path), to: "-")
    case .convert: try write(documents, path)
    case .resample: try write(try resampled(documents, to: slot, path), path)
    }
    return .success
  }

  private static func table(of action: Action) -> OptionTable {
    let common: [any CommandLineOption] = [regionOption] + TraceInput.formatOptions + [TraceInput.slotOption]
    let command = "carbon-schedule traces \(action)"
    switch action {
    case .describe:
      return OptionTable(
        command: command, operands: "FILE", summary: "Says what traces a file holds, with a small chart of each.",
        options: common + [jsonOption],
        example: "\(command) west-us.csv")
    case .validate:
      return OptionTable(
        command: command, operands: "FILE",
        summary: "Reads a file to its end; exits with 65 and one line if it is bad.",
        options: common, example: "\(command) download.json")
    case .convert:
      return OptionTable(
        command: command, operands: "FILE",
        summary: "Writes the native CSV of a file to standard output, all digits of the source kept.",
        options: common, example: "\(command) download.json > west-us.csv")
    case .resample:
      return OptionTable(
        command: command, operands: "FILE",
        summary: "Writes the native CSV of a file in slots of another length, each the mean over its time.",
        options: [toOption] + common,
        example: "\(command) west-us.csv --to 5m")
    }
  }

  private static func validation(of documents: [TraceDocument], _ path: String) -> String {
    documents.map { document in
      let trace = document.trace
      let gaps =
        trace.gapSlotCount == 0 ? "no gaps" : "\(trace.gapSlotCount) of them missing in \(trace.gaps.count) gaps"
      return "\(path): \(printable(trace.region ?? "unnamed")): \(trace.slotCount) slots of "
        + "\(trace.slot.compactDescription) from \(trace.start), \(gaps)\n"
    }.joined()
  }

  private static func resampled(
    _ documents: [TraceDocument], to slot: Duration?, _ path: String
  ) throws(CommandFailure) -> [TraceDocument] {
    guard let slot else { return documents }
    var result: [TraceDocument] = []
    for document in documents {
      do {
        result.append(TraceDocument(try document.trace.resampled(to: slot)))
      } catch {
        throw CommandFailure(.badData, "\(path): \(error)")
      }
    }
    return result
  }

  private static func write(_ documents: [TraceDocument], _ path: String) throws(CommandFailure) {
    let bytes: [UInt8]
    do {
      bytes = documents.count == 1 ? documents[0].csv() : try TraceDocument.wideCSV(documents)
    } catch {
      throw CommandFailure(.badData, "\(path): \(error)")
    }
    try Output.write(String(decoding: bytes, as: UTF8.self), to: "-")
  }
}

/// What there is to say of a trace.
struct TraceDescription: Encodable {
  let region: String?
  let signal: String
  let provenance: String?
  let source: String?
  let slotChanges: [String]
  let start: String
  let end: String
  let slotSeconds: Int64
  let slots: Int
  let missingSlots: Int
  let gaps: Int
  let mean: Double
  let least: Double
  let most: Double
  private let chart: String

  enum CodingKeys: String, CodingKey {
    case region, signal, provenance, source, start, end, slots, gaps, mean, least, most
    case slotSeconds = "slot_s"
    case slotChanges = "slot_changes"
    case missingSlots = "missing_slots"
  }

  init(_ document: TraceDocument) {
    let trace = document.trace
    let values = trace.gramsPerKilowattHour
    let known = values.compactMap { $0 }
    region = trace.region
    signal = trace.signal.rawValue
    provenance = trace.provenance == .unknown ? nil : trace.provenance.description
    source = trace.source
    slotChanges = document.slotChanges.map(\.description)
    start = trace.start.description
    end = trace.end.description
    slotSeconds = trace.slot.components.seconds
    slots = trace.slotCount
    missingSlots = trace.gapSlotCount
    gaps = trace.gaps.count
    mean = trace.meanIntensity
    least = known.min() ?? 0
    most = known.max() ?? 0
    chart = IntensityBars(values, widest: 60).text
  }

  var text: String {
    """
    \(printable(region ?? "unnamed")), \(signal == "unknown" ? "signal unknown" : signal)\
    \(provenance.map { ", \(printable($0))" } ?? ""), from \(printable(source ?? "no source"))
      \(start) to \(end), \(slots) slots of \(Duration.seconds(slotSeconds).compactDescription), \
    \(missingSlots == 0 ? "no gaps" : "\(missingSlots) of them missing in \(gaps) gaps")
    \(slotChanges.map { "  the file's slots change at \(printable($0))\n" }.joined())\
      \(readable(least, decimals: 1)) to \(readable(most, decimals: 1)) g/kWh, \(readable(mean, decimals: 1)) on average
      \(chart)

    """
  }
}
