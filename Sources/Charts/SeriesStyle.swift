/// How one series looks wherever it is drawn: a colour, a dash pattern, a marker shape.
///
///     let styles = SeriesStyles(order: ["france", "norway", "germany"])
///     styles["norway"]      // slot 1, in every chart of the page
///
/// Sixteen colours are more than can be told apart by everyone, so colour never stands alone: slots 0 to 7 are solid
/// and 8 to 15 dashed, the colours within each eight stay apart under protanopia, deuteranopia and tritanopia, and
/// within each eight all marker shapes differ. From slot 16 colours and shapes begin again, with other dashes.
package struct SeriesStyle: Hashable, Sendable {
  /// The place in the order of series; never negative.
  package let slot: Int

  package init(slot: Int) {
    precondition(slot >= 0, "slots count from 0")
    self.slot = slot
  }

  package static let colorCount = 16

  var color: Int { slot % Self.colorCount }
  var shape: MarkerShape { MarkerShape.allCases[slot % MarkerShape.allCases.count] }
  /// 0 is solid.
  var dash: Int { slot / 8 % 4 }
}

/// Styles by name, the same in every chart that is given the same order.
package struct SeriesStyles: Hashable, Sendable {
  private let slots: [String: Int]

  /// Names in order of importance; a name that comes again keeps its first place.
  package init(order names: [String]) {
    var slots: [String: Int] = [:]
    for name in names where slots[name] == nil { slots[name] = slots.count }
    self.slots = slots
  }

  /// The style of a name; a name that was not in the order gets the one after the last.
  package subscript(name: String) -> SeriesStyle { SeriesStyle(slot: slots[name] ?? slots.count) }
}

/// The outlines of markers, chosen to stay different at 7 units across.
package enum MarkerShape: Int, CaseIterable, Sendable {
  case circle, square, triangle, diamond, plus, triangleDown, cross, pentagon

  /// Appends the outline, of about the same area for every shape.
  func append(to path: inout PathData, at center: Point, radius: Double) {
    switch self {
    case .circle: path.circle(at: center, radius: radius)
    case .square: polygon([(-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)])
    case .triangle: polygon([(0, -1.15), (1.1, 0.8), (-1.1, 0.8)])
    case .diamond: polygon([(0, -1.25), (1.25, 0), (0, 1.25), (-1.25, 0)])
    case .plus: polygon(Self.plusCorners)
    case .triangleDown: polygon([(0, 1.15), (1.1, -0.8), (-1.1, -0.8)])
    case .cross: polygon(Self.plusCorners.map { (($0.0 - $0.1) * 0.707, ($0.0 + $0.1) * 0.707) })
    case .pentagon: polygon([(0, -1.1), (1.05, -0.34), (0.65, 0.89), (-0.65, 0.89), (-1.05, -0.34)])
    }
    func polygon(_ corners: [(Double, Double)]) {
      path.polygon(corners.map { Point(x: center.x + $0.0 * radius, y: center.y + $0.1 * radius) })
    }
  }

  private static let plusCorners: [(Double, Double)] = [
    (-0.4, -1.2), (0.4, -1.2), (0.4, -0.4), (1.2, -0.4), (1.2, 0.4), (0.4, 0.4),
    (0.4, 1.2), (-0.4, 1.2), (-0.4, 0.4), (-1.2, 0.4), (-1.2, -0.4), (-0.4, -0.4),
  ]
}
