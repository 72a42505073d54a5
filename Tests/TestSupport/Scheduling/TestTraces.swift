package import CarbonScheduling

/// 2020-01-01T00:00:00Z, where the traces of tests begin.
package let newYear2020 = Instant(secondsSince1970: 1_577_836_800)

/// A trace from New Year 2020.
package func trace(_ intensities: [Double], slotSeconds: Int) throws -> IntensityTrace {
  try IntensityTrace(start: newYear2020, slot: .seconds(slotSeconds), gramsPerKilowattHour: intensities)
}

/// A trace from New Year 2020 with gaps.
package func trace(_ intensities: [Double?], slotSeconds: Int) throws -> IntensityTrace {
  try IntensityTrace(start: newYear2020, slot: .seconds(slotSeconds), gramsPerKilowattHour: intensities)
}

/// A job of so many seconds at one kilowatt.
package func job(seconds: Int, kilowatts: Double = 1) throws -> Workload {
  try Workload(duration: .seconds(seconds), power: .constant(kilowatts: kilowatts))
}

/// The instant so many seconds after New Year 2020.
package func after(_ seconds: Int) -> Instant { newYear2020.advanced(by: .seconds(seconds)) }

/// Prices from the start of 2020.
package func priceSeries(_ values: [Double], slotSeconds: Int) throws -> PriceSeries {
  try PriceSeries(start: newYear2020, slot: .seconds(slotSeconds), pricePerKilowattHour: values)
}
