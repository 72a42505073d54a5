/// One point of a trade-off curve: of ``FlexibleStart/savingsCurve(_:on:releasedAt:)`` and its like.
public struct TradeOff: Hashable, Sendable {
  /// How much later than `release + duration` the job may end.
  public let addedTime: Duration
  /// How many pauses the plan has, where they are what is traded.
  public let pauses: Int?
  /// What the best plan emits, resumes included.
  public let emissions: Emissions
  /// What the best plan minimises; the emissions unless a price is weighed.
  public let objective: Double
}

extension TradeOff {
  /// - Parameter added: In seconds.
  init(_ added: Int64, _ emissions: Emissions) {
    self.init(addedTime: .seconds(added), pauses: nil, emissions: emissions, objective: emissions.grams)
  }

  init(_ added: Int64, _ plan: Schedule, pauses: Int? = nil) {
    self.init(addedTime: .seconds(added), pauses: pauses, emissions: plan.emissions, objective: plan.objective)
  }
}

extension TradeOff: CustomStringConvertible {
  /// One line: `24h added: 533.0 g`, `3 pauses: 533.0 g`.
  public var description: String {
    (pauses.map { "\($0) \($0 == 1 ? "pause" : "pauses")" } ?? "\(addedTime.compactDescription) added")
      + ": \(emissions)"
  }
}

extension SchedulingWindow {
  /// The added times that a curve has points for, in seconds: every whole slot, and the added time itself.
  func addedTimes(on trace: IntensityTrace) -> [Int64] {
    let all = latestStart - start
    let whole = Array(stride(from: 0, through: all, by: Int64.Stride(trace.slotSeconds)))
    return whole.last == all ? whole : whole + [all]
  }
}

#if !hasFeature(Embedded)
  extension TradeOff: Codable {
    private enum CodingKeys: String, CodingKey { case addedSeconds, pauses, emissions, objective }

    /// Decodes a point; `pauses` and `objective` may be missing.
    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      let emissions = try container.decode(Emissions.self, forKey: .emissions)
      self.init(
        addedTime: .seconds(try container.decode(Int64.self, forKey: .addedSeconds)),
        pauses: try container.decodeIfPresent(Int.self, forKey: .pauses), emissions: emissions,
        objective: try container.decodeIfPresent(Double.self, forKey: .objective) ?? emissions.grams)
    }

    /// Encodes a point, its added time in seconds.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(addedTime.secondsRoundedDown, forKey: .addedSeconds)
      try container.encodeIfPresent(pauses, forKey: .pauses)
      try container.encode(emissions, forKey: .emissions)
      if objective != emissions.grams { try container.encode(objective, forKey: .objective) }
    }
  }
#endif
