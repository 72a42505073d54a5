/// What a kilowatt-hour costs over time, in any currency.
///
///     let prices = try PriceSeries(start: start, slot: .seconds(3_600), pricePerKilowattHour: [0.31, 0.12, -0.02])
///
/// A price is no intensity: it has no signal, and may be as large as a currency's small coin makes it.
public struct PriceSeries: SteppedSeries, Hashable {
  /// The prices, their slots and their gaps.
  public let series: StepSeries

  /// Takes the values of a series for prices per kilowatt-hour.
  public init(_ series: StepSeries) { self.series = series }

  /// Makes a price series.
  ///
  /// - Parameters:
  ///   - start: When the first slot begins.
  ///   - slot: How long each lasts: a whole number of seconds, from one second to 366 days.
  ///   - pricePerKilowattHour: One finite value a slot, in any currency; `nil` for a gap; negative prices are ordinary.
  /// - Throws: ``SeriesError``, as ``StepSeries/init(start:slot:values:)`` does.
  public init(start: Instant, slot: Duration, pricePerKilowattHour: [Double?]) throws(SeriesError) {
    series = try StepSeries(start: start, slot: slot, values: pricePerKilowattHour)
  }
}

extension PriceSeries: CustomStringConvertible {
  /// One line, as that of a series: `prices, 24 slots of 1h, ...`.
  public var description: String { "prices, \(series)" }
}

#if !hasFeature(Embedded)
  extension PriceSeries: Codable {}
#endif
