/// Markup under construction: the only way in for text is through escaping, and the only unescaped way in is a
/// literal of the source code.
///
///     var markup = Markup()
///     markup.literal("<b>")
///     markup.text("R&D")
///     markup.literal("</b>")
///     markup.string      // "<b>R&amp;D</b>"
///
/// Numbers enter as `Int`, `Coordinate` or `PathData`, none of which can be NaN; identifiers and classes consist of
/// letters, digits and hyphens.
package struct Markup: Sendable {
  package private(set) var string = ""

  package init() {}

  /// Appends source code's own markup.
  package mutating func literal(_ markup: StaticString) {
    string += markup.description
  }

  /// Appends text, escaped for both elements and quoted attributes.
  package mutating func text(_ text: PlainText) {
    for scalar in text.string.unicodeScalars {
      switch scalar {
      case "&": string += "&amp;"
      case "<": string += "&lt;"
      case ">": string += "&gt;"
      case "\"": string += "&quot;"
      case "'": string += "&#39;"
      default: string.unicodeScalars.append(scalar)
      }
    }
  }

  package mutating func number(_ value: Int) { string += String(value) }

  package mutating func number(_ value: Coordinate) { string += value.description }

  /// Appends all the digits that a number needs to be read back.
  mutating func fullNumber(_ number: FiniteNumber) { string += number.value.description }

  package mutating func append(_ other: Markup) { string += other.string }

  package mutating func id(_ id: ElementID) { string += id.string }

  mutating func path(_ data: PathData) { string += data.string }

  mutating func className(_ style: StyleClass) { string += style.name }

  /// Appends the rules that charts and tables in a page need.
  package mutating func chartStyles() { string += StyleSheet.page }

  /// Appends rules that the style sheet generated; they consist of this module's own literals and colours.
  mutating func styleSheet(_ rules: String) { string += rules }
}
