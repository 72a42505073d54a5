/// Marks on a surface of a given size: what every chart becomes, and all that the renderer knows.
///
/// Origin at the top left, x to the right, y downwards, one unit a CSS pixel at full size. Marks are painted in the
/// order they were added.
package struct Drawing: Hashable, Sendable {
  package let width: Double
  package var height: Double
  package private(set) var marks: [Mark] = []

  package enum Mark: Hashable, Sendable {
    case path(PathMark)
    case text(TextMark)
    /// A path kept for copies, not shown where it stands; the number names it within the drawing.
    case definition(Int, PathData)
    /// A definition shown at an offset. Copies have the classes, because a page's rules do not reach into them.
    case copy(Int, x: Double, y: Double, classes: [StyleClass])
  }

  package struct PathMark: Hashable, Sendable {
    package let data: PathData
    package let classes: [StyleClass]
    /// Shown when the pointer rests on the mark.
    package let hover: PlainText?
  }

  package struct TextMark: Hashable, Sendable {
    package let text: PlainText
    /// The left, middle or right end of the baseline, as the anchor says.
    package let x: Double
    package let baseline: Double
    package let anchor: TextAnchor
    package let style: TextStyle
    package let classes: [StyleClass]
    /// The unabbreviated text, shown when the pointer rests on the mark.
    package let hover: PlainText?

    /// What the text covers, at most: from the font's ascent to its descent, as browsers measure it.
    package var box: Box {
      let width = style.width(of: text)
      let left: Double
      switch anchor {
      case .start: left = x
      case .middle: left = x - width / 2
      case .end: left = x - width
      }
      let ascent = style.size * 0.94
      return Box(left: left, top: baseline - ascent, right: left + width, bottom: baseline + style.size * 0.25)
    }
  }

  init(width: Double, height: Double = 0) {
    self.width = width
    self.height = height
  }

  /// Adds a path; one without segments is left out.
  mutating func add(_ data: PathData, _ classes: StyleClass..., hover: PlainText? = nil) {
    add(data, classes: classes, hover: hover)
  }

  mutating func add(_ data: PathData, classes: [StyleClass], hover: PlainText? = nil) {
    guard !data.isEmpty else { return }
    marks.append(.path(PathMark(data: data, classes: classes, hover: hover)))
  }

  /// Adds text, shortened to the given room, if any; what is shortened shows its full length as hover text. Empty text
  /// is left out.
  mutating func add(
    _ text: PlainText, within room: Double = .infinity, x: Double, baseline: Double, anchor: TextAnchor = .start,
    style: TextStyle = .label, _ classes: StyleClass...
  ) {
    let shown = TextWidth.truncated(text, to: room, size: style.size, bold: style.isBold)
    guard !shown.isEmpty else { return }
    marks.append(
      .text(
        TextMark(
          text: shown, x: x, baseline: baseline, anchor: anchor, style: style, classes: classes,
          hover: shown == text ? nil : text)))
  }

  mutating func define(_ number: Int, _ path: PathData) { marks.append(.definition(number, path)) }

  mutating func copy(_ number: Int, x: Double, y: Double, _ classes: StyleClass...) {
    marks.append(.copy(number, x: x, y: y, classes: classes))
  }

  mutating func addLine(from start: Point, to end: Point, _ classes: StyleClass...) {
    var path = PathData()
    path.move(to: start)
    path.line(to: end)
    add(path, classes: classes)
  }

  package var texts: [TextMark] {
    marks.compactMap { if case .text(let text) = $0 { text } else { nil } }
  }

  /// Every class that some mark names.
  var classes: Set<StyleClass> {
    var classes: Set<StyleClass> = []
    for mark in marks {
      switch mark {
      case .path(let path): classes.formUnion(path.classes)
      case .text(let text): classes.formUnion(text.allClasses)
      case .definition: break
      case .copy(_, _, _, let used): classes.formUnion(used)
      }
    }
    return classes
  }
}

extension Drawing.TextMark {
  var allClasses: [StyleClass] { style.classes + anchor.classes + classes }
}

package enum TextAnchor: Hashable, Sendable {
  case start, middle, end

  var classes: [StyleClass] {
    switch self {
    case .start: []
    case .middle: [.middle]
    case .end: [.end]
    }
  }
}

/// The few sizes of text in a chart.
package enum TextStyle: Hashable, Sendable {
  /// Figures inside cells.
  case small
  /// Ticks, axis titles, series labels.
  case label
  /// The heading of a panel.
  case heading
  /// The title of a chart in a file of its own.
  case title

  package var size: Double {
    switch self {
    case .small: 10
    case .label: 11
    case .heading: 12
    case .title: 15
    }
  }

  var isBold: Bool { self == .heading || self == .title }

  var classes: [StyleClass] {
    switch self {
    case .small: [.small]
    case .label: []
    case .heading: [.heading]
    case .title: [.title]
    }
  }

  package func width(of text: PlainText) -> Double { TextWidth.of(text, size: size, bold: isBold) }

  func truncated(_ text: PlainText, to width: Double) -> PlainText {
    TextWidth.truncated(text, to: width, size: size, bold: isBold)
  }
}
