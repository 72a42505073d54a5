import CarbonScheduling
import Testing

@testable import CarbonTraces

/// JSON of any shape, by two paths.
@Suite struct AnyJSONTests {
  private func read(
    _ text: String, _ time: String, _ value: String, _ unit: IntensityUnit = .gramsPerKilowattHour
  ) throws -> IntensityTrace {
    let paths = try JSONPaths(time: time, value: value, unit: unit)
    return try IntensityTrace(source(text), selection: TraceSelection(jsonPaths: paths))
  }

  struct Shape: Sendable, CustomTestStringConvertible {
    var text: String
    var time: String
    var value: String
    var testDescription: String { "\(time), \(value)" }
  }

  static let shapes = [
    Shape(
      text: #"{"rows": [{"at": "2024-01-01T00:00:00Z", "g": 10}, {"at": "2024-01-01T01:00:00Z", "g": 20.5}]}"#,
      time: "rows[].at", value: "rows[].g"),
    Shape(
      text: #"{"rows": [{"at": "2024-01-01T00:00:00Z", "g": 10}, {"at": "2024-01-01T01:00:00Z", "g": 20.5}]}"#,
      time: "$.rows[*].at", value: "$.rows[*].g"),
    Shape(
      text: #"[{"t": 1704067200, "co2": {"rate": "10"}}, {"t": 1704070800, "co2": {"rate": "20.5", "x": [1]}}]"#,
      time: "[].t", value: "[].co2.rate"),
    Shape(text: "[[1704067200000, 10, 3], [1704070800000, 20.5, 4]]", time: "[][0]", value: "[][1]"),
    Shape(
      text: #"{"chart": {"points": [[10, 1704067200], [20.5, 1704070800]]}}"#, time: "chart.points[][1]",
      value: "chart.points[][0]"),
    Shape(
      text: #"{"hourly": {"time": ["2024-01-01T00:00:00Z", "2024-01-01T01:00:00Z"], "g": [10, 20.5]}, "g": [1]}"#,
      time: "hourly.time[]", value: "hourly.g[]"),
    Shape(
      text: """
        {"days": [{"hours": [{"t": "2024-01-01T00:00:00Z", "v": 10}]}, {"hours": [{"t": "2024-01-01T01:00:00Z", "v": 20.5}]}]}
        """, time: "days[].hours[].t", value: "days[].hours[].v"),
  ]

  @Test(arguments: shapes) func shapesOfAllKinds(_ shape: Shape) throws {
    let trace = try read(shape.text, shape.time, shape.value)
    #expect(trace.gramsPerKilowattHour == [10, 20.5])
    #expect(trace.start.description == "2024-01-01T00:00:00Z")
    #expect(trace.slot == .seconds(3_600))
    #expect(trace.signal == .unknown)
  }

  @Test func unitsAreExact() throws {
    let text = Self.shapes[0].text
    #expect(
      try read(text, "rows[].at", "rows[].g", .kilogramsPerKilowattHour).gramsPerKilowattHour == [10_000, 20_500])
    #expect(
      try read(text, "rows[].at", "rows[].g", .poundsPerMegawattHour).gramsPerKilowattHour == [4.5359237, 9.298643585])
    for (text, unit) in [
      ("lb/MWh", IntensityUnit.poundsPerMegawattHour), ("lbs_co2/MWh", .poundsPerMegawattHour),
      ("gCO2eq/kWh", .gramsPerKilowattHour), ("kg/MWh", .gramsPerKilowattHour), ("tCO2/MWh", .kilogramsPerKilowattHour),
    ] {
      #expect(try IntensityUnit(parsing: text) == unit)
    }
    #expect(
      failure { _ = try IntensityUnit(parsing: "oz/MWh") }
        == #""oz/MWh" is no unit of carbon intensity; give g/kWh, kg/MWh, kg/kWh, t/MWh or lb/MWh"#)
  }

  @Test func pathsThatLeadNowhere() {
    let text = Self.shapes[0].text
    #expect(
      failure { _ = try read(text, "row[].at", "row[].g") }
        == "t.csv: $: there is nothing at row[].at and row[].g; check the paths")
    #expect(
      failure { _ = try read(text, "rows[].at", "rows[].gram") }
        == "t.csv:1: $.rows[0]: there is no rows[].gram; expected an object with rows[].gram")
    for (text, problem) in [
      ("", "is no path into JSON"), ("a..b", "is no path into JSON"), ("$", "is no path into JSON"),
    ] {
      #expect(failure { _ = try JSONPaths(time: text, value: "v[]") }?.contains(problem) == true)
    }
    #expect(
      failure { _ = try JSONPaths(time: "a[].b", value: "a[].b") }
        == #""a[].b" is the path of the times too; give that of the values"#)
  }
}
