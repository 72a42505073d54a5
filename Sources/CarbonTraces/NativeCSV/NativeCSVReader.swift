import CarbonScheduling
import Escaping

/// Reads the native CSV: rows into columns, then the slot grid, then traces.
enum NativeCSVReader {
  static let timeColumn = "timestamp_utc"
  static let valueColumn = "gco2_per_kwh"

  static func read(
    _ reader: consuming ByteReader, of source: InputSource, slot: Duration?
  ) throws(InputError) -> [TraceDocument] {
    var table = try TableReader(reader, expecting: "\(timeColumn),\(valueColumn)")
    let layout = try Layout(of: table)
    var times = TimeColumn()
    var columns = layout.columns.map { _ in ValueColumn() }
    var isTerminated = true
    while try table.nextRow() {
      isTerminated = table.isTerminated
      try times.append(from: table, column: layout.timeColumn)
      for (index, column) in layout.columns.enumerated() {
        try columns[index].append(from: &table, column: column, emptyIsGap: layout.isWide)
      }
      guard times.seconds.count * columns.count <= TraceLimits.slotCount else {
        throw table.error(problem: "there are more than \(TraceLimits.slotCount) values", cure: "split the file")
      }
    }
    if !isTerminated, columns.contains(where: { $0.lastIsShorter }) { throw table.brokenOff }
    guard !times.seconds.isEmpty else {
      throw table.error(problem: "there are no rows below the header", cure: "give at least two, one a slot")
    }
    let grid = try SlotGrid(times: times.seconds, slot: slot, columnCount: columns.count, file: source.name)
    var documents: [TraceDocument] = []
    for (index, column) in layout.columns.enumerated() {
      let region = layout.isWide ? Escape.csvText(ofField: table.header[column]) : source.stem
      documents.append(try columns[index].document(on: grid, region: region, file: source.name))
    }
    return documents
  }

  /// Which columns hold what.
  private struct Layout {
    var timeColumn: Int
    var columns: [Int]
    var isWide: Bool

    init(of table: borrowing TableReader) throws(InputError) {
      let found = table.header.prefix(4).map { quoted($0, limit: 20) }
      let names = found.joined(separator: ", ") + (table.header.count > 4 ? ", ..." : "")
      let expectation = "expected the header \(NativeCSVReader.timeColumn),\(NativeCSVReader.valueColumn)"
      guard let time = table.column(NativeCSVReader.timeColumn) else {
        throw table.error(
          problem: "there is no column \(NativeCSVReader.timeColumn) among \(names)", cure: expectation)
      }
      timeColumn = time
      if let value = table.column(NativeCSVReader.valueColumn) {
        (columns, isWide) = ([value], false)
        return
      }
      (columns, isWide) = (table.header.indices.filter { $0 != time }, true)
      guard !columns.isEmpty else {
        throw table.error(
          problem: "there is no column \(NativeCSVReader.valueColumn)",
          cure: "\(expectation), or a column for each region")
      }
      if let unnamed = columns.first(where: { table.header[$0].isEmpty }) {
        throw table.error(
          problem: "column \(unnamed + 1) has no name", cure: "name it for its region, or remove it from every line")
      }
    }
  }
}

/// The time stamps of a file's rows, checked as they come.
private struct TimeColumn {
  /// Seconds since 1970, strictly increasing.
  var seconds: [Int64] = []

  mutating func append(from table: borrowing TableReader, column: Int) throws(InputError) {
    let row = table.lines.bytes.span.extracting(table.range)
    let field = row.extracting(table.fields[column])
    let time: Int64
    do {
      time = try TimeStamp.parse(field)
    } catch {
      throw table.error(problem: "the time stamp \(quoted(field)) \(error.problem)", cure: error.cure)
    }
    if let last = seconds.last, time <= last {
      let instant = Instant(secondsSince1970: time)
      throw time == last
        ? table.error(
          problem: "the time stamp \(instant) is a duplicate of the row before",
          cure: "remove one of the two")
        : table.error(
          problem: "the time stamp \(instant) is earlier than the row before, \(Instant(secondsSince1970: last))",
          cure: "sort the rows by time, and remove duplicates")
    }
    seconds.append(time)
  }
}

/// The values of one column, row by row, and the digits they were written with.
private struct ValueColumn {
  /// NaN where a cell is empty; no cell can say NaN.
  private var values: [Double] = []
  /// One code a row from the first row that differs on; before that, all are `uniformCode`.
  private var codes: [UInt8] = []
  private var uniformCode: UInt8?

  /// Whether the last value has fewer digits than all others, which have the same: without a line end behind it, some are
  /// likely missing.
  var lastIsShorter: Bool {
    guard let last = codes.last, let uniformCode, last < uniformCode else { return false }
    return codes.count > 2 && codes.dropLast().allSatisfy { $0 == uniformCode }
  }

  mutating func append(from table: inout TableReader, column: Int, emptyIsGap: Bool) throws(InputError) {
    if table.fields[column].isEmpty {
      guard emptyIsGap else { throw try Self.emptyValue(in: &table) }
      append(.nan, code: uniformCode ?? FractionDigits.shortestCode)
      return
    }
    let row = table.lines.bytes.span.extracting(table.range)
    let field = row.extracting(table.fields[column])
    guard let number = DecimalNumber.parse(field), abs(number.value) <= IntensityTrace.largestMagnitude else {
      throw table.error(
        about: field, what: "value", example: "439.30", largest: "1000000 in magnitude",
        gap: emptyIsGap ? ", or for a gap leave the cell empty" : ", or for a gap remove the row")
    }
    if uniformCode == nil { uniformCode = number.fractionCode }
    append(number.value, code: number.fractionCode)
  }

  private mutating func append(_ value: Double, code: UInt8) {
    if codes.isEmpty, let uniformCode, code != uniformCode {
      codes = [UInt8](repeating: uniformCode, count: values.count)
    }
    values.append(value)
    if !codes.isEmpty { codes.append(code) }
  }

  func document(on grid: SlotGrid, region: String?, file: String) throws(InputError) -> TraceDocument {
    guard let uniformCode else {
      throw InputError(
        file: file, line: 1, problem: "the region \(quoted(region ?? "")) has no value in any row",
        cure: "remove its column")
    }
    var slots = grid.scatter(values, elsewhere: .nan)
    var gaps: [Range<Int>] = []
    for slot in slots.indices where slots[slot].isNaN {
      slots[slot] = 0
      if let last = gaps.last, last.upperBound == slot {
        gaps[gaps.count - 1] = last.lowerBound..<slot + 1
      } else {
        gaps.append(slot..<slot + 1)
      }
    }
    let digits =
      codes.isEmpty
      ? FractionDigits(code: uniformCode) : FractionDigits(codes: grid.scatter(codes, elsewhere: uniformCode))
    do {
      let trace = try IntensityTrace(
        start: grid.start, slot: .seconds(grid.slotSeconds), values: slots, gaps: gaps, signal: .unknown,
        region: region, source: file)
      return TraceDocument(trace, fractionDigits: digits)
    } catch {
      throw InputError(file: file, problem: "the rows make no trace", cure: error.description)
    }
  }

  private static func emptyValue(in table: inout TableReader) throws(InputError) -> InputError {
    if let truncation = try table.truncation() { return truncation }
    return table.error(problem: "the value is empty", cure: "fill it in, or for a gap remove the whole row")
  }
}
