import CarbonScheduling
import Testing

@testable import CarbonTraces

/// Prices of several publishers, per kilowatt-hour, in slots of any length.
@Suite struct PriceReadingTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var text: String
    var prices: [Double]
    var slot: Duration
    var start: String
    var region: String?
    var testDescription: String { name }
  }

  static let cases = [
    Case(
      name: "own table", text: "timestamp_utc,price\n2024-01-01T00:00:00Z,2000000\n2024-01-01T01:00:00Z,-0.05\n",
      prices: [2_000_000, -0.05], slot: .seconds(3_600), start: "2024-01-01T00:00:00Z"),
    Case(
      name: "another name", text: "timestamp_utc;ct\n2024-01-01T00:00:00Z;30,5\n2024-01-01T00:15:00Z;28\n",
      prices: [30.5, 28], slot: .seconds(900), start: "2024-01-01T00:00:00Z"),
    Case(
      name: "Octopus, newest first",
      text: """
        {"count": 2, "results": [
          {"value_exc_vat": 20, "value_inc_vat": 21, "valid_from": "2024-01-01T00:30:00Z", "valid_to": "2024-01-01T01:00:00Z"},
          {"value_exc_vat": 10, "value_inc_vat": 10.5, "valid_from": "2024-01-01T00:00:00Z", "valid_to": "2024-01-01T00:30:00Z"}]}
        """, prices: [10.5, 21], slot: .seconds(1_800), start: "2024-01-01T00:00:00Z"),
    Case(
      name: "Nord Pool",
      text: """
        {"currency": "EUR", "multiAreaEntries": [
          {"deliveryStart": "2023-12-31T23:00:00Z", "deliveryEnd": "2024-01-01T00:00:00Z", "entryPerArea": {"DK1": 29.4, "SE3": -1}},
          {"deliveryStart": "2024-01-01T00:00:00Z", "deliveryEnd": "2024-01-01T01:00:00Z", "entryPerArea": {"DK1": 26.5, "SE3": 2}}]}
        """, prices: [0.0294, 0.0265], slot: .seconds(3_600), start: "2023-12-31T23:00:00Z", region: "DK1"),
    Case(
      name: "energy-charts.info",
      text: #"{"unix_seconds": [1704067200, 1704068100], "price": [35.62, -8.5], "unit": "EUR / MWh"}"#,
      prices: [0.03562, -0.0085], slot: .seconds(900), start: "2024-01-01T00:00:00Z"),
    Case(
      name: "Energinet",
      text: """
        {"records": [{"HourUTC": "2024-01-01T01:00:00", "PriceArea": "DK1", "SpotPriceEUR": 30.1},
                     {"HourUTC": "2024-01-01T00:00:00", "PriceArea": "DK1", "SpotPriceEUR": 29.3}]}
        """, prices: [0.0293, 0.0301], slot: .seconds(3_600), start: "2024-01-01T00:00:00Z"),
    Case(
      name: "ENTSO-E in UTC",
      text: """
        "MTU (UTC)","Day-ahead Price [EUR/MWh]","Currency"
        "01.01.2024 00:00 - 01.01.2024 01:00","29.4","EUR"
        "01.01.2024 01:00 - 01.01.2024 02:00","26.5","EUR"

        """, prices: [0.0294, 0.0265], slot: .seconds(3_600), start: "2024-01-01T00:00:00Z"),
    Case(
      name: "ENTSO-E on the local clock, an hour that comes twice",
      text: """
        MTU (CET/CEST),Area,Day-ahead Price (EUR/MWh)
        27/10/2024 01:00:00 - 27/10/2024 02:00:00,BZN|DE-LU,1
        27/10/2024 02:00:00 - 27/10/2024 02:00:00,BZN|DE-LU,2
        27/10/2024 02:00:00 - 27/10/2024 03:00:00,BZN|DE-LU,3
        27/10/2024 03:00:00 - 27/10/2024 04:00:00,BZN|DE-LU,4

        """, prices: [0.001, 0.002, 0.003, 0.004], slot: .seconds(3_600), start: "2024-10-26T23:00:00Z"),
  ]

  @Test(arguments: cases) func reads(_ example: Case) throws {
    let prices = try PriceSeries(source(example.text), region: example.region)
    #expect(prices.values == example.prices)
    #expect(prices.slot == example.slot)
    #expect(prices.start.description == example.start)
  }

  @Test(arguments: [
    (
      narrow(row(0), row(60)),
      "t.csv:1: these are intensities, gco2_per_kwh, and no prices; give a file with the columns timestamp_utc and price"
    ),
    (
      "a,b\n1,2\n",
      "t.csv:1: there is no column timestamp_utc; expected the header timestamp_utc,price, perhaps with more columns"
    ),
    (
      "timestamp_utc,price\n2024-01-01T00:00:00Z,free\n",
      #"t.csv:2: the value "free" is not a number; write a plain decimal such as 439.30"#
    ),
    (
      #"{"rate": [1]}"#,
      "t.csv: no known prices are in this JSON; expected those of Octopus, Nord Pool, energy-charts.info or Energinet, "
        + "or a CSV file timestamp_utc,price"
    ),
    (
      #"{"results": [], "value_inc_vat": 1}"#,
      "t.csv: $.results: there are no points; ask the provider for another time"
    ),
  ])
  func saysWhatIsWrong(_ text: String, _ message: String) {
    #expect(failure { _ = try PriceSeries(source(text)) } == message)
  }

  @Test func areasAreChosen() {
    #expect(
      failure { _ = try PriceSeries(source(Self.cases[3].text)) }
        == #"t.csv: the file holds prices of 2 areas; choose one of "DK1", "SE3""#)
  }

  /// Hourly intensities and quarter-hourly prices, half a slot apart.
  @Test func tracesFitPrices() throws {
    let trace = try IntensityTrace(start: newYear, slot: .seconds(3_600), gramsPerKilowattHour: [100, 200])
    let quarters = try PriceSeries(
      start: newYear, slot: .seconds(900), pricePerKilowattHour: [Double?](repeating: 1, count: 8))
    let fitted = try trace.resampled(toFit: quarters)
    #expect(fitted.gramsPerKilowattHour == [100, 100, 100, 100, 200, 200, 200, 200])
    let shifted = try PriceSeries(
      start: newYear.advanced(by: .seconds(-1_800)), slot: .seconds(3_600), pricePerKilowattHour: [1, 1, 1])
    #expect(try trace.resampled(toFit: shifted).slot == .seconds(1_800))
    let days = try PriceSeries(start: newYear, slot: .seconds(86_400), pricePerKilowattHour: [1])
    #expect(try trace.resampled(toFit: days) == trace)
  }
}
