/// The Software Carbon Intensity of a job: SCI = ((E x I) + M) / R.
///
///     let sci = try SoftwareCarbonIntensity(
///       operational: operational,
///       embodied: EmbodiedEmissions(total: Emissions(grams: 150_000), lifetime: .seconds(4 * 365 * 86_400))
///         .share(of: .seconds(6 * 3_600)),
///       functionalUnits: 1)
///     print(sci.total.grams, sci.gramsPerUnit)
///
/// E is the energy in kWh, I the grid's intensity, M the hardware's share of embodied emissions, and R how many functional
/// units that served: training runs, users, requests. (Green Software Foundation, SCI 1.0, ISO/IEC 21031:2024; Dodge et
/// al., FAccT 2022, section 3, whose figures leave M out.)
public struct SoftwareCarbonIntensity: Hashable, Sendable {
  /// O = E x I.
  public let operational: OperationalEmissions

  /// M.
  public let embodied: Emissions

  /// R.
  public let functionalUnits: Double

  /// - Parameters:
  ///   - operational: What the energy emitted.
  ///   - embodied: What the hardware had emitted for this job: see ``EmbodiedEmissions``.
  ///   - functionalUnits: Positive and finite.
  /// - Throws: ``AccountingError`` if there are no functional units.
  public init(
    operational: OperationalEmissions, embodied: Emissions = Emissions(grams: 0), functionalUnits: Double = 1
  ) throws(AccountingError) {
    guard functionalUnits > 0, functionalUnits <= 1e18 else { throw .functionalUnits(functionalUnits) }
    self.operational = operational
    self.embodied = embodied
    self.functionalUnits = functionalUnits
  }

  /// O + M.
  public var total: Emissions { Emissions(grams: operational.emissions.grams + embodied.grams) }

  /// The score: grams of CO2 equivalent per functional unit.
  public var gramsPerUnit: Double { total.grams / functionalUnits }
}

/// What making, moving and scrapping hardware emits, and how much of it one job has to answer for.
///
///     let server = try EmbodiedEmissions(
///       total: Emissions(grams: 1_200_000), lifetime: .seconds(4 * 365 * 86_400), resourceShare: 0.25)
///     print(try server.share(of: .seconds(365 * 86_400)).grams)  // 75000.0
///
/// M = TE x TS x RS: total embodied emissions, times the share of the lifetime that the job had the hardware for, times
/// the share of the hardware it had: one GPU of four is 0.25.
public struct EmbodiedEmissions: Hashable, Sendable {
  /// What making the hardware emitted.
  public let total: Emissions
  /// How long it is used in all.
  public let lifetime: Duration
  /// Which share of it the job had: above 0, at most 1.
  public let resourceShare: Double

  /// - Parameters:
  ///   - total: Zero or more, for all of the hardware.
  ///   - lifetime: How long it is expected to serve: at least one second.
  ///   - resourceShare: From above 0 to 1.
  /// - Throws: ``AccountingError`` if one is out of range.
  public init(total: Emissions, lifetime: Duration, resourceShare: Double = 1) throws(AccountingError) {
    guard total.grams >= 0, total.grams <= 1e18 else {
      throw .embodied("Embodied emissions of \(total.grams) g are not possible; give zero or more.")
    }
    guard lifetime >= .seconds(1) else {
      throw .embodied("A lifetime of \(lifetime.compactDescription) is not possible; give at least a second.")
    }
    guard resourceShare > 0, resourceShare <= 1 else {
      throw .embodied("A share of \(resourceShare) of the hardware is not possible; give a number above 0, at most 1.")
    }
    self.total = total
    self.lifetime = lifetime
    self.resourceShare = resourceShare
  }

  /// The part of a job that had the hardware for so long.
  ///
  /// - Throws: ``AccountingError`` if that is longer than the hardware lasts.
  public func share(of duration: Duration) throws(AccountingError) -> Emissions {
    guard duration <= lifetime else {
      throw .embodied(
        "A job of \(duration.compactDescription) outlasts its hardware of \(lifetime.compactDescription); "
          + "give the whole lifetime of the hardware.")
    }
    return Emissions(grams: total.grams * resourceShare * (duration.secondsWithFraction / lifetime.secondsWithFraction))
  }
}

extension Duration {
  /// The length in seconds, to the nearest `Double`.
  fileprivate var secondsWithFraction: Double {
    let (seconds, attoseconds) = clampedComponents
    return Double(seconds) + Double(attoseconds) / 1e18
  }
}

extension PowerLog {
  /// The time from the log's start to its end, gaps included: the hardware is taken for a job while it waits.
  public var duration: Duration { .milliseconds(endMilliseconds - startMilliseconds) }
}

#if !hasFeature(Embedded)
  extension SoftwareCarbonIntensity: Codable {}

  extension EmbodiedEmissions: Codable {
    private enum CodingKeys: String, CodingKey { case total, lifetimeSeconds, resourceShare }

    /// Decodes and validates; the share is all of it where it is missing.
    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      try self.init(
        total: container.decode(Emissions.self, forKey: .total),
        lifetime: .seconds(container.decode(Int64.self, forKey: .lifetimeSeconds)),
        resourceShare: container.decodeIfPresent(Double.self, forKey: .resourceShare) ?? 1)
    }

    /// Encodes the lifetime in seconds.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(total, forKey: .total)
      try container.encode(lifetime.secondsRoundedDown, forKey: .lifetimeSeconds)
      try container.encode(resourceShare, forKey: .resourceShare)
    }
  }
#endif
