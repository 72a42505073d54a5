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
    try accuracy(region, method.forecaster(for: region.history ?? region.trace), period, interval, leads)
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

/// How far the forecasts of a replay were off, region by region: mean absolute errors in percent.
package struct ForecastErrors: Sendable {
  /// How far ahead.
  package let leads: [Duration]
  /// For each region one number a lead, `nil` where nothing could be compared.
  package let regions: [(name: String, percents: [Double?])]

  /// - Parameters:
  ///   - foresight: Who forecasts.
  ///   - regions: Whose errors; those without a forecast are left out.
  ///   - period: When forecasts were issued; all of the traces' time unless given. An issue every five hours, so that all times
  ///     of day come.
  package init(
    of foresight: Foresight, in regions: [Replay.Region], between period: Range<Instant>?,
    leads: [Duration] = ForecastAccuracy.usualLeads
  ) {
    self.leads = leads
    self.regions = regions.compactMap { region in
      (try? foresight.accuracy(in: region, between: period, every: .seconds(5 * 3_600), leads: leads)).map {
        (region.name, $0.leads.map(\.meanAbsolutePercent))
      }
    }
  }

  /// The mean of regions for each lead.
  package var means: [Double?] {
    leads.indices.map { lead in regions.map { $0.percents[lead] }.knownMean }
  }
}
