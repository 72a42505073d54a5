/// Where a row's states are and what they lead to: indices of the state with no progress in each row.
struct PauseRow {
  let running: Int
  let paused: Int
  let next: Int
  let ended: Int
  let waited: Int
  /// The row that a resume leads to, its progress included: `resumed + j` is where it leads from j.
  let resumed: Int
  let cost: Double
  let resume: Double

  /// Computes the states of `range`.
  func fill(_ range: Range<Int>, _ running: inout [Double], _ paused: inout [Double]) {
    guard !range.isEmpty else { return }
    let (first, last) = (range.lowerBound, range.upperBound)
    precondition(max(next, resumed, self.running) + last < running.count)
    precondition(max(ended, waited, self.paused) + last <= paused.count)
    precondition(min(next, resumed, self.running, ended, waited, self.paused) + first >= 0)
    var running = running.mutableSpan
    var paused = paused.mutableSpan
    for j in range {
      // SAFETY: the preconditions above bound every index by the arrays' counts.
      let goOn = unsafe cost + running[unchecked: next &+ j &+ 1]
      let end = unsafe paused[unchecked: ended &+ j]
      let wait = unsafe paused[unchecked: waited &+ j]
      let start = unsafe resume + running[unchecked: resumed &+ j]
      unsafe running[unchecked: self.running &+ j] = goOn < end ? goOn : end
      unsafe paused[unchecked: self.paused &+ j] = start < wait ? start : wait
    }
  }

  /// The same where the row takes the place of the one after it, the only one it looks at.
  func fillInPlace(_ range: Range<Int>, _ running: inout [Double], _ paused: inout [Double]) {
    guard !range.isEmpty else { return }
    let (cost, resume, row, pausedRow) = (cost, resume, self.running, self.paused)
    precondition(row + range.lowerBound >= 0 && row + range.upperBound < running.count)
    precondition(pausedRow + range.lowerBound >= 0 && pausedRow + range.upperBound <= paused.count)
    var running = running.mutableSpan
    var paused = paused.mutableSpan
    for j in range {
      // SAFETY: the preconditions above bound every index by the arrays' counts.
      let next = unsafe running[unchecked: row &+ j &+ 1]
      let wait = unsafe paused[unchecked: pausedRow &+ j]
      let (goOn, start) = (cost + next, resume + next)
      unsafe running[unchecked: row &+ j] = goOn < wait ? goOn : wait
      unsafe paused[unchecked: pausedRow &+ j] = start < wait ? start : wait
    }
  }

  /// Makes infinite what is in `old`, but not in `range`.
  static func wipe(_ values: inout [Double], at row: Int, _ old: Range<Int>, outside range: Range<Int>) {
    wipe(&values, row + old.lowerBound, row + min(old.upperBound, range.lowerBound))
    wipe(&values, row + max(old.lowerBound, range.upperBound), row + old.upperBound)
  }

  private static func wipe(_ values: inout [Double], _ begin: Int, _ end: Int) {
    guard begin < end else { return }
    precondition(begin >= 0 && end <= values.count)
    var span = values.mutableSpan
    // SAFETY: the precondition above bounds every index.
    for index in begin..<end { unsafe span[unchecked: index] = .infinity }
  }
}

/// Rows kept for later: of each, all layers of the progress that it has values for.
struct PauseRows {
  private(set) var ranges: [Range<Int>] = []
  private(set) var values: [Double] = []
  /// How many of the rows are of runs; those of pauses come after.
  var runningCount = 0

  mutating func reserve(_ count: Int) { values.reserveCapacity(count) }

  mutating func add(_ range: Range<Int>, _ layerCount: Int, from row: [Double], at index: Int, _ width: Int) {
    ranges.append(range)
    for layer in 0..<layerCount {
      let first = index + layer * width
      values.append(contentsOf: row[first + range.lowerBound..<first + range.upperBound])
    }
  }
}
