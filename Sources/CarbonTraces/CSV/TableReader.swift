/// Reads comma-separated values with a header line, row by row; every row has as many fields as the header.
///
/// Semicolons and tabs separate fields too, if the header has them: see ``Dialect``. A first line `sep=;` says so, and is
/// no row; nor is a header that stands again in the middle, as in files that were joined.
///
///     var table = try TableReader(source, expecting: "workload,duration_minutes,energy_kwh")
///     let name = table.column("workload")
///     while try table.nextRow() {
///       let row = table.lines.bytes.span.extracting(table.range)
///       let bytes = row.extracting(table.fields[name])
///     }
///
/// Blank lines, also those of delimiters alone, are allowed after the last row only: elsewhere they are likelier a fault
/// than a wish.
struct TableReader: ~Copyable {
  /// The header's names, quotes and blanks removed; no two alike but for the case of their letters, but for empty ones.
  let header: [String]

  /// The lines, of which the current row lies in ``LineReader/bytes`` at ``range``, until the next is asked for.
  private(set) var lines: LineReader
  private(set) var range = 0..<0

  /// The header's line as it stands, to know it again.
  private let headerBytes: [UInt8]

  /// The number of the header's line, counted from 1.
  let headerLine: Int

  /// Before which rows lines were passed over, in order: headers that stand again.
  private(set) var skippedBeforeRows: [Int] = []
  private var rowCount = 0

  /// What separates the fields.
  var dialect: Dialect { fields.dialect }

  /// Where the fields of the current row lie within it.
  private(set) var fields = DelimitedFields()

  /// The number of the current row's line, counted from 1.
  private(set) var lineNumber: Int

  /// Whether a line end follows the current row. Without one, the file may have been cut short in it.
  private(set) var isTerminated = true

  /// Opens the source and reads the header.
  ///
  /// - Parameter expectation: The header to speak of where there is none.
  init(_ source: InputSource, expecting expectation: String) throws(InputError) {
    try self.init(try ByteReader(source), expecting: expectation)
  }

  /// The same of what a reader has not handed out yet.
  init(_ reader: consuming ByteReader, expecting expectation: String) throws(InputError) {
    let file = reader.name
    var lines = LineReader(reader)
    guard var first = try lines.next() else {
      throw InputError(
        file: file, problem: "the file is empty", cure: "expected the header \(expectation) and rows below it")
    }
    var named: Dialect?
    if let dialect = Dialect(named: lines.bytes.span.extracting(first.range)), let next = try lines.next() {
      (named, first) = (dialect, next)
    }
    var fields = DelimitedFields()
    let copy = Array(lines.bytes[first.range])
    guard !copy.contains(UInt8(ascii: "\r")) else {
      throw InputError(
        file: file, line: first.number, problem: "lines end in CR alone, as on very old systems, or in several CRs",
        cure: "convert the line ends to LF, for example with tr '\\r' '\\n'")
    }
    let bytes = copy.span
    fields.dialect = named ?? Dialect(ofHeader: bytes)
    let names = try fields.names(ofHeader: bytes, file: file, lineNumber: first.number)
    self.lines = lines
    self.fields = fields
    header = names
    headerBytes = copy
    headerLine = first.number
    lineNumber = first.number
  }

  /// Moves on to the next row.
  ///
  /// - Returns: Whether there was one.
  mutating func nextRow() throws(InputError) -> Bool {
    while let line = try lines.next() {
      lineNumber = line.number
      range = line.range
      isTerminated = line.isTerminated
      if range.isEmpty { return try skipBlankLines() }
      if range.count >= headerBytes.count, isHeaderAgain {
        skippedBeforeRows.append(rowCount)
        continue
      }
      // Taken out of `self` meanwhile, because the bytes are borrowed from it.
      var fields = DelimitedFields()
      swap(&fields, &self.fields)
      do {
        try fields.split(lines.bytes.span.extracting(range))
      } catch {
        throw error.inputError(file: lines.name, line: lineNumber)
      }
      swap(&fields, &self.fields)
      if self.fields.areEmpty { return try skipBlankLines() }
      guard self.fields.count == header.count else { throw try wrongFieldCount() }
      rowCount += 1
      return true
    }
    return false
  }

  /// The places of columns that all have to be there, in the order asked for.
  func places(of columns: [String]) throws(InputError) -> [Int] {
    var places: [Int] = []
    for name in columns {
      guard let place = column(name) else {
        throw error(
          problem: "there is no column \(name)", cure: "expected the header \(columns.joined(separator: ","))")
      }
      places.append(place)
    }
    return places
  }

  /// Leaves out rows that a caller has read by itself.
  mutating func passOver(rows: Int, endingAt position: Int) {
    guard rows > 0 else { return }
    lines.passOver(lines: rows, endingAt: position)
    rowCount += rows
  }

  /// Whether the current line is the header again, but for the case of letters and a byte order mark before it.
  private var isHeaderAgain: Bool {
    let line = lines.bytes.span.extracting(range)
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let start = line.count == headerBytes.count ? 0 : line.count == headerBytes.count + 3 ? 3 : -1
    guard start >= 0 else { return false }
    for index in 0..<start where line[index] != mark[index] { return false }
    for index in headerBytes.indices {
      let (found, wanted) = (line[start + index], headerBytes[index])
      if found == wanted { continue }
      let isLetter = UInt8(ascii: "a")...UInt8(ascii: "z") ~= found | 0x20
      guard isLetter, found | 0x20 == wanted | 0x20 else { return false }
    }
    return true
  }

  /// The place of a column, whatever the case of its letters.
  func column(_ name: String) -> Int? {
    header.firstIndex { $0.lowercased() == name }
  }

  /// An error in the current row.
  func error(problem: String, cure: String) -> InputError {
    InputError(file: lines.name, line: lineNumber, problem: problem, cure: cure)
  }

  /// An error about a row that breaks off, if the current row is the last and so may be cut short.
  mutating func truncation() throws(InputError) -> InputError? {
    try lines.isAtEnd() ? brokenOff : nil
  }

  /// The error about a last row that is cut short.
  var brokenOff: InputError {
    error(
      problem: "the file breaks off in the middle of its last row",
      cure: "fetch or write the file again, or remove the row")
  }

  /// Goes on to the end of a file that has come to a blank line; anything but more blank lines is an error.
  private mutating func skipBlankLines() throws(InputError) -> Bool {
    while let line = try lines.next() {
      let dialect = dialect
      guard lines.bytes[line.range].allSatisfy({ $0 == dialect.delimiter || dialect.isBlank($0) }) else {
        throw error(problem: "the line is blank", cure: "remove it (for a gap, leave its row out)")
      }
    }
    return false
  }

  private mutating func wrongFieldCount() throws(InputError) -> InputError {
    let (found, wanted) = (fields.count, header.count)
    if found < wanted, let truncation = try truncation() { return truncation }
    return error(
      problem: "the row has \(found) field\(found == 1 ? "" : "s"), the header \(wanted)",
      cure: found < wanted
        ? "complete the row or remove it"
        : "remove \(dialect.delimiterName)s that separate no fields, such as those between thousands")
  }
}

extension DelimitedFields.Fault {
  func inputError(file: String, line: Int) -> InputError {
    switch self {
    case .unclosedQuote:
      InputError(
        file: file, line: line, problem: "a quoted field has no closing quote on its line",
        cure: "close it, and write a quote inside a field twice")
    case .textAfterQuote:
      InputError(
        file: file, line: line, problem: "text follows a closing quote",
        cure: "put a delimiter between fields, and write a quote inside a field twice")
    }
  }
}
