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

/// The cheapest slots of a window that slides over a trace, whether windows and jobs are whole slots or not.
struct ChosenSlots {
  /// The rank of the dearest of them.
  private(set) var threshold: Int
  private(set) var sum: Double
  private(set) var runs: Int32

  /// Those of the first window.
  ///
  /// - Parameters:
  ///   - words: Becomes the set of the ranks in the window.
  ///   - flags: Becomes whether a slot is chosen, each at its index + 1.
  @inline(__always)
  init(
    ofFirst length: Int, choosing count: Int, _ values: Span<Double>, rankOfSlot: Span<Int32>, _ bitmap: RankBitmap,
    words: inout MutableSpan<UInt64>, flags: inout MutableSpan<Bool>
  ) {
    for index in 0..<bitmap.end { words[index] = 0 }
    for index in 0..<(values.count &+ 2) { flags[index] = false }
    for slot in 0..<length { bitmap.insert(Int(rankOfSlot[slot]), in: &words) }
    threshold = bitmap.first(in: words.span)
    for _ in 1..<count { threshold = bitmap.next(after: threshold, in: words.span) }
    sum = 0
    runs = 0
    for slot in 0..<length where Int(rankOfSlot[slot]) <= threshold {
      sum += values[slot]
      flags[slot &+ 1] = true
      if !flags[slot] { runs &+= 1 }
    }
  }

  /// Repairs them into those of the window that begins at `start`, a slot after the one before.
  ///
  /// - Parameters:
  ///   - old: The rank of the slot that leaves.
  ///   - new: The rank of the slot that enters.
  @inline(__always)
  mutating func slide(
    to start: Int, length: Int, _ values: Span<Double>, leaving old: Int, entering new: Int, slotOfRank: Span<Int32>,
    _ bitmap: RankBitmap, words: inout MutableSpan<UInt64>, flags: inout MutableSpan<Bool>
  ) {
    var lost = start &- 1
    var gained = lost &+ length
    bitmap.remove(old, from: &words)
    bitmap.insert(new, in: &words)
    guard old <= threshold || new < threshold else { return }
    // Three cases, though two end alike: as two they take 3 % longer where values are few.
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
    flags[lost &+ 1] = false
    runs &+= (flags[lost] ? 1 : 0) &+ (flags[lost &+ 2] ? 1 : 0) &- 1
    runs &-= (flags[gained] ? 1 : 0) &+ (flags[gained &+ 2] ? 1 : 0) &- 1
    flags[gained &+ 1] = true
  }
}
