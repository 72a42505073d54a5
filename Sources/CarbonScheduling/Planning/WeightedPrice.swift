/// A price of energy to weigh beside the emissions.
///
///     let prices = try PriceSeries(start: start, slot: .seconds(3_600), pricePerKilowattHour: euros)
///     let plan = FlexibleStart(within: .hours(24), weighing: try WeightedPrice(prices, gramsPerUnit: 500))
///
/// A plan then minimises grams + gramsPerUnit * cost, here as if a euro were 500 g, and reports both.
public struct WeightedPrice: Hashable, Sendable {
  /// The prices; each of their slots covers one or more whole slots of the trace planned on.
  public let prices: PriceSeries

  /// How many grams one unit of the price's currency is worth: zero or more.
  public let gramsPerUnit: Double

  /// Makes a weighed price.
  ///
  /// - Parameters:
  ///   - prices: What a kilowatt-hour costs.
  ///   - gramsPerUnit: How many grams one unit of its currency is worth: zero or more, finite.
  /// - Throws: ``SchedulingError/priceWeight(_:)`` for any other weight.
  public init(_ prices: PriceSeries, gramsPerUnit: Double) throws(SchedulingError) {
    guard gramsPerUnit >= 0, gramsPerUnit < .infinity else { throw .priceWeight(gramsPerUnit) }
    self.prices = prices
    self.gramsPerUnit = gramsPerUnit
  }
}

extension WeightedPrice: CustomStringConvertible {
  /// In words: `a unit of price worth 500.0 g`.
  public var description: String { "a unit of price worth \(gramsPerUnit) g" }
}

extension WeightedPrice {
  /// What a plan is made on, and what it costs: in the slots of the trace planned on, zero outside the window.
  struct Weighed {
    let objective: IntensityTrace
    let cost: StepSeries
  }

  /// - Complexity: O(slots of the trace).
  func weigh(_ emissions: IntensityTrace, in window: SchedulingWindow) throws(SchedulingError) -> Weighed {
    try weigh(emissions, over: window.start..<window.end)
  }

  /// - Parameter time: In seconds since the trace's start.
  /// - Complexity: O(slots of the trace).
  func weigh(_ emissions: IntensityTrace, over time: Range<Int64>) throws(SchedulingError) -> Weighed {
    let slots = emissions.slots(from: time.lowerBound, to: time.upperBound)
    let missing = SchedulingError.prices(
      from: emissions.start(ofSlot: slots.lowerBound), to: emissions.start(ofSlot: slots.upperBound))
    let shift = prices.start.duration(to: emissions.start).components.seconds
    let first = shift.addingClamped(Int64(slots.lowerBound) * emissions.slotSeconds)
    let end = shift.addingClamped(Int64(slots.upperBound) * emissions.slotSeconds)
    guard prices.slotSeconds % emissions.slotSeconds == 0, shift % emissions.slotSeconds == 0,
      first >= 0, end <= prices.lengthSeconds, prices.firstGap(touching: prices.slots(from: first, to: end)) == nil
    else { throw missing }

    var costs = [Double](repeating: 0, count: emissions.slotCount)
    var objectives = costs
    let (priceValues, intensities) = (prices.series.convertedValues, emissions.originalIntensities)
    for slot in slots {
      costs[slot] = priceValues[Int((shift + Int64(slot) * emissions.slotSeconds) / prices.slotSeconds)]
      objectives[slot] = intensities[slot] + gramsPerUnit * costs[slot]
    }
    do {
      let cost = try StepSeries(start: emissions.start, slot: emissions.slot, values: costs, gaps: emissions.gaps)
      var objective = emissions
      objective.series = try StepSeries(
        start: emissions.start, slot: emissions.slot, values: objectives, gaps: emissions.gaps)
      return Weighed(objective: objective, cost: cost)
    } catch {
      throw .priceWeight(gramsPerUnit)
    }
  }
}

#if !hasFeature(Embedded)
  extension WeightedPrice: Codable {
    private enum CodingKeys: String, CodingKey { case prices, gramsPerUnit }

    /// Decodes and validates `prices` and `gramsPerUnit`.
    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      try self.init(
        try container.decode(PriceSeries.self, forKey: .prices),
        gramsPerUnit: try container.decode(Double.self, forKey: .gramsPerUnit))
    }
  }
#endif
