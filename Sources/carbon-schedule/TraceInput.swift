import CarbonCommands
import CarbonScheduling
import CarbonTraces
import CommandLineKit

/// How a command reads traces: the format and which of its series.
struct TraceInput {
  static let formatOptions = [
    CommandOption(
      "format", value: TraceFormat.allCases.map(\.rawValue).joined(separator: "|"), "whose format the trace is in",
      whenLeftOut: "found from its content"),
    CommandOption(
      "emission-factors", value: "life-cycle|direct", "which emissions, where an Electricity Maps file has both",
      whenLeftOut: "life-cycle"),
    CommandOption(
      "values", value: "actual|forecast", "which values, where a file such as Great Britain's has both",
      whenLeftOut: "actual where there are such values, forecast elsewhere"),
    CommandOption(
      "issued-by", value: "INSTANT", "of a file with several forecasts, take the last made by then",
      whenLeftOut: "the last of all"),
    CommandOption(
      "json-time", value: "PATH", "of JSON in no known format, where the times are, such as data[].time"),
    CommandOption(
      "json-value", value: "PATH", "the same of the values, such as data[].value; goes with --json-time"),
    CommandOption(
      "json-unit", value: "UNIT", "the unit of those values: g/kWh, kg/MWh, kg/kWh, t/MWh or lb/MWh",
      whenLeftOut: "g/kWh"),
  ]

  let format: TraceFormat?
  let selection: TraceSelection
  let slot: Duration?
  private let command: String

  init(_ parsed: ParsedOptions) throws(CommandFailure) {
    format = try parsed.choice("format", TraceFormat.self)
    selection = TraceSelection(
      emissionFactors: try parsed.choice("emission-factors", TraceSelection.EmissionFactors.self),
      values: try parsed.choice("values", TraceSelection.Values.self),
      issuedBy: try parsed.value("issued-by", Instant.init(iso8601:)),
      jsonPaths: try Self.jsonPaths(parsed))
    command = parsed.command
    slot = try parsed.value("slot") { try Duration(parsing: $0) }
  }

  private static func jsonPaths(_ parsed: ParsedOptions) throws(CommandFailure) -> JSONPaths? {
    let unit = try parsed.value("json-unit", IntensityUnit.init(parsing:))
    guard let time = parsed.value("json-time"), let value = parsed.value("json-value") else {
      guard !parsed.has("json-time"), !parsed.has("json-value"), unit == nil else {
        throw .usage("\(parsed.command): --json-time and --json-value go together; give both.")
      }
      return nil
    }
    do {
      return try JSONPaths(time: time, value: value, unit: unit ?? .gramsPerKilowattHour)
    } catch {
      throw .usage("\(parsed.command): --json-time and --json-value: \(error)")
    }
  }

  /// The one trace of all files together, such as one for each year, or that of a region in each.
  func trace(_ paths: [String], region: String?) throws(CommandFailure) -> IntensityTrace {
    guard paths.count(where: { $0 == "-" }) < 2 else {
      throw .usage("\(command): --trace - is given twice; standard input can be read once.")
    }
    let document: TraceDocument
    do {
      document = try TraceDocument(
        joining: paths.map { InputSource($0) }, region: region, format: format, selection: selection, slot: slot)
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

  /// All traces of a file.
  func documents(_ path: String) throws(CommandFailure) -> [TraceDocument] {
    do {
      return try TraceDocument.all(in: InputSource(path), format: format, selection: selection, slot: slot)
    } catch {
      throw CommandFailure(error)
    }
  }
}
