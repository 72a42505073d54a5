/// The cheapest slots of every window of a trace: their sum and how often they are interrupted.
///
/// Consecutive windows differ by one slot that leaves and one that enters, so the answer for one start is repaired into
/// that for the next, instead of found anew:
///
/// - `threshold` is the rank of the dearest chosen slot: a slot of the window is chosen if its rank is no higher.
/// - A slot above it that leaves, or enters, changes nothing.
/// - One at or below it that leaves makes room: the next rank in the window is chosen.
/// - One below it that enters pushes out the dearest, and the previous rank in the window becomes the threshold.
/// - Where both are below, one is exchanged for the other.
///
/// So the threshold moves by at most one rank of the window, and one slot at most is lost and one gained.
///
/// Reusable: the workspace grows to the longest trace seen, and a later sweep allocates nothing.
///
/// Source: design of this package; the bitmap is a van Emde Boas tree cut to three levels of 64 branches.
package struct RankWindow: Sendable {
  /// A set of the ranks in the window, in the layout of `RankBitmap`. Between calls its contents mean nothing.
  private var words: [UInt64] = []

  /// Whether slot *i* is chosen, at index *i* + 1: the slots before the first and after the last never are.
  /// Between calls its contents mean nothing.
  private var chosen: [Bool] = []

  package init() {}

  /// Makes room for traces of up to `count` slots, so that sweeps within it allocate nothing.
  package mutating func reserve(_ count: Int) {
    let missingWords = RankBitmap(count: count).end - words.count
    if missingWords > 0 { words.append(contentsOf: repeatElement(0, count: missingWords)) }
    let missingFlags = count + 2 - chosen.count
    if missingFlags > 0 { chosen.append(contentsOf: repeatElement(false, count: missingFlags)) }
  }

  package mutating func sweep(
    _ values: Span<Double>, ranks: borrowing Ranks, length: Int, choosing chosenCount: Int,
    sums: inout MutableSpan<Double>, pauses: inout MutableSpan<Int32>
  ) {
    let count = values.count
    precondition(ranks.count == count, "There is one rank for every value.")
    precondition(chosenCount >= 1 && chosenCount <= length, "A window chooses 1 slot or more, up to all of its own.")
    precondition(length <= count, "A window is no longer than the trace.")
    let startCount = count - length + 1
    precondition(sums.count == startCount && pauses.count == startCount, "There is one result for every start.")
    reserve(count)
    Self.sweep(values, ranks, length, chosenCount, &words, &chosen, &sums, &pauses)
  }

  /// The sweep itself, with the workspace as arrays of its own: two spans cannot borrow from one `self`.
  private static func sweep(
    _ values: Span<Double>, _ ranks: borrowing Ranks, _ length: Int, _ chosenCount: Int, _ words: inout [UInt64],
    _ chosen: inout [Bool], _ sums: inout MutableSpan<Double>, _ pauses: inout MutableSpan<Int32>
  ) {
    let count = values.count
    let startCount = sums.count
    let rankOfSlot = ranks.rankOfSlot.span
    let slotOfRank = ranks.slotOfRank.span
    let bitmap = RankBitmap(count: count)
    var words = words.mutableSpan
    var chosen = chosen.mutableSpan
    for index in 0..<bitmap.end { words[index] = 0 }
    for index in 0..<(count &+ 2) { chosen[index] = false }

    // The first window.
    var sum = 0.0
    var runs = 0
    for slot in 0..<length { bitmap.insert(Int(rankOfSlot[slot]), in: &words) }
    var threshold = words[0] & 1 != 0 ? 0 : bitmap.next(after: 0, in: words.span)
    for _ in 1..<chosenCount { threshold = bitmap.next(after: threshold, in: words.span) }
    for slot in 0..<length where Int(rankOfSlot[slot]) <= threshold {
      sum += values[slot]
      chosen[slot &+ 1] = true
      if !chosen[slot] { runs &+= 1 }
    }
    sums[0] = sum
    pauses[0] = Int32(truncatingIfNeeded: runs &- 1)

    for start in 1..<max(startCount, 1) {
      let oldSlot = start &- 1
      let newSlot = oldSlot &+ length
      let old = Int(rankOfSlot[oldSlot])
      let new = Int(rankOfSlot[newSlot])
      bitmap.remove(old, from: &words)
      bitmap.insert(new, in: &words)

      var lost = oldSlot
      var gained = newSlot
      if old > threshold {
        if new > threshold {
          sums[start] = sum
          pauses[start] = Int32(truncatingIfNeeded: runs &- 1)
          continue
        }
        lost = Int(slotOfRank[threshold])
        threshold = bitmap.previous(before: threshold, in: words.span)
      } else if new > threshold {
        threshold = bitmap.next(after: threshold, in: words.span)
        gained = Int(slotOfRank[threshold])
      } else if old == threshold {
        threshold = bitmap.previous(before: threshold, in: words.span)
      }
      sum += values[gained] - values[lost]
      chosen[lost &+ 1] = false
      runs &+= (chosen[lost] ? 1 : 0) &+ (chosen[lost &+ 2] ? 1 : 0) &- 1
      runs &+= 1 &- (chosen[gained] ? 1 : 0) &- (chosen[gained &+ 2] ? 1 : 0)
      chosen[gained &+ 1] = true
      sums[start] = sum
      pauses[start] = Int32(truncatingIfNeeded: runs &- 1)
    }
  }
}
