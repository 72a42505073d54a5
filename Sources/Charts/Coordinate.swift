/// A position or length in a drawing, in tenths of a unit: what a screen can show, and what a file has room for.
///
///     Coordinate(12.34).description      // "12.3"
///     Coordinate(-0.04).description      // "0"
///
/// An integer underneath, so that no NaN can reach a file and equal drawings give equal bytes.
///
/// ### Edge Cases
/// Values beyond ±1,000,000 are clamped; NaN becomes 0.
package struct Coordinate: Hashable, Comparable, Sendable {
  package let tenths: Int

  package init(_ value: Double) {
    guard !value.isNaN else {
      tenths = 0
      return
    }
    tenths = Int((min(max(value, -1_000_000), 1_000_000) * 10).nearestWhole)
  }

  init(tenths: Int) { self.tenths = tenths }

  var value: Double { Double(tenths) / 10 }

  package static func < (left: Self, right: Self) -> Bool { left.tenths < right.tenths }
  static func - (left: Self, right: Self) -> Self { Self(tenths: left.tenths - right.tenths) }
}

extension Coordinate: CustomStringConvertible {
  /// At most one decimal, and none of the characters that path data can do without: `.5`, `-3`, `12.3`.
  package var description: String {
    let whole = tenths.magnitude / 10
    let tenth = tenths.magnitude % 10
    let sign = tenths < 0 ? "-" : ""
    if tenth == 0 { return sign + String(whole) }
    return sign + (whole == 0 ? "" : String(whole)) + "." + String(tenth)
  }
}

/// A point of a drawing: x to the right, y downwards.
struct Point: Hashable, Sendable {
  var x: Double
  var y: Double
}

/// A rectangle of a drawing, given by its edges.
package struct Box: Hashable, Sendable {
  package var left: Double
  package var top: Double
  package var right: Double
  package var bottom: Double

  package var width: Double { right - left }
  package var height: Double { bottom - top }

  /// Whether the two share more than an edge.
  package func overlaps(_ other: Box) -> Bool {
    left < other.right && other.left < right && top < other.bottom && other.top < bottom
  }
}
