public import CarbonScheduling

extension IntensityTrace {
  /// The trace in slots fine enough for prices: each price holds for whole slots of it.
  ///
  ///     // Hourly intensities, quarter-hourly prices: four slots an hour, all of that hour's intensity.
  ///     let fitted = try trace.resampled(toFit: prices)
  ///
  /// - Returns: The same where prices fit already.
  /// - Throws: ``ResamplingError`` if there would be too many slots.
  /// - Complexity: O(slots).
  public func resampled(toFit prices: PriceSeries) throws(ResamplingError) -> IntensityTrace {
    let offset = abs(prices.start.duration(to: start).components.seconds)
    let numbers = [slot.components.seconds, prices.slot.components.seconds, offset]
    return try resampled(to: .seconds(numbers.reduce(0, greatestCommonDivisor)))
  }
}
