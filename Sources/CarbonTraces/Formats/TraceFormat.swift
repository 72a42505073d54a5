public import CarbonScheduling

/// The file formats that traces are read from.
///
///     let trace = try IntensityTrace(contentsOf: "download.json")                    // found from the content
///     let same = try IntensityTrace(contentsOf: "download.json", format: .wattTime)  // or named
///
/// | format | what it is | unit in the file |
/// |---|---|---|
/// | `native` | CSV with `timestamp_utc`: see ``TraceDocument`` | gCO2eq/kWh |
/// | `watttime` | v3 historical and forecast answers, collections of past forecasts; CSV with `timestamp,MOER` | lb/MWh |
/// | `electricity-maps` | v3 history and forecast answers; the yearly CSV files | gCO2eq/kWh |
/// | `uk-carbon-intensity` | national and regional answers of Great Britain's system operator | gCO2/kWh |
/// | `carbon-aware-sdk` | the Green Software Foundation's data files and answers, forecasts included | gCO2eq/kWh |
/// | `sgip` | California's SGIP signal | kgCO2/kWh |
///
/// Pounds become grams exactly: one pound per megawatt-hour is 0.45359237 g/kWh, and a value of d decimals gets d + 8.
/// Kilograms become grams by moving the point.
///
/// **Time.** Every stamp needs `Z` or an offset, but for those in Electricity Maps' column "Datetime (UTC)"; offsets may
/// differ from row to row, as local time with its offset does where clocks change, because all are turned into UTC.
/// Rows are in time order, or all of them in reverse order. A missing row, `null` or an empty cell is a gap. Two rows of
/// one time, a row out of order, and rows that do not lie on slots of one length are errors that name the row.
public enum TraceFormat: String, CaseIterable, Hashable, Sendable {
  case native
  case wattTime = "watttime"
  case electricityMaps = "electricity-maps"
  case ukCarbonIntensity = "uk-carbon-intensity"
  case carbonAwareSDK = "carbon-aware-sdk"
  case sgip
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
    case actual
    case forecast
  }

  /// Of Electricity Maps' files. `nil` is life-cycle in CSV files, and whatever a JSON answer holds.
  public var emissionFactors: EmissionFactors?

  /// Of Great Britain's files. `nil` is the actual values where a file has any, the forecast otherwise.
  public var values: Values?

  /// Of files with several forecasts of the same time: the last one made until this instant; `nil`, the last one.
  public var issuedBy: Instant?

  public init(emissionFactors: EmissionFactors? = nil, values: Values? = nil, issuedBy: Instant? = nil) {
    self.emissionFactors = emissionFactors
    self.values = values
    self.issuedBy = issuedBy
  }
}
