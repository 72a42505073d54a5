public import CarbonScheduling

extension HardwarePower {
  /// Reads a number of boards: `8xA100-80GB`, or a name alone for one.
  ///
  ///     try HardwarePower(parsing: "8xA100-80GB").kilowatts  // 3.2
  ///
  /// Capital letters, hyphens, blanks and the makers' names make no difference: `8 x NVIDIA A100 80GB` is the same.
  ///
  /// - Parameter text: The count, `x`, and one of `HardwareBoard/all` by one of its names.
  /// - Returns: The boards at their full rating; see `HardwarePower/at(utilisation:overheadKilowatts:)`.
  /// - Throws: ``TextError`` that names the boards that come near.
  public init(parsing text: String) throws(TextError) {
    let (count, name) = Self.parts(of: text)
    guard let board = HardwareBoard(named: name) else {
      throw TextError(text: text, problem: "names no board that is known", cure: Self.cure(for: name))
    }
    do {
      try self.init(count: count, of: board)
    } catch {
      throw TextError(text: text, problem: "has an impossible number of boards", cure: "give 1 to 1000000")
    }
  }

  /// The count and the name: `8xA100`, `8 x A100`, `8×A100`, `8*A100`, `A100`.
  private static func parts(of text: String) -> (count: Int, name: String) {
    let digits = text.unicodeScalars.prefix { ("0"..."9").contains($0) }
    var rest = text.unicodeScalars.dropFirst(digits.count).drop { $0 == " " }
    guard !digits.isEmpty, let sign = rest.first, ["x", "X", "×", "*"].contains(sign) else { return (1, text) }
    rest.removeFirst()
    // Too many digits for an `Int` are too many boards as well.
    let count = Int(String(String.UnicodeScalarView(digits))) ?? .max
    return (count, String(String.UnicodeScalarView(rest)))
  }

  /// The names that begin most like what was given.
  private static func cure(for name: String) -> String {
    let wanted = Array(HardwareBoard.plain(name))
    let likeness = HardwareBoard.all.map { board in
      (shared: zip(wanted, HardwareBoard.plain(board.name)).prefix { $0 == $1 }.count, name: board.name)
    }
    let most = likeness.map(\.shared).max() ?? 0
    let near = likeness.filter { $0.shared == most }.map(\.name).prefix(6)
    return most >= 2
      ? "near it are \(near.joined(separator: ", "))"
      : "write it like 8xA100-80GB, or give the power itself, such as 3.2kW"
  }
}

extension HardwareBoard {
  /// The board of a name, however it is spelled; `nil` if none is known.
  public init?(named name: String) {
    let wanted = Self.plain(name)
    let board = Self.all.first { board in ([board.name] + board.otherNames).contains { Self.plain($0) == wanted } }
    guard let board else { return nil }
    self = board
  }

  /// Letters and digits in small letters, without the names of makers and product lines.
  static func plain(_ name: String) -> [UInt8] {
    var plain: [UInt8] = []
    for word in name.utf8.split(whereSeparator: { " -_".utf8.contains($0) }) {
      let small = word.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
      if !["nvidia", "tesla", "geforce", "amd", "instinct", "intel", "google"].contains(
        String(decoding: small, as: UTF8.self))
      {
        plain += small
      }
    }
    return plain
  }
}
