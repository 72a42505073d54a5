/// Labels above a plot for vertical lines through it, in as many rows as it takes.
///
///     | a phone charge          | a home's energy for a year
///     |         | a mile driven |     | a barrel of oil
///     |         |               |     |  a railcar of coal
///     |         |               |     |                 |
///
/// A label begins to the right of its line. Where that would run over the edge it is moved to the left, above its line,
/// and where it would meet the line of such a label it is moved likewise. Rows are assigned such that no label meets
/// another, and every line begins below the labels that cover its place.
enum ReferenceLabels {
  struct Placed: Hashable {
    /// Counted from the top.
    var row: Int
    /// What the label covers, a gap on either side included; may be less than asked for where there is no room.
    let left: Double
    let right: Double
  }

  /// Space between a line and its label, and between neighbouring labels.
  static let gap = 4.0

  /// - Parameters:
  ///   - lines: horizontal positions, in any order.
  ///   - widths: of their labels, without gaps.
  ///   - width: from 0 to this, labels may reach.
  /// - Complexity: O(*n*³) for *n* lines, of which a chart has a dozen at most.
  static func place(lines: [Double], widths: [Double], width: Double) -> [Placed] {
    let order = lines.indices.sorted { (lines[$0], $0) < (lines[$1], $1) }
    // From the right: a label that covers a line, when that line's label covers its own, has no row to be in; so it
    // ends before such lines. All other coverings leave an order from top to bottom: in a circle of coverings, the
    // label that covers the rightmost line would itself be covered by a label between the two, and end before that.
    var placed = [Placed](repeating: Placed(row: 0, left: 0, right: 0), count: lines.count)
    var done: [Int] = []
    for index in order.reversed() {
      var limit = width
      for other in done where placed[other].left <= lines[index] { limit = min(limit, lines[other]) }
      let needed = widths[index] + 2 * gap
      let left = max(0, min(lines[index], limit - needed))
      placed[index] = Placed(row: 0, left: left, right: min(left + needed, max(limit, left)))
      done.append(index)
    }
    var waiting = order
    var settled: [Int] = []
    while !waiting.isEmpty {
      let next = waiting.firstIndex { index in !waiting.contains { $0 != index && covers($0, index) } } ?? 0
      let index = waiting.remove(at: next)
      var row = settled.filter { covers($0, index) }.map { placed[$0].row + 1 }.max() ?? 0
      while settled.contains(where: { placed[$0].row == row && overlap($0, index) }) { row += 1 }
      placed[index].row = row
      settled.append(index)
    }
    return placed

    /// Whether a label covers the place of another's line. Of lines at the same place, the first label is on top.
    func covers(_ label: Int, _ line: Int) -> Bool {
      if lines[label] == lines[line] { return label < line }
      return placed[label].left < lines[line] && lines[line] < placed[label].right
    }

    func overlap(_ one: Int, _ other: Int) -> Bool {
      placed[one].left < placed[other].right && placed[other].left < placed[one].right
    }
  }
}
