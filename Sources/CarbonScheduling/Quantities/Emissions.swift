/// A mass of greenhouse gas, as grams of CO2 equivalent.
///
///     let both = Emissions.grams(1_480) + .grams(20)
///     print(both.kilograms)  // 1.5
///
/// May be negative: a trace of curtailment credits has negative intensities.
public struct Emissions: Hashable, Sendable {
  /// The mass in gCO2eq.
  public let grams: Double

  /// Makes a mass of so many gCO2eq.
  public init(grams: Double) { self.grams = grams }

  /// `Emissions.grams(5)`, for use as an argument: `emissions: .grams(5)`.
  public static func grams(_ grams: Double) -> Emissions { Emissions(grams: grams) }

  /// The mass in kgCO2eq.
  public var kilograms: Double { grams / 1_000 }
}

extension Emissions: AdditiveArithmetic, Comparable {
  /// Nothing emitted.
  public static let zero = Emissions(grams: 0)

  /// The sum.
  public static func + (left: Emissions, right: Emissions) -> Emissions { .grams(left.grams + right.grams) }

  /// The difference.
  public static func - (left: Emissions, right: Emissions) -> Emissions { .grams(left.grams - right.grams) }

  /// So many times the mass.
  public static func * (emissions: Emissions, factor: Double) -> Emissions { .grams(emissions.grams * factor) }

  /// So many times the mass.
  public static func * (factor: Double, emissions: Emissions) -> Emissions { .grams(emissions.grams * factor) }

  /// Whether the left mass is the smaller one.
  public static func < (left: Emissions, right: Emissions) -> Bool { left.grams < right.grams }
}

extension Emissions: CustomStringConvertible {
  /// The mass with its unit: `1480.0 g`.
  public var description: String { "\(grams) g" }
}

#if !hasFeature(Embedded)
  extension Emissions: Codable {}
#endif
