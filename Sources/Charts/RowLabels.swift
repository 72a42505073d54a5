/// Where the names of rows stand: in a column on the left where that leaves room for the plot, else above each row.
struct RowLabels {
  /// Where the plot begins.
  let plotLeft: Double
  /// Room above a row for its name; 0 if names stand on the left.
  let headroom: Double
  private let labelWidth: Double

  /// - Parameters:
  ///   - names: of the rows.
  ///   - width: of the drawing.
  ///   - share: how much of the width the column may take; if names need more they go above their rows.
  init(_ names: [PlainText], width: Double, share: Double = 0.3) {
    let widest = names.map { TextStyle.label.width(of: $0) }.max() ?? 0
    if widest + 8 <= width * share {
      plotLeft = widest + 8
      headroom = 0
      labelWidth = widest
    } else {
      plotLeft = 0
      headroom = 15
      labelWidth = width
    }
  }

  /// Adds a name to the row whose body, without headroom, is between two heights.
  func draw(_ name: PlainText, paint: Paint?, bodyTop: Double, bodyBottom: Double, on drawing: inout Drawing) {
    let ink = paint.map(StyleClass.fill) ?? .ink
    if headroom > 0 {
      // Above its row, a name lies on the grid lines.
      drawing.add(name, within: labelWidth, x: 0, baseline: bodyTop - 4, ink, .halo)
    } else {
      let middle = (bodyTop + bodyBottom) / 2
      drawing.add(name, within: labelWidth, x: plotLeft - 8, baseline: middle + 4, anchor: .end, ink)
    }
  }
}
