import CarbonCommands
import CarbonScheduling
import CarbonTraces
import CommandLineKit

/// `carbon-schedule backtest`: how well forecasts of a grid would have served a job, and which to use.
enum BacktestCommand {
  static let replanOption = Option.value(
    "replan", "DURATION", "how often plans are made again, beside once", whenLeftOut: "1h, or a slot",
    read: { try Duration(parsing: $0) })
  static let releasesOption = Option.count(
    "releases", "COUNT", "how many releases are tried, evenly spread", in: 1...100_000, default: 200)

  static let table = OptionTable(
    command: "carbon-schedule backtest",
    summary:
      "Plays a history forwards: forecasts it at every step from what was known then, plans the job on the forecasts, "
      + "and says how far they were off, what share of the possible savings came true, and which forecaster to use.",
    options: PlanRequest.traceOptions + PlanRequest.options + [
      replanOption, ForecastOptions.hysteresis, ForecastOptions.minimumSaving, ForecastOptions.overPromise,
      ForecastOptions.rule, ForecastOptions.publicationDelay, releasesOption, PlanRequest.jsonOption,
    ] + TraceInput.formatOptions,
    example: "carbon-schedule backtest --trace history.csv --duration 6h --added-time 24h")

  @Sendable static func run(_ words: [String]) throws -> ExitCode {
    let parsed = try table.parse(words)
    if try table.answersHelp(parsed) { return .success }
    let path = try parsed[PlanRequest.traceOption].joined(separator: ", ")
    let request = try PlanRequest(parsed)
    let history = try request.trace(parsed)
    let interval =
      try parsed[replanOption]
      ?? (history.slot > .seconds(3_600) || 3_600 % history.slot.components.seconds != 0
        ? history.slot : .seconds(3_600))
    let (replanning, overPromise) = try ForecastOptions.replanning(parsed, every: interval)
    let delay = try parsed[ForecastOptions.publicationDelay]
    let count = try parsed[releasesOption]
    do {
      let backtest = try Backtest(
        request, on: history, replanning: replanning, overPromiseShare: overPromise, publicationDelay: delay,
        releaseCount: count)
      try Output.write(parsed[PlanRequest.jsonOption] ? try json(backtest.document) : backtest.text, to: "-")
    } catch let error as ForecastError {
      throw CommandFailure(error, on: path)
    }
    return .success
  }
}
