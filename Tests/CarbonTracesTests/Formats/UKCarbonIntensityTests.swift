import CarbonScheduling
import Testing

@testable import CarbonTraces

@Suite struct UKCarbonIntensityTests {
  static let national = """
    {"data":[
      {"from":"2020-05-24T20:30Z","to":"2020-05-24T21:00Z","intensity":{"forecast":181,"actual":174,"index":"low"}},
      {"from":"2020-05-24T21:00Z","to":"2020-05-24T21:30Z","intensity":{"forecast":180,"actual":176,"index":"low"}},
      {"from":"2020-05-24T21:30Z","to":"2020-05-24T22:00Z","intensity":{"forecast":179,"actual":null,"index":"low"}}
    ]}
    """
  static let regional = """
    {"data":{"regionid":13,"dnoregion":"UKPN London","shortname":"London","data":[
      {"from":"2020-05-24T20:30Z","to":"2020-05-24T21:00Z","intensity":{"forecast":101,"index":"low"},
       "generationmix":[{"fuel":"gas","perc":43.6}]},
      {"from":"2020-05-24T21:00Z","to":"2020-05-24T21:30Z","intensity":{"forecast":99,"index":"low"}}
    ]}}
    """
  static let allRegions = """
    {"data":[
      {"from":"2020-05-24T20:30Z","to":"2020-05-24T21:00Z","regions":[
        {"regionid":1,"shortname":"North Scotland","intensity":{"forecast":10,"index":"very low"}},
        {"regionid":13,"shortname":"London","intensity":{"forecast":101,"index":"low"}}]},
      {"from":"2020-05-24T21:00Z","to":"2020-05-24T21:30Z","regions":[
        {"regionid":1,"shortname":"North Scotland","intensity":{"forecast":12,"index":"very low"}},
        {"regionid":13,"shortname":"London","intensity":{"forecast":99,"index":"low"}}]}
    ]}
    """

  @Test func nationalActualOrForecast() throws {
    #expect(
      try native(Self.national, selection: TraceSelection(values: .actual))
        == nativeCSV("2020-05-24T20:30:00Z,174", "2020-05-24T21:00:00Z,176"))
    #expect(
      try native(Self.national, selection: TraceSelection(values: .forecast))
        == nativeCSV("2020-05-24T20:30:00Z,181", "2020-05-24T21:00:00Z,180", "2020-05-24T21:30:00Z,179"))
    let trace = try IntensityTrace(source(Self.national), selection: TraceSelection(values: .actual))
    #expect(trace.gaps == [2..<3])
    #expect(trace.slot == .seconds(1_800))
    #expect(trace.signal == .average)
    #expect(trace.source == "Carbon Intensity API (GB) actual, t.csv")
  }

  @Test func regionalIsForecast() throws {
    #expect(try native(Self.regional) == nativeCSV("2020-05-24T20:30:00Z,101", "2020-05-24T21:00:00Z,99"))
    let trace = try IntensityTrace(source(Self.regional))
    #expect(trace.region == "London")
    #expect(trace.source == "Carbon Intensity API (GB) forecast, t.csv")
    let array = Self.regional.replacing("{\"data\":{", with: "{\"data\":[{").replacing("]}}", with: "]}]}")
    #expect(try IntensityTrace(source(array)) == trace)
    #expect(try IntensityTrace(source(Self.allRegions), region: "London") == trace)
    #expect(try TraceDocument.all(in: source(Self.allRegions)).map(\.trace.region) == ["North Scotland", "London"])
  }

  static let malformed: [Malformed] = [
    Malformed(
      "no slots", #"{"data":[], "from": 1, "intensity": 1}"#,
      ":1: $.from: the start is not a string; write ISO 8601 in quotes: \"2020-01-01T00:00:00Z\""),
    Malformed(
      "no slot", #"{"data":[], "note": {"from": 1, "intensity": 1}}"#,
      ": $.data: there are no points; ask the provider for another time"),
    Malformed(
      "no intensity", national, "\"intensity\":{\"forecast\":181,\"actual\":174,\"index\":\"low\"}", "\"x\":1",
      ":2: $.data[0]: there is no intensity; expected an object with intensity"),
    Malformed(
      "no from", national, "\"from\":\"2020-05-24T21:00Z\",", "",
      ":3: $.data[1]: there is no from; expected an object with from"),
    Malformed(
      "no to", national, "\"to\":\"2020-05-24T21:00Z\",", "",
      ":2: $.data[0]: there is no to; expected an object with to"),
    Malformed(
      "backwards", national, "\"to\":\"2020-05-24T21:00Z\"", "\"to\":\"2020-05-24T20:00Z\"",
      ":2: $.data[0]: the slot ends before it has begun, or after a year; check from and to"),
    Malformed(
      "longer slot", national, "\"to\":\"2020-05-24T21:30Z\"", "\"to\":\"2020-05-24T22:00Z\"",
      ":3: $.data[1]: the slot of 1h from 2020-05-24T21:00:00Z overlaps the next, which begins at "
        + "2020-05-24T21:30:00Z; correct how long it lasts"),
    Malformed(
      "overlap", national, "{\"from\":\"2020-05-24T21:00Z\",\"to\":\"2020-05-24T21:30Z\"",
      "{\"from\":\"2020-05-24T20:45Z\",\"to\":\"2020-05-24T21:15Z\"",
      ":3: $.data[1]: the time stamp 2020-05-24T20:45:00Z is off the 30m slots through 2020-05-24T20:30:00Z; "
        + "correct or remove the row"),
    Malformed(
      "number for a time", national, "\"2020-05-24T20:30Z\"", "20",
      ":2: $.data[0].from: the start is not a string; write ISO 8601 in quotes: \"2020-01-01T00:00:00Z\""),
    Malformed(
      "text for a value", national, "174", "\"?\"",
      #":2: $.data[0].intensity.actual: the actual value "?" is not a number; "#
        + "write a plain number, or null for a gap"),
    Malformed(
      "duplicate", national, "{\"from\":\"2020-05-24T21:00Z\",\"to\":\"2020-05-24T21:30Z\"",
      "{\"from\":\"2020-05-24T20:30Z\",\"to\":\"2020-05-24T21:00Z\"",
      ":3: $.data[1]: the point has the time of the one before; remove one of the two"),
    Malformed(
      "array for an intensity", national, "{\"forecast\":181,\"actual\":174,\"index\":\"low\"}", "[181]",
      ":2: $.data[0].intensity: there is an array where an object should be; check that this is an answer in the format named"
    ),
    Malformed(
      "name without quotes", national, "\"actual\"", "actual",
      ":2: $.data[0].intensity.forecast: there is \"a\" where a name in quotes should be; "
        + "check that this is unbroken JSON"),
    Malformed(
      "cut off", String(national.dropLast(12)),
      ":4: $.data[2].intensity.actual: the file breaks off in the middle; fetch it again"),
  ]

  @Test(arguments: malformed) func saysWhatIsWrong(_ example: Malformed) { example.check() }

  @Test func actualValuesThatAreNotThereAreAnError() {
    Malformed(
      "regional", Self.regional,
      ":3: $.data.data[0]: no point has a value; ask the provider for another time or signal"
    ).check(TraceSelection(values: .actual))
  }
}
