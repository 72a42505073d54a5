/// A vertical line through a plot, with its name.
struct VerticalReference {
  let position: Double
  let label: PlainText
}

extension Drawing {
  static let referenceRowHeight = 15.0

  /// Room that the labels of some references need above a plot.
  static func height(of references: [VerticalReference], width: Double) -> Double {
    let rows = place(references, width: width).map(\.row).max().map { $0 + 1 } ?? 0
    return Double(rows) * referenceRowHeight
  }

  /// Draws lines from their labels, which begin at `top`, down to the bottom of the plot.
  mutating func addReferences(_ references: [VerticalReference], top: Double, plot: Box) {
    let placed = Self.place(references, width: width)
    var lines = PathData()
    for (reference, place) in zip(references, placed) {
      // Beside its label a line begins at the label's height, else below it.
      let isBeside = place.left >= reference.position
      let begin = top + Double(place.row) * Self.referenceRowHeight + (isBeside ? 1 : 15)
      lines.move(to: Point(x: reference.position, y: begin))
      lines.line(to: Point(x: reference.position, y: plot.bottom))
    }
    add(lines, .reference)
    for (reference, place) in zip(references, placed) {
      add(
        reference.label, within: place.right - place.left - 2 * ReferenceLabels.gap,
        x: place.left + ReferenceLabels.gap, baseline: top + Double(place.row) * Self.referenceRowHeight + 11)
    }
  }

  private static func place(_ references: [VerticalReference], width: Double) -> [ReferenceLabels.Placed] {
    ReferenceLabels.place(
      lines: references.map(\.position), widths: references.map { TextStyle.label.width(of: $0.label) }, width: width)
  }
}
