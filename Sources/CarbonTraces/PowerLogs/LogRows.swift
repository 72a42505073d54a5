import CarbonScheduling

/// Reads the rows of a log that a program went on writing while things went wrong: with its header again after each
/// restart, with messages between the rows, and broken off at the end.
///
///     var rows = try LogRows(source, isMessage: { ... })
///     while try rows.next() {
///       let row = rows.lines.bytes.span.extracting(rows.range)
///     }
///
/// Fields are separated by commas, or by what a spreadsheet put in their place: see ``Dialect``.
struct LogRows: ~Copyable {
  /// The header's names, quotes and blanks removed.
  let header: [String]

  /// The lines, of which the current row lies in ``LineReader/bytes`` at ``range``, until the next is asked for.
  private(set) var lines: LineReader
  private(set) var range = 0..<0
  /// Where the fields of the current row lie within it.
  private(set) var fields = DelimitedFields()
  /// The number of the current row's line, counted from 1.
  private(set) var lineNumber = 1
  /// Whether a line end follows the current row. Without one, the log may have been cut short in it.
  private(set) var isTerminated = true

  /// Whether something stands between the current row and the one before: a header, or a message.
  private(set) var isAfterBreak = false

  /// Lines that are neither rows nor headers, in order of first appearance, and how often each came.
  private(set) var messages: [(text: String, count: Int)] = []
  /// How many different ones are kept; the others are counted with the last.
  static let mostMessages = 4

  /// The line in which the log breaks off, if it does.
  private(set) var brokenLine: Int?

  private let allowsMessages: Bool

  /// Opens the source and reads the header.
  ///
  /// - Parameter allowsMessages: Whether, with this header, a line that begins with a letter is a message of the program and
  ///   no fault.
  init(_ source: InputSource, expecting expectation: String, allowsMessages: (_ header: [String]) -> Bool)
    throws(InputError)
  {
    var lines = try LineReader(source)
    let file = lines.name
    var first = try lines.next()
    while let line = first, line.range.isEmpty { first = try lines.next() }
    guard let first else {
      throw InputError(
        file: file, problem: "the file is empty", cure: "expected the header \(expectation) and rows below it")
    }
    var fields = DelimitedFields()
    let line = Array(lines.bytes[first.range])
    fields.dialect = Dialect(ofHeader: line.span)
    let names = try fields.names(ofHeader: line.span, file: file, lineNumber: first.number)
    self.lines = lines
    self.fields = fields
    header = names
    lineNumber = first.number
    self.allowsMessages = allowsMessages(names)
  }

  /// Moves on to the next row.
  ///
  /// - Returns: Whether there was one.
  mutating func next() throws(InputError) -> Bool {
    isAfterBreak = false
    while let line = try lines.next() {
      lineNumber = line.number
      range = line.range
      isTerminated = line.isTerminated
      if range.isEmpty { continue }
      // Taken out of `self` meanwhile, because the bytes are borrowed from it.
      var fields = DelimitedFields()
      swap(&fields, &self.fields)
      let fault: InputError?
      do {
        try fields.split(lines.bytes.span.extracting(range))
        fault = nil
      } catch {
        fault = error.inputError(file: lines.name, line: lineNumber)
      }
      swap(&fields, &self.fields)
      if isHeader {
        isAfterBreak = true
      } else if isMessage {
        isAfterBreak = true
        addMessage()
      } else if fault == nil, self.fields.count == header.count {
        return true
      } else if breakOff() {
        return false
      } else {
        throw fault ?? wrongFieldCount
      }
    }
    return false
  }

  /// Takes the current row for the one that the log breaks off in, if it may be that.
  ///
  /// - Returns: Whether it may: no line end follows it.
  mutating func breakOff() -> Bool {
    guard !isTerminated else { return false }
    brokenLine = lineNumber
    return true
  }

  /// The place of a column, whatever the case of its letters and the unit behind its name: `power.draw [W]`.
  func column(_ name: String) -> Int? { header.firstIndex { Self.plain($0) == name } }

  /// An error in the current row.
  func error(problem: String, cure: String) -> InputError {
    InputError(file: lines.name, line: lineNumber, problem: problem, cure: cure)
  }

  /// What the reader met besides rows.
  var irregularities: [PowerLog.Irregularity] {
    messages.map { .message($0.text, count: $0.count) } + (brokenLine.map { [.brokenOff(line: $0)] } ?? [])
  }

  static func plain(_ name: String) -> String {
    String(name.lowercased().prefix { $0 != " " && $0 != "[" })
  }

  private var isHeader: Bool {
    guard fields.count == header.count, fields.count > 0 else { return false }
    let row = lines.bytes.span.extracting(range)
    // The first field tells nearly all rows apart.
    for index in 0..<fields.count
    where Self.plain(fields.text(ofField: index, in: row)) != Self.plain(header[index]) { return false }
    return true
  }

  private var isMessage: Bool {
    guard allowsMessages, !range.isEmpty else { return false }
    let first = lines.bytes[range.lowerBound]
    let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first | 0x20)
    // Where rows begin with a stamp, a line that begins with a letter is none, however many commas it has.
    let isNoRow = fields.count != header.count || Self.plain(header[0]) == "timestamp"
    return isLetter && isNoRow && !startsLikeHeader
  }

  /// Whether the line is a header of other columns.
  private var startsLikeHeader: Bool {
    fields.count > 1
      && Self.plain(fields.text(ofField: 0, in: lines.bytes.span.extracting(range))) == Self.plain(header[0])
  }

  private mutating func addMessage() {
    let text = utf8Text(lines.bytes.span.extracting(range).extracting(first: 400))
    if let index = messages.firstIndex(where: { $0.text == text }) {
      messages[index].count += 1
    } else if messages.count < Self.mostMessages {
      messages.append((text, 1))
    } else {
      messages[messages.count - 1].count += 1
    }
  }

  private var wrongFieldCount: InputError {
    let (found, wanted) = (fields.count, header.count)
    if startsLikeHeader {
      return error(
        problem: "the log goes on with other columns", cure: "split it here, and give both logs")
    }
    return error(
      problem: "the row has \(found) field\(found == 1 ? "" : "s"), the header \(wanted)",
      cure: found < wanted
        ? "complete the row or remove it"
        : "remove \(fields.dialect.delimiterName)s that separate no fields, such as those between thousands")
  }

  /// A finite number that is not negative, from a field of the current row.
  borrowing func measure(_ field: Span<UInt8>, _ what: String, largest: Double) throws(InputError) -> Double {
    guard let number = fields.dialect.decimal(field)?.value else {
      throw error(problem: "the \(what) \(quoted(field)) is not a number", cure: "write a plain decimal such as 61.00")
    }
    guard number >= 0, number <= largest else {
      throw error(
        problem: "the \(what) \(quoted(field)) is \(number < 0 ? "negative" : "too large")",
        cure: "give a number from 0 to \(largest)")
    }
    return number
  }
}
