/// A unit in which carbon intensities are published.
///
/// Values are added up in the unit they came in; sums become grams by one exact factor (see ``IntensityTrace``).
public enum IntensityUnit: Hashable, Sendable, CaseIterable {
  /// gCO2eq/kWh; also kg/MWh, which is the same.
  case gramsPerKilowattHour
  /// lbs/MWh, as WattTime publishes: 0.45359237 g/kWh each, exactly.
  case poundsPerMegawattHour
  /// kgCO2eq/kWh, as California's SGIP signal: 1000 g/kWh each.
  case kilogramsPerKilowattHour

  /// What one unit is in gCO2eq/kWh.
  package var conversion: UnitConversion {
    switch self {
    case .gramsPerKilowattHour: .none
    case .poundsPerMegawattHour: UnitConversion(numerator: 45_359_237, denominator: 100_000_000)
    case .kilogramsPerKilowattHour: UnitConversion(numerator: 1_000, denominator: 1)
    }
  }
}

extension IntensityUnit: CustomStringConvertible {
  /// As it is written: `gCO2eq/kWh`, `lbs/MWh`, `kgCO2eq/kWh`.
  public var description: String {
    switch self {
    case .gramsPerKilowattHour: "gCO2eq/kWh"
    case .poundsPerMegawattHour: "lbs/MWh"
    case .kilogramsPerKilowattHour: "kgCO2eq/kWh"
    }
  }
}

#if !hasFeature(Embedded)
  /// Coded as it is written.
  extension IntensityUnit: Codable {
    /// Decodes `"gCO2eq/kWh"`, `"lbs/MWh"` or `"kgCO2eq/kWh"`.
    public init(from decoder: any Decoder) throws {
      self = try decoder.word(
        { word in Self.allCases.first { $0.description == word } },
        problem: "is no unit of intensities; write gCO2eq/kWh, lbs/MWh or kgCO2eq/kWh")
    }

    /// Encodes the unit's name.
    public func encode(to encoder: any Encoder) throws {
      try encoder.encode(word: description)
    }
  }
#endif
