import CarbonScheduling

/// Keeps one of the forecasts in a file: the last that had been made by some instant.
struct ForecastChoice {
  let issuedBy: Instant?
  private var best: (series: PointSeries, issued: Int64)?
  private var earliest: Int64?

  init(issuedBy: Instant?) {
    self.issuedBy = issuedBy
  }

  mutating func offer(_ series: PointSeries, issued: Int64) {
    earliest = min(earliest ?? issued, issued)
    if let issuedBy, issued > issuedBy.secondsSince1970 { return }
    if let best, best.issued > issued { return }
    best = (series, issued)
  }

  /// The chosen forecast, or `nil` if there was none at all.
  ///
  /// - Throws: ``InputError`` if all were made too late.
  func choose(file: String) throws(InputError) -> (series: PointSeries, issued: Int64)? {
    if best == nil, let issuedBy, let earliest {
      throw InputError(
        file: file, problem: "no forecast had been made by \(issuedBy)",
        cure: "the earliest was made at \(Instant(secondsSince1970: earliest))")
    }
    return best
  }
}
