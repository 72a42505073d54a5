import CarbonScheduling

extension JSONPointFormat {
  /// Answers of energy-charts.info: an array for each kind of value, null where there is none.
  ///
  ///     {"unix_seconds": [1704067200, 1704068100], "co2eq": [302.1, null], "co2eq_forecast": [300.5, 298.0]}
  static let energyCharts = JSONPointFormat(
    name: "energy-charts.info", provenance: Provenance(.measured, by: "energy-charts.info"),
    meanings: [
      "unix_seconds": .timeColumn, "co2eq": .valueColumn(isForecast: false),
      "co2eq_forecast": .valueColumn(isForecast: true),
    ],
    timeName: "unix_seconds", valueName: "co2eq", takesUnixTime: true, signal: .average, choices: [.values],
    detail: { _, values in values?.rawValue ?? "actual, then forecast" })

  /// Denmark's emissions as Energinet publishes them, in UTC or on the Danish clock.
  ///
  ///     {"records": [{"Minutes5UTC": "2024-01-01T00:00:00", "PriceArea": "DK1", "CO2Emission": 102.0}, ...]}
  static let energinet = JSONPointFormat(
    name: "Energinet", provenance: Provenance(.measured, by: "Energinet"),
    meanings: [
      "records": .points(), "Minutes5UTC": .time(), "Minutes5DK": .localTime(what: "time stamp"),
      "PriceArea": .region(what: "price area"), "CO2Emission": .value(what: "value"),
    ],
    timeName: "Minutes5UTC", valueName: "CO2Emission", zone: .utc, signal: .average)

  /// France's éCO2mix, as RTE's open data has it: a value each half or quarter of an hour, other rows without one.
  ///
  ///     {"results": [{"date_heure": "2024-01-01T00:00:00+00:00", "perimetre": "France", "taux_co2": 23}, ...]}
  static let eco2mix = JSONPointFormat(
    name: "RTE eco2mix", provenance: Provenance(.measured, by: "RTE"),
    meanings: [
      "results": .points(), "records": .points(), "fields": .details, "record": .details, "date_heure": .time(),
      "taux_co2": .value(what: "value"), "perimetre": .region(what: "area", isOptional: true),
    ],
    timeName: "date_heure", valueName: "taux_co2", signal: .average, dropsGaps: true)

  /// The Netherlands' emission factors from NED, in kilograms per kilowatt-hour.
  ///
  ///     {"hydra:member": [{"validfrom": "2024-01-01T00:00:00+00:00", "validto": "...", "emissionfactor": 0.31}, ...]}
  static let ned = JSONPointFormat(
    name: "NED", provenance: Provenance(.measured, by: "NED"),
    meanings: [
      "hydra:member": .points(), "member": .points(), "validfrom": .time(), "validto": .end,
      "emissionfactor": .value(what: "value"),
    ],
    timeName: "validfrom", valueName: "emissionfactor", unit: .kilogramsPerKilowattHour, signal: .average)
}

extension CSVPointFormat {
  /// Energinet's download, `;` between fields and decimal commas: `Minutes5UTC;Minutes5DK;PriceArea;CO2Emission`.
  static let energinet = CSVPointFormat(
    format: .energinet, name: "Energinet", provenance: Provenance(.measured, by: "Energinet"), times: ["minutes5utc"],
    localTimes: ["minutes5dk"],
    values: ["co2emission"], expectation: "Minutes5UTC;PriceArea;CO2Emission", regions: ["pricearea"],
    zone: .utc, signal: .average)

  /// RTE's download of éCO2mix, `;` between fields, by the names of its columns or their titles.
  static let eco2mix = CSVPointFormat(
    format: .eco2mix, name: "RTE eco2mix", provenance: Provenance(.measured, by: "RTE"),
    times: ["date_heure", "date et heure", "date - heure"],
    values: ["taux_co2", "taux de co2 (g/kwh)", "taux de co2"], expectation: "date_heure;taux_co2",
    regions: ["perimetre", "périmètre"], signal: .average, dropsGaps: true)

  /// NED's table: `validfrom,...,emissionfactor`, in kilograms per kilowatt-hour.
  static let ned = CSVPointFormat(
    format: .ned, name: "NED", provenance: Provenance(.measured, by: "NED"), times: ["validfrom"],
    values: ["emissionfactor"],
    expectation: "validfrom,emissionfactor", unit: .kilogramsPerKilowattHour, signal: .average)

  /// CarbonCast's hourly intensities of many grids: `UTC time,carbon_intensity`.
  static let carbonCast = CSVPointFormat(
    format: .carbonCast, name: "CarbonCast", provenance: Provenance(.measured, by: "CarbonCast"), times: ["utc time"],
    values: ["carbon_intensity"],
    expectation: "UTC time,carbon_intensity", zone: .utc, signal: .average)
}
