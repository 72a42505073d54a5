/// Rows in a row whose slots are equally long.
///
///     rows      20:00   21:00   22:00   23:00   00:00 00:15 00:30 00:45
///     segments  |-------|-------|-------|-------|-----|-----|-----|----  an hour to row 3, then 15 minutes
///
/// A spacing that persists is a slot length; a single wider step is a gap. At either end of a file three equal steps of
/// the wider spacing, or two of the narrower, are taken to persist; within it, where rows may also be missing by chance,
/// eight and three.
struct SlotSegment: Equatable {
  var firstRow: Int
  var seconds: Int64

  private static let widerAtAnEnd = 3
  private static let narrowerAtAnEnd = 2
  private static let widerWithin = 8
  private static let narrowerWithin = 3

  /// The segments of increasing times, or `nil` if they do not show two or more lengths of which each divides the next.
  ///
  /// - Complexity: O(n) where gaps are few.
  static func find(in times: [Int64]) -> [SlotSegment]? {
    let evenRows = evenRows(of: times)
    guard evenRows.count > 1 else { return nil }
    var segments: [SlotSegment] = []
    var place = 0
    while place < evenRows.count {
      guard let (seconds, end) = segment(from: place, of: evenRows, after: segments.last?.seconds) else { return nil }
      segments.append(SlotSegment(firstRow: evenRows[place].firstRow, seconds: seconds))
      place = end
    }
    return segments.count > 1 ? segments : nil
  }

  /// The length of slots from a place on, and the place from which on they have another.
  private static func segment(
    from place: Int, of evenRows: [EvenRows], after previous: Int64?
  ) -> (seconds: Int64, end: Int)? {
    var base = evenRows[place].difference
    var count = 0
    var end = place
    while end < evenRows.count {
      let step = evenRows[end].difference
      if step == base {
        count += evenRows[end].count
      } else if step % base == 0 {
        // A gap, unless it goes on like that.
        if persists(step, from: end, of: evenRows) { break }
      } else {
        guard base % step == 0 else { return nil }
        if count >= (previous == nil ? widerAtAnEnd : narrowerWithin) { break }
        // Too few to be a length of their own: gaps among narrower slots.
        (base, count) = (step, evenRows[end].count)
      }
      end += 1
    }
    if let previous {
      let isNarrower = base < previous
      guard isNarrower ? previous % base == 0 : base % previous == 0 else { return nil }
      let needed = !isNarrower ? 1 : end == evenRows.count ? narrowerAtAnEnd : narrowerWithin
      guard count >= needed else { return nil }
    } else if end < evenRows.count, count < narrowerAtAnEnd {
      return nil
    }
    return (base, end)
  }

  /// Whether steps of this width go on for so long that they are no gaps in narrower slots.
  private static func persists(_ step: Int64, from place: Int, of evenRows: [EvenRows]) -> Bool {
    var count = 0
    var next = place
    while next < evenRows.count, evenRows[next].difference % step == 0 {
      if evenRows[next].difference == step { count += evenRows[next].count }
      next += 1
    }
    return count >= (next == evenRows.count ? widerAtAnEnd : widerWithin)
  }

  /// The segments of rows that each say how long their slot is.
  static func of(lengths: [Int64]) -> [SlotSegment] {
    var segments: [SlotSegment] = []
    for (row, seconds) in lengths.enumerated() where segments.last?.seconds != seconds {
      segments.append(SlotSegment(firstRow: row, seconds: seconds))
    }
    return segments
  }

  /// Equal steps from row to row.
  private struct EvenRows {
    var firstRow: Int
    var difference: Int64
    var count: Int
  }

  private static func evenRows(of times: [Int64]) -> [EvenRows] {
    var evenRows: [EvenRows] = []
    for row in 1..<max(1, times.count) {
      let difference = times[row] - times[row - 1]
      if let last = evenRows.last, last.difference == difference {
        evenRows[evenRows.count - 1].count += 1
      } else {
        evenRows.append(EvenRows(firstRow: row - 1, difference: difference, count: 1))
      }
    }
    return evenRows
  }
}
