/// Who forecasts from a grid's own past, as a value: to be named in options, in settings and in reports.
///
///     ForecastMethod.meanOfDays(14).description  // "mean-of-days=14"
///
/// Each names a ``Forecaster``; forecasters of one's own need no name here.
public enum ForecastMethod: Hashable, Sendable, CustomStringConvertible {
  /// The reference: ``DailyWeeklyProfile``, with the fade that suits the trace.
  case profile
  /// The same, corrected by what its own forecasts got wrong: ``AdaptiveProfile``.
  case adaptive
  /// The last known value: ``Persistence``.
  case persistence
  /// The same time yesterday: ``SameTimeBefore/yesterday``.
  case yesterday
  /// The same time last week: ``SameTimeBefore/lastWeek``.
  case lastWeek
  /// The mean of the same time on so many days: ``SameTimeBefore/meanOfDays(_:)``.
  case meanOfDays(Int)

  /// As it is named in options and reports.
  public var description: String {
    switch self {
    case .profile: "profile"
    case .adaptive: "adaptive"
    case .persistence: "persistence"
    case .yesterday: "yesterday"
    case .lastWeek: "last-week"
    case .meanOfDays(let count): "mean-of-days=\(count)"
    }
  }
}
