package import CarbonScheduling

/// Units and shapes of traces that files come in, for all tests of what is made of a trace.
///
///     let trace = try TracePattern.pounds.trace(count: 288, seed: 1)
///
/// A trace of whole grams hides every place where a unit is forgotten: what a trace computes with is then the same
/// number as what it shows.
package enum TracePattern: String, CaseIterable, Sendable {
  /// Whole grams, as of many providers.
  case wholes
  /// Grams with two decimals, held as whole hundredths.
  case decimals
  /// Whole pounds for each megawatt-hour, as grams: no short decimals.
  case pounds
  /// Hundredths below, at and above zero.
  case negative

  /// Intensities near to each other from slot to slot, in gCO2eq/kWh.
  ///
  /// - Parameters:
  ///   - count: How many there are.
  ///   - seed: Another seed gives other values of the same kind.
  package func values(count: Int, seed: UInt64) -> [Double] {
    let walk = Pattern.randomWalk.values(count: count, seed: seed).map { $0.rounded() }
    return switch self {
    case .wholes: walk.map { $0 + 100 }
    case .decimals: walk.map { (100 * $0 + 10_007).rounded() / 100 }
    case .pounds: walk.map { ($0 + 220) * 0.453_592_37 }
    case .negative: walk.map { (100 * $0 - 50_003).rounded() / 100 }
    }
  }

  /// Those values as a trace from the start of 2020.
  package func trace(
    count: Int, seed: UInt64, slotSeconds: Int64 = 300, start: Instant = Instant(secondsSince1970: 1_577_836_800),
    region: String? = nil
  ) throws(TraceError) -> IntensityTrace {
    try IntensityTrace(
      start: start, slot: .seconds(slotSeconds), gramsPerKilowattHour: values(count: count, seed: seed),
      signal: .marginal, region: region, source: "a test")
  }
}
