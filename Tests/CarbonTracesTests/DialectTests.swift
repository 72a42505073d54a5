import CarbonScheduling
import Testing

@testable import CarbonTraces

/// Tables as spreadsheets of all countries write them.
@Suite struct DialectTests {
  @Test(arguments: [
    "timestamp_utc;gco2_per_kwh\n2020-01-01T00:00:00Z;100,5\n2020-01-01T01:00:00Z;90,25\n",
    "timestamp_utc\tgco2_per_kwh\n2020-01-01T00:00:00Z\t100.5\n2020-01-01T01:00:00Z\t90,25\n",
    "sep=,\ntimestamp_utc,gco2_per_kwh\n2020-01-01T00:00:00Z,100.5\n2020-01-01T01:00:00Z,90.25\n",
    "\u{FEFF}SEP=;\r\ntimestamp_utc;gco2_per_kwh\r\n2020-01-01T00:00:00Z;100,5\r\n2020-01-01T01:00:00Z;90,25\r\n",
    "\"sep=\t\"\ntimestamp_utc\tgco2_per_kwh\n2020-01-01T00:00:00Z\t100,5\n2020-01-01T01:00:00Z\t90,25\n",
    "timestamp_utc,gco2_per_kwh\n2020-01-01T00:00:00Z,100.5\n2020-01-01T01:00:00Z,90.25\n,\n",
    "timestamp_utc,gco2_per_kwh\n2020-01-01T00:00:00Z,100.5\n2020-01-01T01:00:00Z,90.25\n,,,\n \n,",
    "note,timestamp_utc,gco2_per_kwh\n,2020-01-01T00:00:00Z,100.5\n,2020-01-01T01:00:00Z,90.25\n,,\n",
    "\"a;b;c\",timestamp_utc,gco2_per_kwh\n,2020-01-01T00:00:00Z,100.5\n,2020-01-01T01:00:00Z,90.25\n",
  ])
  func sameTrace(_ text: String) throws {
    #expect(try IntensityTrace(source(text)).gramsPerKilowattHour == [100.5, 90.25])
  }

  @Test func decimalCommasOfWideFiles() throws {
    let text = "timestamp_utc;a;b\n2020-01-01T00:00:00Z;1,5;-2,25\n2020-01-01T01:00:00Z;;1e1\n"
    let traces = try TraceDocument.all(in: source(text)).map(\.trace)
    #expect(traces.map(\.gramsPerKilowattHour) == [[1.5, nil], [-2.25, 10]])
  }

  @Test(arguments: [
    (
      "timestamp_utc,gco2_per_kwh\r2020-01-01T00:00:00Z,1\r2020-01-01T01:00:00Z,2\r",
      "t.csv:1: lines end in CR alone, as on very old systems, or in several CRs; "
        + #"convert the line ends to LF, for example with tr '\r' '\n'"#
    ),
    (
      "timestamp_utc,gco2_per_kwh\n2020-01-01T00:00:00Z,100,5\n2020-01-01T01:00:00Z,90,25\n",
      "t.csv:2: the row has 3 fields, the header 2; remove commas that separate no fields, such as those between thousands"
    ),
    (
      "timestamp_utc;gco2_per_kwh\n2020-01-01T00:00:00Z;1.234,5\n2020-01-01T01:00:00Z;90\n",
      #"t.csv:2: the value "1.234,5" is not a number; write a plain decimal such as 439.30"#
    ),
    (
      "timestamp_utc,gco2_per_kwh\n2020-01-01T00:00:00Z,1\n,\n2020-01-01T01:00:00Z,2\n",
      "t.csv:3: the line is blank; remove it (for a gap, leave its row out)"
    ),
    (
      "sep=;\ntimestamp_utc;gco2_per_kwh\n2020-01-01T00:00:00Z;x\n",
      #"t.csv:3: the value "x" is not a number; write a plain decimal such as 439.30"#
    ),
    (
      "sep=,\n",
      #"t.csv:1: there is no column timestamp_utc among "sep=", ""; expected the header timestamp_utc,gco2_per_kwh"#
    ),
  ])
  func saysWhatIsWrong(_ text: String, _ message: String) {
    #expect(failure { _ = try TraceDocument.all(in: source(text)) } == message)
  }
}
