/// The `d` attribute of a path, written as briefly as one decimal allows.
///
///     var path = PathData()
///     path.move(to: Point(x: 10, y: 20))
///     path.line(to: Point(x: 15.5, y: 20))
///     path.string      // "M10 20h5.5"
///
/// Segments are relative, horizontal and vertical ones have their short forms, and segments of no length are left
/// out. Positions are rounded before differences are taken, so rounding errors do not add up along a path.
package struct PathData: Hashable, Sendable {
  package private(set) var string = ""
  /// Where the pen stands, as written.
  private var x = Coordinate(0)
  private var y = Coordinate(0)
  private var hasLength = false

  var isEmpty: Bool { string.isEmpty }

  mutating func move(to point: Point) {
    x = Coordinate(point.x)
    y = Coordinate(point.y)
    string += "M\(x)" + separated(y)
    hasLength = false
  }

  mutating func line(to point: Point) {
    let newX = Coordinate(point.x)
    let newY = Coordinate(point.y)
    let across = newX - x
    let down = newY - y
    switch (across.tenths, down.tenths) {
    // A dot's worth of path must stay, or a lone point of a line would vanish.
    case (0, 0): if !hasLength { string += "h0" }
    case (0, _): string += "v\(down)"
    case (_, 0): string += "h\(across)"
    default: string += "l\(across)" + separated(down)
    }
    hasLength = true
    x = newX
    y = newY
  }

  /// Appends a closed rectangle.
  mutating func rectangle(_ box: Box) {
    move(to: Point(x: box.left, y: box.top))
    let width = Coordinate(box.right) - x
    let height = Coordinate(box.bottom) - y
    string += "h\(width)v\(height)h\(Coordinate(tenths: -width.tenths))z"
  }

  /// Appends a closed polygon.
  mutating func polygon(_ points: [Point]) {
    guard let first = points.first else { return }
    move(to: first)
    for point in points.dropFirst() { line(to: point) }
    close()
  }

  /// Appends a circle of the given radius.
  mutating func circle(at center: Point, radius: Double) {
    move(to: Point(x: center.x - radius, y: center.y))
    let r = Coordinate(radius)
    let d = Coordinate(tenths: 2 * r.tenths)
    string += "a\(r) \(r) 0 1 0 \(d) 0a\(r) \(r) 0 1 0 \(Coordinate(tenths: -d.tenths)) 0z"
  }

  /// Appends another path, which begins with a move of its own.
  mutating func append(_ other: PathData) {
    guard !other.isEmpty else { return }
    string += other.string
    (x, y, hasLength) = (other.x, other.y, other.hasLength)
  }

  mutating func close() { string += "z" }

  /// A minus sign separates two numbers by itself.
  private func separated(_ coordinate: Coordinate) -> String {
    coordinate.tenths < 0 ? "\(coordinate)" : " \(coordinate)"
  }
}
