import CarbonScheduling
import CarbonTraces
import CommandLineSupport

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

  init(_ parsed: ParsedOptions) throws(CommandFailure) {
    format = try parsed.choice("format", TraceFormat.self)
    selection = TraceSelection(
      emissionFactors: try parsed.choice("emission-factors", TraceSelection.EmissionFactors.self),
      values: try parsed.choice("values", TraceSelection.Values.self),
      issuedBy: try parsed.value("issued-by", Instant.init(iso8601:)))
    slot = try parsed.value("slot") { try Duration(parsing: $0) }
  }

  /// The one trace of a file, or that of a region.
  func trace(_ path: String, region: String?) throws(CommandFailure) -> IntensityTrace {
    do {
      return try IntensityTrace(contentsOf: path, region: region, format: format, selection: selection, slot: slot)
    } catch {
      throw CommandFailure(error)
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
