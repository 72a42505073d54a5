/// How one amount becomes another, step by step: a bar for the first, floating bars for what each step takes away or adds,
/// a bar for the last.
///
///     WaterfallChart(
///       caption: Caption(title: "Where the saving comes from", description: "..."),
///       axis: ValueAxis("Emissions", .mass),
///       start: .init(name: "large, now", amount: 300, paint: .series(red)),
///       steps: [.init(name: "energy", change: -120), .init(name: "place", change: -80)],
///       end: .init(name: "small, planned", amount: 100, paint: .series(blue)))
///
/// Rows from top to bottom read well on any screen and with any names. The figures beside the bars carry their sign, and a
/// thin line leads from the end of each bar to the next.
package struct WaterfallChart: Chart {
  /// An amount that stands on the axis.
  package struct Amount: Hashable, Sendable {
    package let name: PlainText
    package let amount: FiniteNumber
    package let paint: Paint

    package init(name: PlainText, amount: FiniteNumber, paint: Paint = .neutral) {
      self.name = name
      self.amount = amount
      self.paint = paint
    }
  }

  /// What changes it.
  package struct Step: Hashable, Sendable {
    package let name: PlainText
    package let change: FiniteNumber

    package init(name: PlainText, change: FiniteNumber) {
      self.name = name
      self.change = change
    }
  }

  package let caption: Caption
  package let axis: ValueAxis
  package let start: Amount
  package let steps: [Step]
  package let end: Amount
  /// The looks of steps down and up.
  package let downPaint: Paint
  package let upPaint: Paint

  package init(
    caption: Caption, axis: ValueAxis, start: Amount, steps: [Step], end: Amount, downPaint: Paint = .neutral,
    upPaint: Paint = .neutral
  ) {
    self.caption = caption
    self.axis = ValueAxis(axis.title, axis.quantity, includesZero: true)
    self.start = start
    self.steps = steps
    self.end = end
    self.downPaint = downPaint
    self.upPaint = upPaint
  }

  /// A row as it is drawn.
  private struct Row {
    var name: PlainText
    var from: FiniteNumber
    var to: FiniteNumber
    var paint: Paint
    var figure: PlainText
  }

  private var rows: [Row] {
    let format = axis.quantity.format()
    let zero: FiniteNumber = 0
    var rows = [
      Row(name: start.name, from: zero, to: start.amount, paint: start.paint, figure: format.text(start.amount))
    ]
    var level = start.amount
    for step in steps {
      // Beyond the largest number there is no level; such amounts have no chart worth reading.
      let next = FiniteNumber(level.value + step.change.value) ?? level
      let sign: PlainText = step.change.value > 0 ? "+" : ""
      rows.append(
        Row(
          name: step.name, from: level, to: next, paint: step.change.value > 0 ? upPaint : downPaint,
          figure: sign + format.text(step.change)))
      level = next
    }
    rows.append(Row(name: end.name, from: zero, to: end.amount, paint: end.paint, figure: format.text(end.amount)))
    return rows
  }

  package func drawing(width: Double) -> Drawing {
    let rows = rows
    let names = RowLabels(rows.map(\.name), width: width)
    let thickness = 16.0
    let pitch = thickness + 8 + names.headroom
    let figureWidth = rows.map { TextStyle.label.width(of: $0.figure) }.max() ?? 0
    let left = names.plotLeft
    let right = width - (figureWidth + 10)
    let scale = LinearScale(
      axis, covering: rows.flatMap { [$0.from, $0.to] }, spacing: 60, from: left, to: right)
    let plot = Box(left: left, top: 0, right: right, bottom: Double(rows.count) * pitch)

    var drawing = Drawing(width: width)
    let ticks = scale.ticks.map { AxisTick(position: $0.position, label: $0.label) }
    drawing.addHorizontalAxis(ticks, plot: plot, title: scale.title, drawsGridLines: true)
    for (index, row) in rows.enumerated() {
      let top = Double(index) * pitch + names.headroom + 4
      let bottom = top + thickness
      names.draw(row.name, paint: nil, bodyTop: top, bodyBottom: bottom, on: &drawing)
      drawing.add(row.figure, x: width, baseline: top + thickness / 2 + 4, anchor: .end, .ink)
      let ends = (scale.position(row.from), scale.position(row.to))
      var bar = PathData()
      // A change of nothing is a line, not nothing.
      let middle = (ends.0 + ends.1) / 2
      let reach = max(abs(ends.1 - ends.0), 1) / 2
      bar.rectangle(Box(left: middle - reach, top: top, right: middle + reach, bottom: bottom))
      drawing.add(bar, .fill(row.paint), hover: "\(row.name): \(row.figure)")
      if index + 1 < rows.count {
        let nextTop = Double(index + 1) * pitch + names.headroom + 4
        drawing.addLine(from: Point(x: ends.1, y: bottom), to: Point(x: ends.1, y: nextTop), .leader)
      }
    }
    drawing.addLine(from: Point(x: scale.baseline, y: 0), to: Point(x: scale.baseline, y: plot.bottom), .axis)
    drawing.height = plot.bottom + Drawing.tickLabelHeight + 16
    return drawing
  }
}
