import CarbonScheduling

/// A plan's runs, looked up by time without a walk over all of them: a job may pause thousands of times, and is looked at
/// each second.
///
///     runs               10:00-11:00   13:00-14:00   18:00-19:30
///     left from each on      3:30          2:30          1:30
struct PlannedTimes {
  private let runs: [Run]
  /// What each run and all behind it last, in nanoseconds.
  private let lengths: [Int64]

  /// - Parameter runs: In time order.
  init(_ runs: [Run]) {
    self.runs = runs
    var (lengths, sum) = ([Int64](repeating: 0, count: runs.count), Int64(0))
    for index in runs.indices.reversed() {
      sum = sum.addingClamped(runs[index].end.wall.subtractingClamped(runs[index].start.wall))
      lengths[index] = sum
    }
    self.lengths = lengths
  }

  var isEmpty: Bool { runs.isEmpty }

  /// The first run that is not over at a time, in nanoseconds since 1970, and whether it is the last of all.
  func next(at wall: Int64) -> (run: Run, isLast: Bool)? {
    let index = index(at: wall)
    return index < runs.count ? (runs[index], index == runs.count - 1) : nil
  }

  /// What is planned from a time on, and how many runs begin after it.
  func left(at wall: Int64) -> (nanoseconds: Int64, starts: Int) {
    let index = index(at: wall)
    guard index < runs.count else { return (0, 0) }
    let begun = max(0, wall.subtractingClamped(runs[index].start.wall))
    return (lengths[index] - begun, runs.count - index - (runs[index].start.wall > wall ? 0 : 1))
  }

  /// The place of the first run that is not over; the number of runs if all are.
  private func index(at wall: Int64) -> Int {
    var (low, high) = (0, runs.count)
    while low < high {
      let middle = (low + high) / 2
      if runs[middle].end.wall > wall { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
