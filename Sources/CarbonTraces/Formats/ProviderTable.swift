/// A provider's CSV file of one trace: a column of time stamps and one of values, among others that are not read.
struct ProviderTable: ~Copyable {
  private var table: TableReader
  private let timeColumn: Int
  private let valueColumn: Int
  /// Whether stamps without a zone are UTC, because the column's name says so.
  private let isUTC: Bool

  init(_ table: consuming TableReader, timeColumn: Int, valueColumn: Int, isUTC: Bool) {
    self.table = table
    self.timeColumn = timeColumn
    self.valueColumn = valueColumn
    self.isUTC = isUTC
  }

  /// Reads all rows; an empty value is a gap.
  mutating func series(check: (borrowing TableReader) throws(InputError) -> Void) throws(InputError) -> PointSeries {
    var series = PointSeries(path: nil)
    while try table.nextRow() {
      try check(table)
      let time = try time()
      let number = try number()
      do {
        try series.append(time: time, number: number, line: table.lineNumber)
      } catch {
        throw table.error(problem: error.problem, cure: error.cure)
      }
    }
    guard !series.isEmpty else {
      throw table.error(problem: "there are no rows below the header", cure: "give at least two, one a slot")
    }
    return series
  }

  private func time() throws(InputError) -> Int64 {
    let row = table.lines.bytes.span.extracting(table.range)
    let field = row.extracting(table.fields[timeColumn])
    var fault: TimeStamp.Fault
    do {
      return try TimeStamp.parse(field)
    } catch {
      fault = error
    }
    if fault == .noZone, isUTC {
      var stamp: [UInt8] = []
      stamp.reserveCapacity(field.count + 1)
      for index in field.indices { stamp.append(field[index]) }
      stamp.append(UInt8(ascii: "Z"))
      do {
        return try TimeStamp.parse(stamp.span)
      } catch {
        fault = error
      }
    }
    throw table.error(problem: "the time stamp \(quoted(field)) \(fault.problem)", cure: fault.cure)
  }

  private func number() throws(InputError) -> DecimalNumber? {
    if table.fields[valueColumn].isEmpty { return nil }
    let row = table.lines.bytes.span.extracting(table.range)
    let field = row.extracting(table.fields[valueColumn])
    guard let number = DecimalNumber.parse(field), number.value.isFinite else {
      throw table.error(
        about: field, what: "value", example: "439.30", largest: "1e15 in magnitude",
        gap: ", or for a gap leave the cell empty")
    }
    return number
  }
}
