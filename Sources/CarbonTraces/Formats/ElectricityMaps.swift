import CarbonScheduling

extension JSONPointFormat {
  /// Electricity Maps' answers, v3 and v4: history and ranges of time, forecasts, and the latest value.
  ///
  ///     {"zone": "DE", "history": [{"datetime": "2024-01-01T00:00:00.000Z", "carbonIntensity": 302, ...}, ...]}
  ///     {"zone": "DE", "data": [{"datetime": ..., "carbonIntensity": 302, "temporalGranularity": "hourly"}, ...]}
  ///     {"zone": "DE", "forecast": [{"datetime": "2024-01-01T00:00:00.000Z", "carbonIntensity": 302}, ...]}
  ///     {"zone": "DE", "datetime": "2024-01-01T00:00:00.000Z", "carbonIntensity": 302, ...}
  static let electricityMaps = JSONPointFormat(
    name: "Electricity Maps", provenance: Provenance(.measured, by: "Electricity Maps"),
    meanings: [
      "zone": .region(what: "zone"), "history": .points(isOnly: true), "data": .points(isOnly: true),
      "forecast": .points(isOnly: true), "datetime": .time(), "carbonIntensity": .value(what: "value"),
      "temporalGranularity": .slot(.granularity, what: "granularity"), "emissionFactorType": .check(checkFactors),
    ],
    timeName: "datetime", valueName: "carbonIntensity", signal: .average, rootSlotHolds: false,
    singleSlot: .seconds(3_600), choices: [.emissionFactors],
    whenEmpty: ("there is no history and no forecast", "expected one of these arrays"),
    detail: { member, _ in member.isEmpty ? "latest" : member == "forecast" ? "forecast" : "history" })

  /// Answers of CO2 Signal: the latest value of one zone.
  ///
  ///     {"countryCode": "FR", "data": {"datetime": "...", "carbonIntensity": 59.7}, "units": {...}}
  static let co2Signal = JSONPointFormat(
    name: "CO2 Signal", provenance: Provenance(.measured, by: "CO2 Signal"),
    meanings: [
      "countryCode": .region(what: "country"), "data": .points(), "datetime": .time(),
      "carbonIntensity": .value(what: "value"),
    ],
    timeName: "datetime", valueName: "carbonIntensity", signal: .average, singleSlot: .seconds(3_600))

  private static func checkFactors(_ json: inout JSONReader, _ request: TraceRequest) throws(InputError) {
    let type = try json.optionalString("kind of emission factors")
    guard let factors = request.selection.emissionFactors, let type,
      type != (factors == .direct ? "direct" : "lifecycle")
    else { return }
    throw json.error(
      problem: "the emission factors are \(quoted(type))",
      cure: "ask the provider for \(factors.rawValue) ones, or choose these")
  }
}

extension CSVPointFormat {
  /// Electricity Maps' yearly files, both generations of their header, whatever the case of its letters:
  ///
  ///     Datetime (UTC),Country,Zone Name,Zone Id,Carbon Intensity gCO₂eq/kWh (direct),Carbon Intensity gCO₂eq/kWh (LCA)
  ///     Datetime (UTC),Country,Zone name,Zone id,Carbon intensity gCO₂eq/kWh (direct),... (Life cycle),...
  static let electricityMaps = CSVPointFormat(
    format: .electricityMaps, name: "Electricity Maps CSV", provenance: Provenance(.measured, by: "Electricity Maps"),
    times: ["datetime (utc)"],
    values: [], expectation: "Datetime (UTC),...,Carbon intensity gCO₂eq/kWh (Life cycle)", regions: ["zone id"],
    zone: .utc, signal: .average, choices: [.emissionFactors],
    detail: { ($0.emissionFactors ?? .lifeCycle).rawValue }, isKnown: { $0.hasPrefix(intensityPrefix) },
    isValue: isElectricityMapsValue, whenMissing: whenElectricityMapsLacksValue)

  private static let intensityPrefix = "carbon intensity gco"

  private static func isElectricityMapsValue(_ column: String, _ selection: TraceSelection) -> Bool {
    guard column.hasPrefix(intensityPrefix) else { return false }
    return switch selection.emissionFactors ?? .lifeCycle {
    case .direct: column.hasSuffix("(direct)")
    case .lifeCycle:
      column.hasSuffix("(lca)") || column.hasSuffix("(life cycle)") || column.hasSuffix("(life cycle assessment)")
    }
  }

  private static func whenElectricityMapsLacksValue(_ selection: TraceSelection) -> (problem: String, cure: String) {
    let factors = selection.emissionFactors ?? .lifeCycle
    return (
      "there is no column of \(factors.rawValue) carbon intensity",
      "expected Carbon intensity gCO₂eq/kWh (\(factors == .direct ? "direct" : "Life cycle")), "
        + "or choose the other emission factors"
    )
  }
}
