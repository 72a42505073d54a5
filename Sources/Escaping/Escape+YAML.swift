extension Escape {
  /// Text as a double-quoted string of YAML 1.2, in one line of visible letters.
  package static func yamlString(_ text: String) -> String {
    "\""
      + mapping(text) { scalar in
        switch scalar {
        case "\"": #"\""#
        case "\\": #"\\"#
        case _ where isHidden(scalar) || isNonCharacter(scalar):
          scalar.value < 0x10000 ? #"\u"# + hexadecimal(scalar, 4) : #"\U"# + hexadecimal(scalar, 8)
        default: nil
        }
      } + "\""
  }

  /// U+FFFE, U+FFFF and their like in the other planes, which YAML takes for unprintable.
  private static func isNonCharacter(_ scalar: Unicode.Scalar) -> Bool { scalar.value & 0xFFFE == 0xFFFE }

  private static func hexadecimal(_ scalar: Unicode.Scalar, _ width: Int) -> String {
    let digits = String(scalar.value, radix: 16)
    return String(repeating: "0", count: width - digits.count) + digits
  }
}
