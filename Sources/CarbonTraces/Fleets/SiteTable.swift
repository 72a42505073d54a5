/// The sites of a fleet as a table has them: `region,trace,capacity`, the last a number or a file's name.
public struct SiteTable: Sendable {
  /// A site's row.
  public struct Row: Sendable {
    /// The region's name.
    public let region: String
    /// The file of its intensities.
    public let trace: String
    /// How many units it has, or the file that says so.
    public let capacity: String
    /// The row's line, counted from 1.
    public let line: Int
  }

  /// The rows, in the table's order; at least one.
  public let rows: [Row]

  /// Reads a table of sites.
  ///
  /// - Throws: ``InputError`` with the line and the cure.
  public init(in source: InputSource) throws(InputError) {
    let columns = ["region", "trace", "capacity"]
    var table = try TableReader(source, expecting: columns.joined(separator: ","))
    var places: [Int] = []
    for column in columns {
      guard let place = table.column(column) else {
        throw table.error(
          problem: "there is no column \(column)", cure: "expected the header \(columns.joined(separator: ","))")
      }
      places.append(place)
    }
    var rows: [Row] = []
    while try table.nextRow() {
      let row = table.lines.bytes.span.extracting(table.range)
      var texts: [String] = []
      for (index, place) in places.enumerated() {
        let text = table.fields.text(ofField: place, in: row)
        guard !text.isEmpty else {
          throw table.error(problem: "the \(columns[index]) is empty", cure: "fill it in")
        }
        texts.append(text)
      }
      if let other = rows.first(where: { $0.region == texts[0] }) {
        throw table.error(
          problem: "the region \(quoted(texts[0])) is on line \(other.line) already",
          cure: "rename or remove one of them")
      }
      rows.append(Row(region: texts[0], trace: texts[1], capacity: texts[2], line: table.lineNumber))
    }
    guard !rows.isEmpty else {
      throw table.error(problem: "there are no rows below the header", cure: "give at least one site")
    }
    self.rows = rows
  }
}
