/// A value for each row and column as a colour, such as the mean intensity by region and hour of day.
///
///     HeatMap(
///       caption: Caption(title: "When the grid is clean", description: "..."),
///       quantity: .plain(unit: "g/kWh"), rows: [.init(name: "Norway", values: hours)],
///       columns: ["00", "01", "02"], columnTitle: "Hour of day, UTC")
///
/// Nine steps of colour; a missing value leaves its cell empty. Where cells have room their figures are written in,
/// in black or white, whichever has the better contrast.
package struct HeatMap: Chart {
  package struct Row: Hashable, Sendable {
    package let name: PlainText
    /// The colour of the row's name; ink if none.
    package let paint: Paint?
    /// One for each column.
    package let values: [FiniteNumber?]

    package init(name: PlainText, paint: Paint? = nil, values: [FiniteNumber?]) {
      self.name = name
      self.paint = paint
      self.values = values
    }
  }

  package let caption: Caption
  package let quantity: Quantity
  package let palette: HeatPalette
  package let rows: [Row]
  package let columns: [PlainText]
  package let columnTitle: PlainText

  package init(
    caption: Caption, quantity: Quantity, palette: HeatPalette = .sequential, rows: [Row], columns: [PlainText],
    columnTitle: PlainText = ""
  ) {
    precondition(rows.allSatisfy { $0.values.count == columns.count }, "a row needs a value for each column")
    self.caption = caption
    self.quantity = quantity
    self.palette = palette
    self.rows = rows
    self.columns = columns
    self.columnTitle = columnTitle
  }

  package func drawing(width: Double) -> Drawing {
    var drawing = Drawing(width: width)
    let levels = HeatLevels(palette, covering: rows.lazy.flatMap(\.values).compactMap(\.self))
    let keyHeight = drawing.addKey(levels, quantity: quantity)
    let labels = RowLabels(rows.map(\.name), width: width, share: 0.36)
    let left = labels.plotLeft
    let cellWidth = (width - left) / Double(max(1, columns.count))
    let bodyHeight = 20.0
    let pitch = bodyHeight + labels.headroom
    let figures = quantity.cellFormat(covering: levels.range)
    let texts = rows.map { $0.values.map { $0.map(figures.text) } }
    let widest = texts.lazy.flatMap { $0 }.compactMap { $0 }.map { TextStyle.small.width(of: $0) }.max() ?? 0
    let showsFigures = widest + 4 <= cellWidth

    for (index, row) in rows.enumerated() {
      let top = keyHeight + Double(index) * pitch + labels.headroom
      labels.draw(row.name, paint: row.paint, bodyTop: top, bodyBottom: top + bodyHeight, on: &drawing)
      for (column, value) in row.values.enumerated() {
        guard let value else { continue }
        let cell = Box(
          left: left + Double(column) * cellWidth, top: top, right: left + Double(column + 1) * cellWidth - 1,
          bottom: top + bodyHeight - 1)
        let level = levels.level(of: value)
        var path = PathData()
        path.rectangle(cell)
        drawing.add(
          path, levels.fill(level), hover: "\(row.name), \(columns[column]): \(quantity.format().text(value))")
        if showsFigures, let text = texts[index][column] {
          drawing.add(
            text, x: (cell.left + cell.right) / 2, baseline: top + 13.5, anchor: .middle, style: .small,
            levels.ink(level))
        }
      }
    }
    let bottom = keyHeight + Double(rows.count) * pitch
    let ticks = columns.enumerated().map { column, name in
      AxisTick(position: left + (Double(column) + 0.5) * cellWidth, label: name)
    }
    let lines = Self.labelLines(ticks, within: 0...width)
    for (line, ticks) in lines.enumerated() {
      drawing.addLabels(ticks, baseline: bottom + 14 * Double(line + 1), within: 0...width)
    }
    let labelled = bottom + 14 * Double(lines.count)
    drawing.add(columnTitle, within: width, x: width, baseline: labelled + 16, anchor: .end)
    drawing.height = labelled + (columnTitle.isEmpty ? 4 : 20)
    return drawing
  }

  /// One line of labels, or two by turns where that shows the names of all columns.
  private static func labelLines(_ ticks: [AxisTick], within bounds: ClosedRange<Double>) -> [[AxisTick]] {
    if TickThinning.haveRoom(ticks, within: bounds) { return [ticks] }
    let byTurns = [0, 1].map { line in
      ticks.indices.filter { $0 % 2 == line }.map { ticks[$0] }
    }
    return byTurns.allSatisfy { TickThinning.haveRoom($0, within: bounds) } ? byTurns : [ticks]
  }
}

extension Drawing {
  /// The nine colours in a row at the top, with the values at its ends and in its middle.
  ///
  /// - Returns: its height.
  fileprivate mutating func addKey(_ levels: HeatLevels, quantity: Quantity) -> Double {
    let format = quantity.format()
    let ends = (format.text(levels.range.lowerBound), format.text(levels.range.upperBound))
    let middle = format.text(levels.middle)
    let widths = [ends.0, middle, ends.1].map { TextStyle.label.width(of: $0) + 12 }
    let keyWidth = min(width, max(280, 2 * max(widths[0], widths[2])))
    let step = keyWidth / Double(ThemeColor.levelCount)
    for level in 0..<ThemeColor.levelCount {
      var path = PathData()
      path.rectangle(Box(left: Double(level) * step, top: 0, right: Double(level + 1) * step - 1, bottom: 8))
      add(path, levels.fill(level))
    }
    add(ends.0, within: keyWidth / 2 - 4, x: 0, baseline: 22)
    add(ends.1, within: keyWidth / 2 - 4, x: keyWidth, baseline: 22, anchor: .end)
    // Long figures leave no room for the one in the middle.
    if max(widths[0], widths[2]) + widths[1] / 2 <= keyWidth / 2 {
      add(middle, x: keyWidth / 2, baseline: 22, anchor: .middle)
    }
    return 36
  }
}
