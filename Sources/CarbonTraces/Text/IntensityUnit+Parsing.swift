public import CarbonScheduling

extension IntensityUnit {
  /// Reads a unit of carbon intensity.
  ///
  ///     try IntensityUnit(parsing: "lb/MWh")  // .poundsPerMegawattHour
  ///
  /// - Parameter text: `g/kWh`, `kg/MWh`, `kg/kWh`, `t/MWh` or `lb/MWh`, in any case, with `gCO2`, `gCO2eq` and so on for
  ///   `g`, and `lbs` for `lb`.
  /// - Throws: ``TextError`` that names the units there are.
  public init(parsing text: String) throws(TextError) {
    var name = text.lowercased().filter { $0 != " " && $0 != "_" }
    for filler in ["co2eq", "co2e", "co₂eq", "co₂e", "co2", "co₂"] {
      if let slash = name.firstIndex(of: "/"), name[..<slash].hasSuffix(filler) {
        name.removeSubrange(name.index(slash, offsetBy: -filler.count)..<slash)
      }
    }
    switch name {
    case "g/kwh", "kg/mwh": self = .gramsPerKilowattHour
    case "kg/kwh", "t/mwh", "mt/mwh": self = .kilogramsPerKilowattHour
    case "lb/mwh", "lbs/mwh": self = .poundsPerMegawattHour
    default:
      throw TextError(
        text: text, problem: "is no unit of carbon intensity", cure: "give g/kWh, kg/MWh, kg/kWh, t/MWh or lb/MWh")
    }
  }

  /// The power of ten by which a value becomes one in ``unitOfTraces``, before it is rounded.
  var powerOfTen: Int { self == .kilogramsPerKilowattHour ? 3 : 0 }

  /// The unit in which traces keep such values: kilograms are grams with the point moved, pounds stay pounds.
  var unitOfTraces: IntensityUnit { self == .poundsPerMegawattHour ? self : .gramsPerKilowattHour }
}

extension IntensityTrace {
  /// The unit in which the values are added up.
  var sourceUnit: IntensityUnit {
    IntensityUnit.allCases.first { $0.conversion == series.conversion } ?? .gramsPerKilowattHour
  }
}
