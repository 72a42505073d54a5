extension DataTable.Cell {
  var number: FiniteNumber? {
    if case .number(let number) = self { number } else { nil }
  }
}

/// How the numbers of one column look, once all of them are known.
struct CellLook {
  let format: NumberFormat
  let look: DataTable.Look
  private let greatest: Double
  private let levels: HeatLevels?

  init(_ kind: DataTable.Kind, numbers: [FiniteNumber]) {
    switch kind {
    case .text: (format, look) = (.significant(3), .plain)
    case .number(let format, let look): (self.format, self.look) = (format, look)
    }
    greatest = numbers.map(\.value.magnitude).max() ?? 0
    levels =
      switch look {
      case .plain, .bar: nil
      case .shade(let palette): HeatLevels(palette, covering: numbers)
      case .fixedShade(let palette, let range): HeatLevels(palette, covering: [range.lowerBound, range.upperBound])
      }
  }

  /// A bar's length in percent of its cell.
  func share(of number: FiniteNumber) -> Int {
    greatest > 0 ? Int((number.value.magnitude / greatest * 100).nearestWhole) : 0
  }

  func level(of number: FiniteNumber) -> (level: Int, isDiverging: Bool)? {
    // Behind text the paler colours do; the strongest would outshout the rest of the table.
    levels.map { levels in
      let level = levels.level(of: number)
      return levels.palette == .sequential ? (level / 2, false) : (level, true)
    }
  }
}

extension Markup {
  mutating func cell(_ cell: DataTable.Cell, look: CellLook, isHeading: Bool) {
    literal(isHeading ? "<th scope=\"row\"" : "<td")
    switch cell {
    case .text(let text):
      literal(">")
      self.text(text)
    case .series(let name, let style):
      literal(">")
      append(.swatch(style))
      text(name)
    case .number(let number):
      literal(" class=\"nu")
      if let number {
        if look.look == .bar {
          literal(number.value < 0 ? " ba ng p" : " ba p")
          self.number(look.share(of: number))
        }
        if let (level, isDiverging) = look.level(of: number) {
          literal(isDiverging ? " bv" : " bq")
          self.number(level)
        }
        literal("\" data-v=\"")
        fullNumber(number)
      }
      literal("\">")
      text(look.format.text(number))
    }
    literal(isHeading ? "</th>" : "</td>")
  }

  /// The marker of a series, as high as a line of text.
  package static func swatch(_ style: SeriesStyle) -> Markup {
    var path = PathData()
    style.shape.append(to: &path, at: Point(x: 6, y: 6), radius: 4.5)
    var markup = Markup()
    markup.literal("<svg class=\"sw\" viewBox=\"0 0 12 12\" aria-hidden=\"true\"><path class=\"")
    markup.className(.fill(.series(style)))
    markup.literal("\" d=\"")
    markup.path(path)
    markup.literal("\"/></svg> ")
    return markup
  }
}

extension StyleSheet {
  static let tableRules: String = {
    var css = """
      .ch.sc{overflow-x:auto}
      .ch table{font-size:14px;border-collapse:collapse;font-variant-numeric:tabular-nums;color:var(--ink)}
      .ch caption,.ch figcaption{text-align:left;color:var(--ink);padding:0 0 .5em}
      .ch caption span,.ch figcaption span{color:var(--muted);display:block;font-size:.875em}
      .ch th,.ch td{padding:.25em .6em;text-align:left;font-weight:400;white-space:nowrap}
      .ch thead th{color:var(--muted);border-bottom:1px solid var(--axis);vertical-align:bottom;white-space:normal}
      .ch tbody tr+tr>*{border-top:1px solid var(--grid)}
      .ch th:first-child{position:sticky;left:0;background:var(--paper);padding-left:0}
      .ch th.nu,.ch td.nu{text-align:right}
      .ch .ba{--b:var(--area)}
      .ch .ba{background:linear-gradient(var(--b),var(--b)) no-repeat 0 50%/calc(var(--w)*.95) calc(100% - 4px)}
      .ch .ng{--b:var(--v6)}
      .ch svg.sw{display:inline-block;width:.8em;height:.8em}

      """
    for percent in 0...100 { css += ".p\(percent){--w:\(percent)%}" }
    css += "\n"
    for level in 0..<ThemeColor.levelCount {
      css += ".ch .bq\(level){background:var(--q\(level));color:var(--qi\(level))}"
      css += ".ch .bv\(level){background:var(--v\(level));color:var(--vi\(level))}\n"
    }
    return css
  }()
}
