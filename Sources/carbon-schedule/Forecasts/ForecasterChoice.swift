import CarbonCommands
import CarbonScheduling
import CarbonTraces
import CommandLineKit

/// Who forecasts, as `--forecaster` says it.
enum ForecasterChoice: Hashable {
  case profile
  case persistence
  case yesterday
  case lastWeek
  case meanOfDays(Int)

  /// Those that a backtest compares.
  static let compared: [ForecasterChoice] = [.profile, .yesterday, .lastWeek, .meanOfDays(14), .persistence]

  static let option = CommandOption(
    "forecaster", value: "profile|persistence|yesterday|last-week|mean-of-days=K",
    "who forecasts: the daily-weekly profile, the last value, or the same time before", whenLeftOut: "profile")

  /// Reads one.
  init(text: String) throws(TextError) {
    switch text {
    case "profile": self = .profile
    case "persistence": self = .persistence
    case "yesterday": self = .yesterday
    case "last-week": self = .lastWeek
    default:
      guard text.hasPrefix("mean-of-days="), let count = Int(text.dropFirst(13)), (1...366).contains(count) else {
        throw TextError(
          text: text, problem: "is no forecaster",
          cure: "give profile, persistence, yesterday, last-week or mean-of-days= and a count up to 366")
      }
      self = .meanOfDays(count)
    }
  }

  /// As it is written.
  var words: String {
    switch self {
    case .profile: "profile"
    case .persistence: "persistence"
    case .yesterday: "yesterday"
    case .lastWeek: "last-week"
    case .meanOfDays(let count): "mean-of-days=\(count)"
    }
  }

  /// Does something with the forecasts of a history.
  func withForecasts<Result>(
    of history: IntensityTrace, publicationDelay: Duration, _ body: ForecastsUse<Result>
  ) throws(ForecastError) -> Result {
    switch self {
    case .profile: try use(history, DailyWeeklyProfile.suited(to: history), publicationDelay, body)
    case .persistence: try use(history, Persistence(), publicationDelay, body)
    case .yesterday: try use(history, SameTimeBefore.yesterday, publicationDelay, body)
    case .lastWeek: try use(history, SameTimeBefore.lastWeek, publicationDelay, body)
    case .meanOfDays(let count): try use(history, SameTimeBefore.meanOfDays(count), publicationDelay, body)
    }
  }

  private func use<Result>(
    _ history: IntensityTrace, _ method: some Forecaster, _ delay: Duration, _ body: ForecastsUse<Result>
  ) throws(ForecastError) -> Result {
    var forecasts: any ForecastSource = try HistoryForecasts(of: history, by: method, publicationDelay: delay)
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
