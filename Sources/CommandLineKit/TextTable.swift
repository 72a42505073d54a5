/// A table for a terminal: columns as wide as they need to be, numbers to the right.
///
///     var table = TextTable(columns: [.left("region"), .right("g/kWh")])
///     table.add(["france", "256"])
///     table.add(["norway", "261"])
///     print(table.description)
///     // region  g/kWh
///     // france    256
///     // norway    261
package struct TextTable: CustomStringConvertible, Sendable {
  package enum Column: Sendable {
    case left(String)
    case right(String)

    var title: String {
      switch self {
      case .left(let title), .right(let title): title
      }
    }
  }

  let columns: [Column]
  private var rows: [[String]] = []

  package init(columns: [Column]) { self.columns = columns }

  /// Adds a row of one cell a column.
  package mutating func add(_ cells: [String]) {
    precondition(cells.count == columns.count, "A row has one cell for each of the \(columns.count) columns.")
    rows.append(cells.map(printable))
  }

  /// The lines of the table, titles first, without spaces at their ends.
  package var description: String {
    let all = [columns.map(\.title)] + rows
    let widths = columns.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
    return all.map { row in
      var line = zip(zip(columns, row), widths).map { pair, width in
        switch pair.0 {
        case .left: pair.1.padding(to: width)
        case .right: String(repeating: " ", count: width - pair.1.count) + pair.1
        }
      }.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line
    }.joined(separator: "\n")
  }
}

extension String {
  /// The text with spaces behind it, up to `width` letters.
  func padding(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
