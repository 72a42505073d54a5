import CarbonCommands
import CarbonScheduling
import CarbonTraces
import CommandLineKit
import LiveTraces

/// How a command reads traces: the format and which of its series.
struct TraceInput {
  static let formatOption = Option.choice(
    "format", "whose format the trace is in", among: TraceFormat.self, whenLeftOut: "found from its content")
  static let emissionFactorsOption = Option.choice(
    "emission-factors", "which emissions, where an Electricity Maps file has both",
    among: TraceSelection.EmissionFactors.self, whenLeftOut: "life-cycle")
  static let valuesOption = Option.choice(
    "values", "which values, where a file such as Great Britain's has both", among: TraceSelection.Values.self,
    whenLeftOut: "actual where there are such values, forecast elsewhere")
  static let issuedByOption = Option.value(
    "issued-by", "INSTANT", "of a file with several forecasts, take the last made by then",
    whenLeftOut: "the last of all", read: { try Moment(parsing: $0) })
  static let jsonTimeOption = Option.text(
    "json-time", "PATH", "of JSON in no known format, where the times are, such as data[].time")
  static let jsonValueOption = Option.text(
    "json-value", "PATH", "the same of the values, such as data[].value; goes with --json-time")
  static let jsonUnitOption = Option.value(
    "json-unit", "UNIT", "the unit of those values: g/kWh, kg/MWh, kg/kWh, t/MWh or lb/MWh", default: "g/kWh",
    read: { try IntensityUnit(parsing: $0) })
  static let slotOption = Option.value(
    "slot", "DURATION", "how long a slot is, where the rows do not show it", whenLeftOut: "found from the rows",
    read: { try Duration(parsing: $0) })

  static let formatOptions: [any CommandLineOption] = [
    formatOption, emissionFactorsOption, valuesOption, issuedByOption, jsonTimeOption, jsonValueOption, jsonUnitOption,
  ]

  /// Those, and how `live:` traces are fetched.
  static let options: [any CommandLineOption] = formatOptions + LiveInput.options

  let format: TraceFormat?
  let selection: TraceSelection
  let slot: Duration?
  private let command: String
  private let live: LiveInput

  init(_ parsed: ParsedOptions) throws(CommandFailure) {
    format = try parsed[Self.formatOption]
    selection = TraceSelection(
      emissionFactors: try parsed[Self.emissionFactorsOption], values: try parsed[Self.valuesOption],
      issuedBy: try CommandClock(parsed).instant(parsed, Self.issuedByOption), jsonPaths: try Self.jsonPaths(parsed))
    command = parsed.command
    live = try LiveInput(parsed)
    slot = try parsed[Self.slotOption]
  }

  private static func jsonPaths(_ parsed: ParsedOptions) throws(CommandFailure) -> JSONPaths? {
    guard let time = try parsed[jsonTimeOption], let value = try parsed[jsonValueOption] else {
      guard parsed.first(of: [jsonTimeOption, jsonValueOption, jsonUnitOption]) == nil else {
        throw .usage("\(parsed.command): --json-time and --json-value go together; give both.")
      }
      return nil
    }
    let unit = try parsed[jsonUnitOption]
    do {
      return try JSONPaths(time: time, value: value, unit: unit)
    } catch {
      throw .usage("\(parsed.command): --json-time and --json-value: \(error)")
    }
  }

  /// The one trace of all files together, such as one for each year, or that of a region in each.
  func trace(_ paths: [String], region: String?) throws(CommandFailure) -> IntensityTrace {
    guard paths.count(where: { $0 == "-" }) < 2 else {
      throw .usage("\(command): --trace - is given twice; standard input can be read once.")
    }
    var sources: [InputSource] = []
    for path in paths { sources.append(try Self.source(path, live)) }
    let document: TraceDocument
    do {
      document = try TraceDocument(
        joining: sources, region: region, format: format, selection: selection, slot: slot)
    } catch {
      throw CommandFailure(error)
    }
    noteWithoutEffect(on: [document], from: paths.joined(separator: ", "))
    return document.trace
  }

  /// Says which choice between series was none, because no trace comes from a file that has several.
  ///
  /// A note and no error: a script may read files of many kinds with the same options.
  func noteWithoutEffect(on documents: [TraceDocument], from path: String) {
    for choice in TraceSelection.Choice.allCases
    where !documents.contains(where: { $0.offeredChoices.contains(choice) }) {
      let wanted: String
      switch choice {
      case .emissionFactors where selection.emissionFactors != nil: wanted = "data of Electricity Maps"
      case .values where selection.values != nil: wanted = "both actual values and forecasts"
      case .issuedBy where selection.issuedBy != nil: wanted = "several forecasts"
      default: continue
      }
      Output.note("\(command): --\(choice.rawValue) changes nothing here: \(path) does not hold \(wanted).")
    }
  }

  /// A file, standard input, or what a provider answers.
  private static func source(_ path: String, _ live: LiveInput) throws(CommandFailure) -> InputSource {
    LiveName.isLive(path) ? try live.source(path) : InputSource(path)
  }

  /// All traces of a file.
  func documents(_ path: String) throws(CommandFailure) -> [TraceDocument] {
    try documents(try Self.source(path, live))
  }

  /// All traces of a source.
  func documents(_ source: InputSource) throws(CommandFailure) -> [TraceDocument] {
    do {
      return try TraceDocument.all(in: source, format: format, selection: selection, slot: slot)
    } catch {
      throw CommandFailure(error)
    }
  }
}
