/// Finds lines in a stream of bytes, holding no more than one of them and one chunk.
///
///     var lines = try LineReader(source)
///     while let line = try lines.next() {
///       let bytes = lines.bytes.span.extracting(line.range)  // valid until the next call
///     }
///
/// Lines end in LF or CRLF, the last one perhaps in nothing. A UTF-8 byte order mark at the start is left out.
/// UTF-16 and lines beyond 64 KiB are errors, before more than that has been read.
struct LineReader: ~Copyable {
  /// A line's place in ``bytes``, without its end.
  struct Line {
    var range: Range<Int>
    /// Counted from 1.
    var number: Int
    /// Whether a line feed came after it; only the last line can lack one.
    var isTerminated: Bool
  }

  /// How many bytes are asked for at once. On a pipe that is what one read yields; on a file, larger ones gain nothing.
  static let chunkSize = 65_536

  /// How long a line may be; with it, reading a file without line ends stops after two chunks.
  static let longestLine = 65_536

  /// The bytes that lines lie in.
  private(set) var bytes: [UInt8]

  let name: String
  private var reader: ByteReader
  /// `bytes[position..<end]` is read, but not handed out.
  private var position = 0
  private var end = 0
  private var lineNumber = 0
  private var hasEnded = false

  /// Opens the source; its bytes are read when the first line is asked for.
  init(_ source: InputSource) throws(InputError) {
    self.init(try ByteReader(source))
  }

  /// The lines of what a reader has not handed out yet.
  init(_ reader: consuming ByteReader) {
    name = reader.name
    self.reader = reader
    bytes = [UInt8](repeating: 0, count: Self.longestLine + 2 + Self.chunkSize)
  }

  /// The next line, or `nil` after the last.
  ///
  /// - Complexity: O(line), but for moving each byte once more a chunk.
  mutating func next() throws(InputError) -> Line? {
    if lineNumber == 0 { try start() }
    var searched = position
    while true {
      if let lineFeed = firstLineFeed(from: searched) {
        return try line(endingAt: lineFeed, next: lineFeed + 1, isTerminated: true)
      }
      guard !hasEnded else { break }
      // Two bytes more than a line may have: it might end in CRLF.
      guard end - position < Self.longestLine + 2 else { throw tooLong(line: lineNumber + 1) }
      searched = end - position
      try refill()
    }
    return position == end ? nil : try line(endingAt: end, next: end, isTerminated: false)
  }

  /// Whether there is no byte left after the lines handed out so far. May move ``bytes``: lines are void afterwards.
  mutating func isAtEnd() throws(InputError) -> Bool {
    if position == end, !hasEnded { try refill() }
    return position == end
  }

  /// How many bytes there are in all, if that is known.
  var size: Int? { reader.size }

  /// The bytes that are in memory and not handed out; they begin with a line's first.
  var unread: Range<Int> { position..<end }

  /// Leaves out lines of which a caller has seen to every byte.
  ///
  /// - Parameter newPosition: In ``unread``, right behind the last one's line feed.
  mutating func passOver(lines count: Int, endingAt newPosition: Int) {
    precondition((position...end).contains(newPosition))
    position = newPosition
    lineNumber += count
  }

  private mutating func line(endingAt end: Int, next: Int, isTerminated: Bool) throws(InputError) -> Line {
    lineNumber += 1
    var range = position..<end
    position = next
    if isTerminated, let last = range.last, bytes[last] == UInt8(ascii: "\r") { range = range.dropLast() }
    guard range.count <= Self.longestLine else { throw tooLong(line: lineNumber) }
    return Line(range: range, number: lineNumber, isTerminated: isTerminated)
  }

  private func firstLineFeed(from first: Int) -> Int? {
    let bytes = bytes.span
    var index = first
    while index < end {
      if bytes[index] == UInt8(ascii: "\n") { return index }
      index += 1
    }
    return nil
  }

  /// Moves what is left to the front and reads behind it.
  private mutating func refill() throws(InputError) {
    if position > 0 {
      let left = end - position
      for index in 0..<left { bytes[index] = bytes[position + index] }
      (position, end) = (0, left)
    }
    let count = try reader.read(into: &bytes, range: end..<min(end + Self.chunkSize, bytes.count))
    end += count
    hasEnded = count == 0
  }

  /// Reads the first bytes, and looks for the marks of what is not plain text.
  private mutating func start() throws(InputError) {
    while end < 3, !hasEnded { try refill() }
    switch (end > 0 ? bytes[0] : 0, end > 1 ? bytes[1] : 0, end > 2 ? bytes[2] : 0) {
    case (0x1F, 0x8B, _):
      throw InputError(
        file: name, line: nil, problem: "this is gzip-compressed twice", cure: "unpack it once with gunzip")
    case (0xFF, 0xFE, _), (0xFE, 0xFF, _):
      throw InputError(
        file: name, line: nil, problem: "this is UTF-16 text",
        cure: "save it as UTF-8, or convert it with iconv -f UTF-16 -t UTF-8")
    case (0xEF, 0xBB, 0xBF):
      position = 3
    default:
      break
    }
  }

  private func tooLong(line: Int) -> InputError {
    InputError(
      file: name, line: line, problem: "the line is longer than \(Self.longestLine) bytes",
      cure: "check that this is a text file with line ends (LF or CRLF)")
  }
}
