import CarbonScheduling
import Testing

@testable import CarbonTraces

/// CSV files of archives and clients, and single values: NESO, WattTime's client, SustainGym, CarbonCast, CO2 Signal.
@Suite struct ArchiveFormatsTests {
  @Test func nesoHasForecastAndActual() throws {
    let text = """
      datetime,forecast,actual,index
      2024-01-15T10:00:00,180,176,moderate
      2024-01-15T10:30:00,170,,moderate

      """
    let trace = try IntensityTrace(source(text))
    #expect(trace.gramsPerKilowattHour == [176, 170])
    #expect(trace.start.description == "2024-01-15T10:00:00Z")
    #expect(trace.provenance == Provenance(.forecast, by: "NESO"))
    let actual = try IntensityTrace(source(text), selection: TraceSelection(values: .actual))
    #expect(actual.gramsPerKilowattHour == [176, nil])
    let forecast = try IntensityTrace(source(text), selection: TraceSelection(values: .forecast))
    #expect(forecast.gramsPerKilowattHour == [180, 170])
  }

  @Test func wattTimesClientWritesPounds() throws {
    let text = "point_time,value\n2024-01-01 00:00:00+00:00,1000\n2024-01-01 00:05:00+00:00,870.5\n"
    #expect(try native(text) == nativeCSV("2024-01-01T00:00:00Z,453.59237000", "2024-01-01T00:05:00Z,394.852158085"))
    let trace = try IntensityTrace(source(text))
    #expect(trace.signal == .marginal)
    #expect(trace.provenance == Provenance(.modelled, by: "WattTime"))
  }

  @Test func wattTimesClientWritesForecasts() throws {
    let text = """
      generated_at,point_time,value
      2024-01-01 00:00:01.5+00:00,2024-01-01 00:00:00+00:00,100
      2024-01-01 00:00:01.5+00:00,2024-01-01 00:05:00+00:00,200
      2024-01-01 00:05:01+00:00,2024-01-01 00:05:00+00:00,300
      2024-01-01 00:05:01+00:00,2024-01-01 00:10:00+00:00,400

      """
    let last = try TraceDocument(source(text))
    #expect(last.trace.start.description == "2024-01-01T00:05:00Z")
    #expect(last.trace.provenance == Provenance(.forecast, by: "WattTime"))
    #expect(last.offeredChoices == [.issuedBy])
    let first = try IntensityTrace(
      source(text), selection: TraceSelection(issuedBy: Instant(iso8601: "2024-01-01T00:04:00Z")))
    #expect(first.start.description == "2024-01-01T00:00:00Z")
  }

  @Test func sustainGymIsInKilograms() throws {
    let text = "time,moer,f1\n2021-05-01 00:00:00+00:00,0.36525,0.4\n2021-05-01 00:05:00+00:00,0.3,0.4\n"
    let trace = try IntensityTrace(source(text))
    #expect(trace.gramsPerKilowattHour == [365.25, 300])
    #expect(trace.signal == .marginal)
  }

  @Test func carbonCastIsInUTC() throws {
    let text = "UTC time,carbon_intensity,coal\n2021-07-01 00:00:00,210.5,3\n2021-07-01 01:00:00,211,3\n"
    let trace = try IntensityTrace(source(text))
    #expect(trace.gramsPerKilowattHour == [210.5, 211])
    #expect(trace.start.description == "2021-07-01T00:00:00Z")
  }

  @Test func singleValuesLastAnHour() throws {
    let signal = """
      {"_disclaimer": "x", "status": "ok", "countryCode": "FR",
       "data": {"datetime": "2024-01-01T10:00:00.000Z", "carbonIntensity": 59.7, "fossilFuelPercentage": 9.2},
       "units": {"carbonIntensity": "gCO2eq/kWh"}}
      """
    let trace = try IntensityTrace(source(signal))
    #expect(trace.region == "FR")
    #expect(trace.gramsPerKilowattHour == [59.7])
    #expect(trace.slot == .seconds(3_600))
    #expect(trace.source == "CO2 Signal, t.csv")
    let latest = """
      {"zone": "DE", "carbonIntensity": 302, "datetime": "2024-01-01T10:00:00.000Z", "updatedAt": "2024-01-01T10:07:00.5Z",
       "emissionFactorType": "lifecycle", "isEstimated": true, "temporalGranularity": "15_minutes"}
      """
    let maps = try IntensityTrace(source(latest))
    #expect(maps.slot == .seconds(900))
    #expect(maps.source == "Electricity Maps latest, t.csv")
  }

  static let malformed: [Malformed] = [
    Malformed(
      "no time column", "time_point,value\n2024-01-01 00:00:00+00:00,1000\n",
      #":1: there is no column timestamp_utc among "time_point", "value"; "#
        + "expected the header timestamp_utc,gco2_per_kwh"),
    Malformed(
      "no zone of WattTime's", "point_time,value\n2024-01-01 00:00:00,1000\n",
      #":2: the time stamp "2024-01-01 00:00:00" has no time zone; add Z for UTC, or an offset such as +02:00"#),
    Malformed(
      "a value that is none", "UTC time,carbon_intensity\n2021-07-01 00:00:00,n/a\n",
      #":2: the value "n/a" is not a number; write a plain decimal such as 439.30"#),
    Malformed(
      "one row", "datetime,forecast,actual\n2024-01-15T10:00:00,180,176\n",
      ":2: the slot length cannot be found from a single row; give at least two rows"),
    Malformed(
      "off the slots", "time,moer\n2021-05-01 00:00:00,1\n2021-05-01 00:05:00,1\n2021-05-01 00:11:00,1\n",
      ":4: the time stamp 2021-05-01T00:11:00Z is off the 5m slots through 2021-05-01T00:00:00Z; "
        + "correct or remove the row"),
    Malformed(
      "no value of CO2 Signal's",
      #"{"countryCode": "FR", "data": {"datetime": "x"}, "units": {"carbonIntensity": "g"}}"#,
      #":1: $.data.datetime: the time stamp "x" is not a time stamp; write ISO 8601, such as 2020-01-01T00:00:00Z"#),
  ]

  @Test(arguments: malformed) func saysWhatIsWrong(_ example: Malformed) { example.check() }

  @Test func aNamedFormatWithOnlyTheOtherKindIsAnError() {
    let json = source(#"{"data": []}"#)
    #expect(
      failure { _ = try TraceDocument.all(in: json, format: .neso) }
        == "t.csv: this is JSON, and the format named has only CSV; name another format, or none to have it found")
    let table = source("a,b\n1,2\n")
    #expect(
      failure { _ = try TraceDocument.all(in: table, format: .sgip) }
        == "t.csv: this is no JSON, and the format named has only JSON; name another format, or none to have it found")
    #expect(
      failure { _ = try TraceDocument.all(in: json, format: .json) }
        == "t.csv: it is not said where in this JSON times and values are; "
        + "say it with paths such as data[].time and data[].value")
  }
}
