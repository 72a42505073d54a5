import CarbonScheduling
import Testing

@testable import CarbonTraces

/// What values are and where they come from survives being written and read.
@Suite struct ProvenanceTests {
  @Test func theNativeCSVCarriesBoth() throws {
    let text = """
      timestamp_utc,gco2_per_kwh,signal,provenance
      2020-01-01T00:00:00Z,20,marginal,modelled by WattTime
      2020-01-01T01:00:00Z,60,,

      """
    let document = try TraceDocument(source(text))
    #expect(document.trace.signal == .marginal)
    #expect(document.trace.provenance == Provenance(.modelled, by: "WattTime"))
    #expect(String(decoding: document.csv(), as: UTF8.self) == text)
    let resampled = TraceDocument(try document.trace.resampled(to: .seconds(1_800)))
    #expect(
      String(decoding: resampled.csv(), as: UTF8.self).hasPrefix(
        text.split(separator: "\n")[..<2].joined(separator: "\n")))
  }

  @Test func oneOfTheTwoIsEnough() throws {
    for (trace, header) in [
      (Signal.average, Provenance.unknown, ",signal"), (.unknown, Provenance(.forecast), ",provenance"),
      (.unknown, Provenance(.unknown, by: "a, \"b\""), ",provenance"), (.unknown, .unknown, ""),
    ].map({
      (
        try? IntensityTrace(
          start: newYear, slot: .seconds(60), gramsPerKilowattHour: [1, 2], signal: $0.0, region: "t", provenance: $0.1,
          source: "t.csv"), $0.2
      )
    }) {
      let trace = try #require(trace)
      let bytes = TraceDocument(trace).csv()
      #expect(String(decoding: bytes, as: UTF8.self).hasPrefix("timestamp_utc,gco2_per_kwh\(header)\n"))
      #expect(try IntensityTrace(.bytes(bytes, name: "t.csv")) == trace)
    }
  }

  @Test func wideFilesHaveOneOrigin() throws {
    func trace(_ region: String, _ provenance: Provenance) throws -> TraceDocument {
      TraceDocument(
        try IntensityTrace(
          start: newYear, slot: .seconds(60), gramsPerKilowattHour: [1, 2], signal: .average, region: region,
          provenance: provenance, source: "t.csv"))
    }
    let documents = [try trace("a", Provenance(.measured)), try trace("b", Provenance(.measured))]
    let bytes = try TraceDocument.wideCSV(documents)
    #expect(
      String(decoding: bytes, as: UTF8.self)
        == "timestamp_utc,a,b,signal,provenance\n2020-01-01T00:00:00Z,1,1,average,measured\n2020-01-01T00:01:00Z,2,2,,\n"
    )
    #expect(try TraceDocument.all(in: .bytes(bytes, name: "t.csv")).map(\.trace) == documents.map(\.trace))
    #expect(
      failure { _ = try TraceDocument.wideCSV([documents[0], trace("b", Provenance(.forecast))]) }
        == #"The signal or the provenance of "b" is not that of "a"; write two files."#)
    #expect(
      failure { _ = try TraceDocument.wideCSV([trace("Signal", Provenance(.measured))]) }
        == #"Trace 1 cannot name a column with the region "Signal"; give it one of a single line."#)
  }

  @Test(arguments: [
    (
      "marginal,measured by",
      #":2: the provenance "measured by" is not known; "#
        + "write measured, modelled, forecast or unknown, perhaps with by and a name behind it"
    ),
    ("nodal,measured", #":2: the signal "nodal" is not known; write marginal or average, or leave it empty"#),
  ])
  func saysWhatIsWrong(_ cells: String, _ message: String) {
    let text = "timestamp_utc,gco2_per_kwh,signal,provenance\n\(row(0)),\(cells)\n\(row(60)),,\n"
    #expect(failure { _ = try IntensityTrace(source(text)) } == "t.csv" + message)
  }

  @Test func laterRowsMustAgree() throws {
    func text(_ later: String) -> String {
      "timestamp_utc,gco2_per_kwh,signal\n\(row(0)),marginal\n\(row(60)),\(later)\n\(row(120)),\n"
    }
    #expect(try IntensityTrace(source(text("marginal"))).signal == .marginal)
    #expect(
      failure { _ = try IntensityTrace(source(text("average"))) }
        == #"t.csv:3: the signal "average" is not that of the first row, "marginal"; keep values of one kind in a file"#
    )
  }
}
