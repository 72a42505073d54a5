extension BarChart {
  /// Bars to the right.
  func rows(width: Double) -> Drawing {
    let names = RowLabels(groups.map(\.name), width: width)
    let showsFigures = (1...2).contains(series.count)
    let thickness = [14.0, 14, 9, 8][min(max(series.count, 1), 4) - 1] - (series.count > 4 ? 2 : 0)
    let body = thickness * Double(max(1, series.count))
    let pitch = body + (series.count == 1 ? 6 : 10) + names.headroom
    let format = axis.quantity.format()
    let figures = groups.map { group in
      group.values.enumerated().map { index, value -> PlainText in
        guard showsFigures, value != nil else { return "" }
        return group.notes.isEmpty ? format.text(value) : group.notes[index]
      }
    }
    let figureWidth = figures.joined().map { TextStyle.label.width(of: $0) }.max() ?? 0

    let left = names.plotLeft
    let right = width - (figureWidth > 0 ? figureWidth + 10 : 8)
    let scale = LinearScale(axis, covering: values, spacing: 60, from: left, to: right)
    let labels = legend
    // Where the axis is far below, its labels stand above the plot too.
    let bodies = Double(max(1, groups.count)) * pitch
    let top = legendHeight(width: width) + (bodies > 350 ? 18 : 0)
    let plot = Box(left: left, top: top, right: right, bottom: top + bodies)

    var drawing = Drawing(width: width)
    labels.draw(on: &drawing, top: 0)
    let ticks = scale.ticks.map { AxisTick(position: $0.position, label: $0.label) }
    drawing.addHorizontalAxis(ticks, plot: plot, title: scale.title, drawsGridLines: true)
    if bodies > 350 { drawing.addLabels(ticks, baseline: top - 6, within: 0...width) }
    var bars = BarPaths()
    for (index, group) in groups.enumerated() {
      let bodyTop = top + Double(index) * pitch + names.headroom + 3
      names.draw(group.name, paint: group.paint, bodyTop: bodyTop, bodyBottom: bodyTop + body, on: &drawing)
      for (number, value) in group.values.enumerated() {
        let barTop = bodyTop + Double(number) * thickness
        drawing.add(figures[index][number], x: width, baseline: barTop + thickness / 2 + 4, anchor: .end, .ink)
        guard let value else { continue }
        let ends = (scale.baseline, scale.position(value))
        bars.add(
          Box(left: min(ends.0, ends.1), top: barTop, right: max(ends.0, ends.1), bottom: barTop + thickness - 1),
          classes: classes(group: group, series: number), hover: hover(group: group, series: number))
      }
    }
    bars.draw(on: &drawing)
    drawing.addLine(from: Point(x: scale.baseline, y: top), to: Point(x: scale.baseline, y: plot.bottom), .axis)
    drawing.height = plot.bottom + Drawing.tickLabelHeight + 16
    return drawing
  }

  /// Bars upwards.
  func columns(width: Double) -> Drawing {
    let height = width < 500 ? 180.0 : 220
    let labels = legend
    let top = legendHeight(width: width) + Drawing.axisTitleHeight
    let scale = LinearScale(axis, covering: values, spacing: 36, from: top + height, to: top)
    let left = (scale.ticks.map { TextStyle.label.width(of: $0.label) }.max() ?? 0) + 8
    let plot = Box(left: left, top: top, right: width, bottom: top + height)
    let pitch = plot.width / Double(max(1, groups.count))
    let body = pitch - min(max(pitch * 0.25, 1), 16)
    let thickness = min(body / Double(max(1, series.count)), 60)
    let inset = (pitch - thickness * Double(series.count)) / 2
    // A gap of one unit between bars, as long as the bars are wider than that.
    let gap = thickness > 3 ? 1.0 : 0

    var drawing = Drawing(width: width)
    labels.draw(on: &drawing, top: 0)
    drawing.addVerticalAxis(scale, plot: plot)
    var bars = BarPaths()
    for (index, group) in groups.enumerated() {
      for (number, value) in group.values.enumerated() {
        guard let value else { continue }
        let barLeft = left + Double(index) * pitch + inset + Double(number) * thickness
        let ends = (scale.baseline, scale.position(value))
        bars.add(
          Box(left: barLeft, top: min(ends.0, ends.1), right: barLeft + thickness - gap, bottom: max(ends.0, ends.1)),
          classes: classes(group: group, series: number), hover: hover(group: group, series: number))
      }
    }
    bars.draw(on: &drawing)
    drawing.addLine(from: Point(x: left, y: scale.baseline), to: Point(x: width, y: scale.baseline), .axis)
    let ticks = groups.enumerated().map { index, group in
      AxisTick(position: left + (Double(index) + 0.5) * pitch, label: group.name)
    }
    drawing.addLabels(ticks, baseline: plot.bottom + 18, within: left...width)
    drawing.add(groupTitle, within: width, x: width, baseline: plot.bottom + 34, anchor: .end)
    drawing.height = plot.bottom + Drawing.tickLabelHeight + (groupTitle.isEmpty ? 0 : 16)
    return drawing
  }
}

/// Bars on paper of their own, so that no grid line shows through the paler ones.
private struct BarPaths {
  private var backing = PathData()
  private var bars: [Drawing.PathMark] = []

  mutating func add(_ box: Box, classes: [StyleClass], hover: PlainText) {
    var path = PathData()
    path.rectangle(box)
    if classes.contains(where: { if case .shade = $0 { true } else { false } }) { backing.rectangle(box) }
    bars.append(Drawing.PathMark(data: path, classes: classes, hover: hover))
  }

  func draw(on drawing: inout Drawing) {
    drawing.add(backing, .paper)
    for bar in bars { drawing.add(bar.data, classes: bar.classes, hover: bar.hover) }
  }
}
