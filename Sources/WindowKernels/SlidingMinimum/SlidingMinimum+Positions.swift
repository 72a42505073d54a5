// How the minima are located: the first of a window's smallest entries never moves back as the window moves on, so one
// pointer that only moves forward finds them all. It moves for one of two reasons:
//
// - the minimum fell: the entry that just came in, the window's last, is smaller than all others;
// - the pointer fell out of the window: the next entry that equals the minimum is the first one left.

extension SlidingMinimum {
  /// Fills `positions` with the first place of each of `minima` in its window.
  static func locate<Source: EntrySource>(
    _ minima: Span<Double>, in source: Span<Double>, as _: Source.Type, length: Int, candidateCount: Int,
    into positions: inout MutableSpan<Int32>
  ) {
    precondition(positions.count == minima.count, "There is one position for every window.")
    precondition(source.count <= Int(Int32.max), "A position is an Int32.")
    var position = -1
    var previous = -Double.infinity
    for start in 0..<minima.count {
      let minimum = minima[start]
      position = minimum < previous ? start &+ candidateCount &- 1 : position
      if position < start {
        position = start
        while Source.entry(source, length, at: position) != minimum { position &+= 1 }
      }
      positions[start] = Int32(truncatingIfNeeded: position)
      previous = minimum
    }
  }
}
