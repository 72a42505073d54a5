import CarbonScheduling
import Testing

@testable import CarbonTraces

/// Good files, in all the ways that the format allows.
@Suite struct NativeCSVReadingTests {
  @Test func narrow() throws {
    let document = try TraceDocument(source(CarbonTracesTests.narrow(row(0, "20"), row(60, "-0.5")), name: "a/b.csv"))
    let expected = try IntensityTrace(
      start: newYear, slot: .seconds(3_600), gramsPerKilowattHour: [20, -0.5], region: "b", source: "a/b.csv")
    #expect(document.trace == expected)
    #expect(document.fractionDigits[0] == 0)
    #expect(document.fractionDigits[1] == 1)
  }

  @Test(arguments: [
    "timestamp_utc,gco2_per_kwh\r\n2020-01-01T00:00:00Z,20\r\n2020-01-01T01:00:00Z,60\r\n",
    "\u{FEFF}timestamp_utc,gco2_per_kwh\n2020-01-01T00:00:00Z,20\n2020-01-01T01:00:00Z,60",
    "timestamp_utc,gco2_per_kwh\n2020-01-01T00:00:00Z,20\n2020-01-01T01:00:00Z,60\n\n\r\n\n",
    "GCO2_per_kWh,Timestamp_UTC\n20.0,2020-01-01T00:00:00Z\n60.,2020-01-01T01:00:00Z\n".split(separator: "60.")
      .joined(separator: "6e1"),
    "zone,timestamp_utc,note,gco2_per_kwh\nx,2020-01-01T01:00:00+01:00,,2e1\ny,2019-12-31T20:00:00-05:00,\"a,b\",+60\n",
    "\"timestamp_utc\" , \"gco2_per_kwh\"\n \"2020-01-01T00:00:00Z\" ,\t\"20\"\n\"2020-01-01T01:00:00Z\",60 \n",
    "timestamp_utc,gco2_per_kwh,\n2020-01-01 00:00Z,20,\n2020-01-01t02:00:00.000+0100,0060,\n",
  ])
  func sameTraceInOtherWords(_ text: String) throws {
    let trace = try IntensityTrace(source(text))
    #expect(trace.start == newYear)
    #expect(trace.slot == .seconds(3_600))
    #expect(trace.gramsPerKilowattHour == [20, 60])
    #expect(trace.region == "t")
    #expect(trace.signal == .unknown)
  }

  @Test func aMissingRowIsAGap() throws {
    let trace = try IntensityTrace(source(CarbonTracesTests.narrow(row(0), row(5), row(10), row(25), row(30), row(40))))
    #expect(trace.slot == .seconds(300))
    #expect(trace.gaps == [3..<5, 7..<8])
    #expect(trace.gramsPerKilowattHour == [1, 1, 1, nil, nil, 1, 1, nil, 1])
  }

  @Test func slotLengths() {
    #expect(SlotLength.find(in: [0, 300]) == 300)
    #expect(SlotLength.find(in: [0, 600, 900]) == 300)
    // A long outage among few rows.
    #expect(SlotLength.find(in: [0, 300, 30_000_000]) == 300)
    // Every second row missing, but for one.
    #expect(SlotLength.find(in: [0, 600, 1_200, 1_500, 2_100, 2_700]) == 300)
    // One row a second after an hourly one.
    #expect(SlotLength.find(in: [0, 3_600, 7_200, 7_201, 10_800, 14_400]) == 3_600)
    #expect(SlotLength.find(in: [0, 3_600, 8_220, 10_800]) == 3_600)
    // One stamp moved by half an hour does not make half-hour slots of a day of hours.
    var day = (0..<24).map { Int64($0) * 3_600 }
    day[12] += 1_800
    #expect(SlotLength.find(in: day) == 3_600)
    #expect(SlotLength.firstRow(off: 3_600, in: day)?.row == 12)
    #expect(SlotLength.firstRow(off: 300, in: [0, 300, 900]) == nil)
  }

  /// Whatever rows are missing, as long as two neighbours are left somewhere and half of all, the length is found.
  @Test func slotLengthsAreFoundAmongMissingRows() {
    var random = SeededNumbers(seed: 2)
    for _ in 0..<500 {
      let slot = Int64.random(in: 1...10_000, using: &random)
      let count = Int.random(in: 2...100, using: &random)
      var times = (0..<Int64(count)).map { $0 * slot }
      for _ in 0..<Int.random(in: 0...count / 2, using: &random) where times.count > 3 {
        times.remove(at: Int.random(in: 2..<times.count, using: &random))
      }
      #expect(SlotLength.find(in: times) == slot, "times \(times)")
    }
  }

  @Test func aSlotLengthCanBeGiven() throws {
    let one = try IntensityTrace(source(CarbonTracesTests.narrow(row(0))), slot: .seconds(300))
    #expect(one.gramsPerKilowattHour == [1])
    #expect(one.slot == .seconds(300))
    let sparse = try IntensityTrace(source(CarbonTracesTests.narrow(row(0), row(10))), slot: .seconds(300))
    #expect(sparse.gramsPerKilowattHour == [1, nil, 1])
  }

  @Test func wide() throws {
    let text = """
      a,timestamp_utc,"b, c"
      1.5,2020-01-01T00:00:00Z,
      ,2020-01-01T01:00:00Z,
      2.5,2020-01-01T02:00:00Z,7
      3.5,2020-01-01T04:00:00Z,8.0

      """
    let documents = try TraceDocument.all(in: source(text))
    #expect(documents.map(\.trace.region) == ["a", "b, c"])
    #expect(documents.map(\.trace.source) == ["t.csv", "t.csv"])
    #expect(documents[0].trace.gramsPerKilowattHour == [1.5, nil, 2.5, nil, 3.5])
    #expect(documents[1].trace.gramsPerKilowattHour == [nil, nil, 7, nil, 8])
    #expect(try TraceDocument(source(text), region: "b, c") == documents[1])
    #expect(
      failure { _ = try TraceDocument(source(text)) } == #"t.csv: the file holds 2 regions; choose one of "a", "b, c""#)
    #expect(
      failure { _ = try TraceDocument(source(text), region: "d") }
        == #"t.csv: there is no region "d"; choose one of "a", "b, c""#)
  }

  @Test func moreRowsThanAChunk() throws {
    let values = (0..<20_000).map { Double($0) / 4 }
    let text = values.enumerated().map { row(5 * $0, "\($1)") }.joined(separator: "\n")
    let trace = try IntensityTrace(source("timestamp_utc,gco2_per_kwh\n" + text))
    #expect(trace.gramsPerKilowattHour == values)
  }
}
