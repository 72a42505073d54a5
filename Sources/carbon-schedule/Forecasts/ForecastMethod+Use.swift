import CarbonCommands
import CarbonScheduling
import CarbonTraces
import CommandLineKit

extension ForecastMethod {
  /// Those that a backtest compares.
  static let compared: [ForecastMethod] = [.profile, .adaptive, .yesterday, .lastWeek, .meanOfDays(14), .persistence]

  /// Does something with the forecasts of a history.
  func withForecasts<Result>(
    of history: IntensityTrace, publicationDelay: Duration, countsErrors: Bool = false, _ body: ForecastsUse<Result>
  ) throws(ForecastError) -> Result {
    switch self {
    case .profile: try use(history, DailyWeeklyProfile.suited(to: history), publicationDelay, countsErrors, body)
    case .adaptive: try use(history, AdaptiveProfile(.suited(to: history)), publicationDelay, countsErrors, body)
    case .persistence: try use(history, Persistence(), publicationDelay, countsErrors, body)
    case .yesterday: try use(history, SameTimeBefore.yesterday, publicationDelay, countsErrors, body)
    case .lastWeek: try use(history, SameTimeBefore.lastWeek, publicationDelay, countsErrors, body)
    case .meanOfDays(let count):
      try use(history, SameTimeBefore.meanOfDays(count), publicationDelay, countsErrors, body)
    }
  }

  private func use<Result>(
    _ history: IntensityTrace, _ method: some Forecaster, _ delay: Duration, _ countsErrors: Bool,
    _ body: ForecastsUse<Result>
  ) throws(ForecastError) -> Result {
    var forecasts: any ForecastSource = try HistoryForecasts(
      of: history, by: method, publicationDelay: delay, countsErrors: countsErrors)
    return try body.use(&forecasts)
  }
}

/// What is done with forecasts of any kind.
struct ForecastsUse<Result> {
  let use: (inout any ForecastSource) throws(ForecastError) -> Result

  init(_ use: @escaping (inout any ForecastSource) throws(ForecastError) -> Result) { self.use = use }
}

extension CommandFailure {
  /// What an error of foresight means to the one who asked.
  init(_ error: ForecastError, on path: String) {
    let code: ExitCode =
      switch error {
      case .interval, .share, .issuedAfter, .planning(.windowPastTrace), .planning(.releasedBeforeTrace): .usage
      default: .badData
      }
    self.init(code, "\(path): \(error)")
  }
}
