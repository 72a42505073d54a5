public import CarbonScheduling

extension Foresight {
  /// How far the forecasts of a region were off, by lead.
  ///
  /// - Parameters:
  ///   - region: Whose forecasts.
  ///   - period: When they were issued; from a day after the history's first value on unless given.
  ///   - interval: How far apart issues are: positive.
  ///   - leads: How far ahead: positive.
  /// - Throws: `ForecastError` if there is no forecast.
  /// - Complexity: That of the forecasts.
  public func accuracy(
    in region: Replay.Region, between period: Range<Instant>? = nil, every interval: Duration = .seconds(3_600),
    leads: [Duration] = ForecastAccuracy.usualLeads
  ) throws(ForecastError) -> ForecastAccuracy {
    let history = region.history ?? region.trace
    return switch method {
    case .profile: try accuracy(region, DailyWeeklyProfile.suited(to: history), period, interval, leads)
    case .persistence: try accuracy(region, Persistence(), period, interval, leads)
    case .yesterday: try accuracy(region, SameTimeBefore.yesterday, period, interval, leads)
    case .lastWeek: try accuracy(region, SameTimeBefore.lastWeek, period, interval, leads)
    case .meanOfDays(let count): try accuracy(region, SameTimeBefore.meanOfDays(count), period, interval, leads)
    }
  }

  private func accuracy(
    _ region: Replay.Region, _ method: some Forecaster, _ period: Range<Instant>?, _ interval: Duration,
    _ leads: [Duration]
  ) throws(ForecastError) -> ForecastAccuracy {
    let truth = region.history ?? region.trace
    var history = try HistoryForecasts(of: truth, by: method, publicationDelay: publicationDelay)
    var begin = truth.start.advanced(by: .seconds(86_400)).advanced(by: publicationDelay)
    if let archive = region.archive { begin = max(begin, archive.forecasts[0].issued) }
    let all = begin..<max(begin, truth.end)
    let period = period?.clamped(to: all) ?? all
    if let archive = region.archive {
      var forecasts = try ArchivedForecasts(archive, continuedBy: history, blend: blend)
      return try ForecastAccuracy.measure(&forecasts, against: truth, between: period, every: interval, leads: leads)
    }
    return try ForecastAccuracy.measure(&history, against: truth, between: period, every: interval, leads: leads)
  }
}
