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

extension SchedulingWindow {
  /// The added times that a curve has points for, in seconds: every whole slot, and the added time itself.
  func addedTimes(on trace: IntensityTrace) -> [Int64] {
    let all = latestStart - start
    let whole = Array(stride(from: 0, through: all, by: Int64.Stride(trace.slotSeconds)))
    return whole.last == all ? whole : whole + [all]
  }
}

#if !hasFeature(Embedded)
  extension TradeOff: Codable {}
#endif
