/// Lines over months, times or numbers, each labelled at its end.
///
///     LineChart(
///       caption: Caption(title: "Emissions by month", description: "..."),
///       x: .categories(["Jan", "Feb", "Mar"]),
///       y: ValueAxis("Emissions", .mass),
///       series: [.init(name: "Norway", style: styles["norway"], values: [292, 308, nil])])
///
/// A missing value breaks its line. Up to 24 values have a marker each with its figures as hover text; longer lines
/// carry their name only, and are thinned to what a screen can show.
package struct LineChart: Chart {
  package struct Series: Hashable, Sendable {
    package let name: PlainText
    package let style: SeriesStyle
    /// One for each horizontal value.
    package let values: [FiniteNumber?]

    package init(name: PlainText, style: SeriesStyle, values: [FiniteNumber?]) {
      self.name = name
      self.style = style
      self.values = values
    }
  }

  /// A horizontal value that readers should find.
  package struct Mark: Hashable, Sendable {
    /// Of the horizontal value.
    package let index: Int
    package let name: PlainText

    package init(index: Int, name: PlainText) {
      self.index = index
      self.name = name
    }
  }

  package let caption: Caption
  package let x: HorizontalValues
  package let y: ValueAxis
  package let series: [Series]
  package let marks: [Mark]

  package init(caption: Caption, x: HorizontalValues, y: ValueAxis, series: [Series], marks: [Mark] = []) {
    precondition(series.allSatisfy { $0.values.count == x.count }, "a series needs a value for each horizontal value")
    self.caption = caption
    self.x = x
    self.y = y
    self.series = series
    self.marks = marks.filter { (0..<x.count).contains($0.index) }
  }

  package func drawing(width: Double) -> Drawing {
    let isNarrow = width < 500
    let labelHeight = 13.5
    let labelled = series.filter { !$0.name.isEmpty }
    let height = max(isNarrow ? 240 : 320, Double(labelled.count + 1) * labelHeight)
    // How much the marks above the plot need depends on its width, and that on the labels of the vertical scale: so that
    // is laid out first, and moved into place later.
    let raised = LinearScale(
      y, covering: series.lazy.flatMap(\.values).compactMap(\.self), spacing: 40, from: height, to: 0)
    let widest = labelled.map { TextStyle.label.width(of: $0.name) }.max() ?? -24
    let labelWidth = min(widest, width * 0.34)
    let left = (raised.ticks.map { TextStyle.label.width(of: $0.label) }.max() ?? 0) + 8
    let right = width - labelWidth - 24
    let layout = HorizontalLayout(x, left: left + 4, right: right - 4, within: 0...width)
    let references = marks.map { VerticalReference(position: layout.positions[$0.index], label: $0.name) }
    let top = Drawing.axisTitleHeight + Drawing.height(of: references, width: width)
    let scale = raised.moved(by: top)
    let plot = Box(left: left, top: top, right: right, bottom: top + height)

    var drawing = Drawing(width: width)
    drawing.addVerticalAxis(scale, plot: plot, showsTitle: false)
    drawing.add(scale.title, within: width, x: 0, baseline: 10)
    drawing.addHorizontalAxis(layout.ticks, plot: plot, title: layout.title)
    drawing.addReferences(references, top: Drawing.axisTitleHeight - 6, plot: plot)
    var ends: [(series: Series, end: Point)] = []
    for one in series {
      let points = one.values.enumerated().map { index, value in
        value.map { Point(x: layout.positions[index], y: scale.position($0)) }
      }
      drawing.addLine(through: points, style: one.style, hover: points.count > Self.markerLimit ? one.name : nil)
      if points.count <= Self.markerLimit {
        drawing.addMarkers(at: points, style: one.style, radius: 2.6) { index in
          "\(one.name), \(x.name(index)): \(y.quantity.format(digits: 4).text(one.values[index]))"
        }
      }
      if !one.name.isEmpty, let end = points.last(where: { $0 != nil }) ?? nil { ends.append((one, end)) }
    }
    drawing.addEndLabels(ends, plot: plot, width: labelWidth, height: labelHeight)
    drawing.height = plot.bottom + Drawing.tickLabelHeight + (layout.title.isEmpty ? 0 : 16)
    return drawing
  }

  /// Values beyond which markers would hide their line.
  private static let markerLimit = 24
}

extension Drawing {
  /// A line that is broken where a point is missing.
  mutating func addLine(through points: [Point?], style: SeriesStyle, hover: PlainText? = nil) {
    var classes: [StyleClass] = [.line, .stroke(.series(style))]
    // A dash pattern on a dense line would look like noise.
    if style.dash > 0, points.count <= 400 { classes.append(.dash(style.dash)) }
    add(PathData(through: points), classes: classes, hover: hover)
  }

  /// A marker at each point, with hover text by index.
  mutating func addMarkers(
    at points: [Point?], style: SeriesStyle, radius: Double, hover: (Int) -> PlainText
  ) {
    for (index, point) in points.enumerated() {
      guard let point else { continue }
      var path = PathData()
      style.shape.append(to: &path, at: point, radius: radius)
      add(path, .fill(.series(style)), hover: hover(index))
    }
  }

  /// Names in a column right of the plot, each as near as possible to the end of its line and tied to it.
  fileprivate mutating func addEndLabels(
    _ ends: [(series: LineChart.Series, end: Point)], plot: Box, width labelWidth: Double, height: Double
  ) {
    let middles = LabelColumn.place(
      ends.map(\.end.y), height: height, within: (plot.top - height / 2)...(plot.bottom + height / 2))
    let left = plot.right + 20
    var leaders = PathData()
    for (entry, middle) in zip(ends, middles) {
      leaders.move(to: Point(x: entry.end.x + 5, y: entry.end.y))
      leaders.line(to: Point(x: max(left - 4, entry.end.x + 5), y: middle))
    }
    add(leaders, .leader)
    for (entry, middle) in zip(ends, middles) {
      add(
        entry.series.name, within: labelWidth, x: left, baseline: middle + 4, .fill(.series(entry.series.style)))
    }
  }
}

extension PathData {
  /// A polyline that is broken where a point is missing, and holds no more points than can be told apart.
  init(through points: [Point?]) {
    self.init()
    for run in points.split(separator: nil) {
      let kept = Thinning.thinned(run.compactMap(\.self))
      for (index, point) in kept.enumerated() {
        if index == 0 { move(to: point) } else { line(to: point) }
      }
      if kept.count == 1 { line(to: kept[0]) }
    }
  }
}
