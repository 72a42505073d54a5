/// A mass of CO2 equivalent as everyday things that emit as much.
///
///     let kilos = EmissionEquivalents(of: Emissions(grams: 8_220))
///     print(kilos.phoneCharges)  // 1000.0
///
/// Factors are those of the US Environmental Protection Agency that Dodge et al., FAccT 2022, cite.
public struct EmissionEquivalents: Hashable, Sendable {
  private let metricTons: Double

  /// The equivalents of so much.
  public init(of emissions: Emissions) {
    metricTons = emissions.grams / 1e6
  }

  /// How many smartphones that charges: 8.22e-6 t each.
  public var phoneCharges: Double { metricTons / 8.22e-6 }

  /// How many miles an average passenger car drives: 3.98e-4 t each.
  public var milesDriven: Double { metricTons / 3.98e-4 }

  /// How many US gallons of gasoline that is: 8.887e-3 t each.
  public var gallonsOfGasoline: Double { metricTons / 8.887e-3 }

  /// How many barrels of oil: 0.43 t each.
  public var barrelsOfOil: Double { metricTons / 0.43 }

  /// How many homes' energy for a year: 8.30 t each.
  public var homeYears: Double { metricTons / 8.30 }

  /// How many railcars of coal: 181.29 t each.
  public var railcarsOfCoal: Double { metricTons / 181.29 }
}
