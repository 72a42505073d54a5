/// Reads a JSON document as a stream, value by value, in memory that does not grow with it.
///
///     var json = try JSONReader(ByteReader(source))
///     try json.enterObject()
///     while try json.nextMember() {
///       if json.key == "zone" { zone = try json.string() } else { try json.skip() }
///     }
///     try json.finish()
///
/// Foundation's decoder reads the same documents, but only from memory, whole, and its errors name no line. Answers of
/// web services are not to be trusted with that: here the depth of nesting, the length of names, strings and numbers
/// and the size of the whole are bounded, and every error says line and path, such as `$.data[3].value`.
struct JSONReader: ~Copyable {
  /// How deep arrays and objects may nest; no provider's format needs more than six levels.
  static let deepestNesting = 32
  /// How long a name, and a string that is wanted, may be in bytes. Strings that are skipped are not held.
  static let longestString = 4_096
  /// How long a number may be in bytes.
  static let longestNumber = 256
  /// How long the document may be in bytes: some hundred years of five minutes.
  static let longestDocument = 1 << 30

  enum Kind {
    case object, array, string, number, boolean, null
  }

  /// An array or object that has been entered and not left.
  struct Level {
    let isArray: Bool
    /// The current element's place, or -1 before the first.
    var index = -1
    /// The current member's name.
    var key = ""
    /// Where in ``JSONReader/names`` those of this object begin.
    let firstName: Int
  }

  let name: String
  /// The current line, counted from 1.
  private(set) var line = 1
  private(set) var levels: [Level] = []
  /// The string or number read last, escapes undone.
  var text: [UInt8] = []

  /// Hashes of the names in all objects that have been entered and not left, to find one that stands twice.
  private var names: [UInt64] = []
  /// How many names of an object are watched; providers' have a dozen.
  private static let mostWatchedNames = 64

  private var reader: ByteReader
  private var bytes: [UInt8]
  /// `bytes[position..<end]` is read, but not consumed.
  private var position = 0
  private var end = 0
  private var consumedBefore = 0

  /// The document in what the reader has not handed out yet; a UTF-8 byte order mark is left out.
  init(_ reader: consuming ByteReader) throws(InputError) {
    name = reader.name
    self.reader = reader
    bytes = [UInt8](repeating: 0, count: ByteReader.peekSize)
    for mark in [0xEF, 0xBB, 0xBF] as [UInt8] where try peek() == mark { advance() }
  }

  /// The name of the member that ``nextMember()`` came to.
  var key: String { levels.last?.key ?? "" }

  // MARK: Walking

  /// What the next value is, judged by its first byte.
  mutating func kind() throws(InputError) -> Kind {
    try skipBlanks()
    guard let byte = try peek() else { throw breaksOff() }
    switch byte {
    case UInt8(ascii: "{"): return .object
    case UInt8(ascii: "["): return .array
    case UInt8(ascii: "\""): return .string
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number
    case UInt8(ascii: "t"), UInt8(ascii: "f"): return .boolean
    case UInt8(ascii: "n"): return .null
    case UInt8(ascii: "N"), UInt8(ascii: "I"):
      throw error(problem: "NaN and Infinity are not JSON", cure: "write a plain number, or null for a gap")
    default: throw unexpected(byte, instead: "a value")
    }
  }

  mutating func enterObject() throws(InputError) { try enter(isArray: false) }

  mutating func enterArray() throws(InputError) { try enter(isArray: true) }

  /// Moves on to the next member of the object entered last, whose value is to be read or skipped then.
  ///
  /// - Returns: Whether there was one; if not, the object is left.
  mutating func nextMember() throws(InputError) -> Bool {
    try skipBlanks()
    let isFirst = levels[levels.count - 1].index < 0
    if try peek() == UInt8(ascii: "}") {
      advance()
      names.removeLast(names.count - levels[levels.count - 1].firstName)
      levels.removeLast()
      return false
    }
    if !isFirst {
      try expect(UInt8(ascii: ","), "a comma or }")
      try skipBlanks()
    }
    levels[levels.count - 1].index += 1
    guard try peek() == UInt8(ascii: "\"") else { throw try unexpectedNext(instead: "a name in quotes") }
    try readString(isKept: true)
    levels[levels.count - 1].key = String(decoding: text, as: UTF8.self)
    try watchName()
    try skipBlanks()
    try expect(UInt8(ascii: ":"), "a colon")
    return true
  }

  /// Of two members of one name nobody knows which is meant: an error, in the first 64 of an object.
  private mutating func watchName() throws(InputError) {
    let first = levels[levels.count - 1].firstName
    guard names.count - first < Self.mostWatchedNames else { return }
    // FNV-1a; two names of one hash are likelier to come from a broken disk.
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    for index in first..<names.count where names[index] == hash {
      throw error(problem: "the name \(quoted(key)) stands twice in one object", cure: "remove one of the two")
    }
    names.append(hash)
  }

  /// Moves on to the next element of the array entered last, which is to be read or skipped then.
  ///
  /// - Returns: Whether there was one; if not, the array is left.
  mutating func nextElement() throws(InputError) -> Bool {
    try skipBlanks()
    if try peek() == UInt8(ascii: "]") {
      advance()
      levels.removeLast()
      return false
    }
    if levels[levels.count - 1].index >= 0 { try expect(UInt8(ascii: ","), "a comma or ]") }
    levels[levels.count - 1].index += 1
    return true
  }

  /// Reads past a value of any kind.
  mutating func skip() throws(InputError) {
    switch try kind() {
    case .object:
      try enterObject()
      while try nextMember() { try skip() }
    case .array:
      try enterArray()
      while try nextElement() { try skip() }
    case .string: try readString(isKept: false)
    case .number: try readNumber()
    case .boolean: try expect(word: try peek() == UInt8(ascii: "t") ? "true" : "false")
    case .null: try expect(word: "null")
    }
  }

  /// Makes sure that nothing but blanks follows.
  mutating func finish() throws(InputError) {
    try skipBlanks()
    if let byte = try peek() { throw unexpected(byte, instead: "the end of the file") }
  }

  private mutating func enter(isArray: Bool) throws(InputError) {
    guard try kind() == (isArray ? .array : .object) else {
      throw try otherKind(instead: isArray ? "an array" : "an object")
    }
    advance()
    guard levels.count < Self.deepestNesting else {
      throw error(
        problem: "arrays and objects are nested more than \(Self.deepestNesting) deep",
        cure: "check that this is a provider's answer")
    }
    levels.append(Level(isArray: isArray, firstName: names.count))
  }

  // MARK: Bytes

  /// The next byte, not consumed, or `nil` at the end.
  @inline(__always)
  mutating func peek() throws(InputError) -> UInt8? {
    if position == end { try refill() }
    return position < end ? bytes[position] : nil
  }

  @inline(__always)
  mutating func advance() { position += 1 }

  @inline(__always)
  private mutating func skipBlanks() throws(InputError) {
    while let byte = try peek() {
      if byte == UInt8(ascii: "\n") {
        line += 1
      } else if byte != UInt8(ascii: " "), byte != UInt8(ascii: "\t"), byte != UInt8(ascii: "\r") {
        return
      }
      advance()
    }
  }

  private mutating func expect(_ wanted: UInt8, _ what: String) throws(InputError) {
    guard try peek() == wanted else { throw try unexpectedNext(instead: what) }
    advance()
  }

  private mutating func refill() throws(InputError) {
    consumedBefore += end
    (position, end) = (0, 0)
    guard consumedBefore <= Self.longestDocument else {
      throw error(problem: "the file is larger than a gigabyte", cure: "ask for less time in each file")
    }
    end = try reader.read(into: &bytes, range: 0..<bytes.count)
  }
}
