/// How far forecasts were from what came, by how far ahead they spoke.
///
///     let accuracy = try ForecastAccuracy.measure(
///       &forecasts, against: trace, between: firstIssue..<lastIssue, every: .seconds(3_600))
///     for lead in accuracy.leads { print(lead.lead, lead.meanAbsolutePercent as Any, lead.band, lead.coverage as Any) }
///
/// A lead counts from the end of the last slot that could be known at the issue without a publication delay, so that a lead
/// of one slot is the slot in progress at the issue.
///
/// **Bands** are split conformal: half of the issues, the earlier, give each lead the half-width that all but a share of their
/// errors keep to; the later half tells how many of its own do. Errors of neighbouring issues are not independent, and grids
/// change, so that coverage is measured and not promised.
public struct ForecastAccuracy: Hashable, Sendable {
  /// In the order of their lengths.
  public let leads: [Lead]

  /// How many forecasts were issued.
  public let issueCount: Int

  /// What share of the later errors the bands are to hold.
  public let wantedCoverage: Double

  /// Errors so far ahead.
  public struct Lead: Hashable, Sendable {
    /// How far ahead.
    public let lead: Duration
    /// How many values could be compared.
    public let count: Int
    /// The mean of the errors' magnitudes in gCO2eq/kWh; `nil` if there is none.
    public let meanAbsolute: Double?
    /// The mean of the magnitudes in percent of the truth; values of zero are left out.
    public let meanAbsolutePercent: Double?
    /// The half-width of the band, from the earlier half of the issues; infinite if they are too few.
    public let band: Double
    /// What share of the later half's values the band held; `nil` if there are none.
    public let coverage: Double?
  }

  /// The leads that are measured unless others are asked for.
  public static let usualLeads: [Duration] = [1, 6, 24, 96].map { .seconds($0 * 3_600) }

  /// Issues a forecast every so often and holds it against the truth.
  ///
  /// - Parameters:
  ///   - forecasts: Where forecasts come from.
  ///   - truth: What came; values beyond its end and in gaps are left out.
  ///   - period: From the first issue up to, not including, the last.
  ///   - interval: How long it is from issue to issue: positive.
  ///   - leads: How far ahead: positive.
  ///   - coverage: What share of errors a band is to hold.
  /// - Throws: ``ForecastError`` if a forecast cannot be had.
  /// - Complexity: That of the forecasts.
  public static func measure<Source: ForecastSource>(
    _ forecasts: inout Source, against truth: IntensityTrace, between period: Range<Instant>, every interval: Duration,
    leads: [Duration] = usualLeads, coverage: Double = 0.9
  ) throws(ForecastError) -> ForecastAccuracy {
    precondition(interval > .zero, "Issues lie some time apart.")
    let leads = leads.sorted()
    guard let furthest = leads.last else { return ForecastAccuracy(leads: [], issueCount: 0, wantedCoverage: coverage) }
    var errors = [[(error: Double, truth: Double, isLate: Bool)]](repeating: [], count: leads.count)
    var (instant, issueCount) = (period.lowerBound, 0)
    let middle = period.lowerBound.advanced(by: period.lowerBound.duration(to: period.upperBound) / 2)
    let slot = forecasts.slot
    while instant < period.upperBound {
      let forecast = try forecasts.forecast(at: instant, until: instant.advanced(by: furthest))
      for (index, lead) in leads.enumerated() {
        let target = instant.advanced(by: lead).advanced(by: .zero - slot)
        guard let said = forecast.trace.value(at: target), let came = truth.value(at: target) else { continue }
        errors[index].append((said - came, came, instant >= middle))
      }
      issueCount += 1
      instant = instant.advanced(by: interval)
    }
    return ForecastAccuracy(
      leads: zip(leads, errors).map { Lead($0, errors: $1, coverage: coverage) }, issueCount: issueCount,
      wantedCoverage: coverage)
  }
}

extension ForecastAccuracy.Lead {
  fileprivate init(_ lead: Duration, errors: [(error: Double, truth: Double, isLate: Bool)], coverage wanted: Double) {
    self.lead = lead
    count = errors.count
    meanAbsolute = errors.map { abs($0.error) }.mean
    meanAbsolutePercent = errors.filter { $0.truth != 0 }.map { 100 * abs($0.error / $0.truth) }.mean
    let band = errors.filter { !$0.isLate }.map { abs($0.error) }.conformalQuantile(missing: 1 - wanted)
    self.band = band
    coverage = errors.filter { $0.isLate }.map { abs($0.error) <= band ? 1 : 0 }.mean
  }
}

#if !hasFeature(Embedded)
  extension ForecastAccuracy: Codable {}

  extension ForecastAccuracy.Lead: Codable {
    private enum CodingKeys: String, CodingKey {
      case leadSeconds, count, meanAbsolute, meanAbsolutePercent, band, coverage
    }

    /// Decodes the errors at a lead, which is in seconds.
    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      lead = .seconds(try container.decode(Int64.self, forKey: .leadSeconds))
      count = try container.decode(Int.self, forKey: .count)
      meanAbsolute = try container.decodeIfPresent(Double.self, forKey: .meanAbsolute)
      meanAbsolutePercent = try container.decodeIfPresent(Double.self, forKey: .meanAbsolutePercent)
      band = try container.decodeIfPresent(Double.self, forKey: .band) ?? .infinity
      coverage = try container.decodeIfPresent(Double.self, forKey: .coverage)
    }

    /// Encodes the errors at a lead; a band without end is left out.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(lead.secondsRoundedDown, forKey: .leadSeconds)
      try container.encode(count, forKey: .count)
      try container.encodeIfPresent(meanAbsolute, forKey: .meanAbsolute)
      try container.encodeIfPresent(meanAbsolutePercent, forKey: .meanAbsolutePercent)
      if band.isFinite { try container.encode(band, forKey: .band) }
      try container.encodeIfPresent(coverage, forKey: .coverage)
    }
  }
#endif
