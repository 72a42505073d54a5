/// A chart as a value: data, encoding and words, from which a drawing of any width follows.
///
///     let chart: any Chart = LineChart(...)
///     chart.html(id: "by-month")      // a <figure> for a page that contains StyleSheet.page
///     chart.svg()                     // a file of its own
package protocol Chart: Sendable {
  var caption: Caption { get }

  /// The chart without its title.
  ///
  /// - Parameter width: in units that are CSS pixels at full size; charts are made to be read from 300 to 1,200.
  /// - Postcondition: no two texts overlap, and none reaches beyond the drawing.
  func drawing(width: Double) -> Drawing
}

/// The words of a chart.
package struct Caption: Hashable, Sendable {
  /// What the chart shows, as short as a heading.
  package let title: PlainText
  /// What is counted and in which unit, for whom, when; may be empty.
  package let subtitle: PlainText
  /// What someone who cannot see the chart should know: its findings rather than its looks.
  package let description: PlainText

  package init(title: PlainText, subtitle: PlainText = "", description: PlainText) {
    self.title = title
    self.subtitle = subtitle
    self.description = description
  }
}

/// An identifier for use in a page: letters, digits and hyphens, beginning with a letter.
///
///     ElementID("Emissions by month").string      // "emissions-by-month"
///
/// Whatever else the text contains becomes a hyphen, so that any text may be given; uniqueness is the caller's to see
/// to.
package struct ElementID: Hashable, Sendable {
  package let string: String

  package init(_ text: String) {
    var id = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        id.unicodeScalars.append(Unicode.Scalar(byte))
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): id.unicodeScalars.append(Unicode.Scalar(byte + 32))
      default: if id.last != "-" { id += "-" }
      }
    }
    if !(id.first?.isLetter ?? false) { id = "c" + (id.first == "-" ? "" : "-") + id }
    while id.last == "-" { id.removeLast() }
    string = id
  }
}

extension ElementID: ExpressibleByStringLiteral {
  package init(stringLiteral value: String) { self.init(value) }
}

/// The widths at which a page shows its charts.
///
/// Scaling one drawing down to a telephone would scale its text down too. A page therefore carries two drawings, each
/// laid out for its width, and its style sheet shows one of them.
package struct ChartWidths: Hashable, Sendable {
  /// Shown from `StyleSheet.breakpoint` on.
  package let wide: Double
  package let narrow: Double

  /// The defaults fit a column of 800 px, and a telephone of 390 px with margins of 16 px.
  package init(wide: Double = 800, narrow: Double = 358) {
    self.wide = wide
    self.narrow = narrow
  }
}

extension Chart {
  /// A `<figure>` with the caption and both drawings; the page's style sheet must contain `StyleSheet.page`.
  ///
  /// - Parameters:
  ///   - id: of the figure, unique in the page; other identifiers are derived from it.
  ///   - widths: of the two drawings.
  package func html(id: ElementID, widths: ChartWidths = ChartWidths()) -> String {
    markup(id: id, widths: widths).string
  }

  /// What ``html(id:widths:)`` returns, as markup that a page can take in.
  package func markup(id: ElementID, widths: ChartWidths = ChartWidths()) -> Markup {
    var writer = SVGWriter()
    writer.markup.literal("<figure class=\"ch\" id=\"")
    writer.markup.id(id)
    writer.markup.literal("\"><figcaption><strong>")
    writer.markup.text(caption.title)
    writer.markup.literal("</strong>")
    if !caption.subtitle.isEmpty {
      writer.markup.literal(" <span>")
      writer.markup.text(caption.subtitle)
      writer.markup.literal("</span>")
    }
    writer.markup.literal("</figcaption>\n")
    writer.write(drawing(width: widths.wide), caption: caption, id: ElementID(id.string + "-w"), kind: .wide)
    writer.write(drawing(width: widths.narrow), caption: caption, id: ElementID(id.string + "-n"), kind: .narrow)
    writer.markup.literal("</figure>\n")
    return writer.markup
  }

  /// A complete SVG file: title, background and style sheet included.
  ///
  /// - Parameters:
  ///   - width: in CSS pixels; the height follows from the content.
  ///   - isLightOnly: Whether the file keeps its light colours on dark screens, as for print.
  package func svg(width: Double = 800, isLightOnly: Bool = false) -> String {
    var writer = SVGWriter()
    let body = drawing(width: width - 2 * SVGWriter.padding)
    writer.write(
      body, caption: caption, id: ElementID(caption.title.string), kind: .standalone(isLightOnly: isLightOnly))
    return writer.markup.string
  }
}
