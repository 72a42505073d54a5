/// A table in HTML, with bars or shades inside its cells where they help to compare.
///
///     DataTable(
///       caption: Caption(title: "Savings", description: ""),
///       columns: [.init("Workload"), .init("Savings", .number(.percent(3), look: .bar))],
///       rows: [["BERT", .number(19.0)]]
///     ).html(id: "savings")
///
/// The first cell of a row is its heading. Numbers carry their full value in `data-v`, for a script that sorts. On
/// narrow screens the table scrolls inside its frame, its first column staying in view.
package struct DataTable: Sendable {
  package struct Column: Hashable, Sendable {
    package let title: PlainText
    package let kind: Kind

    package init(_ title: PlainText, _ kind: Kind = .text) {
      self.title = title
      self.kind = kind
    }
  }

  package enum Kind: Hashable, Sendable {
    case text
    /// Numbers in a format, aligned right.
    case number(NumberFormat, look: Look = .plain)
  }

  package enum Look: Hashable, Sendable {
    case plain
    /// A bar behind the figures, as long as the share of the column's greatest magnitude; of another colour for
    /// negative numbers.
    case bar
    /// A shade behind the figures; a column has a scale of its own.
    case shade(HeatPalette)
    /// A shade between given bounds, so that several tables can share a scale.
    case fixedShade(HeatPalette, ClosedRange<FiniteNumber>)
  }

  package enum Cell: Hashable, Sendable, ExpressibleByStringInterpolation {
    case text(PlainText)
    /// Text after the marker of a series.
    case series(PlainText, SeriesStyle)
    /// A missing number is shown as a dash.
    case number(FiniteNumber?)

    package init(stringLiteral value: String) { self = .text(PlainText(value)) }
  }

  package let caption: Caption
  package let columns: [Column]
  package let rows: [[Cell]]

  package init(caption: Caption, columns: [Column], rows: [[Cell]]) {
    precondition(rows.allSatisfy { $0.count == columns.count }, "a row needs a cell for each column")
    self.caption = caption
    self.columns = columns
    self.rows = rows
  }

  /// The table, for a page that contains `StyleSheet.page`.
  ///
  /// - Parameter id: of the frame, unique in the page.
  package func html(id: ElementID) -> String { markup(id: id).string }

  /// What ``html(id:)`` returns, as markup that a page can take in.
  package func markup(id: ElementID) -> Markup {
    var markup = Markup()
    markup.literal("<div class=\"ch sc\" id=\"")
    markup.id(id)
    markup.literal("\" tabindex=\"0\" role=\"region\" aria-labelledby=\"")
    markup.id(id)
    markup.literal("-t\"><table><caption id=\"")
    markup.id(id)
    markup.literal("-t\"><strong>")
    markup.text(caption.title)
    markup.literal("</strong>")
    if !caption.subtitle.isEmpty {
      markup.literal(" <span>")
      markup.text(caption.subtitle)
      markup.literal("</span>")
    }
    markup.literal("</caption>\n<thead><tr>")
    for column in columns {
      markup.literal(column.kind == .text ? "<th scope=\"col\">" : "<th scope=\"col\" class=\"nu\">")
      markup.text(column.title)
      markup.literal("</th>")
    }
    markup.literal("</tr></thead>\n<tbody>\n")
    let looks = columns.indices.map { index in
      CellLook(columns[index].kind, numbers: rows.compactMap { $0[index].number })
    }
    for row in rows {
      markup.literal("<tr>")
      for (index, cell) in row.enumerated() { markup.cell(cell, look: looks[index], isHeading: index == 0) }
      markup.literal("</tr>\n")
    }
    markup.literal("</tbody></table></div>\n")
    return markup
  }
}
