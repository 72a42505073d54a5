/// Values of every row as dots on a logarithmic axis: what differs by factors rather than by amounts.
///
///     DotPlot(
///       caption: Caption(title: "Emissions of every workload", description: "..."),
///       axis: ValueAxis("Emissions", .mass),
///       rows: [.init(name: "BERT", dots: [.init(value: 980, paint: .series(styles["bert"]), name: "West US")])],
///       references: [.init(value: 8.22, name: "a phone charge")])
///
/// The dots of a row are tied together by a line from the least to the greatest, and step aside where they would hide
/// each other; where even that leaves no room, as on a telephone, the whole chart has upright strokes instead of dots.
/// Zero and negative values have no place on the axis and are left out.
package struct DotPlot: Chart {
  package struct Dot: Hashable, Sendable {
    package let value: FiniteNumber
    package let paint: Paint
    /// For hover text.
    package let name: PlainText

    package init(value: FiniteNumber, paint: Paint, name: PlainText) {
      self.value = value
      self.paint = paint
      self.name = name
    }
  }

  package struct Row: Hashable, Sendable {
    package let name: PlainText
    /// The colour of the row's name; ink if none.
    package let paint: Paint?
    package let dots: [Dot]
    /// A figure for the end of the row, such as the median; may be empty.
    package let note: PlainText

    package init(name: PlainText, paint: Paint? = nil, dots: [Dot], note: PlainText = "") {
      self.name = name
      self.paint = paint
      self.dots = dots
      self.note = note
    }
  }

  /// A value that readers know from elsewhere.
  package struct Reference: Hashable, Sendable {
    package let value: FiniteNumber
    package let name: PlainText

    package init(value: FiniteNumber, name: PlainText) {
      self.value = value
      self.name = name
    }
  }

  package let caption: Caption
  package let axis: ValueAxis
  package let rows: [Row]
  package let references: [Reference]

  package init(caption: Caption, axis: ValueAxis, rows: [Row], references: [Reference] = []) {
    self.caption = caption
    self.axis = axis
    self.rows = rows
    self.references = references
  }

  package func drawing(width: Double) -> Drawing {
    let labels = RowLabels(rows.map(\.name), width: width)
    let noteWidth = min(rows.map { TextStyle.label.width(of: $0.note) }.max() ?? 0, width * 0.25)
    let left = labels.plotLeft + 6
    let right = width - (noteWidth > 0 ? noteWidth + 10 : 0) - 8
    let values = rows.lazy.flatMap(\.dots).map(\.value)
    let scale = LogScale(
      axis, covering: Array(values) + references.map(\.value), labelWidth: 48, from: left, to: right)
    let marks = references.compactMap { reference in
      scale.position(reference.value).map { VerticalReference(position: $0, label: reference.name) }
    }

    var drawing = Drawing(width: width)
    let bodyHeight = 24.0
    let pitch = bodyHeight + labels.headroom
    let plotTop = Drawing.height(of: marks, width: width) + 6
    let plot = Box(
      left: left, top: plotTop, right: right, bottom: plotTop + max(1, Double(rows.count)) * pitch + 4)
    drawing.addMinorGridLines(scale.minorPositions, plot: plot)
    drawing.addHorizontalAxis(
      scale.ticks, plot: plot, title: axis.title + (axis.title.isEmpty ? "log scale" : ", log scale"),
      drawsGridLines: true)
    drawing.addReferences(marks, top: 0, plot: plot)
    let isCrowded = rows.contains { row in Self.lanes(row.dots.compactMap { scale.position($0.value) }) == nil }
    for (index, row) in rows.enumerated() {
      let top = plotTop + Double(index) * pitch + labels.headroom
      labels.draw(row.name, paint: row.paint, bodyTop: top, bodyBottom: top + bodyHeight, on: &drawing)
      drawing.addDots(row, scale: scale, middle: top + bodyHeight / 2, axis: axis, asStrokes: isCrowded)
      drawing.add(
        row.note, within: noteWidth, x: width, baseline: top + bodyHeight / 2 + 4, anchor: .end, .ink)
    }
    drawing.height = plot.bottom + Drawing.tickLabelHeight + 16
    return drawing
  }
}

extension Drawing {
  fileprivate mutating func addMinorGridLines(_ positions: [Double], plot: Box) {
    var path = PathData()
    for position in positions {
      path.move(to: Point(x: position, y: plot.bottom))
      path.line(to: Point(x: position, y: plot.bottom + 2))
    }
    add(path, .tick)
  }

  fileprivate mutating func addDots(
    _ row: DotPlot.Row, scale: LogScale, middle: Double, axis: ValueAxis, asStrokes: Bool
  ) {
    let placed = row.dots.compactMap { dot in scale.position(dot.value).map { (dot: dot, x: $0) } }
    guard let least = placed.map(\.x).min(), let greatest = placed.map(\.x).max() else { return }
    addLine(from: Point(x: least, y: middle), to: Point(x: greatest, y: middle), .axis)
    let lanes = asStrokes ? nil : DotPlot.lanes(placed.map(\.x))
    for (index, (dot, x)) in placed.enumerated() {
      var path = PathData()
      let hover: PlainText = "\(row.name), \(dot.name): \(axis.quantity.format().text(dot.value))"
      guard let lanes else {
        path.rectangle(Box(left: x - 0.9, top: middle - 7, right: x + 0.9, bottom: middle + 7))
        add(path, .fill(dot.paint), hover: hover)
        continue
      }
      let shape: MarkerShape =
        switch dot.paint {
        case .series(let style): style.shape
        case .neutral: .circle
        }
      let center = Point(x: x, y: middle + lanes[index] * DotPlot.laneHeight)
      shape.append(to: &path, at: center, radius: DotPlot.radius)
      add(path, .fill(dot.paint), .rim, hover: hover)
    }
  }
}

extension DotPlot {
  fileprivate static let radius = 3.4
  fileprivate static let laneHeight = 7.0

  /// The lane of each dot, 0 in the middle, ±1 beside it: dots leave the middle where they would hide another.
  ///
  /// - Returns: `nil` if more than a quarter would hide another all the same.
  fileprivate static func lanes(_ positions: [Double]) -> [Double]? {
    var reached: [(lane: Double, x: Double)] = [(0, -.infinity), (-1, -.infinity), (1, -.infinity)]
    var lanes = [Double](repeating: 0, count: positions.count)
    var hidden = 0
    for index in positions.indices.sorted(by: { (positions[$0], $0) < (positions[$1], $1) }) {
      let x = positions[index]
      let free = reached.firstIndex { $0.x + 2 * radius <= x }
      if free == nil { hidden += 1 }
      // With no lane free, the one whose last dot is furthest away hides least.
      let chosen = free ?? reached.indices.min { reached[$0].x < reached[$1].x } ?? 0
      reached[chosen].x = x
      lanes[index] = reached[chosen].lane
    }
    return hidden * 4 > positions.count ? nil : lanes
  }
}
