import CommandLineKit
import Measuring

/// The growth tables: one for each thing that grows, a row for each of its values, nanoseconds per start in the columns.
struct GrowthTables {
  private var axes: [(axis: String, table: TextTable)] = []

  /// Adds a row under its axis, which begins a new table if it is not the last row's.
  mutating func add(_ row: GrowthCases.Row, _ nanoseconds: [Double]) {
    if axes.last?.axis != row.axis {
      let columns = row.benchmarks.map { TextTable.Column.right($0.title) }
      axes.append((row.axis, TextTable(columns: [.right("")] + columns)))
    }
    axes[axes.count - 1].table.add([String(row.value)] + nanoseconds.map { fixed($0, decimals: 1) })
  }

  /// All tables, each under the name of what grows.
  var description: String {
    axes.map { "ns per start, by \($0.axis)\n\n\($0.table)\n" }.joined(separator: "\n")
  }
}
