/// How much of a resource may be used at once over time: GPUs, nodes, or cores.
///
///     let atNight = try CapacitySeries(start: start, slot: .seconds(3_600), units: [64, 64, 16, 16])
public struct CapacitySeries: SteppedSeries, Hashable {
  /// The capacities, their slots and their gaps.
  public let series: StepSeries

  /// Takes the values of a series for capacities.
  public init(_ series: StepSeries) { self.series = series }

  /// Makes a capacity series.
  ///
  /// - Parameters:
  ///   - start: When the first slot begins.
  ///   - slot: How long each lasts: a whole number of seconds, from one second to 366 days.
  ///   - units: How many units may be used in each slot; `nil` where that is not known.
  /// - Throws: ``SeriesError``, as ``StepSeries/init(start:slot:values:)`` does.
  public init(start: Instant, slot: Duration, units: [Double?]) throws(SeriesError) {
    series = try StepSeries(start: start, slot: slot, values: units)
  }
}

extension CapacitySeries: CustomStringConvertible {
  /// One line, as that of a series: `capacity, 24 slots of 1h, ...`.
  public var description: String { "capacity, \(series)" }
}

#if !hasFeature(Embedded)
  extension CapacitySeries: Codable {}
#endif
