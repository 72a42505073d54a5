import Escaping

/// One value of a row: in JSON as it is, in CSV as its text, or nothing where there is none.
enum FieldValue: Codable, Hashable {
  case text(String)
  case integer(Int64)
  case number(Double)
  case missing

  init(_ number: Double?) { self = number.map { .number($0) } ?? .missing }

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .missing
    } else if let integer = try? container.decode(Int64.self) {
      self = .integer(integer)
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else {
      self = .text(try container.decode(String.self))
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .text(let text): try container.encode(text)
    case .integer(let integer): try container.encode(integer)
    case .number(let number): try container.encode(number)
    case .missing: try container.encodeNil()
    }
  }

  /// The value as a number, whole or not.
  var asNumber: Double? {
    switch self {
    case .integer(let integer): Double(integer)
    case .number(let number): number
    case .text, .missing: nil
    }
  }

  /// The value as a whole number.
  var asInteger: Int64? {
    switch self {
    case .integer(let integer): integer
    case .number(let number): Int64(exactly: number)
    case .text, .missing: nil
    }
  }

  /// The value as text.
  var asText: String? {
    if case .text(let text) = self { text } else { nil }
  }

  /// The value as a field of a CSV file; empty where there is none.
  var forCSV: String {
    switch self {
    case .text(let text): Escape.csvField(text)
    case .integer(let integer): "\(integer)"
    // A whole number has one form, whether it was computed or read.
    case .number(let number): number.magnitude < 0x1p53 && number.rounded() == number ? "\(Int64(number))" : "\(number)"
    case .missing: ""
    }
  }
}
