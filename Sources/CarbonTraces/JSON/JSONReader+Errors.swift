extension JSONReader {
  /// Where the reader is: `$.data[3].value`.
  var path: String {
    var path = "$"
    for level in levels where level.index >= 0 {
      if level.isArray {
        path += "[\(level.index)]"
      } else if !level.key.isEmpty, level.key.utf8.allSatisfy(Self.isPlain) {
        path += ".\(level.key.prefix(40))"
      } else {
        path += "[\(quoted(level.key))]"
      }
    }
    return path
  }

  /// An error about the value that was read last or comes next.
  func error(problem: String, cure: String) -> InputError {
    InputError(file: name, line: line, path: path, problem: problem, cure: cure)
  }

  func breaksOff() -> InputError {
    line == 1 && levels.isEmpty && text.isEmpty
      ? error(problem: "the file is empty", cure: "fetch it again")
      : error(problem: "the file breaks off in the middle", cure: "fetch it again")
  }

  /// An error about the byte that comes next, or about its absence.
  mutating func unexpectedNext(instead wanted: String) throws(InputError) -> InputError {
    guard let byte = try peek() else { return breaksOff() }
    return unexpected(byte, instead: wanted)
  }

  func unexpected(_ byte: UInt8, instead wanted: String) -> InputError {
    let shown = byte < 0x80 ? quoted(String(Unicode.Scalar(byte))) : "byte \(byte)"
    return error(problem: "there is \(shown) where \(wanted) should be", cure: "check that this is unbroken JSON")
  }

  /// An error about a value that is sound, but of another kind than the format has there.
  mutating func otherKind(instead wanted: String) throws(InputError) -> InputError {
    let found =
      switch try kind() {
      case .object: "an object"
      case .array: "an array"
      case .string: "a string"
      case .number: "a number"
      case .boolean: "true or false"
      case .null: "null"
      }
    return error(
      problem: "there is \(found) where \(wanted) should be", cure: "check that this is an answer in the format named")
  }

  /// The error for an object without a member that it needs.
  func missing(_ name: String) -> InputError {
    error(problem: "there is no \(name)", cure: "expected an object with \(name)")
  }

  /// The error for an array longer than any trace.
  func tooManyPoints() -> InputError {
    error(problem: "there are more than \(TraceLimits.slotCount) points", cure: "split the file")
  }

  /// Where the array lies whose elements are being read: `$.data`.
  var arrayPath: String {
    let path = path
    return path.hasSuffix("]") ? String(path[..<(path.lastIndex(of: "[") ?? path.endIndex)]) : path
  }

  /// Where the reader is, whichever elements of arrays it is at: `data[].value`.
  var plainPath: String {
    var path = ""
    for level in levels where level.index >= 0 {
      path += level.isArray ? "[]" : path.isEmpty ? level.key : ".\(level.key)"
    }
    return path
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }
}
