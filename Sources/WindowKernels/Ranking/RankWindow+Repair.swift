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
    var set = ChosenSlots(
      ofFirst: length, choosing: chosenCount, values, rankOfSlot: rankOfSlot, bitmap, words: &words, flags: &chosen)
    sums[0] = set.sum
    pauses[0] = set.runs &- 1
    let count = sums.count
    precondition(length > 0 && count > 0 && count - 1 + length <= rankOfSlot.count && count <= pauses.count)
    for start in 1..<count {
      // SAFETY: the precondition above bounds the slots that leave and enter, and what is written.
      let (old, new) = unsafe (rankOfSlot[unchecked: start &- 1], rankOfSlot[unchecked: start &- 1 &+ length])
      set.slide(
        to: start, length: length, values, leaving: Int(old), entering: Int(new), slotOfRank: slotOfRank, bitmap,
        words: &words, flags: &chosen)
      unsafe sums[unchecked: start] = set.sum
      unsafe pauses[unchecked: start] = set.runs &- 1
    }
  }
}
