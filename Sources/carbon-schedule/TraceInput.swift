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
      "values", value: "actual|forecast", "which values, where a file of Great Britain has both",
      whenLeftOut: "actual, or forecast where there are no others"),
    CommandOption(
      "issued-by", value: "INSTANT", "of a file with several forecasts, take the last made by then",
      whenLeftOut: "the last of all"),
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
      issuedBy: try parsed.value("issued-by", Instant.init(iso8601:)))
    command = parsed.command
    slot = try parsed.value("slot") { try Duration(parsing: $0) }
  }

  /// The one trace of a file, or that of a region.
  func trace(_ path: String, region: String?) throws(CommandFailure) -> IntensityTrace {
    let trace: IntensityTrace
    do {
      trace = try IntensityTrace(contentsOf: path, region: region, format: format, selection: selection, slot: slot)
    } catch {
      throw CommandFailure(error)
    }
    noteWithoutEffect(on: [trace], from: path)
    return trace
  }

  /// Says which choice between series was none, because no trace comes from a file that has several.
  ///
  /// A note and no error: a script may read files of many kinds with the same options.
  func noteWithoutEffect(on traces: [IntensityTrace], from path: String) {
    let choices = [
      ("emission-factors", selection.emissionFactors != nil, "Electricity Maps", "data of Electricity Maps"),
      ("values", selection.values != nil, "(GB)", "data of Great Britain"),
      ("issued-by", selection.issuedBy != nil, "forecast of ", "several forecasts"),
    ]
    for (option, isGiven, mark, wanted) in choices
    where isGiven && !traces.contains(where: { $0.source?.contains(mark) == true }) {
      Output.note("\(command): --\(option) changes nothing here: \(path) does not hold \(wanted).")
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
