/// A class of the style sheet: everything a mark can look like.
///
/// Marks name classes and carry no style of their own, which keeps files small and lets a page's theme reach them.
package enum StyleClass: Hashable, Sendable {
  // Lines.
  case gridLine, axis, tick, line, thinLine, faint, leader, reference
  case stroke(Paint)
  /// A dash pattern, 1 to 3.
  case dash(Int)
  // Areas.
  case area, paper, ink
  case fill(Paint)
  /// A cut of the paper's colour around a mark, so that marks that touch stay apart.
  case rim
  /// A step of opacity, 0 (faint) to 7 (solid).
  case shade(Int)
  case veil
  case heat(Int)
  case heatInk(Int)
  case diverging(Int)
  case divergingInk(Int)
  // Text.
  case small, heading, title, strong
  case middle, end
  /// A halo of paper around text that lies on lines.
  case halo

  /// A property and what it is set to.
  enum Value: Hashable, Sendable {
    case color(ThemeColor)
    case literal(String)
  }

  var name: String {
    switch self {
    case .gridLine: "g"
    case .axis: "x"
    case .tick: "k"
    case .line: "l"
    case .thinLine: "n"
    case .faint: "fa"
    case .leader: "ld"
    case .reference: "rf"
    case .stroke(.series(let style)): "s\(style.color)"
    case .stroke(.neutral): "sn"
    case .dash(let pattern): "d\(pattern)"
    case .area: "ar"
    case .paper: "p"
    case .ink: "i"
    case .fill(.series(let style)): "f\(style.color)"
    case .fill(.neutral): "fn"
    case .rim: "r"
    case .shade(let step): "o\(step)"
    case .veil: "ve"
    case .heat(let level): "q\(level)"
    case .heatInk(let level): "qi\(level)"
    case .diverging(let level): "v\(level)"
    case .divergingInk(let level): "vi\(level)"
    case .small: "sm"
    case .heading: "h"
    case .title: "ti"
    case .strong: "b"
    case .middle: "m"
    case .end: "e"
    case .halo: "ha"
    }
  }

  var declarations: [(property: String, value: Value)] {
    switch self {
    case .gridLine: Self.outline(.gridLine, width: "1")
    case .axis: Self.outline(.axis, width: "1")
    case .tick: Self.outline(.axis, width: "1")
    case .line:
      [
        ("fill", .literal("none")), ("stroke-width", .literal("2")), ("stroke-linejoin", .literal("round")),
        ("stroke-linecap", .literal("round")),
      ]
    case .thinLine: [("fill", .literal("none")), ("stroke-width", .literal("1.5"))]
    case .faint: Self.outline(.gridLine, width: "1")
    case .leader: Self.outline(.axis, width: ".7")
    case .reference: Self.outline(.axis, width: "1") + [("stroke-dasharray", .literal("2 2"))]
    case .stroke(.series(let style)): [("stroke", .color(.series(style.color)))]
    case .stroke(.neutral): [("stroke", .color(.neutral))]
    case .dash(let pattern): [("stroke-dasharray", .literal(["none", "5 4", "1 4", "8 3 1 3"][pattern]))]
    case .area: [("fill", .color(.area))]
    case .paper: [("fill", .color(.paper))]
    case .ink: [("fill", .color(.ink))]
    case .fill(.series(let style)): [("fill", .color(.series(style.color)))]
    case .fill(.neutral): [("fill", .color(.neutral))]
    case .rim: [("stroke", .color(.paper)), ("stroke-width", .literal("1"))]
    case .shade(let step): [("fill-opacity", .literal([".28", ".38", ".48", ".58", ".68", ".78", ".89", "1"][step]))]
    case .veil: [("fill-opacity", .literal(".55"))]
    case .heat(let level): [("fill", .color(.heat(level)))]
    case .heatInk(let level): [("fill", .color(.heatInk(level)))]
    case .diverging(let level): [("fill", .color(.diverging(level)))]
    case .divergingInk(let level): [("fill", .color(.divergingInk(level)))]
    case .small: [("font-size", .literal("10px"))]
    case .heading: [("font-size", .literal("12px")), ("font-weight", .literal("600"))]
    case .title: [("font-size", .literal("15px")), ("font-weight", .literal("600"))]
    case .strong: [("font-weight", .literal("600"))]
    case .middle: [("text-anchor", .literal("middle"))]
    case .end: [("text-anchor", .literal("end"))]
    case .halo: [("paint-order", .literal("stroke")), ("stroke", .color(.paper)), ("stroke-width", .literal("4px"))]
    }
  }

  private static func outline(_ color: ThemeColor, width: String) -> [(property: String, value: Value)] {
    [("fill", .literal("none")), ("stroke", .color(color)), ("stroke-width", .literal(width))]
  }

  /// Every class that a chart may use, in the order of the style sheet: later ones win.
  static let all: [StyleClass] = {
    let paints: [Paint] = (0..<SeriesStyle.colorCount).map { .series(SeriesStyle(slot: $0)) } + [.neutral]
    var classes: [StyleClass] = [.gridLine, .axis, .tick, .line, .thinLine, .faint, .leader, .reference]
    classes += [.area, .paper, .ink]
    classes += paints.map(StyleClass.stroke) + (1...3).map(StyleClass.dash) + paints.map(StyleClass.fill)
    classes += [.rim] + (0...7).map(StyleClass.shade) + [.veil]
    for level in 0..<ThemeColor.levelCount { classes += [.heat(level), .heatInk(level)] }
    for level in 0..<ThemeColor.levelCount { classes += [.diverging(level), .divergingInk(level)] }
    return classes + [.small, .heading, .title, .strong, .middle, .end, .halo]
  }()
}
