/// Leaves out the points of a line that no screen can show.
///
/// Of the points that fall into one unit of width, the first, the lowest, the highest and the last are kept, in their
/// order: the drawn line covers the same pixels. (Jugel et al., "M4: a visualization-oriented time series data
/// aggregation", VLDB 2014.)
///
/// Lines with fewer than two points for each unit come back as they are.
enum Thinning {
  /// - Parameter points: from left to right.
  /// - Complexity: O(*n*) for *n* points.
  static func thinned(_ points: [Point]) -> [Point] {
    guard let first = points.first, let last = points.last, Double(points.count) > 2 * (last.x - first.x) + 8 else {
      return points
    }
    var kept: [Point] = []
    var start = 0
    while start < points.count {
      let column = points[start].x.wholeBelow
      var end = start
      var low = start
      var high = start
      while end < points.count, points[end].x.wholeBelow == column {
        if points[end].y < points[low].y { low = end }
        if points[end].y > points[high].y { high = end }
        end += 1
      }
      var previous = -1
      for index in [start, min(low, high), max(low, high), end - 1] where index != previous {
        kept.append(points[index])
        previous = index
      }
      start = end
    }
    return kept
  }
}
