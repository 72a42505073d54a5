/// Things people know, by what they emit: a mass of gas says little until it stands beside one of them.
///
///     EverydayEquivalent.nearest(below: Emissions(grams: 1_000))                  // a mile driven, 398 g
///     EverydayEquivalent.phoneCharge.count(in: Emissions(grams: 8_220))           // 1000.0
///     EverydayEquivalent.kilometreDriven.count(in: Emissions(grams: 398))         // 1.609344
///
/// Factors are those of the US Environmental Protection Agency's Greenhouse Gas Equivalencies Calculator that Dodge et al.,
/// FAccT 2022, cite; see ``source``. They are American averages: cars elsewhere use less.
public enum EverydayEquivalent: String, CaseIterable, Hashable, Sendable {
  /// Charging a smartphone once.
  case phoneCharge
  /// Driving an average passenger car for a kilometre.
  case kilometreDriven
  /// Driving an average passenger car for a mile.
  case mileDriven
  /// Burning a US gallon of gasoline.
  case gallonOfGasoline
  /// Burning a barrel of oil.
  case barrelOfOil
  /// A home's energy for a year.
  case homeYear
  /// Burning a railcar of coal.
  case railcarOfCoal

  /// What one of it emits.
  public var emissions: Emissions {
    switch self {
    case .phoneCharge: Emissions(grams: 8.22)
    case .kilometreDriven: Emissions(grams: 398 / 1.609344)
    case .mileDriven: Emissions(grams: 398)
    case .gallonOfGasoline: Emissions(grams: 8_887)
    case .barrelOfOil: Emissions(grams: 430_000)
    case .homeYear: Emissions(grams: 8_300_000)
    case .railcarOfCoal: Emissions(grams: 181_290_000)
    }
  }

  /// How many of it emit as much.
  public func count(in emissions: Emissions) -> Double { emissions.grams / self.emissions.grams }

  /// One of it: "a phone charge".
  public var name: String {
    switch self {
    case .phoneCharge: "a phone charge"
    case .kilometreDriven: "a kilometre driven"
    case .mileDriven: "a mile driven"
    case .gallonOfGasoline: "a gallon of gasoline"
    case .barrelOfOil: "a barrel of oil"
    case .homeYear: "a home’s energy for a year"
    case .railcarOfCoal: "a railcar of coal"
    }
  }

  /// More than one of it: "phone charges".
  public var plural: String {
    switch self {
    case .phoneCharge: "phone charges"
    case .kilometreDriven: "kilometres driven"
    case .mileDriven: "miles driven"
    case .gallonOfGasoline: "gallons of gasoline"
    case .barrelOfOil: "barrels of oil"
    case .homeYear: "homes’ energy for a year"
    case .railcarOfCoal: "railcars of coal"
    }
  }

  /// Where the factor is from.
  public var source: String {
    let calculator = "US EPA, Greenhouse Gas Equivalencies Calculator"
    return switch self {
    case .phoneCharge: "\(calculator): smartphones charged, 8.22e-6 t each"
    case .kilometreDriven: "\(calculator): average passenger vehicle, 3.98e-4 t a mile of 1.609344 km"
    case .mileDriven: "\(calculator): average passenger vehicle, 3.98e-4 t a mile"
    case .gallonOfGasoline: "\(calculator): gasoline, 8.887e-3 t a gallon"
    case .barrelOfOil: "\(calculator): crude oil, 0.43 t a barrel"
    case .homeYear: "\(calculator): a home's energy, 8.30 t a year"
    case .railcarOfCoal: "\(calculator): a railcar of coal, 181.29 t"
    }
  }

  /// The largest that is no larger than a mass, the smallest of all if none is. Miles stand for kilometres too.
  public static func nearest(below emissions: Emissions) -> EverydayEquivalent {
    allCases.last { $0 != .kilometreDriven && $0.emissions <= emissions } ?? .phoneCharge
  }
}

extension EverydayEquivalent: CustomStringConvertible {
  /// Its ``name``: `a mile driven`.
  public var description: String { name }
}

#if !hasFeature(Embedded)
  extension EverydayEquivalent: Codable {}
#endif
