/// The fields of one line of values separated by commas, semicolons or tabs, as places in its bytes: nothing is copied until it is asked for.
///
/// Quoting is as in RFC 4180, but for one thing: a quoted field ends on its line. Blanks around a field are not part
/// of it.
struct DelimitedFields {
  struct Field {
    /// Without quotes and surrounding blanks.
    var range: Range<Int>
    /// Whether a quote inside is written twice.
    var hasDoubledQuotes = false
  }

  enum Fault: Error {
    case unclosedQuote
    case textAfterQuote
  }

  /// What separates fields.
  var dialect = Dialect()

  /// The fields, and beyond `count` those of an earlier line, whose room is used again.
  private var fields: [Field] = []

  private(set) var count = 0

  /// Where a field lies in its line; `index` is less than `count`.
  subscript(index: Int) -> Range<Int> { fields[index].range }

  /// Replaces the fields by those of `line`. An empty line has one empty field.
  ///
  /// - Complexity: O(line); memory is used again from line to line.
  mutating func split(_ line: Span<UInt8>) throws(Fault) {
    count = 0
    var index = 0
    while true {
      index = try appendField(from: index, of: line)
      guard index < line.count else { return }
      index += 1  // the delimiter
    }
  }

  /// Whether no field holds anything.
  var areEmpty: Bool {
    for index in 0..<count where !fields[index].range.isEmpty { return false }
    return true
  }

  /// The text of a field, quotes undone.
  func text(ofField index: Int, in line: Span<UInt8>) -> String {
    let field = fields[index]
    guard field.hasDoubledQuotes else { return utf8Text(line.extracting(field.range)) }
    var copy: [UInt8] = []
    var index = field.range.lowerBound
    while index < field.range.upperBound {
      copy.append(line[index])
      index += line[index] == UInt8(ascii: "\"") ? 2 : 1
    }
    return String(decoding: copy, as: UTF8.self)
  }

  /// Appends the field that begins at `first`; returns where the delimiter after it stands, or the line's end.
  private mutating func appendField(from first: Int, of line: Span<UInt8>) throws(Fault) -> Int {
    var start = first
    while start < line.count, dialect.isBlank(line[start]) { start += 1 }
    if start < line.count, line[start] == UInt8(ascii: "\"") {
      return try appendQuotedField(from: start + 1, of: line)
    }
    var next = start
    while next < line.count, line[next] != dialect.delimiter { next += 1 }
    var end = next
    while end > start, dialect.isBlank(line[end - 1]) { end -= 1 }
    append(Field(range: start..<end))
    return next
  }

  private mutating func append(_ field: Field) {
    if count < fields.count { fields[count] = field } else { fields.append(field) }
    count += 1
  }

  private mutating func appendQuotedField(from start: Int, of line: Span<UInt8>) throws(Fault) -> Int {
    var field = Field(range: start..<start)
    var end = start
    while true {
      guard end < line.count else { throw .unclosedQuote }
      if line[end] == UInt8(ascii: "\"") {
        guard end + 1 < line.count, line[end + 1] == UInt8(ascii: "\"") else { break }
        field.hasDoubledQuotes = true
        end += 1
      }
      end += 1
    }
    field.range = start..<end
    append(field)
    var next = end + 1
    while next < line.count, dialect.isBlank(line[next]) { next += 1 }
    guard next == line.count || line[next] == dialect.delimiter else { throw .textAfterQuote }
    return next
  }
}
