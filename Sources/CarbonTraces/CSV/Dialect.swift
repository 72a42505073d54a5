/// How a table's fields are told apart: by commas, or as spreadsheets of many countries do, by `;` or tabs.
struct Dialect: Equatable {
  /// The byte between two fields.
  var delimiter = UInt8(ascii: ",")

  /// Whether a comma may stand where others write a decimal point.
  var allowsDecimalCommas: Bool { delimiter != UInt8(ascii: ",") }

  /// What separates the names of a header: whichever of `,`, `;` and tab there is most of outside quotes; the comma, if
  /// there is none.
  init(ofHeader line: Span<UInt8>) {
    var (commas, semicolons, tabs) = (0, 0, 0)
    var isQuoted = false
    for index in line.indices {
      switch line[index] {
      case UInt8(ascii: "\""): isQuoted.toggle()
      case UInt8(ascii: ",") where !isQuoted: commas += 1
      case UInt8(ascii: ";") where !isQuoted: semicolons += 1
      case UInt8(ascii: "\t") where !isQuoted: tabs += 1
      default: break
      }
    }
    if semicolons > commas, semicolons >= tabs {
      delimiter = UInt8(ascii: ";")
    } else if tabs > commas {
      delimiter = UInt8(ascii: "\t")
    }
  }

  /// What the first line of some spreadsheets' files says: `sep=;`. `nil` if it is no such line.
  init?(named line: Span<UInt8>) {
    var characters: [UInt8] = []
    for index in line.indices where characters.count < 8 && line[index] != UInt8(ascii: "\"") {
      characters.append(line[index])
    }
    guard characters.count == 5, zip(characters, "sep=".utf8).allSatisfy({ $0 | 0x20 == $1 | 0x20 }),
      [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")].contains(characters[4])
    else { return nil }
    delimiter = characters[4]
  }

  init() {}

  /// Whether a byte beside a field is not part of it: a space, or a tab where tabs do not separate fields.
  @inline(__always)
  func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || (byte == UInt8(ascii: "\t") && delimiter != byte)
  }

  /// What messages call the delimiter.
  var delimiterName: String {
    switch delimiter {
    case UInt8(ascii: ";"): "semicolon"
    case UInt8(ascii: "\t"): "tab"
    default: "comma"
    }
  }
}
