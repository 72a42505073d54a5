/// The outline of a step function, in the coordinates of a drawing.
struct StepOutline {
  private let values: [FiniteNumber?]
  private let start: Int
  private let step: Int
  private let x: (Int) -> Double
  private let y: (FiniteNumber) -> Double

  /// - Parameters:
  ///   - x: the position of a Unix second.
  ///   - y: the position of a value.
  init(
    values: [FiniteNumber?], start: Int, step: Int, x: @escaping (Int) -> Double, y: @escaping (FiniteNumber) -> Double
  ) {
    self.values = values
    self.start = start
    self.step = step
    self.x = x
    self.y = y
  }

  /// The upper edge, broken where values are missing.
  var line: PathData {
    var path = PathData()
    for run in runs(during: start..<(start + values.count * step)) {
      for (index, point) in Thinning.thinned(run).enumerated() {
        if index == 0 { path.move(to: point) } else { path.line(to: point) }
      }
    }
    return path
  }

  /// The area between the upper edge and a baseline.
  func area(baseline: Double) -> PathData {
    area(baseline: baseline, during: [start..<(start + values.count * step)])
  }

  /// The area during some ranges of Unix seconds, which may begin and end inside a step.
  func area(baseline: Double, during ranges: [Range<Int>]) -> PathData {
    var path = PathData()
    for range in ranges {
      for run in runs(during: range) {
        guard let first = run.first, let last = run.last else { continue }
        path.polygon(
          [Point(x: first.x, y: baseline)] + Thinning.thinned(run) + [Point(x: last.x, y: baseline)])
      }
    }
    return path
  }

  /// The corners of the steps inside a range, one list for each part without a hole.
  private func runs(during range: Range<Int>) -> [[Point]] {
    let range = range.clamped(to: start..<(start + values.count * step))
    guard !range.isEmpty else { return [] }
    var runs: [[Point]] = []
    var points: [Point] = []
    for slot in ((range.lowerBound - start) / step)...((range.upperBound - 1 - start) / step) {
      guard let value = values[slot] else {
        if !points.isEmpty { runs.append(points) }
        points = []
        continue
      }
      let begin = max(range.lowerBound, start + slot * step)
      let end = min(range.upperBound, start + (slot + 1) * step)
      let height = y(value)
      points.append(Point(x: x(begin), y: height))
      points.append(Point(x: x(end), y: height))
    }
    if !points.isEmpty { runs.append(points) }
    return runs
  }
}
