/// Small multiples: a panel for each series, all with the same axes, where many lines in one plot would tangle.
///
///     LinePanels(
///       caption: Caption(title: "Emissions by month", description: "..."),
///       x: .categories(months), y: ValueAxis("Emissions", .mass), series: regions)
///
/// Behind the line of its own, each panel shows those of all others in pale grey, for comparison.
package struct LinePanels: Chart {
  package let caption: Caption
  package let x: HorizontalValues
  package let y: ValueAxis
  package let series: [LineChart.Series]

  package init(caption: Caption, x: HorizontalValues, y: ValueAxis, series: [LineChart.Series]) {
    precondition(series.allSatisfy { $0.values.count == x.count }, "a series needs a value for each horizontal value")
    self.caption = caption
    self.x = x
    self.y = y
    self.series = series
  }

  private static let plotHeight = 84.0
  private static let headingHeight = 22.0
  private static let gap = 18.0

  package func drawing(width: Double) -> Drawing {
    let scale = LinearScale(
      y, covering: series.lazy.flatMap(\.values).compactMap(\.self), spacing: 26, from: Self.plotHeight, to: 0)
    let left = (scale.ticks.map { TextStyle.label.width(of: $0.label) }.max() ?? 0) + 8
    let columns = max(1, min(Int((width - left + Self.gap) / 160), max(1, series.count)))
    let panelWidth = (width - left - Double(columns - 1) * Self.gap) / Double(columns)
    let layout = HorizontalLayout(x, left: 3, right: panelWidth - 3, within: 0...panelWidth)
    let lines = series.map { one in
      one.values.enumerated().map { index, value in
        value.map { Point(x: layout.positions[index], y: scale.position($0)) }
      }
    }
    let top = Drawing.axisTitleHeight
    let pitch = Self.headingHeight + Self.plotHeight + 14
    let rows = (series.count + columns - 1) / columns

    var drawing = Drawing(width: width)
    drawing.add(scale.title, within: width, x: 0, baseline: 11)
    var all = PathData()
    for line in lines { all.append(PathData(through: line)) }
    drawing.define(0, all)
    for (index, one) in series.enumerated() {
      let plotLeft = left + Double(index % columns) * (panelWidth + Self.gap)
      let plotTop = top + Double(index / columns) * pitch + Self.headingHeight
      let plot = Box(
        left: plotLeft, top: plotTop, right: plotLeft + panelWidth, bottom: plotTop + Self.plotHeight)
      drawing.add(
        one.name, within: panelWidth, x: plotLeft, baseline: plotTop - 9, style: .heading, .fill(.series(one.style)))
      drawing.addVerticalAxis(
        scale.moved(by: plotTop), plot: plot, showsLabels: index % columns == 0, showsTitle: false)
      drawing.copy(0, x: plotLeft, y: plotTop, .faint)
      drawing.addSeries(one, through: lines[index], in: plot) { index in
        "\(one.name), \(x.name(index)): \(y.quantity.format(digits: 4).text(one.values[index]))"
      }
      // Labels below the last panel of each column.
      if index + columns >= series.count {
        drawing.addHorizontalAxis(
          layout.ticks.map { AxisTick(position: $0.position + plotLeft, label: $0.label, isMajor: $0.isMajor) },
          plot: plot, within: plot.left...plot.right)
      }
    }
    let bottom = top + Double(rows) * pitch - 14
    drawing.add(layout.title, within: width, x: width, baseline: bottom + 34, anchor: .end)
    drawing.height = bottom + Drawing.tickLabelHeight + (layout.title.isEmpty ? 0 : 16)
    return drawing
  }
}

extension Drawing {
  fileprivate mutating func addSeries(
    _ series: LineChart.Series, through points: [Point?], in plot: Box, hover: (Int) -> PlainText
  ) {
    let moved = points.map { $0.map { Point(x: $0.x + plot.left, y: $0.y + plot.top) } }
    addLine(through: moved, style: series.style, hover: series.name)
    if points.count <= 24 { addMarkers(at: moved, style: series.style, radius: 2, hover: hover) }
  }
}
