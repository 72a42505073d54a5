import CarbonCommands
import CarbonScheduling
import CarbonTraces
import CommandLineKit

/// How a command reads traces: the format and which of its series.
struct TraceInput {
  static let formatOption = Option.choice(
    "format", "whose format the trace is in", among: TraceFormat.self, whenLeftOut: "found from its content")
  static let emissionFactorsOption = Option.choice(
    "emission-factors", "which emissions, where an Electricity Maps file has both",
    among: TraceSelection.EmissionFactors.self, whenLeftOut: "life-cycle")
  static let valuesOption = Option.choice(
    "values", "which values, where a file of Great Britain has both", among: TraceSelection.Values.self,
    whenLeftOut: "actual, or forecast where there are no others")
  static let issuedByOption = Option.value(
    "issued-by", "INSTANT", "of a file with several forecasts, take the last made by then",
    whenLeftOut: "the last of all", read: { try Moment(parsing: $0) })
  static let slotOption = Option.value(
    "slot", "DURATION", "how long a slot is, where the rows do not show it", whenLeftOut: "found from the rows",
    read: { try Duration(parsing: $0) })

  static let formatOptions: [any CommandLineOption] = [
    formatOption, emissionFactorsOption, valuesOption, issuedByOption,
  ]

  let format: TraceFormat?
  let selection: TraceSelection
  let slot: Duration?
  private let command: String

  init(_ parsed: ParsedOptions) throws(CommandFailure) {
    format = try parsed[Self.formatOption]
    selection = TraceSelection(
      emissionFactors: try parsed[Self.emissionFactorsOption], values: try parsed[Self.valuesOption],
      issuedBy: try CommandClock(parsed).instant(parsed, Self.issuedByOption))
    command = parsed.command
    slot = try parsed[Self.slotOption]
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
