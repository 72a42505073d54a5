/// One line of text that is safe in XML once escaped: no control characters, no line breaks.
///
///     PlainText("a\nb\u{7}").string      // "a b"
///
/// Tabs and line breaks of every kind become spaces. Left out are the other control characters, the characters that
/// XML forbids, and the controls that reorder text (U+202A to U+202E, U+2066 to U+2069), which would let a name
/// rearrange its neighbours.
///
/// A `PlainText` is not escaped: it is what a person reads, and what widths are measured on. Only `Markup` escapes.
package struct PlainText: Hashable, Sendable {
  package let string: String

  package init(_ string: String) {
    var cleaned = String.UnicodeScalarView()
    for scalar in string.unicodeScalars {
      switch scalar.value {
      case 0x09...0x0D, 0x85, 0x2028, 0x2029: cleaned.append(" ")
      case 0x00...0x1F, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069: break
      case let code where code & 0xFFFE == 0xFFFE || (0xFDD0...0xFDEF).contains(code): break
      default: cleaned.append(scalar)
      }
    }
    self.string = String(cleaned)
  }

  package var isEmpty: Bool { string.isEmpty }

  package static func + (left: Self, right: Self) -> Self { PlainText(left.string + right.string) }
}

extension PlainText: ExpressibleByStringInterpolation {
  package init(stringLiteral value: String) { self.init(value) }
}

extension PlainText: CustomStringConvertible {
  package var description: String { string }
}
