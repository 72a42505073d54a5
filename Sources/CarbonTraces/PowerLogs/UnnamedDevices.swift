/// Finds out which rows of a log are of which device, where no column says so.
///
///     rows        a b   a b   a b   a        two devices, asked one after the other each second
///     device      0 1   0 1   0 1   0
///
/// nvidia-smi asks its devices in a fixed order, some milliseconds apart, and then waits. So rows that follow each other
/// closely are a sample, and samples have a row for each device.
enum UnnamedDevices {
  struct Row {
    /// By whatever clock: only differences count.
    var milliseconds: Int64
    /// Whether the log was interrupted before this row.
    var isAfterBreak: Bool
  }

  /// Rows of a sample lie at most so far apart when there are few samples: asking a device takes a hundredth of a second.
  static let closeMilliseconds: Int64 = 60
  /// And so far when many samples show the same number of devices.
  static let nearMilliseconds: Int64 = 250
  static let mostDevices = 128

  /// The device of each row, `nil` for rows of samples that lack a row; or `nil` if nobody can tell.
  ///
  /// - Complexity: O(n log n) for n rows.
  static func devices(of rows: [Row]) -> [Int?]? {
    let gaps = gaps(of: rows)
    let known = gaps.compactMap(\.self).sorted()
    let near = known.prefix { $0 <= nearMilliseconds }.count
    if near * 20 < known.count || known.isEmpty { return rows.map { _ in 0 } }
    if let sample = sample(gaps, known) { return places(gaps, sample) }
    // One device asked at short, even intervals.
    let median = known[known.count / 2]
    let even = known.count { $0 >= median / 3 && $0 <= median * 3 }
    return median > 0 && even * 20 >= known.count * 19 ? rows.map { _ in 0 } : nil
  }

  /// The time to the next row; `nil` where the log was interrupted or its clock went back.
  private static func gaps(of rows: [Row]) -> [Int64?] {
    zip(rows, rows.dropFirst()).map { row, next in
      let gap = next.milliseconds.subtractingReportingOverflow(row.milliseconds)
      return next.isAfterBreak || gap.overflow || gap.partialValue < 0 ? nil : gap.partialValue
    }
  }

  private struct Sample {
    /// The longest time between two of its rows.
    var reach: Int64
    var count: Int
  }

  /// Splits where the ratio of one gap to the next longer is greatest, if that yields samples of one size.
  private static func sample(_ gaps: [Int64?], _ known: [Int64]) -> Sample? {
    var best = (ratio: 0.0, reach: Int64(0))
    for (gap, next) in zip(known, known.dropFirst()) where gap <= nearMilliseconds {
      let ratio = Double(next + 1) / Double(gap + 1)
      if ratio > best.ratio { best = (ratio, gap) }
    }
    guard best.ratio >= 2.5 else { return nil }
    let groups = groups(gaps, reach: best.reach)
    // Groups that the log broke off in may be short; the others are all alike, but for a few.
    let whole = groups.dropLast().filter { !$0.isBroken }.map(\.count) + [groups[groups.count - 1].count]
    var counts: [Int: Int] = [:]
    for count in whole { counts[count, default: 0] += 1 }
    guard let usual = counts.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }), usual.key >= 2,
      // Two equal bursts of one device look like two samples of many.
      usual.key <= (usual.value < 4 ? 16 : mostDevices), usual.value >= 2, usual.value * 10 >= (whole.count - 1) * 9
    else { return nil }
    guard best.reach <= closeMilliseconds || (usual.value >= 8 && best.ratio >= 3) else { return nil }
    return Sample(reach: best.reach, count: usual.key)
  }

  private static func groups(_ gaps: [Int64?], reach: Int64) -> [(count: Int, isBroken: Bool)] {
    var groups: [(count: Int, isBroken: Bool)] = []
    var count = 1
    for gap in gaps {
      if let gap, gap <= reach {
        count += 1
      } else {
        groups.append((count, gap == nil))
        count = 1
      }
    }
    return groups + [(count, true)]
  }

  private static func places(_ gaps: [Int64?], _ sample: Sample) -> [Int?] {
    groups(gaps, reach: sample.reach).flatMap { group in
      // A sample that was cut short has its first devices; of one that lacks a row, nobody knows which.
      let isKnown = group.count == sample.count || (group.isBroken && group.count < sample.count)
      return (0..<group.count).map { isKnown ? $0 : nil }
    }
  }
}
