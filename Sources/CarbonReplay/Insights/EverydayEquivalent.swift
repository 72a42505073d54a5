package import CarbonScheduling

/// Things people know, by what they emit: a mass of gas says little until it stands beside one of them.
///
///     EverydayEquivalent.nearest(below: Emissions(grams: 1_000))   // a mile driven, 398 g
///
/// - Note: US EPA, Greenhouse Gas Equivalencies, as Dodge et al. (FAccT 2022) use them.
package enum EverydayEquivalent: CaseIterable, Sendable {
  case phoneCharge, mileDriven, gallonOfGasoline, barrelOfOil, homeYear, railcarOfCoal

  package var emissions: Emissions {
    switch self {
    case .phoneCharge: Emissions(grams: 8.22)
    case .mileDriven: Emissions(grams: 398)
    case .gallonOfGasoline: Emissions(grams: 8_887)
    case .barrelOfOil: Emissions(grams: 430_000)
    case .homeYear: Emissions(grams: 8_300_000)
    case .railcarOfCoal: Emissions(grams: 181_290_000)
    }
  }

  /// One of it: "a phone charge".
  package var name: String {
    switch self {
    case .phoneCharge: "a phone charge"
    case .mileDriven: "a mile driven"
    case .gallonOfGasoline: "a gallon of gasoline"
    case .barrelOfOil: "a barrel of oil"
    case .homeYear: "a home’s energy for a year"
    case .railcarOfCoal: "a railcar of coal"
    }
  }

  /// More than one of it: "phone charges".
  package var plural: String {
    switch self {
    case .phoneCharge: "phone charges"
    case .mileDriven: "miles driven"
    case .gallonOfGasoline: "gallons of gasoline"
    case .barrelOfOil: "barrels of oil"
    case .homeYear: "homes’ energy for a year"
    case .railcarOfCoal: "railcars of coal"
    }
  }

  /// The largest that is no larger than a mass; the smallest of all if none is.
  package static func nearest(below emissions: Emissions) -> EverydayEquivalent {
    allCases.last { $0.emissions <= emissions } ?? .phoneCharge
  }
}
