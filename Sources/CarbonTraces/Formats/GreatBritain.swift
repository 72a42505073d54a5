import CarbonScheduling

extension JSONPointFormat {
  /// Answers of the Carbon Intensity API of Great Britain, national and regional:
  ///
  ///     {"data": [{"from": "2020-05-24T20:30Z", "to": "2020-05-24T21:00Z",
  ///                "intensity": {"forecast": 263, "actual": 266, "index": "moderate"}}, ...]}
  ///     {"data": {"shortname": "London", "data": [{"from": ..., "to": ..., "intensity": {"forecast": 263}}, ...]}}
  ///     {"data": [{"from": ..., "to": ..., "regions": [{"shortname": "London", "intensity": ...}, ...]}, ...]}
  ///
  /// Past slots have an actual value and a forecast, later ones only a forecast: unless one of the two is asked for, the
  /// actual value counts where there is one.
  static let greatBritain = JSONPointFormat(
    name: "Carbon Intensity API (GB)", provenance: Provenance(.measured, by: "NESO"),
    meanings: [
      "data": .points(), "from": .time(what: "start"), "to": .end, "intensity": .details,
      "actual": .value(what: "actual value"), "forecast": .value(what: "forecast", isForecast: true),
      "shortname": .region(what: "region"), "regions": .regions,
    ],
    timeName: "from", endName: "to", valueName: "intensity", signal: .average, choices: [.values],
    detail: { _, values in values?.rawValue ?? "actual, then forecast" })
}

extension CSVPointFormat {
  /// Great Britain's national intensity as NESO publishes it: `datetime,forecast,actual,index`, in UTC.
  static let neso = CSVPointFormat(
    format: .neso, name: "NESO", provenance: Provenance(.measured, by: "NESO"), times: ["datetime"], values: ["actual"],
    forecasts: ["forecast"],
    expectation: "datetime,forecast,actual", zone: .utc, signal: .average, choices: [.values],
    detail: { $0.values?.rawValue ?? "actual, then forecast" })
}
