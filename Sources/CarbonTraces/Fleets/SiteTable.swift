/// The sites of a fleet as a table has them: `region,trace,capacity`, the last a number or a file's name; and perhaps `price`
/// and `price_weight`, a file of prices and how many grams one unit of the price is worth.
public struct SiteTable: Sendable {
  /// A site's row.
  public struct Row: Sendable {
    /// The region's name.
    public let region: String
    /// The file of its intensities.
    public let trace: String
    /// How many units it has, or the file that says so.
    public let capacity: String
    /// The file of its prices of energy, if it has any.
    public let price: String?
    /// How many grams one unit of the price is worth, if that is said.
    public let priceWeight: String?
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
    let places = try table.places(of: columns)
    let (price, weight) = (table.column("price"), table.column("price_weight"))
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
      let more = [price, weight].map { place in
        place.map { table.fields.text(ofField: $0, in: row) }.flatMap { $0.isEmpty ? nil : $0 }
      }
      guard (more[0] == nil) == (more[1] == nil) else {
        throw table.error(
          problem: "the price and the price_weight go together", cure: "fill in both, or leave both empty")
      }
      rows.append(
        Row(
          region: texts[0], trace: texts[1], capacity: texts[2], price: more[0], priceWeight: more[1],
          line: table.lineNumber))
    }
    guard !rows.isEmpty else {
      throw table.error(problem: "there are no rows below the header", cure: "give at least one site")
    }
    self.rows = rows
  }
}
