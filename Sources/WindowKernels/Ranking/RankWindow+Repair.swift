// How a sweep goes on. Consecutive windows differ by one slot that leaves and one that enters, so the answer for one
// window is repaired into that for the next. The threshold is the rank of the dearest chosen slot; a slot of the window
// is chosen if its rank is no higher. With o the rank of the old slot and n that of the new one:
//
//                         n > threshold                           n < threshold
//     o > threshold       nothing changes                         n is gained, the threshold's slot lost;
//                                                                 the threshold is the previous rank
//     o <= threshold      o is lost; the threshold is the next    o is lost, n gained; if o was the threshold,
//                         rank, and its slot is gained            that is the previous rank
//
// "Next" and "previous" are those in the window, after o has left and n has entered. So the threshold moves by at most
// one rank, and at most one slot is lost and one gained. A slot that is gained adds one run, less one for each of its
// neighbours that is chosen: with none it is a run, with one it extends a run, with two it joins two. One that is lost takes away
// as much.

extension RankWindow {
  /// Sweeps windows of any length.
  mutating func sweepByRepair(
    _ values: Span<Double>, _ ranks: borrowing Ranks, _ length: Int, _ chosenCount: Int,
    _ sums: inout MutableSpan<Double>, _ pauses: inout MutableSpan<Int32>
  ) {
    reserve(values.count)
    Self.repair(values, ranks, length, chosenCount, &words, &chosen, &sums, &pauses)
  }

  /// The sweep itself, with the workspace as arrays of its own, since two spans cannot borrow from one `self`.
  private static func repair(
    _ values: Span<Double>, _ ranks: borrowing Ranks, _ length: Int, _ chosenCount: Int, _ words: inout [UInt64],
    _ chosen: inout [Bool], _ sums: inout MutableSpan<Double>, _ pauses: inout MutableSpan<Int32>
  ) {
    let rankOfSlot = ranks.rankOfSlot.span
    let slotOfRank = ranks.slotOfRank.span
    let bitmap = RankBitmap(count: values.count)
    var words = words.mutableSpan
    var chosen = chosen.mutableSpan
    for index in 0..<bitmap.end { words[index] = 0 }
    for index in 0..<(values.count &+ 2) { chosen[index] = false }

    // The first window.
    for slot in 0..<length { bitmap.insert(Int(rankOfSlot[slot]), in: &words) }
    var threshold = bitmap.first(in: words.span)
    for _ in 1..<chosenCount { threshold = bitmap.next(after: threshold, in: words.span) }
    var sum = 0.0
    var runs: Int32 = 0
    for slot in 0..<length where Int(rankOfSlot[slot]) <= threshold {
      sum += values[slot]
      chosen[slot &+ 1] = true
      if !chosen[slot] { runs &+= 1 }
    }
    sums[0] = sum
    pauses[0] = runs &- 1

    for start in 1..<sums.count {
      var lost = start &- 1
      var gained = lost &+ length
      let old = Int(rankOfSlot[lost])
      let new = Int(rankOfSlot[gained])
      bitmap.remove(old, from: &words)
      bitmap.insert(new, in: &words)
      if old <= threshold || new < threshold {
        if old > threshold {
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
        runs &-= (chosen[gained] ? 1 : 0) &+ (chosen[gained &+ 2] ? 1 : 0) &- 1
        chosen[gained &+ 1] = true
      }
      sums[start] = sum
      pauses[start] = runs &- 1
    }
  }
}
