import CarbonScheduling

extension JSONPointFormat {
  /// WattTime's v3 answers: history and forecast, which are alike, and collections of past forecasts.
  ///
  ///     {"data": [{"point_time": "2024-01-01T00:00:00+00:00", "value": 870.5}, ...],
  ///      "meta": {"data_point_period_seconds": 300, "region": "...", "signal_type": "co2_moer",
  ///               "units": "lbs_co2_per_mwh", "generated_at": "..."}}
  ///     {"data": [{"generated_at": "...", "forecast": [{"point_time": ..., "value": ...}, ...]}, ...], "meta": ...}
  static let wattTime = JSONPointFormat(
    name: "WattTime v3", provenance: Provenance(.modelled, by: "WattTime"),
    meanings: [
      "data": .points(), "forecast": .forecast, "meta": .details, "generated_at": .issued,
      "generated_at_period_start": .issued, "point_time": .time(), "value": .value(what: "value"),
      "data_point_period_seconds": .slot(.seconds, what: "length of a slot"), "region": .region(what: "region"),
      "units": .unit(checkWattTimeUnits), "signal_type": .check(checkWattTimeSignal),
    ],
    timeName: "point_time", valueName: "value", issuedName: "generated_at", unit: .poundsPerMegawattHour,
    unitPlace: ("$.meta", "units and signal_type"), signal: .marginal, detail: { _, _ in "historical" })

  private static func checkWattTimeUnits(_ json: inout JSONReader, _: TraceRequest) throws(InputError) {
    let units = try json.string("units")
    guard units != "lbs_co2_per_mwh" else { return }
    throw json.error(
      problem: units == "percentile"
        ? "the units are percentile, which ranks hours and says no grams" : "the units \(quoted(units)) are not known",
      cure: "ask for co2_moer in lbs_co2_per_mwh")
  }

  private static func checkWattTimeSignal(_ json: inout JSONReader, _: TraceRequest) throws(InputError) {
    let signal = try json.string("signal")
    let fault: String
    switch signal {
    case "co2_moer": return
    case "health_damage": fault = "counts damage to health in money, not grams"
    case "co2_aoer": fault = "is an average rate, and is not known here"
    default: fault = "is not known"
    }
    throw json.error(problem: "the signal \(quoted(signal)) \(fault)", cure: "ask for co2_moer")
  }
}

extension CSVPointFormat {
  /// WattTime's older CSV files, in pounds per megawatt-hour, perhaps with more columns: `timestamp,MOER`.
  static let wattTimeFile = CSVPointFormat(
    format: .wattTime, name: "WattTime CSV", provenance: Provenance(.modelled, by: "WattTime"), times: ["timestamp"],
    values: ["moer"], expectation: "timestamp,MOER",
    unit: .poundsPerMegawattHour, signal: .marginal)

  /// What WattTime's Python client writes: `point_time,value`, of forecasts with `generated_at`.
  static let wattTimeClient = CSVPointFormat(
    format: .wattTime, name: "WattTime client CSV", provenance: Provenance(.modelled, by: "WattTime"),
    times: ["point_time"], values: ["value"],
    expectation: "point_time,value", issued: "generated_at", unit: .poundsPerMegawattHour, signal: .marginal)
}
