/// Turns drawings into SVG: the one place where marks become markup.
struct SVGWriter {
  var markup = Markup()

  /// What the SVG is for.
  enum Kind {
    /// Part of a page, shown on wide or on narrow screens.
    case wide, narrow
    /// A file of its own; with dark colours too, unless it is light only.
    case standalone(isLightOnly: Bool)

    var isStandalone: Bool {
      if case .standalone = self { true } else { false }
    }
  }

  /// Room around a chart in a file of its own; a page has margins already.
  static let padding = 16.0

  mutating func write(_ drawing: Drawing, caption: Caption, id: ElementID, kind: Kind) {
    let header = kind.isStandalone ? Header(caption, width: drawing.width) : nil
    let padding = kind.isStandalone ? Self.padding : 0
    let width = Coordinate((drawing.width + 2 * padding).wholeAbove)
    let height = Coordinate((drawing.height + (header?.drawing.height ?? 0) + padding).wholeAbove)
    markup.literal("<svg")
    switch kind {
    case .wide: markup.literal(" class=\"w\"")
    case .narrow: markup.literal(" class=\"na\"")
    case .standalone:
      markup.literal(" xmlns=\"http://www.w3.org/2000/svg\" width=\"")
      markup.number(width)
      markup.literal("\" height=\"")
      markup.number(height)
      markup.literal("\"")
    }
    markup.literal(" viewBox=\"0 0 ")
    markup.number(width)
    markup.literal(" ")
    markup.number(height)
    markup.literal("\" role=\"img\" aria-labelledby=\"")
    markup.id(id)
    markup.literal("-t ")
    markup.id(id)
    markup.literal("-d\">\n<title id=\"")
    markup.id(id)
    markup.literal("-t\">")
    markup.text(caption.title)
    markup.literal("</title><desc id=\"")
    markup.id(id)
    markup.literal("-d\">")
    markup.text(caption.description)
    markup.literal("</desc>\n")
    if let header {
      markup.literal("<style>")
      let used = drawing.classes.union(header.drawing.classes).union([.paper])
      if case .standalone(isLightOnly: true) = kind {
        markup.styleSheet(StyleSheet.standalone(classes: used, isLightOnly: true))
      } else {
        markup.styleSheet(StyleSheet.standalone(classes: used))
      }
      markup.literal("</style>\n<path class=\"p\" d=\"M0 0h")
      markup.number(width)
      markup.literal("v")
      markup.number(height)
      markup.literal("H0z\"/>\n")
      for mark in header.drawing.marks { write(mark, id: id) }
      markup.literal("<g transform=\"translate(")
      markup.number(Coordinate(padding))
      markup.literal(" ")
      markup.number(Coordinate(header.drawing.height))
      markup.literal(")\">\n")
    }
    for mark in drawing.marks { write(mark, id: id) }
    if header != nil { markup.literal("</g>\n") }
    markup.literal("</svg>\n")
  }

  private mutating func write(_ mark: Drawing.Mark, id: ElementID) {
    switch mark {
    case .path(let path): write(path)
    case .text(let text): write(text)
    case .definition(let number, let path):
      markup.literal("<defs><path id=\"")
      markup.id(id)
      markup.literal("-g")
      markup.number(number)
      markup.literal("\" d=\"")
      markup.path(path)
      markup.literal("\"/></defs>\n")
    case .copy(let number, let x, let y, let classes):
      markup.literal("<use")
      write(classes)
      markup.literal(" href=\"#")
      markup.id(id)
      markup.literal("-g")
      markup.number(number)
      markup.literal("\" x=\"")
      markup.number(Coordinate(x))
      markup.literal("\" y=\"")
      markup.number(Coordinate(y))
      markup.literal("\"/>\n")
    }
  }

  private mutating func write(_ path: Drawing.PathMark) {
    markup.literal("<path")
    write(path.classes)
    markup.literal(" d=\"")
    markup.path(path.data)
    if let hover = path.hover {
      markup.literal("\"><title>")
      markup.text(hover)
      markup.literal("</title></path>\n")
    } else {
      markup.literal("\"/>\n")
    }
  }

  private mutating func write(_ text: Drawing.TextMark) {
    markup.literal("<text")
    write(text.allClasses)
    markup.literal(" x=\"")
    markup.number(Coordinate(text.x))
    markup.literal("\" y=\"")
    markup.number(Coordinate(text.baseline))
    markup.literal("\">")
    if let hover = text.hover {
      markup.literal("<title>")
      markup.text(hover)
      markup.literal("</title>")
    }
    markup.text(text.text)
    markup.literal("</text>\n")
  }

  private mutating func write(_ classes: [StyleClass]) {
    guard !classes.isEmpty else { return }
    markup.literal(" class=\"")
    for (index, style) in classes.enumerated() {
      if index > 0 { markup.literal(" ") }
      markup.className(style)
    }
    markup.literal("\"")
  }
}

/// The title and subtitle above a chart in a file of its own.
private struct Header {
  var drawing: Drawing

  init(_ caption: Caption, width: Double) {
    drawing = Drawing(width: width)
    let left = SVGWriter.padding
    var baseline = left - 4
    for line in TextWidth.lines(of: caption.title, width: width, size: TextStyle.title.size, bold: true) {
      baseline += 19
      drawing.add(line, x: left, baseline: baseline, style: .title, .ink)
    }
    for line in TextWidth.lines(of: caption.subtitle, width: width, size: TextStyle.label.size) {
      baseline += 16
      drawing.add(line, x: left, baseline: baseline)
    }
    drawing.height = baseline + 16
  }
}
