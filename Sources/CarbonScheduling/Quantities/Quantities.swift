/// A mass of greenhouse gas, as grams of CO2 equivalent.
///
///     Emissions(grams: 1_480).kilograms  // 1.48
///
/// May be negative: a trace of curtailment credits or prices has negative intensities.
public struct Emissions: Hashable, Comparable, Sendable {
  public let grams: Double

  public init(grams: Double) { self.grams = grams }

  public var kilograms: Double { grams / 1_000 }

  public static func < (left: Emissions, right: Emissions) -> Bool { left.grams < right.grams }
}

/// An amount of electrical energy, in kilowatt-hours.
public struct Energy: Hashable, Comparable, Sendable {
  public let kilowattHours: Double

  public init(kilowattHours: Double) { self.kilowattHours = kilowattHours }

  /// `Energy.kilowattHours(3.1)`, for use as an argument: `energy: .kilowattHours(3.1)`.
  public static func kilowattHours(_ kilowattHours: Double) -> Energy { Energy(kilowattHours: kilowattHours) }

  public static func < (left: Energy, right: Energy) -> Bool { left.kilowattHours < right.kilowattHours }
}

/// What a schedule emits less than its baseline, the run started at once.
///
///     let saved = Savings(baseline: Emissions(grams: 200), emissions: Emissions(grams: 150))
///     print(saved.grams, saved.percent)  // 50.0 25.0
///
/// Grams come first on purpose: a percentage of a small baseline looks better than it is.
public struct Savings: Hashable, Sendable {
  /// Baseline minus emissions, in grams of CO2 equivalent.
  public let grams: Double

  /// `grams` as a percentage of the baseline's magnitude: positive whenever something is saved, even against a negative
  /// baseline, and 0, never NaN, against a baseline of zero; finite beside any other.
  public let percent: Double

  public init(baseline: Emissions, emissions: Emissions) {
    grams = baseline.grams - emissions.grams
    let percent = baseline.grams == 0 ? 0 : 100 * grams / abs(baseline.grams)
    let most = Double.greatestFiniteMagnitude
    self.percent = min(max(percent, -most), most)
  }
}

#if !hasFeature(Embedded)
  extension Emissions: Codable {}
  extension Energy: Codable {}
  extension Savings: Codable {}
#endif
