/// Axes and their grid lines, drawn around a plot.
extension Drawing {
  /// Room above a plot for the title of its vertical axis.
  static let axisTitleHeight = 24.0
  /// Room below a plot for tick labels.
  static let tickLabelHeight = 22.0

  /// Horizontal grid lines, labels left of them, the title above.
  mutating func addVerticalAxis(_ scale: LinearScale, plot: Box, showsLabels: Bool = true, showsTitle: Bool = true) {
    var grid = PathData()
    for tick in scale.ticks where !tick.isMajor {
      grid.move(to: Point(x: plot.left, y: tick.position))
      grid.line(to: Point(x: plot.right, y: tick.position))
    }
    add(grid, .gridLine)
    // Zero is what bars and areas are compared with, so it stands out.
    for tick in scale.ticks where tick.isMajor {
      addLine(from: Point(x: plot.left, y: tick.position), to: Point(x: plot.right, y: tick.position), .axis)
    }
    if showsLabels {
      for tick in scale.ticks {
        add(tick.label, x: plot.left - 6, baseline: tick.position + 4, anchor: .end)
      }
    }
    if showsTitle {
      add(scale.title, within: width, x: 0, baseline: plot.top - 14)
    }
  }

  /// Labels below a plot, thinned until none touches another, and the title below them.
  mutating func addHorizontalAxis(
    _ ticks: [AxisTick], plot: Box, top: Double? = nil, title: PlainText = "", drawsGridLines: Bool = false,
    within bounds: ClosedRange<Double>? = nil
  ) {
    let top = top ?? plot.bottom
    var marks = PathData()
    for tick in ticks {
      marks.move(to: Point(x: tick.position, y: drawsGridLines ? plot.top : top))
      marks.line(to: Point(x: tick.position, y: top + 4))
    }
    if drawsGridLines { add(marks, .gridLine) } else { add(marks, .tick) }
    addLabels(ticks, baseline: top + 18, within: bounds ?? 0...width)
    add(title, within: width, x: width, baseline: top + 34, anchor: .end)
  }

  /// Centred labels, every second, third ... of them if there is no room for all, moved inwards at the bounds.
  mutating func addLabels(_ ticks: [AxisTick], baseline: Double, within bounds: ClosedRange<Double>) {
    for tick in TickThinning.thinned(ticks, within: bounds) {
      let half = tick.labelWidth / 2
      let x = min(max(tick.position, bounds.lowerBound + half), bounds.upperBound - half)
      if tick.isMajor {
        add(tick.label, x: x, baseline: baseline, anchor: .middle, .strong, .ink)
      } else {
        add(tick.label, x: x, baseline: baseline, anchor: .middle)
      }
    }
  }
}
