import CarbonScheduling

extension ForecastMethod {
  /// The forecaster that it names, as it suits a history.
  func forecaster(for history: IntensityTrace) -> any Forecaster {
    switch self {
    case .profile: DailyWeeklyProfile.suited(to: history)
    case .adaptive: AdaptiveProfile(.suited(to: history))
    case .persistence: Persistence()
    case .yesterday: SameTimeBefore.yesterday
    case .lastWeek: SameTimeBefore.lastWeek
    case .meanOfDays(let count): SameTimeBefore.meanOfDays(count)
    }
  }
}
