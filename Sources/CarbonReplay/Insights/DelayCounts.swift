import CarbonScheduling

/// How long Flexible Start makes a job wait, counted by hour of release, over every release of a trace.
///
///     delays       at once | up to 1 h | up to 2 h | ...
///     released 00      120 |        14 |         9 |
///     released 01       96 |        40 |         3 |
package struct DelayCounts: Sendable {
  /// How long a bin lasts: an hour, or as many whole hours as keep the bins to 24. The first bin, of its own, is for
  /// jobs that start at once.
  package let binHours: Int

  /// `counts[hour][bin]`: releases in that hour of the day, UTC, whose chosen delay falls in that bin.
  package let counts: [[Int]]

  package var binCount: Int { counts[0].count }

  /// The mean delay by hour of release, in hours; `nil` where nothing is released.
  package let meanHours: [Double?]

  /// - Returns: `nil` if the job does not fit the trace.
  /// - Complexity: O(slots).
  init?(of job: Workload, addedSeconds: Int64, on trace: IntensityTrace) {
    let addedTime = AddedTime.duration(.seconds(addedSeconds))
    guard let sweep = try? FlexibleStart(within: addedTime).sweep(job, on: trace), !sweep.isEmpty else { return nil }
    let hours = max(1, (addedSeconds + 3_599) / 3_600)
    let binHours = (hours + 23) / 24
    let binCount = Int((hours + binHours - 1) / binHours) + 1
    var counts = [[Int]](repeating: [Int](repeating: 0, count: binCount), count: 24)
    var sums = [Int64](repeating: 0, count: 24)
    for plan in sweep {
      let second = plan.release.secondsSince1970 % 86_400
      let hour = Int((second < 0 ? second + 86_400 : second) / 3_600)
      let delay = plan.start.secondsSince1970 - plan.release.secondsSince1970
      counts[hour][Int((delay + binHours * 3_600 - 1) / (binHours * 3_600))] += 1
      sums[hour] += delay
    }
    self.binHours = Int(binHours)
    self.counts = counts
    meanHours = zip(sums, counts).map { sum, counts in
      let total = counts.reduce(0, +)
      return total == 0 ? nil : Double(sum) / 3_600 / Double(total)
    }
  }
}
