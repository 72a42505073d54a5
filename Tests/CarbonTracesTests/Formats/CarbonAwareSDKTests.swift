import CarbonScheduling
import Testing

@testable import CarbonTraces

@Suite struct CarbonAwareSDKTests {
  static let file = """
    {"Date": "2021-11-16", "Emissions": [
      {"Location": "eastus", "Time": "2021-11-16T00:00:00+00:00", "Rating": 70.5, "Duration": "01:00:00"},
      {"Location": "westus", "Time": "2021-11-16T00:00:00+00:00", "Rating": "40", "Duration": "01:00:00"},
      {"Location": "eastus", "Time": "2021-11-16T01:00:00+00:00", "Rating": "71.25", "Duration": "01:00:00"},
      {"Location": "westus", "Time": "2021-11-16T01:00:00+00:00", "Rating": 41, "Duration": "01:00:00"}
    ]}
    """
  static let answer = """
    [{"location": "eastus", "time": "2021-11-16T02:00:00Z", "rating": 3, "duration": "01:00:00"},
     {"location": "eastus", "time": "2021-11-16T01:00:00Z", "rating": 2, "duration": "01:00:00"},
     {"location": "eastus", "time": "2021-11-16T00:00:00Z", "rating": 1, "duration": "01:00:00"}]
    """
  static let forecast = """
    [{"generatedAt": "2021-11-16T00:00:00Z", "requestedAt": "2021-11-16T00:02:00Z", "location": "eastus",
      "windowSize": 10, "optimalDataPoints": [{"location": "eastus", "timestamp": "2021-11-16T00:05:00Z", "value": 1}],
      "forecastData": [
        {"location": "eastus", "timestamp": "2021-11-16T00:00:00Z", "duration": 5, "value": 359.23},
        {"location": "eastus", "timestamp": "2021-11-16T00:05:00Z", "duration": 5, "value": 358.1}]}]
    """

  @Test func filesOfSeveralLocations() throws {
    #expect(
      try native(Self.file, region: "eastus")
        == nativeCSV("2021-11-16T00:00:00Z,70.5", "2021-11-16T01:00:00Z,71.25"))
    let traces = try TraceDocument.all(in: source(Self.file)).map(\.trace)
    #expect(traces.map(\.region) == ["eastus", "westus"])
    #expect(traces[0].signal == .unknown)
    #expect(traces[0].source == "Carbon Aware SDK, t.csv")
    #expect(traces[0].slot == .seconds(3_600))
  }

  /// Points that come newest first are turned round.
  @Test func answersInReverse() throws {
    #expect(
      try native(Self.answer)
        == nativeCSV("2021-11-16T00:00:00Z,1", "2021-11-16T01:00:00Z,2", "2021-11-16T02:00:00Z,3"))
  }

  @Test func forecasts() throws {
    #expect(try native(Self.forecast) == nativeCSV("2021-11-16T00:00:00Z,359.23", "2021-11-16T00:05:00Z,358.1"))
    let trace = try IntensityTrace(source(Self.forecast))
    #expect(trace.source == "Carbon Aware SDK forecast of 2021-11-16T00:00:00Z, t.csv")
    #expect(trace.region == "eastus")
  }

  static let malformed: [Malformed] = [
    Malformed("empty", #"{"Emissions": []}"#, ": $.Emissions: there are no points; ask the provider for another time"),
    Malformed(
      "not an object", #"{"Emissions": [1]}"#,
      ":1: $.Emissions[0]: there is a number where an object should be; check that this is an answer in the format named"
    ),
    Malformed(
      "text for a rating", file, "\"71.25\"", "\"low\"",
      #":4: $.Emissions[2].Rating: the rating "low" is not a number; write a plain number, or null for a gap"#),
    Malformed(
      "no rating", file, "\"Rating\": 41, ", "",
      ":5: $.Emissions[3]: there is no rating; expected an object with rating"),
    Malformed(
      "no time", file, "\"Time\": \"2021-11-16T01:00:00+00:00\", ", "",
      ":4: $.Emissions[2]: there is no time; expected an object with time"),
    Malformed(
      "no zone", file, "01:00:00+00:00", "01:00:00",
      #":4: $.Emissions[2].Time: the time stamp "2021-11-16T01:00:00" has no time zone; "#
        + "add Z for UTC, or an offset such as +02:00"),
    Malformed(
      "duration", answer, "\"01:00:00\"", "\"an hour\"",
      #":1: $[0].duration: the duration "an hour" is not one; write 00:05:00 or a number of minutes"#),
    Malformed(
      "another duration", answer, "\"rating\": 2, \"duration\": \"01:00:00\"",
      "\"rating\": 2, \"duration\": \"00:05:00\"",
      ":2: $[1]: the slot lasts 5m, and those around it do not; correct how long it lasts, or remove it"),
    Malformed(
      "negative duration", forecast, "\"duration\": 5", "\"duration\": -5",
      ":4: $[0].forecastData[0].duration: the duration is not a possible length of time; give whole minutes from 1 on"),
    Malformed(
      "duplicate", answer, "T01:00:00Z", "T02:00:00Z",
      ":2: $[1]: the point has the time of the one before; remove one of the two"),
    Malformed(
      "disorder", answer, "T00:00:00Z", "T03:00:00Z",
      ":3: $[2]: the point is out of order after 2021-11-16T01:00:00Z; "
        + "sort the points by time, all forwards or all backwards"),
    Malformed(
      "forecast without its time", forecast, "\"generatedAt\"", "\"made\"",
      ":5: $[0]: the forecast has no generatedAt; say when it was made"),
    Malformed(
      "off the slots", forecast, "T00:05:00Z\", \"duration\"", "T00:06:00Z\", \"duration\"",
      ":5: $[0].forecastData[1]: the time stamp 2021-11-16T00:06:00Z is off the 5m slots through "
        + "2021-11-16T00:00:00Z; correct or remove the row"),
    Malformed(
      "cut off", String(file.dropLast(4)),
      ":5: $.Emissions[3].Duration: the file breaks off in the middle; fetch it again"),
  ]

  @Test(arguments: malformed) func saysWhatIsWrong(_ example: Malformed) { example.check() }
}
