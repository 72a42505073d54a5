import CarbonScheduling
import Testing

@testable import CarbonTraces

/// energy-charts.info, Energinet, RTE and NED: each as JSON or CSV of theirs, found without a name.
@Suite struct EuropeanFormatsTests {
  static let energyCharts = """
    {"unix_seconds": [1704067200, 1704068100, 1704069000, 1704069900],
     "co2eq": [301.5, 298, null, null],
     "co2eq_forecast": [300, 297.25, 290, 280.5], "deprecated": false}
    """

  @Test func energyChartsHasArrays() throws {
    let document = try TraceDocument(source(Self.energyCharts))
    #expect(
      document.trace.gramsPerKilowattHour == [301.5, 298, 290, 280.5])
    #expect(document.trace.slot == .seconds(900))
    #expect(document.trace.start.description == "2024-01-01T00:00:00Z")
    #expect(document.trace.signal == .average)
    #expect(document.trace.provenance == Provenance(.forecast, by: "energy-charts.info"))
    #expect(document.offeredChoices == [.values])
    let actual = try IntensityTrace(source(Self.energyCharts), selection: TraceSelection(values: .actual))
    #expect(actual.gramsPerKilowattHour == [301.5, 298, nil, nil])
    #expect(actual.provenance == Provenance(.measured, by: "energy-charts.info"))
    let forecast = try IntensityTrace(source(Self.energyCharts), selection: TraceSelection(values: .forecast))
    #expect(forecast.gramsPerKilowattHour == [300, 297.25, 290, 280.5])
  }

  static let energinet = """
    {"total": 6, "dataset": "CO2Emis", "records": [
      {"Minutes5UTC": "2024-01-01T00:05:00", "Minutes5DK": "2024-01-01T01:05:00", "PriceArea": "DK1", "CO2Emission": 61},
      {"Minutes5UTC": "2024-01-01T00:05:00", "Minutes5DK": "2024-01-01T01:05:00", "PriceArea": "DK2", "CO2Emission": 72},
      {"Minutes5UTC": "2024-01-01T00:00:00", "Minutes5DK": "2024-01-01T01:00:00", "PriceArea": "DK1", "CO2Emission": 60},
      {"Minutes5UTC": "2024-01-01T00:00:00", "Minutes5DK": "2024-01-01T01:00:00", "PriceArea": "DK2", "CO2Emission": 71}]}
    """

  @Test func energinetHasAreas() throws {
    let traces = try TraceDocument.all(in: source(Self.energinet)).map(\.trace)
    #expect(traces.map(\.region) == ["DK1", "DK2"])
    #expect(traces[0].start.description == "2024-01-01T00:00:00Z")
    #expect(traces.map(\.gramsPerKilowattHour) == [[60, 61], [71, 72]])
    #expect(traces[0].provenance == Provenance(.measured, by: "Energinet"))
    let table = """
      Minutes5UTC;Minutes5DK;PriceArea;CO2Emission
      2024-01-01 00:00;2024-01-01 01:00;DK1;60,5
      2024-01-01 00:05;2024-01-01 01:05;DK1;61,5

      """
    #expect(try IntensityTrace(source(table)).gramsPerKilowattHour == [60.5, 61.5])
  }

  /// The Danish clock alone: the hour that comes twice in autumn, in either order, and in summer two hours ahead.
  @Test func energinetOnTheDanishClock() throws {
    let local = ["01:55", "02:00", "02:55", "02:00", "02:55", "03:00"]
    let records = local.enumerated().map { place, time in
      #"{"Minutes5DK": "2024-10-27T\#(time):00", "PriceArea": "DK1", "CO2Emission": \#(place)}"#
    }
    for order in [records, records.reversed()] {
      let text = #"{"records": [\#(order.joined(separator: ","))]}"#
      let trace = try IntensityTrace(source(text), slot: .seconds(300))
      #expect(trace.start.description == "2024-10-26T23:55:00Z")
      #expect(trace.intensity(at: try Instant(iso8601: "2024-10-27T00:00:00Z")) == 1)
      #expect(trace.intensity(at: try Instant(iso8601: "2024-10-27T00:55:00Z")) == 2)
      #expect(trace.intensity(at: try Instant(iso8601: "2024-10-27T01:00:00Z")) == 3)
      #expect(trace.intensity(at: try Instant(iso8601: "2024-10-27T01:55:00Z")) == 4)
      #expect(trace.intensity(at: try Instant(iso8601: "2024-10-27T02:00:00Z")) == 5)
    }
    let summer = #"{"records": [{"Minutes5DK": "2024-07-01T02:00:00", "CO2Emission": 1}]}"#
    #expect(
      try IntensityTrace(source(summer), slot: .seconds(300)).start.description == "2024-07-01T00:00:00Z")
    Malformed(
      "an hour that is skipped", #"{"records": [{"Minutes5DK": "2024-03-31T02:30:00", "CO2Emission": 1}]}"#,
      ":1: $.records[0]: the time stamp 2024-03-31T02:30:00 names an hour that the clock skips in spring; "
        + "correct it, or ask for times in UTC"
    ).check()
  }

  static let eco2mix = """
    {"total_count": 4, "results": [
      {"perimetre": "France", "date_heure": "2024-01-01T00:00:00+00:00", "consommation": 51000, "taux_co2": 23},
      {"perimetre": "France", "date_heure": "2024-01-01T00:15:00+00:00", "consommation": null, "taux_co2": null},
      {"perimetre": "France", "date_heure": "2024-01-01T00:30:00+00:00", "consommation": 50000, "taux_co2": 22},
      {"perimetre": "France", "date_heure": "2024-01-01T00:45:00+00:00", "consommation": null, "taux_co2": null}]}
    """

  /// Every second row has no value: half hours, and no gaps.
  @Test func eco2mixLeavesRowsEmpty() throws {
    let trace = try IntensityTrace(source(Self.eco2mix))
    #expect(trace.gramsPerKilowattHour == [23, 22])
    #expect(trace.slot == .seconds(1_800))
    #expect(trace.region == "France")
    #expect(trace.provenance == Provenance(.measured, by: "RTE"))
    let table = """
      \u{FEFF}Périmètre;Nature;Date et Heure;Taux de CO2 (g/kWh)
      France;Données;2024-01-01T01:00:00+01:00;23
      France;Données;2024-01-01T01:30:00+01:00;22

      """
    #expect(try IntensityTrace(source(table)).gramsPerKilowattHour == [23, 22])
  }

  static let ned = """
    {"@id": "/v1/utilizations", "hydra:member": [
      {"id": 1, "emissionfactor": 0.31025, "validfrom": "2024-01-01T00:00:00+00:00", "validto": "2024-01-01T01:00:00+00:00"},
      {"id": 2, "emissionfactor": 0.3, "validfrom": "2024-01-01T01:00:00+00:00", "validto": "2024-01-01T02:00:00+00:00"}]}
    """

  @Test func nedIsInKilograms() throws {
    let trace = try IntensityTrace(source(Self.ned))
    #expect(trace.gramsPerKilowattHour == [310.25, 300])
    #expect(trace.slot == .seconds(3_600))
    let table = "validfrom,validto,emissionfactor\n2024-01-01T00:00:00Z,x,0.31025\n2024-01-01T01:00:00Z,x,0.3\n"
    #expect(try IntensityTrace(source(table)).gramsPerKilowattHour == [310.25, 300])
  }

  static let malformed: [Malformed] = [
    Malformed(
      "fewer values than times", energyCharts, "[301.5, 298, null, null]", "[301.5, 298]",
      ":3: $: there are 4 times and 2 values; give one value for each entry of unix_seconds, null for a gap"),
    Malformed(
      "no times", energyCharts, "\"unix_seconds\": [1704067200, 1704068100, 1704069000, 1704069900],",
      "\"unix_seconds\": [],",
      ":3: $: there is no unix_seconds; give one value for each entry of unix_seconds, null for a gap"),
    Malformed(
      "half a second", energyCharts, "1704068100", "1704068100.5",
      ":1: $.unix_seconds[1]: the time stamp is not a time; give whole seconds since 1970, or a stamp in ISO 8601"),
    Malformed(
      "a time twice", energyCharts, "1704068100", "1704067200",
      ":1: $.unix_seconds[1]: the point has the time of the one before; remove one of the two"),
    Malformed(
      "text among values", energyCharts, "298", "\"low\"",
      #":2: $.co2eq[1]: the value "low" is not a number; write a plain number, or null for a gap"#),
    Malformed(
      "no value", energinet, ", \"CO2Emission\": 72", "",
      ":3: $.records[1]: there is no CO2Emission; expected an object with CO2Emission"),
    Malformed(
      "no time", energinet, "\"Minutes5UTC\": \"2024-01-01T00:05:00\", \"Minutes5DK\": \"2024-01-01T01:05:00\", ", "",
      ":2: $.records[0]: there is no Minutes5UTC; expected an object with Minutes5UTC"),
    Malformed(
      "no zone", eco2mix, "00:00:00+00:00", "00:00:00",
      #":2: $.results[0].date_heure: the time stamp "2024-01-01T00:00:00" has no time zone; "#
        + "add Z for UTC, or an offset such as +02:00"),
    Malformed(
      "a piece is cut off", String(ned.dropLast(4)),
      ":3: $[\"hydra:member\"][1].validto: the file breaks off in the middle; fetch it again"),
    Malformed(
      "a slot without a length", ned, "\"validto\": \"2024-01-01T01:00:00+00:00\"",
      "\"validto\": \"2024-01-01T00:00:00+00:00\"",
      ":2: $[\"hydra:member\"][0]: the slot ends before it has begun, or after a year; check validfrom and its end"),
    Malformed(
      "column missing", "Minutes5UTC;PriceArea;CO2Emissions\n2024-01-01 00:00;DK1;60\n",
      #":1: there is no column timestamp_utc among "Minutes5UTC", "PriceArea", "CO2Emissions"; "#
        + "expected the header timestamp_utc,gco2_per_kwh"),
  ]

  @Test(arguments: malformed) func saysWhatIsWrong(_ example: Malformed) { example.check() }
}
