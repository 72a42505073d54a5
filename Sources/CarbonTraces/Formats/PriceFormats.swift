import CarbonScheduling

/// The price formats, told apart by their names as those of traces are.
///
/// | source | names | price of a kilowatt-hour in |
/// |---|---|---|
/// | own CSV | `timestamp_utc,price` | any currency |
/// | Octopus | `valid_from`, `value_inc_vat` | pence |
/// | Nord Pool | `multiAreaEntries`, `deliveryStart`, `entryPerArea` | the file's currency |
/// | energy-charts.info | `unix_seconds`, `price` | euros |
/// | Energinet | `HourUTC` or `TimeUTC`, `SpotPriceEUR` or `DayAheadPriceEUR` | euros |
/// | ENTSO-E | `MTU (UTC)` or `MTU (CET/CEST)`, `Day-ahead Price [EUR/MWh]` | euros |
enum PriceFormats {
  /// Prices per megawatt-hour are a thousandth per kilowatt-hour.
  private static let perMegawattHour = -3

  /// Octopus' tariffs: `{"results": [{"value_inc_vat": 21.5, "valid_from": "...Z", "valid_to": "...Z"}, ...]}`.
  static let octopus = JSONPointFormat(
    name: "Octopus", provenance: .unknown,
    meanings: [
      "results": .points(), "valid_from": .time(), "valid_to": .end, "value_inc_vat": .value(what: "price"),
    ],
    timeName: "valid_from", valueName: "value_inc_vat", largest: StepSeries.largestMagnitude)

  /// Nord Pool's day-ahead prices, a price for each area in each entry.
  static let nordPool = JSONPointFormat(
    name: "Nord Pool", provenance: .unknown,
    meanings: [
      "multiAreaEntries": .points(), "deliveryStart": .time(), "deliveryEnd": .end, "entryPerArea": .areaValues,
    ],
    timeName: "deliveryStart", endName: "deliveryEnd", valueName: "entryPerArea", scale: perMegawattHour,
    largest: StepSeries.largestMagnitude)

  /// Prices of energy-charts.info.
  static let energyCharts = JSONPointFormat(
    name: "energy-charts.info", provenance: .unknown,
    meanings: ["unix_seconds": .timeColumn, "price": .valueColumn(isForecast: false)],
    timeName: "unix_seconds", valueName: "price", scale: perMegawattHour, largest: StepSeries.largestMagnitude,
    takesUnixTime: true)

  /// Energinet's prices, in hours or quarters.
  static let energinet = JSONPointFormat(
    name: "Energinet", provenance: .unknown,
    meanings: [
      "records": .points(), "HourUTC": .time(), "TimeUTC": .time(), "PriceArea": .region(what: "price area"),
      "SpotPriceEUR": .value(what: "price"), "DayAheadPriceEUR": .value(what: "price"),
    ],
    timeName: "TimeUTC", valueName: "DayAheadPriceEUR", scale: perMegawattHour, largest: StepSeries.largestMagnitude,
    zone: .utc)

  /// The JSON formats, each with names in lower case that only it has.
  static let json: [(format: JSONPointFormat, names: [String])] = [
    (octopus, ["value_inc_vat"]), (nordPool, ["entryperarea"]), (energyCharts, ["unix_seconds", "price"]),
    (energinet, ["spotpriceeur"]), (energinet, ["dayaheadpriceeur"]),
  ]

  /// This package's own table.
  static let native = CSVPointFormat(
    format: .native, name: "prices", provenance: .unknown, times: ["timestamp_utc"],
    values: ["price", "price_per_kwh"], expectation: "timestamp_utc,price", largest: StepSeries.largestMagnitude)

  /// ENTSO-E's day-ahead prices.
  static let entsoE = CSVPointFormat(
    format: .native, name: "ENTSO-E", provenance: .unknown, times: ["mtu (utc)"],
    localTimes: ["mtu (cet/cest)", "mtu (cet)"],
    values: ["day-ahead price [eur/mwh]", "day-ahead price (eur/mwh)"],
    expectation: "MTU (UTC),Day-ahead Price [EUR/MWh]", regions: ["area", "bidding zone"], zone: .utc,
    scale: perMegawattHour, largest: StepSeries.largestMagnitude, isDayFirst: true)

  /// The CSV formats.
  static let csv = [native, entsoE]
}
