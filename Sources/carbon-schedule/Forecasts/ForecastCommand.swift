import CarbonCommands
import CarbonScheduling
import CarbonTraces
import CommandLineKit

/// `carbon-schedule forecast`: what is to be expected after a history, as a trace to plan on.
enum ForecastCommand {
  static let table = OptionTable(
    command: "carbon-schedule forecast",
    summary:
      "Forecasts a grid's intensity from its own past, with no training and no service, and prints it as a trace.",
    options: PlanRequest.traceOptions + [
      atOption, CommandClock.timeZone,
      horizonOption, ForecastOptions.forecaster, ForecastOptions.publicationDelay,
    ] + TraceInput.formatOptions,
    example: "carbon-schedule forecast --trace history.csv --horizon 48h > forecast.csv")

  private static let horizonOption = Option.value(
    "horizon", "DURATION", "how far it reaches", default: "96h", read: { try Duration(parsing: $0) })
  private static let atOption = Option.value(
    "at", "INSTANT", "when the forecast is issued, as now or 2022-06-01T12:00Z: nothing published later is used",
    whenLeftOut: "the history's end", read: { try Moment(parsing: $0) })

  @Sendable static func run(_ words: [String]) throws -> ExitCode {
    let parsed = try table.parse(words)
    if try table.answersHelp(parsed) { return .success }
    let paths = try parsed[PlanRequest.traceOption]
    let path = paths.joined(separator: ", ")
    let history = try TraceInput(parsed).trace(paths, region: parsed[PlanRequest.regionOption])
    let issue = try CommandClock(parsed).instant(parsed, atOption) ?? history.end
    let horizon = try parsed[horizonOption]
    let choice = try parsed[ForecastOptions.forecaster]
    let delay = try parsed[ForecastOptions.publicationDelay]
    let forecast: Forecast
    do {
      forecast = try choice.withForecasts(
        of: history, publicationDelay: delay,
        ForecastsUse { (forecasts: inout any ForecastSource) throws(ForecastError) in
          try forecasts.forecast(at: issue, until: issue.advanced(by: horizon))
        })
    } catch {
      throw CommandFailure(error, on: path)
    }
    note(forecast, of: history, at: issue, parsed.command)
    try Output.write(String(decoding: TraceDocument(try rounded(forecast.trace, path)).csv(), as: UTF8.self), to: "-")
    return .success
  }

  /// Says what a reader of the numbers should know.
  static func note(_ forecast: Forecast, of history: IntensityTrace, at issue: Instant, _ command: String) {
    if let known = forecast.knownUntil, known.duration(to: issue) > .seconds(86_400) {
      Output.note("\(command): the newest value known at \(issue) is that of \(known), more than a day before.")
    }
    if forecast.persistedSlotCount > 0 {
      Output.note(
        "\(command): the history has not seen the time of day of \(forecast.persistedSlotCount) of "
          + "\(forecast.trace.slotCount) slots; they hold its last known value. Give at least a day of history.")
    }
  }

  /// The trace to a hundredth of a gram, which is more than a forecast can tell.
  private static func rounded(_ trace: IntensityTrace, _ path: String) throws(CommandFailure) -> IntensityTrace {
    do {
      return try IntensityTrace(
        start: trace.start, slot: trace.slot,
        gramsPerKilowattHour: trace.gramsPerKilowattHour.map { $0.map { ($0 * 100).rounded() / 100 } },
        signal: trace.signal, region: trace.region, provenance: trace.provenance, source: trace.source)
    } catch {
      throw CommandFailure(.badData, "\(path): \(error)")
    }
  }
}
