/// A price, or another intensity, to weigh beside the emissions.
///
///     let price = try IntensityTrace(start: start, slot: .seconds(3_600), gramsPerKilowattHour: eurosPerKilowattHour)
///     let plan = FlexibleStart(within: .hours(24), weighing: SecondSignal(price, weight: 500))  // 1 euro is 500 g
///
/// A plan then minimises grams + weight * cost, and reports both.
public struct SecondSignal: Hashable, Sendable {
  /// The signal for each kilowatt-hour, in any unit; each of its slots covers one or more whole slots of the trace planned on.
  public let trace: IntensityTrace
  /// How many grams one unit of it is worth: zero or more.
  public let weight: Double

  public init(_ trace: IntensityTrace, weight: Double) {
    self.trace = trace
    self.weight = weight
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(trace.start)
    hasher.combine(trace.slotCount)
    hasher.combine(weight)
  }
}

extension SecondSignal {
  /// What a plan is made on, and what it costs: traces in the slots of the trace planned on, zero outside the window.
  struct Weighed {
    let objective: IntensityTrace
    let cost: IntensityTrace
  }

  /// - Complexity: O(slots of the trace).
  func weigh(_ emissions: IntensityTrace, in window: SchedulingWindow) throws(SchedulingError) -> Weighed {
    guard weight >= 0, weight < .infinity else { throw .signalWeight(weight) }
    let slots = emissions.slots(from: window.start, to: window.end)
    let missing = SchedulingError.secondSignal(
      from: emissions.start(ofSlot: slots.lowerBound), to: emissions.start(ofSlot: slots.upperBound))
    let shift = trace.start.duration(to: emissions.start).components.seconds
    let first = shift.addingClamped(Int64(slots.lowerBound) * emissions.slotSeconds)
    let end = shift.addingClamped(Int64(slots.upperBound) * emissions.slotSeconds)
    guard trace.slotSeconds % emissions.slotSeconds == 0, shift % emissions.slotSeconds == 0,
      first >= 0, end <= trace.lengthSeconds, trace.firstGap(touching: trace.slots(from: first, to: end)) == nil
    else { throw missing }

    var costs = [Double](repeating: 0, count: emissions.slotCount)
    var objectives = costs
    for slot in slots {
      let own = Int((shift + Int64(slot) * emissions.slotSeconds) / trace.slotSeconds)
      costs[slot] = trace.originalIntensities[own]
      objectives[slot] = emissions.originalIntensities[slot] + weight * costs[slot]
    }
    do {
      return Weighed(objective: try emissions.replacing(objectives), cost: try emissions.replacing(costs))
    } catch {
      throw .signalWeight(weight)
    }
  }
}

extension IntensityTrace {
  /// The same slots and gaps with other values.
  fileprivate func replacing(_ values: [Double]) throws(TraceError) -> IntensityTrace {
    try IntensityTrace(
      start: start, slot: slot, values: values, gaps: gaps, gapPolicy: gapPolicy, signal: .unknown, region: nil,
      source: nil)
  }
}

#if !hasFeature(Embedded)
  extension SecondSignal: Codable {}
#endif
