import CarbonScheduling
import Testing

@testable import CarbonTraces

@Suite struct SGIPSignalTests {
  static let answer = """
    [{"ba": "SGIP_CAISO_PGE", "freq": "300", "moer": "0.3455", "point_time": "2021-10-07T00:00:00Z", "version": "1.0"},
     {"ba": "SGIP_CAISO_PGE", "freq": "300", "moer": 0.4, "point_time": "2021-10-07T00:05:00Z", "version": "1.0"},
     {"ba": "SGIP_CAISO_PGE", "freq": "300", "moer": "0.30125", "point_time": "2021-10-07T00:10:00Z", "version": "1.0"}]
    """

  /// Kilograms become grams by moving the point: the same digits.
  @Test func comesBackToTheLastDigit() throws {
    #expect(
      try native(Self.answer)
        == nativeCSV("2021-10-07T00:00:00Z,345.5", "2021-10-07T00:05:00Z,400", "2021-10-07T00:10:00Z,301.25"))
    let trace = try IntensityTrace(source(Self.answer))
    #expect(trace.signal == .marginal)
    #expect(trace.region == "SGIP_CAISO_PGE")
    #expect(trace.source == "SGIP signal, t.csv")
  }

  @Test func oneObject() throws {
    let text = #"{"ba":"SGIP_SMUD","freq":"300","moer":"0.4","point_time":"2021-10-07T00:00:00Z"}"#
    #expect(try native(text) == nativeCSV("2021-10-07T00:00:00Z,400"))
    #expect(try IntensityTrace(source(text)).slot == .seconds(300))
  }

  static let expectation =
    "expected an answer of WattTime, Electricity Maps, Carbon Intensity (GB), the Carbon Aware SDK, SGIP, "
    + "energy-charts.info, Energinet, RTE or NED; of others, say the paths of times and values"

  static let malformed: [Malformed] = [
    Malformed(
      "empty", "[]",
      ": no known provider's names are in this JSON; " + expectation),
    Malformed(
      "another shape", #"{"rows": [{"t": 1, "v": 2}], "count": 1}"#,
      #": no known provider's names are in this JSON (it holds "rows", "count"); "# + expectation),
    Malformed(
      "an error of the service", #"{"error": "no such balancing authority"}"#,
      #": the provider answered with an error, "no such balancing authority"; ask again as it says"#),
    Malformed(
      "an error in an error", #"{"status": 403, "errors": [{"code": 7, "message": "token\u001b expired"}]}"#,
      #": the provider answered with an error, "token\u{1B} expired"; ask again as it says"#),
    Malformed(
      "a number of an error before its sentence", #"{"error": {"code": "404", "message": "no data found"}}"#,
      #": the provider answered with an error, "no data found"; ask again as it says"#),
    Malformed(
      "broken JSON", #"{"rows": [1, 2}"#,
      ":1: $.rows[1]: there is \"}\" where a comma or ] should be; check that this is unbroken JSON"),
    Malformed(
      "text", answer, "\"0.30125\"", "\"0,30125\"",
      #":3: $[2].moer: the value "0,30125" is not a number; write a plain number, or null for a gap"#),
    Malformed(
      "no value", answer, "\"moer\": 0.4, ", "",
      ":2: $[1]: there is no moer; expected an object with moer"),
    Malformed(
      "no time", answer, "\"point_time\": \"2021-10-07T00:05:00Z\", ", "",
      ":2: $[1]: there is no point_time; expected an object with point_time"),
    Malformed(
      "frequency", answer, "\"300\"", "\"0\"",
      ":1: $[0].freq: the frequency in seconds is not a possible length of time; "
        + "give a whole number from 1 to 31622400"),
    Malformed(
      "another frequency", answer, "\"freq\": \"300\", \"moer\": 0.4", "\"freq\": 3600, \"moer\": 0.4",
      ":2: $[1]: the slot of 1h from 2021-10-07T00:05:00Z overlaps the next, which begins at 2021-10-07T00:10:00Z; "
        + "correct how long it lasts"),
    Malformed(
      "leap second", answer, "00:10:00Z", "23:59:60Z",
      #":3: $[2].point_time: the time stamp "2021-10-07T23:59:60Z" is a leap second, which Unix time does not "#
        + "count; write second 59, or second 00 of the next minute"),
    Malformed(
      "hour 24", answer, "T00:10:00Z", "T24:00:00Z",
      #":3: $[2].point_time: the time stamp "2021-10-07T24:00:00Z" has an hour 24; "#
        + "write midnight as 00:00:00 of the next day"),
    Malformed(
      "duplicate", answer, "00:05:00Z", "00:00:00Z",
      ":2: $[1]: the point has the time of the one before; remove one of the two"),
    Malformed(
      "off the slots", answer, "00:10:00Z", "00:11:00Z",
      ":3: $[2]: the time stamp 2021-10-07T00:11:00Z is off the 5m slots through 2021-10-07T00:00:00Z; "
        + "correct or remove the row"),
    Malformed(
      "too large", answer, "\"0.30125\"", "\"1e300\"",
      ":3: $[2]: the value is too large; it may be at most 1000000 g/kWh in magnitude"),
    Malformed(
      "authority is null", answer, "\"SGIP_CAISO_PGE\"", "null",
      ":1: $[0].ba: the balancing authority is not a string; write it in quotes"),
    Malformed(
      "cut off", String(answer.dropLast(2)), ":3: $[2].version: the file breaks off in the middle; fetch it again"),
  ]

  @Test(arguments: malformed) func saysWhatIsWrong(_ example: Malformed) { example.check() }
}
