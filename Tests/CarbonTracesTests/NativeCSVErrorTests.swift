import CarbonScheduling
import Testing

@testable import CarbonTraces

/// Bad files: one line each, with the place and the cure.
@Suite struct NativeCSVErrorTests {
  struct Case: CustomTestStringConvertible {
    var name: String
    var text: String
    var message: String
    var testDescription: String { name }

    init(_ name: String, _ text: String, _ message: String) {
      self.name = name
      self.text = text
      self.message = message
    }
  }

  static let cases: [Case] = [
    Case("empty", "", "t.csv: the file is empty; expected the header timestamp_utc,gco2_per_kwh and rows below it"),
    Case(
      "byte order mark only", "\u{FEFF}",
      "t.csv: the file is empty; expected the header timestamp_utc,gco2_per_kwh and rows below it"),
    Case("header only", narrow(), "t.csv:1: there are no rows below the header; give at least two, one a slot"),
    Case(
      "header without line end", "timestamp_utc,gco2_per_kwh",
      "t.csv:1: there are no rows below the header; give at least two, one a slot"),
    Case(
      "no time column", "time,gco2_per_kwh\n2020-01-01T00:00:00Z,1\n",
      #"t.csv:1: there is no column timestamp_utc among "time", "gco2_per_kwh"; "#
        + "expected the header timestamp_utc,gco2_per_kwh"),
    Case(
      "no header", row(0) + "\n" + row(60) + "\n",
      #"t.csv:1: there is no column timestamp_utc among "2020-01-01T00:00:00Z", "1"; "#
        + "expected the header timestamp_utc,gco2_per_kwh"),
    Case(
      "no value column", "timestamp_utc\n2020-01-01T00:00:00Z\n",
      "t.csv:1: there is no column gco2_per_kwh; "
        + "expected the header timestamp_utc,gco2_per_kwh, or a column for each region"),
    Case(
      "unnamed region", "timestamp_utc,a,\n2020-01-01T00:00:00Z,1,2\n",
      "t.csv:1: column 3 has no name; name it for its region, or remove it from every line"),
    Case(
      "region twice", "timestamp_utc,a,a\n2020-01-01T00:00:00Z,1,2\n",
      #"t.csv:1: two columns are named "a"; rename or remove one of them"#),
    Case(
      "known column twice", "timestamp_utc,gco2_per_kwh,GCO2_per_kWh\n2020-01-01T00:00:00Z,1,2\n",
      #"t.csv:1: two columns are named "GCO2_per_kWh"; rename or remove one of them"#),
    Case(
      "empty region", "timestamp_utc,a,b\n2020-01-01T00:00:00Z,1,\n2020-01-01T01:00:00Z,1,\n",
      #"t.csv:1: the region "b" has no value in any row; remove its column"#),
    Case(
      "single row", narrow(row(0)),
      "t.csv:2: the slot length cannot be found from a single row; give at least two rows"),
    Case(
      "duplicate", narrow(row(0), row(60), row(60), row(120)),
      "t.csv:4: the time stamp 2020-01-01T01:00:00Z is a duplicate of the row before; remove one of the two"),
    Case(
      "disorder", narrow(row(0), row(120), row(60)),
      "t.csv:4: the time stamp 2020-01-01T01:00:00Z is earlier than the row before, 2020-01-01T02:00:00Z; "
        + "sort the rows by time, and remove duplicates"),
    Case(
      "one odd stamp", narrow(row(0), row(60), row(121), row(180), row(240)),
      "t.csv:4: the time stamp 2020-01-01T02:01:00Z is off the 1h slots through 2020-01-01T00:00:00Z; "
        + "correct or remove the row"),
    Case(
      "one odd stamp beside a gap", narrow(row(0), row(60), row(180), row(239), row(300), row(360), row(480)),
      "t.csv:5: the time stamp 2020-01-01T03:59:00Z is off the 1h slots through 2020-01-01T00:00:00Z; "
        + "correct or remove the row"),
    Case(
      "odd first stamp", narrow(row(1), row(60), row(120), row(180)),
      "t.csv:2: the time stamp 2020-01-01T00:01:00Z is off the 1h slots through 2020-01-01T01:00:00Z; "
        + "correct or remove the row"),
    Case(
      "odd last stamp", narrow(row(0), row(60), row(120), row(181)),
      "t.csv:5: the time stamp 2020-01-01T03:01:00Z is off the 1h slots through 2020-01-01T00:00:00Z; "
        + "correct or remove the row"),
    Case(
      "a stray row between", narrow(row(0), row(60), row(61), row(120), row(180), row(240)),
      "t.csv:4: the time stamp 2020-01-01T01:01:00Z is off the 1h slots through 2020-01-01T00:00:00Z; "
        + "correct or remove the row"),
    Case(
      "fraction of a second", narrow(row(0), "2020-01-01T01:00:00.5Z,1"),
      #"t.csv:3: the time stamp "2020-01-01T01:00:00.5Z" falls between two whole seconds; "#
        + "give whole seconds, with a fraction of zeros if any"),
    Case(
      "not a time", narrow("yesterday,1"),
      #"t.csv:2: the time stamp "yesterday" is not a time stamp; write ISO 8601, such as 2020-01-01T00:00:00Z"#),
    Case(
      "no zone", narrow("2020-01-01T00:00:00,1"),
      #"t.csv:2: the time stamp "2020-01-01T00:00:00" has no time zone; add Z for UTC, or an offset such as +02:00"#),
    Case("not a number", narrow(row(0), row(60, "abc")), notANumber("abc")),
    Case("hexadecimal", narrow(row(0), row(60, "0x1p3")), notANumber("0x1p3")),
    Case("point without digits", narrow(row(0), row(60, "5.")), notANumber("5.")),
    Case("two points", narrow(row(0), row(60, "1.2.3")), notANumber("1.2.3")),
    Case("exponent without digits", narrow(row(0), row(60, "1e")), notANumber("1e")),
    Case("a sign alone", narrow(row(0), row(60, "-")), notANumber("-")),
    Case("a blank inside", narrow(row(0), row(60, "1 234")), notANumber("1 234")),
    Case("thousands in quotes", narrow(row(0), row(60, "\"1,234.5\"")), notANumber("1,234.5")),
    Case(
      "thousands", narrow(row(0, "1,234.5"), row(60)),
      "t.csv:2: the row has 3 fields, the header 2; "
        + "remove commas that separate no fields, such as those between thousands"),
    Case("NaN", narrow(row(0), row(60, "NaN")), notFinite("NaN")),
    Case("infinite", narrow(row(0), row(60, "-inf")), notFinite("-inf")),
    Case(
      "too large for a Double", narrow(row(0), row(60, "1e999")),
      #"t.csv:3: the value "1e999" is too large; it may be at most 1000000 in magnitude"#),
    Case(
      "too large for a trace", narrow(row(0), row(60, "-2e15")),
      #"t.csv:3: the value "-2e15" is too large; it may be at most 1000000 in magnitude"#),
    Case(
      "empty value", narrow(row(0), row(60, ""), row(120)),
      "t.csv:3: the value is empty; fill it in, or for a gap remove the whole row"),
    Case(
      "row without a value", narrow(row(0), "2020-01-01T01:00:00Z", row(120)),
      "t.csv:3: the row has 1 field, the header 2; complete the row or remove it"),
    Case("last row without its value", narrow(row(0), "2020-01-01T01:00:00Z"), truncated),
    Case("last row with an empty value", narrow(row(0), "2020-01-01T01:00:00Z,"), truncated),
    Case("cut off within a time stamp", narrow(row(0)) + "2020-01-0", truncated),
    Case("cut off before the comma", narrow(row(0)) + "2020-01-01T01:00:00Z", truncated),
    Case("cut off after the comma", narrow(row(0)) + "2020-01-01T01:00:00Z,", truncated),
    Case(
      "cut off within the value", narrow(row(0, "12.30"), row(60, "12.31")) + String(row(120, "12.32").dropLast()),
      "t.csv:4: the file breaks off in the middle of its last row; fetch or write the file again, or remove the row"),
    Case("cut off after the point", narrow(row(0)) + row(60, "439."), notANumber("439.")),
    Case(
      "blank line within", narrow(row(0), "", row(60)),
      "t.csv:3: the line is blank; remove it (for a gap, leave its row out)"),
    Case(
      "quote not closed", narrow("\"2020-01-01T00:00:00Z,1"),
      "t.csv:2: a quoted field has no closing quote on its line; close it, and write a quote inside a field twice"),
    Case(
      "text after a quote", narrow("\"2020-01-01T00:00:00Z\"x,1"),
      "t.csv:2: text follows a closing quote; "
        + "put a delimiter between fields, and write a quote inside a field twice"),
    Case(
      "centuries of seconds",
      narrow("1600-01-01T00:00:00Z,1", "1600-01-01T00:00:01Z,1", "1600-01-01T00:00:02Z,1", "2020-01-01T00:00:00Z,1"),
      "t.csv:5: the time stamp 2020-01-01T00:00:00Z is 13253932798 slots of 1s after the row before, "
        + "1600-01-01T00:00:02Z; check both dates, or split the file (these rows may span 1048576 slots)"),
    Case(
      "centuries between two rows", narrow("1600-01-01T00:00:00Z,1", "2020-01-01T00:00:00Z,1"),
      "t.csv:3: the rows are 153402d apart; check their dates: a slot may last 366 days at most"),
    Case(
      "control characters", narrow("\u{1B}[2J\u{202E}\t,1"),
      #"t.csv:2: the time stamp "\u{1B}[2J\u{202E}" is not a time stamp; "#
        + "write ISO 8601, such as 2020-01-01T00:00:00Z"),
  ]

  static func notANumber(_ text: String) -> String {
    "t.csv:3: the value \"\(text)\" is not a number; write a plain decimal such as 439.30"
  }

  static func notFinite(_ text: String) -> String {
    "t.csv:3: the value \"\(text)\" is not a finite number; "
      + "write a plain decimal such as 439.30, or for a gap remove the row"
  }

  static let truncated =
    "t.csv:3: the file breaks off in the middle of its last row; fetch or write the file again, or remove the row"

  @Test(arguments: cases) func saysWhatIsWrong(_ example: Case) {
    let error = #expect(throws: InputError.self) { try TraceDocument.all(in: source(example.text)) }
    #expect(error?.description == example.message)
    #expect(error?.kind == .malformed)
  }

  @Test(arguments: cases) func saysTheSameOfWindowsLineEnds(_ example: Case) {
    let text = example.text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
    #expect(failure { _ = try TraceDocument.all(in: source(text)) } == example.message)
  }

  @Test func longTextIsCutShort() {
    let text = narrow(row(0), row(60, String(repeating: "x", count: 60_000)))
    let message = failure { _ = try TraceDocument.all(in: source(text)) }
    #expect(
      message == "t.csv:3: the value \"\(String(repeating: "x", count: 40))...\" is not a number; "
        + "write a plain decimal such as 439.30")
  }

  @Test func oneStrayRowInAYearIsNamed() {
    let hours = (0..<8_784).map { row(60 * $0) }
    let stray = "2020-05-05T05:00:01Z,7"
    let line = hours.firstIndex { $0 > stray } ?? 0
    let text = narrow() + (hours[..<line] + [stray] + hours[line...]).joined(separator: "\n")
    #expect(
      failure { _ = try TraceDocument.all(in: source(text)) }
        == "t.csv:\(line + 2): the time stamp 2020-05-05T05:00:01Z is off the 1h slots "
        + "through 2020-01-01T00:00:00Z; correct or remove the row")
  }

  @Test func aSlipInAYearIsNamed() {
    var rows = (0..<1_000).map { row(5 * $0) }
    rows[999] = "2120-01-04T11:15:00Z,1"
    #expect(
      failure { _ = try TraceDocument.all(in: source(narrow() + rows.joined(separator: "\n"))) }
        == "t.csv:1001: the time stamp 2120-01-04T11:15:00Z is 10518913 slots of 5m after the row before, "
        + "2020-01-04T11:10:00Z; check both dates, or split the file (these rows may span 1048576 slots)")
  }

  @Test func aSlotThatRowsDoNotKeepToIsNamed() {
    let text = narrow(row(0), row(15), row(30))
    #expect(
      failure { _ = try TraceDocument.all(in: source(text), slot: .seconds(1_800)) }
        == "t.csv:3: the time stamp 2020-01-01T00:15:00Z is off the 30m slots through 2020-01-01T00:00:00Z; "
        + "correct or remove the row")
    #expect(
      failure { _ = try TraceDocument.all(in: source(text), slot: .zero) }
        == "t.csv: a slot of 0s is not possible; give a whole number of seconds, from one second to 366 days")
  }

  @Test func wideFilesCountTheSlotsOfAllRegions() {
    let regions = (0..<100).map { "r\($0)" }.joined(separator: ",")
    let cells = String(repeating: ",1", count: 100)
    let text =
      "timestamp_utc,\(regions)\n2020-01-01T00:00:00Z\(cells)\n2020-01-01T00:00:01Z\(cells)\n"
      + "2020-01-01T00:00:02Z\(cells)\n2020-01-05T00:00:00Z\(cells)\n"
    #expect(
      failure { _ = try TraceDocument.all(in: source(text)) }
        == "t.csv:5: the time stamp 2020-01-05T00:00:00Z is 345598 slots of 1s after the row before, "
        + "2020-01-01T00:00:02Z; check both dates, or split the file (these rows may span 10485 slots)")
  }
}
