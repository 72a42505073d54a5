import CarbonScheduling
import Testing

@testable import CarbonTraces

@Suite struct ElectricityMapsTests {
  static let history = """
    {"zone": "DE", "history": [
      {"zone": "DE", "carbonIntensity": 302, "datetime": "2024-01-01T00:00:00.000Z", "updatedAt": "2024-01-01T04:00:00Z",
       "emissionFactorType": "lifecycle", "isEstimated": true, "estimationMethod": "TIME_SLICER_AVERAGE"},
      {"zone": "DE", "carbonIntensity": null, "datetime": "2024-01-01T01:00:00.000Z", "emissionFactorType": "lifecycle"},
      {"zone": "DE", "carbonIntensity": 299.5, "datetime": "2024-01-01T02:00:00.000Z", "emissionFactorType": null}
    ]}
    """
  static let forecast = """
    {"zone":"FR","forecast":[{"carbonIntensity":52,"datetime":"2024-01-01T00:00:00.000Z"},
    {"carbonIntensity":49,"datetime":"2024-01-01T01:00:00.000Z"}],"updatedAt":"2024-01-01T00:12:00.000Z"}
    """
  static let older = """
    Datetime (UTC),Country,Zone Name,Zone Id,Carbon Intensity gCO₂eq/kWh (direct),Carbon Intensity gCO₂eq/kWh (LCA),\
    Low Carbon Percentage,Renewable Percentage,Data Source,Data Estimated,Data Estimation Method
    2022-01-01 00:00:00,Germany,Germany,DE,210.94,259.08,63.92,56.44,entsoe.eu,false,
    2022-01-01 01:00:00,Germany,Germany,DE,202.75,,65.42,57.71,entsoe.eu,false,
    2022-01-01 02:00:00,Germany,Germany,DE,198.30,246.1,66.17,58.23,entsoe.eu,true,TIME_SLICER_AVERAGE

    """
  static let newer = """
    Datetime (UTC),Country,Zone name,Zone id,Carbon intensity gCO₂eq/kWh (direct),\
    Carbon intensity gCO₂eq/kWh (Life cycle),Carbon-free energy percentage (CFE%),Renewable energy percentage (RE%),\
    Data source,Data estimated,Data estimation method
    2024-01-01 00:00:00,France,France,FR,15.31,27.56,95.1,33.9,"rte, eco2mix",false,
    2024-01-01 01:00:00,France,France,FR,14.22,26.10,95.6,34.2,"rte, eco2mix",false,

    """

  @Test func historyComesBackToTheLastDigit() throws {
    #expect(try native(Self.history) == nativeCSV("2024-01-01T00:00:00Z,302", "2024-01-01T02:00:00Z,299.5"))
    let trace = try IntensityTrace(source(Self.history))
    #expect(trace.gaps == [1..<2])
    #expect(trace.region == "DE")
    #expect(trace.signal == .average)
    #expect(trace.source == "Electricity Maps history, t.csv")
  }

  @Test func forecastComesBackToTheLastDigit() throws {
    #expect(try native(Self.forecast) == nativeCSV("2024-01-01T00:00:00Z,52", "2024-01-01T01:00:00Z,49"))
    #expect(try IntensityTrace(source(Self.forecast)).source == "Electricity Maps forecast, t.csv")
  }

  @Test func yearlyFilesOfBothGenerations() throws {
    #expect(try native(Self.older) == nativeCSV("2022-01-01T00:00:00Z,259.08", "2022-01-01T02:00:00Z,246.1"))
    #expect(try native(Self.newer) == nativeCSV("2024-01-01T00:00:00Z,27.56", "2024-01-01T01:00:00Z,26.10"))
    #expect(
      try native(Self.older, selection: TraceSelection(emissionFactors: .direct))
        == nativeCSV("2022-01-01T00:00:00Z,210.94", "2022-01-01T01:00:00Z,202.75", "2022-01-01T02:00:00Z,198.30"))
    let trace = try IntensityTrace(source(Self.newer), selection: TraceSelection(emissionFactors: .direct))
    #expect(trace.region == "FR")
    #expect(trace.signal == .average)
    #expect(trace.source == "Electricity Maps CSV direct, t.csv")
    // Names of columns in any case.
    #expect(try native(Self.newer.uppercased().replacing("Z,", with: "Z,")) == native(Self.newer))
  }

  static let malformed: [Malformed] = [
    Malformed(
      "no array", #"{"zone": "DE", "history": 5}"#,
      ":1: $.history: there is a number where an array should be; check that this is an answer in the format named"),
    Malformed(
      "empty", #"{"zone": "DE", "history": []}"#,
      ": $.history: there are no points; ask the provider for another time"),
    Malformed(
      "both", #"{"zone": "DE", "history": [], "forecast": []}"#,
      ":1: $.forecast: there is a history beside it; keep one of the two in a file"),
    Malformed(
      "all null", history.replacing("302", with: "null").replacing("299.5", with: "null"),
      ":3: $.history[0]: no point has a value; ask the provider for another time or signal"),
    Malformed(
      "text", history, "299.5", "\"low\"",
      #":5: $.history[2].carbonIntensity: the value "low" is not a number; write a plain number, or null for a gap"#),
    Malformed(
      "object", history, "299.5", "{}",
      ":5: $.history[2].carbonIntensity: the value is not a number; write a plain number, or null for a gap"),
    Malformed(
      "no value", history, "\"carbonIntensity\": 299.5, ", "",
      ":5: $.history[2]: there is no carbonIntensity; expected an object with carbonIntensity"),
    Malformed(
      "no time", history, ", \"datetime\": \"2024-01-01T01:00:00.000Z\"", "",
      ":4: $.history[1]: there is no datetime; expected an object with datetime"),
    Malformed(
      "fraction of a second", history, "01:00:00.000", "01:00:00.500",
      #":4: $.history[1].datetime: the time stamp "2024-01-01T01:00:00.500Z" falls between two "#
        + "whole seconds; give whole seconds, with a fraction of zeros if any"),
    Malformed(
      "no such day", history, "2024-01-01T01", "2023-02-29T01",
      #":4: $.history[1].datetime: the time stamp "2023-02-29T01:00:00.000Z" names a day that does not exist; "#
        + "check the month and the day (2020-02-29 exists, 2021-02-29 does not)"),
    Malformed(
      "duplicate", history, "01:00:00.000Z", "00:00:00.000Z",
      ":4: $.history[1]: the point has the time of the one before; remove one of the two"),
    Malformed(
      "zone is a number", history, "\"DE\"", "49",
      ":1: $.zone: the zone is not a string; write it in quotes"),
    Malformed(
      "cut off", String(history.dropLast(3)),
      ":5: $.history[2]: the file breaks off in the middle; fetch it again"),
    Malformed(
      "bad escape", history, "TIME_SLICER", #"\xTIME"#,
      ":3: $.history[0].estimationMethod: there is \"x\" where an escape such as \\n or \\u00e9 should be; "
        + "check that this is unbroken JSON"),
  ]

  static let malformedCSV: [Malformed] = [
    Malformed(
      "no time column", newer, "Datetime (UTC)", "Datetime",
      ":1: there is no column Datetime (UTC); "
        + "expected the header Datetime (UTC),...,Carbon intensity gCO₂eq/kWh (Life cycle), perhaps with more columns"),
    Malformed(
      "no column of the kind", newer, "(Life cycle)", "(other)",
      ":1: there is no column of life-cycle carbon intensity; expected Carbon intensity gCO₂eq/kWh (Life cycle), "
        + "or choose the other emission factors"),
    Malformed(
      "two zones", newer, "01:00:00,France,France,FR", "01:00:00,Spain,Spain,ES",
      ":2: the slot length cannot be found from a single row; give at least two rows"),
    Malformed(
      "not a time", newer, "2024-01-01 01:00:00", "01.01.2024",
      #":3: the time stamp "01.01.2024" is not a time stamp; write ISO 8601, such as 2020-01-01T00:00:00Z"#),
    Malformed(
      "not a number", newer, "26.10", "-",
      #":3: the value "-" is not a number; write a plain decimal such as 439.30"#),
    Malformed(
      "infinite", newer, "26.10", "inf",
      #":3: the value "inf" is not a finite number; write a plain decimal such as 439.30, or for a gap leave "#
        + "the cell empty"),
    Malformed(
      "duplicate", newer, "01:00:00", "00:00:00",
      ":3: the point has the time of the one before; remove one of the two"),
    Malformed(
      "disorder", older, "02:00:00", "00:30:00",
      ":4: the point is out of order after 2022-01-01T01:00:00Z; sort the points by time, all forwards or all backwards"
    ),
    Malformed(
      "fields", newer, ",\"rte, eco2mix\",false", ",rte, eco2mix,false",
      ":2: the row has 12 fields, the header 11; "
        + "remove commas that separate no fields, such as those between thousands"),
    Malformed(
      "quote", newer, "\"rte, eco2mix\"", "\"rte, eco2mix",
      ":2: a quoted field has no closing quote on its line; close it, and write a quote inside a field twice"),
    Malformed(
      "header only", String(newer.prefix { $0 != "\n" }),
      ":1: there are no rows below the header; give at least two, one a slot"),
    Malformed(
      "column twice", newer, "(direct)", "(Life cycle)",
      #":1: two columns are named "Carbon intensity gCO₂eq/kWh (Life cycle)"; rename or remove one of them"#),
  ]

  @Test(arguments: malformed + malformedCSV) func saysWhatIsWrong(_ example: Malformed) { example.check() }

  @Test func otherEmissionFactorsAreAnError() {
    Malformed(
      "direct", Self.history,
      #":3: $.history[0].emissionFactorType: the emission factors are "lifecycle"; "#
        + "ask the provider for direct ones, or choose these"
    ).check(TraceSelection(emissionFactors: .direct))
  }
}
