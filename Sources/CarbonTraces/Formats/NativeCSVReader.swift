import CarbonScheduling
import Escaping

/// Reads the native CSV: rows into columns, then even slots, then traces.
///
/// Rows as ``TraceDocument/csv()`` writes them go through ``PlainRows``, which looks at each byte once; any other row is
/// taken apart by ``TableReader``, which also finds all errors.
enum NativeCSVReader {
  /// - Parameter plainRows: Whether ``PlainRows`` takes what it can: what is read is the same.
  static func read(
    _ reader: consuming ByteReader, of source: InputSource, slot: Duration?, plainRows: Bool = true
  ) throws(InputError) -> [TraceDocument] {
    var table = try TableReader(reader, expecting: "\(NativeCSV.timeColumn),\(NativeCSV.valueColumn)")
    let layout = try NativeLayout(of: table)
    var times = TimeColumn()
    var columns = layout.columns.map { _ in ValueColumn() }
    var origin = OriginColumns(layout)
    let plain = plainRows ? PlainRows(layout) : nil
    var isTerminated = true
    while true {
      if let plain {
        plain.take(from: &table, into: &times, &columns)
      }
      guard try table.nextRow() else { break }
      isTerminated = table.isTerminated
      try times.append(from: table, column: layout.timeColumn)
      for (index, column) in layout.columns.enumerated() {
        try columns[index].append(from: &table, column: column, emptyIsGap: layout.isWide)
      }
      try origin.append(from: table)
      guard times.seconds.count * columns.count <= TraceLimits.slotCount else {
        throw table.error(problem: "there are more than \(TraceLimits.slotCount) values", cure: "split the file")
      }
    }
    if !isTerminated, columns.contains(where: { $0.lastIsShorter }) { throw table.brokenOff }
    guard !times.seconds.isEmpty else {
      throw table.error(problem: "there are no rows below the header", cure: "give at least two, one a slot")
    }
    let evenSlots = try EvenSlots(
      times: times.seconds, slot: slot, columnCount: columns.count, file: source.name,
      places: .belowHeader(line: table.headerLine, skippedBeforeRows: table.skippedBeforeRows))
    var documents: [TraceDocument] = []
    for (index, column) in layout.columns.enumerated() {
      let region = layout.isWide ? Escape.csvText(ofField: table.header[column]) : source.stem
      var document = try columns[index].document(on: evenSlots, region: region, origin: origin, file: source.name)
      document.isNamedForFile = !layout.isWide
      documents.append(document)
      columns[index] = ValueColumn()
    }
    return documents
  }
}

/// Which columns of a native CSV hold what.
struct NativeLayout {
  var timeColumn: Int
  var columns: [Int]
  var isWide: Bool
  /// The columns of what the values are and how they came about, if there are any.
  var signal: Int?
  var provenance: Int?
  var columnCount: Int
  var dialect: Dialect

  init(of table: borrowing TableReader) throws(InputError) {
    let found = table.header.prefix(4).map { quoted($0, limit: 20) }
    let names = found.joined(separator: ", ") + (table.header.count > 4 ? ", ..." : "")
    let expectation = "expected the header \(NativeCSV.timeColumn),\(NativeCSV.valueColumn)"
    guard let time = table.column(NativeCSV.timeColumn) else {
      throw table.error(
        problem: "there is no column \(NativeCSV.timeColumn) among \(names)", cure: expectation)
    }
    timeColumn = time
    signal = table.column(NativeCSV.signalColumn)
    provenance = table.column(NativeCSV.provenanceColumn)
    columnCount = table.header.count
    dialect = table.dialect
    if let value = table.column(NativeCSV.valueColumn) {
      (columns, isWide) = ([value], false)
      return
    }
    let others = [time, signal, provenance]
    (columns, isWide) = (table.header.indices.filter { !others.contains($0) }, true)
    guard !columns.isEmpty else {
      throw table.error(
        problem: "there is no column \(NativeCSV.valueColumn)",
        cure: "\(expectation), or a column for each region")
    }
    if let unnamed = columns.first(where: { table.header[$0].isEmpty }) {
      throw table.error(
        problem: "column \(unnamed + 1) has no name", cure: "name it for its region, or remove it from every line")
    }
  }
}

/// What the columns `signal` and `provenance` say of all values: in the first row, and in later ones the same or nothing.
struct OriginColumns {
  private(set) var signal = Signal.unknown
  private(set) var provenance = Provenance.unknown
  private let columns: [(place: Int, isSignal: Bool)]
  /// What each column has said, in bytes.
  private var said: [[UInt8]]
  private var isFirst = true

  init(_ layout: NativeLayout) {
    columns = [layout.signal.map { ($0, true) }, layout.provenance.map { ($0, false) }].compactMap { $0 }
    said = columns.map { _ in [] }
  }

  mutating func append(from table: borrowing TableReader) throws(InputError) {
    let isFirst = isFirst
    self.isFirst = false
    for (index, column) in columns.enumerated() where !table.fields[column.place].isEmpty {
      let row = table.lines.bytes.span.extracting(table.range)
      let text = table.fields.text(ofField: column.place, in: row)
      let bytes = Array(text.utf8)
      guard bytes != said[index] else { continue }
      let name = column.isSignal ? NativeCSV.signalColumn : NativeCSV.provenanceColumn
      guard isFirst else {
        throw table.error(
          problem: "the \(name) \(quoted(text)) is not that of the first row, "
            + quoted(String(decoding: said[index], as: UTF8.self)),
          cure: "keep values of one kind in a file")
      }
      said[index] = bytes
      if column.isSignal {
        guard let signal = Signal(rawValue: text) else {
          throw table.error(
            problem: "the signal \(quoted(text)) is not known", cure: "write marginal or average, or leave it empty")
        }
        self.signal = signal
      } else {
        guard let provenance = Provenance(text: text) else {
          throw table.error(
            problem: "the provenance \(quoted(text)) is not known",
            cure: "write measured, modelled, forecast or unknown, perhaps with by and a name behind it")
        }
        self.provenance = provenance
      }
    }
  }
}
