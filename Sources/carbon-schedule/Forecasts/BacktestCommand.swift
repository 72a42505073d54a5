import CarbonCommands
import CarbonScheduling
import CarbonTraces
import CommandLineKit

/// `carbon-schedule backtest`: how well forecasts of a grid would have served a job, and which to use.
enum BacktestCommand {
  static let table = OptionTable(
    command: "carbon-schedule backtest",
    summary:
      "Plays a history forwards: forecasts it at every step from what was known then, plans the job on the forecasts, "
      + "and says how far they were off, what share of the possible savings came true, and which forecaster to use.",
    options: PlanRequest.traceOptions + PlanRequest.options + [
      CommandOption(
        "replan", value: "DURATION", "how often plans are made again, beside once", whenLeftOut: "1h, or a slot"),
      CommandOption(
        "hysteresis", value: "PERCENT", "how much of the old plan's emissions a change must gain", whenLeftOut: "0%"),
      CommandOption(
        "publication-delay", value: "DURATION", "how long after its end a value is published", whenLeftOut: "0s"),
      CommandOption("releases", value: "COUNT", "how many releases are tried, evenly spread", whenLeftOut: "200"),
      PlanRequest.jsonOption,
    ] + TraceInput.formatOptions,
    example: "carbon-schedule backtest --trace history.csv --duration 6h --added-time 24h")

  @Sendable static func run(_ words: [String]) throws -> ExitCode {
    let parsed = try table.parse(words)
    if try table.answersHelp(parsed) { return .success }
    let path = try parsed[PlanRequest.traceOption].joined(separator: ", ")
    let request = try PlanRequest(parsed)
    let history = try request.trace(parsed)
    let interval =
      try parsed.value("replan") { try Duration(parsing: $0) }
      ?? (history.slot > .seconds(3_600) || 3_600 % history.slot.components.seconds != 0
        ? history.slot : .seconds(3_600))
    let hysteresis = try parsed.value("hysteresis") { text in
      guard case .percent(let percent)? = try? AddedTime(parsing: text), percent <= 100 else {
        throw TextError(text: text, problem: "is not a percentage", cure: "write it with its sign, such as 1%")
      }
      return percent / 100
    }
    let delay = try parsed.value("publication-delay") { try Duration(parsing: $0, allowsZero: true) } ?? .zero
    let count = try parsed.value("releases") { text in
      guard let count = Int(text), (1...100_000).contains(count) else {
        throw TextError(text: text, problem: "is not a count", cure: "write a whole number from 1 to 100000")
      }
      return count
    }
    do {
      let backtest = try Backtest(
        request, on: history, replanning: try Replanning(every: interval, hysteresis: hysteresis ?? 0),
        publicationDelay: delay, releaseCount: count ?? 200)
      try Output.write(parsed.has("json") ? try json(backtest.document) : backtest.text, to: "-")
    } catch let error as ForecastError {
      throw CommandFailure(error, on: path)
    }
    return .success
  }
}
