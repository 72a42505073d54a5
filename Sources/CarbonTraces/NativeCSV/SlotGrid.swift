import CarbonScheduling

/// The evenly spaced slots that a file's time stamps lie on.
///
///     rows     00:00  01:00         03:00  04:00
///     slots    |  0   |  1   |  2   |  3   |  4   |     slot 2 is a gap
struct SlotGrid {
  let start: Instant
  let slotSeconds: Int64
  let slotCount: Int

  /// The slot of each row, or `nil` if each row has the slot of its own number.
  private let slots: [Int]?

  /// Finds the slot length, unless it is given, and the slot of each row.
  ///
  /// - Parameters:
  ///   - times: Strictly increasing seconds, at least one.
  ///   - slot: The slot length, if the caller knows it.
  ///   - columnCount: How many traces will have that many slots.
  ///   - places: Where the rows stand, for messages.
  /// - Complexity: O(rows).
  init(times: [Int64], slot: Duration?, columnCount: Int, file: String, places: RowPlaces = .belowHeader)
    throws(InputError)
  {
    let seconds: Int64
    if let slot {
      guard let whole = slot.wholeSeconds, (1...TraceLimits.longestSlotSeconds).contains(whole) else {
        throw InputError(
          file: file, problem: "a slot of \(slot.compactDescription) is not possible",
          cure: "give a whole number of seconds, from one second to 366 days")
      }
      seconds = whole
    } else {
      guard times.count > 1 else {
        throw places.error(
          row: 0, file: file, problem: "the slot length cannot be found from a single row",
          cure: "give at least two rows")
      }
      seconds = SlotLength.find(in: times)
    }
    guard seconds <= TraceLimits.longestSlotSeconds else {
      throw places.error(
        row: 1, file: file, problem: "the rows are \(Duration.seconds(seconds).compactDescription) apart",
        cure: "check their dates: a slot may last 366 days at most")
    }
    if let odd = SlotLength.firstRow(off: seconds, in: times) {
      throw places.error(
        row: odd.row, file: file,
        problem: "the time stamp \(Instant(secondsSince1970: times[odd.row])) is off the grid of "
          + "\(Duration.seconds(seconds).compactDescription) slots through \(Instant(secondsSince1970: odd.phase))",
        cure: "correct or remove the row")
    }
    let count = (times[times.count - 1] - times[0]) / seconds + 1
    let limit = min(
      TraceLimits.slotCount / columnCount,
      max(TraceLimits.sparseSlotCount / columnCount, TraceLimits.slotsPerRow * times.count))
    guard count <= Int64(limit) else {
      let row = Self.rowAfterLongestGap(in: times)
      throw places.error(
        row: row, file: file,
        problem: "the time stamp \(Instant(secondsSince1970: times[row])) is "
          + "\((times[row] - times[row - 1]) / seconds) slots of \(Duration.seconds(seconds).compactDescription) after "
          + "the row before, \(Instant(secondsSince1970: times[row - 1]))",
        cure: "check both dates, or split the file (these rows may span \(limit) slots)")
    }
    start = Instant(secondsSince1970: times[0])
    slotSeconds = seconds
    slotCount = Int(count)
    slots = slotCount == times.count ? nil : times.map { Int(($0 - times[0]) / seconds) }
  }

  /// The row that comes latest after the one before it: where a span that makes no sense likely has its cause.
  private static func rowAfterLongestGap(in times: [Int64]) -> Int {
    var longest = 1
    for row in 1..<times.count where times[row] - times[row - 1] > times[longest] - times[longest - 1] { longest = row }
    return longest
  }

  /// Puts each row's element in its slot.
  func scatter<Element>(_ rows: [Element], elsewhere filler: Element) -> [Element] {
    guard let slots else { return rows }
    var result = [Element](repeating: filler, count: slotCount)
    for (row, slot) in slots.enumerated() { result[slot] = rows[row] }
    return result
  }
}

/// Where the rows of a file stand, for messages about one of them.
enum RowPlaces {
  /// Row `i` is on line `i + 2`.
  case belowHeader
  /// Row `i` is on line `lines[i]` and, in JSON, is the element `indices[i]` of the array at `path`.
  case listed(lines: [Int32], indices: [Int32], path: String?)

  func error(row: Int, file: String, problem: String, cure: String) -> InputError {
    switch self {
    case .belowHeader: InputError(file: file, line: row + 2, problem: problem, cure: cure)
    case .listed(let lines, let indices, let path):
      InputError(
        file: file, line: Int(lines[row]), path: path.map { "\($0)[\(indices[row])]" }, problem: problem, cure: cure)
    }
  }
}

/// Tells what the slot length of rows is, and which row does not fit.
enum SlotLength {
  /// The slot length that increasing times, of which some may be missing, are likeliest to have.
  ///
  /// It is the commonest difference between neighbours where nine in ten are equal to it: a stray row must not turn hours
  /// into minutes, most of them gaps. Else it is the smallest difference where that explains the others: it divides them,
  /// and either most differences are equal to it or at least half of the slots it makes have a row. Else it is the
  /// commonest again (the first of equally common ones), and ``firstRow(off:in:)`` finds the stray.
  ///
  /// - Parameter times: At least two.
  /// - Complexity: O(n) expected.
  static func find(in times: [Int64]) -> Int64 {
    // Counted by stretches of equal differences, in the order of the rows, so that of equally common ones the first wins.
    var counts: [(difference: Int64, count: Int)] = []
    var placeOf: [Int64: Int] = [:]
    var row = 1
    while row < times.count {
      let first = row
      let difference = times[row] - times[row - 1]
      while row < times.count, times[row] - times[row - 1] == difference { row += 1 }
      let place = placeOf[difference] ?? counts.count
      if place == counts.count {
        placeOf[difference] = place
        counts.append((difference, 0))
      }
      counts[place].count += row - first
    }
    var (commonest, smallest) = (counts[0], counts[0])
    for entry in counts {
      if entry.count > commonest.count { commonest = entry }
      if entry.difference < smallest.difference { smallest = entry }
    }
    let total = times.count - 1
    if total >= 10, commonest.count * 10 >= total * 9 { return commonest.difference }
    let slots = (times[total] - times[0]) / smallest.difference + 1
    let isDense = Int64(times.count) >= slots / 2
    let explains = counts.allSatisfy { $0.difference % smallest.difference == 0 }
    return explains && (isDense || 2 * smallest.count > total) ? smallest.difference : commonest.difference
  }

  /// The first row that is not a whole number of slots away from most rows.
  ///
  /// - Returns: The row, and the time of the first row that is like most; `nil` if all are alike.
  static func firstRow(off slot: Int64, in times: [Int64]) -> (row: Int, phase: Int64)? {
    guard times.contains(where: { ($0 - times[0]) % slot != 0 }) else { return nil }
    var counts: [Int64: Int] = [:]
    for time in times { counts[(time - times[0]) % slot, default: 0] += 1 }
    var (phase, most) = (Int64(0), 0)
    // In the order of the rows, so that of equally common phases the first wins, whatever a dictionary's order is.
    for time in times where counts[(time - times[0]) % slot, default: 0] > most {
      phase = (time - times[0]) % slot
      most = counts[phase, default: 0]
    }
    guard let odd = times.firstIndex(where: { ($0 - times[0]) % slot != phase }),
      let even = times.first(where: { ($0 - times[0]) % slot == phase })
    else { return nil }
    return (odd, even)
  }
}
