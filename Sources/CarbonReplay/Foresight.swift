public import CarbonScheduling

/// What is known when a replay plans: forecasts of a kind, revised in some way. Without it a replay plans in hindsight.
///
///     let foresight = Foresight(by: .profile, replanning: .everyHour)
///     let result = await Replay(regions: regions, workloads: jobs, foresight: foresight).run()
///
/// Every plan is made on what was published by then, and judged on the truth.
public struct Foresight: Sendable {
  /// Who forecasts from a region's own past.
  public let method: ForecastMethod

  /// When plans are revised, and how much a change must gain.
  public let replanning: Replanning

  /// How long after its end a slot's value is published.
  public let publicationDelay: Duration

  /// How a provider's forecasts are put together with those of the past, in regions that have some.
  public let blend: ForecastBlend

  /// In what share of releases forecasts may over-promise what a job waits for: it waits only if more is forecast to be saved
  /// than forecasts of the last 28 days over-promised in all but this share. `nil` to ask for nothing, or for what
  /// the gate of ``replanning`` says.
  public let overPromiseShare: Double?

  /// Makes a kind of foresight.
  ///
  /// - Parameters:
  ///   - method: Who forecasts from a region's own past.
  ///   - replanning: When plans are revised, and by which rule.
  ///   - publicationDelay: How long after its end a slot's value is published.
  ///   - blend: How a provider's forecasts are put together with those of the past.
  ///   - overPromiseShare: From 0 to 1; it takes the place of a gate of `replanning`.
  public init(
    by method: ForecastMethod = .profile, replanning: Replanning = .never, publicationDelay: Duration = .zero,
    blend: ForecastBlend = .correctedAndBlended, overPromiseShare: Double? = nil
  ) {
    self.method = method
    self.replanning = replanning
    self.publicationDelay = publicationDelay
    self.blend = blend
    self.overPromiseShare = overPromiseShare
  }
}

/// What foresight made of a cell's releases, beside what the cell says of them.
public struct ForesightFigures: Hashable, Sendable {
  /// The mean emissions of plans made in hindsight.
  public let hindsight: Emissions
  /// What share of the savings possible in hindsight came true, in percent, of sums over releases; `nil` where nothing could be
  /// saved.
  public let shareRealisedPercent: Double?
  /// How many plans emitted more than running at once, in percent.
  public let worseThanRunNowPercent: Double
  /// The mean number of times that a decision changed what had been planned until the next one.
  public let changes: Double
  /// The mean number of forecasts that were planned on.
  public let issuesUsed: Double

  /// Of figures that were written down.
  package init(
    hindsight: Emissions, shareRealisedPercent: Double?, worseThanRunNowPercent: Double, changes: Double,
    issuesUsed: Double
  ) {
    self.hindsight = hindsight
    self.shareRealisedPercent = shareRealisedPercent
    self.worseThanRunNowPercent = worseThanRunNowPercent
    self.changes = changes
    self.issuesUsed = issuesUsed
  }

  /// The means of what was added up.
  init(_ totals: ForesightTotals, hindsight: SweepTotals) {
    let count = Double(totals.plans.releaseCount)
    let (now, planned) = (totals.plans.baseline.grams, totals.plans.emissions.grams)
    let possible = now - hindsight.emissions.grams
    self.hindsight = Emissions(grams: hindsight.emissions.grams / count)
    // Sums of the same numbers in another order may differ in their last digits: that is no saving.
    shareRealisedPercent = possible > 1e-9 * abs(now) ? 100 * (now - planned) / possible : nil
    worseThanRunNowPercent = 100 * Double(totals.worseCount) / count
    changes = Double(totals.changeCount) / count
    issuesUsed = Double(totals.issueCount) / count
  }
}

/// What the plans of a cell add up to.
struct ForesightTotals: Sendable {
  var plans = SweepTotals()
  var worseCount = 0
  var changeCount = 0
  var issueCount = 0

  /// Adds a plan.
  mutating func add(_ emissions: Emissions, baseline: Emissions, pauses: Int, changes: Int, issues: Int) {
    plans.releaseCount += 1
    plans.baseline = Emissions(grams: plans.baseline.grams + baseline.grams)
    plans.emissions = Emissions(grams: plans.emissions.grams + emissions.grams)
    let percent = Savings(baseline: baseline, emissions: emissions).percent
    plans.percents += percent ?? 0
    plans.zeroBaselineCount += percent == nil ? 1 : 0
    plans.pauses += pauses
    worseCount += emissions.grams > baseline.grams ? 1 : 0
    changeCount += changes
    issueCount += issues
  }
}

extension ForesightFigures: Codable {}

extension Foresight: Codable {
  private enum CodingKeys: String, CodingKey {
    case method, replanning, publicationDelaySeconds, blend, overPromiseShare
  }

  /// Decodes what is known; what is missing has its default.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      by: try container.decodeIfPresent(ForecastMethod.self, forKey: .method) ?? .profile,
      replanning: try container.decodeIfPresent(Replanning.self, forKey: .replanning) ?? .never,
      publicationDelay: .seconds(try container.decodeIfPresent(Int64.self, forKey: .publicationDelaySeconds) ?? 0),
      blend: try container.decodeIfPresent(ForecastBlend.self, forKey: .blend) ?? .correctedAndBlended,
      overPromiseShare: try container.decodeIfPresent(Double.self, forKey: .overPromiseShare))
  }

  /// Encodes all of it, the delay in seconds.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(method, forKey: .method)
    try container.encode(replanning, forKey: .replanning)
    try container.encode(publicationDelay.secondsRoundedDown, forKey: .publicationDelaySeconds)
    try container.encode(blend, forKey: .blend)
    try container.encodeIfPresent(overPromiseShare, forKey: .overPromiseShare)
  }
}
