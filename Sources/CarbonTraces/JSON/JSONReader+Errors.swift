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

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }
}
