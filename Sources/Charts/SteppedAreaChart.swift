/// A trace of constant steps over time, with the runs of one or more schedules drawn on it.
///
///     SteppedAreaChart(
///       caption: Caption(title: "When the job runs", description: "..."),
///       y: ValueAxis("Carbon intensity", .plain(unit: "g/kWh")),
///       start: 1_584_000_000, step: 300, values: trace,
///       highlights: [.init(name: "Pause and Resume, 2.1 kg", style: SeriesStyle(slot: 0), runs: runs)],
///       moments: [.init(time: release, name: "release")])
///
/// Value i holds from `start + i * step` for `step` seconds; a missing one leaves a hole. The area is drawn from zero.
/// Each highlight has a lane of its own below the trace, since runs of different schedules may share a slot, and
/// colours the area above its runs.
package struct SteppedAreaChart: Chart {
  package struct Highlight: Hashable, Sendable {
    package let name: PlainText
    package let paint: Paint
    /// Half-open ranges of Unix seconds, ascending.
    package let runs: [Range<Int>]

    package init(name: PlainText, paint: Paint, runs: [Range<Int>]) {
      self.name = name
      self.paint = paint
      self.runs = runs
    }
  }

  /// A moment that readers should find: a release, a deadline.
  package struct Moment: Hashable, Sendable {
    /// Unix seconds.
    package let time: Int
    package let name: PlainText

    package init(time: Int, name: PlainText) {
      self.time = time
      self.name = name
    }
  }

  package let caption: Caption
  package let y: ValueAxis
  package let start: Int
  package let step: Int
  package let values: [FiniteNumber?]
  package let highlights: [Highlight]
  package let moments: [Moment]

  /// - Parameters:
  ///   - y: what is measured; the axis always includes zero.
  ///   - start: of the first value, Unix seconds.
  ///   - step: seconds that each value holds, at least 1.
  package init(
    caption: Caption, y: ValueAxis, start: Int, step: Int, values: [FiniteNumber?], highlights: [Highlight] = [],
    moments: [Moment] = []
  ) {
    precondition(step > 0, "a step lasts at least a second")
    self.caption = caption
    self.y = ValueAxis(y.title, y.quantity, includesZero: true)
    self.start = start
    self.step = step
    self.values = values
    self.highlights = highlights
    self.moments = moments
  }

  package func drawing(width: Double) -> Drawing {
    let height = width < 500 ? 190.0 : 240
    // How much the references above the plot need depends on the horizontal scale, and that on the labels of the
    // vertical one: so that is laid out first, and moved into place later.
    let known = values.compactMap(\.self)
    let raised = LinearScale(y, covering: known, spacing: 36, from: height, to: 0)
    let left = (raised.ticks.map { TextStyle.label.width(of: $0.label) }.max() ?? 0) + 8
    let end = start + values.count * step
    let time = TimeLayout(from: start, through: end, left: left, right: width - 2, within: 0...width)
    let references = moments.filter { (start...end).contains($0.time) }.map {
      VerticalReference(position: time.position($0.time), label: $0.name)
    }
    let top = Drawing.axisTitleHeight + Drawing.height(of: references, width: width)
    let scale = raised.moved(by: top)
    let plot = Box(left: left, top: top, right: width - 2, bottom: top + height)

    var drawing = Drawing(width: width)
    drawing.add(scale.title, within: width, x: 0, baseline: 10)
    let outline = StepOutline(values: values, start: start, step: step, x: time.position, y: scale.position)
    drawing.add(outline.area(baseline: scale.baseline), .area)
    for highlight in highlights {
      drawing.add(
        outline.area(baseline: scale.baseline, during: highlight.runs), .fill(highlight.paint), .veil,
        hover: highlight.name)
    }
    drawing.addVerticalAxis(scale, plot: plot, showsTitle: false)
    drawing.add(outline.line, .thinLine, .stroke(.neutral), hover: caption.title)
    drawing.addReferences(references, top: Drawing.axisTitleHeight - 6, plot: plot)
    let lanes = drawing.addLanes(highlights, time: time, plot: plot, within: start..<max(end, start + 1))
    drawing.addHorizontalAxis(time.ticks, plot: plot, top: lanes, title: time.title)
    drawing.height = lanes + Drawing.tickLabelHeight + 16
    return drawing
  }
}

extension Drawing {
  /// One lane for each highlight: its name, and a bar for each run.
  ///
  /// - Returns: the bottom of the lanes.
  fileprivate mutating func addLanes(
    _ highlights: [SteppedAreaChart.Highlight], time: TimeLayout, plot: Box, within shown: Range<Int>
  ) -> Double {
    var top = plot.bottom + (highlights.isEmpty ? 0 : 12)
    for highlight in highlights {
      add(highlight.name, within: plot.width, x: plot.left, baseline: top + 11, .fill(highlight.paint))
      addLine(from: Point(x: plot.left, y: top + 20), to: Point(x: plot.right, y: top + 20), .gridLine)
      for run in highlight.runs where run.overlaps(shown) {
        let visible = run.clamped(to: shown)
        let left = time.position(visible.lowerBound)
        var bar = PathData()
        bar.rectangle(
          Box(left: left, top: top + 16, right: max(time.position(visible.upperBound), left + 0.8), bottom: top + 24))
        let from = CivilTime(unixSeconds: run.lowerBound).full
        let to = CivilTime(unixSeconds: run.upperBound).full
        add(bar, .fill(highlight.paint), hover: "\(highlight.name): \(from) to \(to) UTC")
      }
      top += 30
    }
    return top
  }
}
