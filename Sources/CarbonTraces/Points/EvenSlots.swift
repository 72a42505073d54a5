import CarbonScheduling

/// The evenly spaced slots that a file's time stamps lie on.
///
///     rows     00:00  01:00         03:00  04:00
///     slots    |  0   |  1   |  2   |  3   |  4   |     slot 2 is a gap
///
/// Where the length of slots changes, all are as long as the shortest, or as their greatest common divisor, and a row of
/// a longer one holds for all that it covers:
///
///     rows     00:00                01:00 01:15 01:30
///     slots    |  0  |  1 |  2 |  3 |  4  |  5  |  6  |   row 0 has slots 0 to 3
struct EvenSlots {
  let start: Instant
  let slotSeconds: Int64
  let slotCount: Int
  /// Where the length of slots changes, in time order.
  let changes: [SlotChange]

  /// The first slot of each row, or `nil` if each row has the slot of its own number.
  private let slots: [Int]?
  /// How many slots the rows of each segment hold for.
  private let widths: [(firstRow: Int, slots: Int)]

  /// Finds the slot length, unless it is given, and the slot of each row.
  ///
  /// - Parameters:
  ///   - times: Strictly increasing seconds, at least one.
  ///   - slot: The slot length, if the caller knows it.
  ///   - lengths: How many seconds each row's slot lasts, where the file says so; empty where it does not.
  ///   - columnCount: How many traces will have that many slots.
  ///   - places: Where the rows stand, for messages.
  /// - Complexity: O(rows).
  init(
    times: [Int64], slot: Duration?, lengths: [Int64] = [], columnCount: Int, file: String,
    places: RowPlaces
  ) throws(InputError) {
    let segments = try Self.segments(times: times, slot: slot, lengths: lengths, file: file, places: places)
    let seconds = segments.dropFirst().reduce(segments[0].seconds) { greatestCommonDivisor($0, $1.seconds) }
    guard seconds <= TraceLimits.longestSlotSeconds else {
      throw places.error(
        row: 1, file: file, problem: "the rows are \(Duration.seconds(seconds).compactDescription) apart",
        cure: "check their dates: a slot may last 366 days at most")
    }
    if let odd = SlotLength.firstRow(off: seconds, in: times) {
      throw places.error(
        row: odd.row, file: file,
        problem: "the time stamp \(Instant(secondsSince1970: times[odd.row])) is off the "
          + "\(Duration.seconds(seconds).compactDescription) slots through \(Instant(secondsSince1970: odd.phase))",
        cure: "correct or remove the row")
    }
    let lastWidth = segments[segments.count - 1].seconds / seconds
    let count = (times[times.count - 1] - times[0]) / seconds + lastWidth
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
    widths = segments.map { ($0.firstRow, Int($0.seconds / seconds)) }
    changes = zip(segments, segments.dropFirst()).map { before, after in
      SlotChange(
        at: Instant(secondsSince1970: times[after.firstRow]), from: .seconds(before.seconds),
        to: .seconds(after.seconds))
    }
    let isPlain = slotCount == times.count && segments.count == 1
    slots = isPlain ? nil : times.map { Int(($0 - times[0]) / seconds) }
  }

  /// The lengths of the rows' slots: given, said by the file, or found from the times.
  private static func segments(
    times: [Int64], slot: Duration?, lengths: [Int64], file: String, places: RowPlaces
  ) throws(InputError) -> [SlotSegment] {
    if let slot {
      guard let whole = slot.wholeSeconds, (1...TraceLimits.longestSlotSeconds).contains(whole) else {
        throw InputError(
          file: file, problem: "a slot of \(slot.compactDescription) is not possible",
          cure: "give a whole number of seconds, from one second to 366 days")
      }
      return [SlotSegment(firstRow: 0, seconds: whole)]
    }
    if !lengths.isEmpty {
      let segments = SlotSegment.of(lengths: lengths)
      guard segments.count > 1 else { return segments }
      for row in times.indices.dropLast() where times[row] + lengths[row] > times[row + 1] {
        throw places.error(
          row: row, file: file,
          problem: "the slot of \(Duration.seconds(lengths[row]).compactDescription) from "
            + "\(Instant(secondsSince1970: times[row])) overlaps the next, which begins at "
            + "\(Instant(secondsSince1970: times[row + 1]))",
          cure: "correct how long it lasts")
      }
      // One of another length among others is a slip; a length that stays so is a change.
      for (segment, next) in zip(segments.dropFirst(), segments.dropFirst(2))
      where next.firstRow == segment.firstRow + 1 {
        throw places.error(
          row: segment.firstRow, file: file,
          problem: "the slot lasts \(Duration.seconds(segment.seconds).compactDescription), and those around it do not",
          cure: "correct how long it lasts, or remove it")
      }
      return segments
    }
    guard times.count > 1 else {
      throw places.error(
        row: 0, file: file, problem: "the slot length cannot be found from a single row",
        cure: "give at least two rows")
    }
    return SlotSegment.find(in: times) ?? [SlotSegment(firstRow: 0, seconds: SlotLength.find(in: times))]
  }

  /// The row that comes latest after the one before it: where a span that makes no sense likely has its cause.
  private static func rowAfterLongestGap(in times: [Int64]) -> Int {
    var longest = 1
    for row in 1..<times.count where times[row] - times[row - 1] > times[longest] - times[longest - 1] { longest = row }
    return longest
  }

  /// Puts each row's element in its slots.
  func scatter<Element>(_ rows: [Element], elsewhere filler: Element) -> [Element] {
    guard let slots else { return rows }
    var result = [Element](repeating: filler, count: slotCount)
    var segment = 0
    for (row, slot) in slots.enumerated() {
      while segment + 1 < widths.count, widths[segment + 1].firstRow <= row { segment += 1 }
      for covered in slot..<slot + widths[segment].slots { result[covered] = rows[row] }
    }
    return result
  }
}

/// The greatest common divisor of two positive numbers (Euclid).
func greatestCommonDivisor(_ left: Int64, _ right: Int64) -> Int64 {
  var (left, right) = (left, right)
  while right != 0 { (left, right) = (right, left % right) }
  return left
}
