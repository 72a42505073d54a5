import Charts

/// A sentence of a page: text with a few words set apart, escaped whatever is put in.
///
///     let prose: Prose = "In \(strong: region) a run emits \(strong: mass)."
///
/// Literals and interpolated text are treated alike, so a name can never become markup.
struct Prose: ExpressibleByStringInterpolation {
  private(set) var markup = Markup()

  init(stringLiteral value: String) { markup.text(PlainText(value)) }

  init(stringInterpolation: StringInterpolation) { markup = stringInterpolation.markup }

  struct StringInterpolation: StringInterpolationProtocol {
    var markup = Markup()

    init(literalCapacity: Int, interpolationCount: Int) {}

    mutating func appendLiteral(_ literal: String) { markup.text(PlainText(literal)) }

    mutating func appendInterpolation(_ text: PlainText) { markup.text(text) }

    mutating func appendInterpolation(_ prose: Prose) { markup.append(prose.markup) }

    mutating func appendInterpolation(_ text: String) { markup.text(PlainText(text)) }

    mutating func appendInterpolation(_ number: Int) { markup.text(PlainText(number.grouped)) }

    mutating func appendInterpolation(strong text: PlainText) {
      markup.literal("<strong>")
      markup.text(text)
      markup.literal("</strong>")
    }

    mutating func appendInterpolation(code text: PlainText) {
      markup.literal("<code>")
      markup.text(text)
      markup.literal("</code>")
    }
  }
}

extension Markup {
  mutating func paragraph(_ prose: Prose) { element("<p>", prose, "</p>\n") }

  mutating func lead(_ prose: Prose) { element("<p class=\"lead\">", prose, "</p>\n") }

  /// Smaller, for what a first reader may skip.
  mutating func note(_ prose: Prose) { element("<p class=\"note\">", prose, "</p>\n") }

  mutating func subheading(_ prose: Prose) { element("<h3>", prose, "</h3>\n") }

  mutating func list(_ items: [Prose]) {
    guard !items.isEmpty else { return }
    literal("<ul class=\"plain\">\n")
    for item in items { element("<li>", item, "</li>\n") }
    literal("</ul>\n")
  }

  /// Lines to copy, such as a command.
  mutating func verbatim(_ lines: [PlainText]) {
    literal("<pre>")
    for (index, line) in lines.enumerated() {
      if index > 0 { literal("\n") }
      text(line)
    }
    literal("</pre>\n")
  }

  /// Two charts side by side where there is room, their plots at one height.
  mutating func sideBySide(_ charts: [(id: ElementID, chart: any Chart)]) {
    literal("<div class=\"two\">\n")
    for (id, chart) in charts { append(chart.markup(id: id, widths: .half)) }
    literal("</div>\n")
  }

  mutating func chart(_ chart: any Chart, id: ElementID) { append(chart.markup(id: id, widths: .full)) }

  private mutating func element(_ start: StaticString, _ prose: Prose, _ end: StaticString) {
    literal(start)
    append(prose.markup)
    literal(end)
  }
}

extension ChartWidths {
  static let full = ChartWidths(wide: 880)
  /// Half of the column, less half of the gap between.
  static let half = ChartWidths(wide: 428)
}
