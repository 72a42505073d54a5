/// A row of swatches with their names, where direct labels have no room; it runs on into further rows as needed.
struct Legend {
  struct Entry {
    let name: PlainText
    let classes: [StyleClass]
    var shape: MarkerShape = .square
  }

  let entries: [Entry]

  static let rowHeight = 17.0
  private static let swatchWidth = 14.0
  private static let gap = 14.0

  /// Where entries begin, in rows from the top left.
  private func placed(width: Double) -> [(x: Double, row: Int)] {
    var x = 0.0
    var row = 0
    return entries.map { entry in
      let shown = TextStyle.label.truncated(entry.name, to: width - Self.swatchWidth)
      let needed = Self.swatchWidth + TextStyle.label.width(of: shown)
      if x > 0, x + needed > width {
        x = 0
        row += 1
      }
      defer { x += needed + Self.gap }
      return (x, row)
    }
  }

  func height(width: Double) -> Double {
    Double((placed(width: width).last?.row ?? -1) + 1) * Self.rowHeight
  }

  func draw(on drawing: inout Drawing, top: Double) {
    for (entry, place) in zip(entries, placed(width: drawing.width)) {
      let middle = top + Double(place.row) * Self.rowHeight + 7
      var swatch = PathData()
      entry.shape.append(to: &swatch, at: Point(x: place.x + 5, y: middle), radius: 4.5)
      drawing.add(swatch, classes: entry.classes)
      drawing.add(
        entry.name, within: drawing.width - Self.swatchWidth, x: place.x + Self.swatchWidth, baseline: middle + 4, .ink)
    }
  }
}
