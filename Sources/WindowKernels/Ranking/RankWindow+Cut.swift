// Windows and jobs that are no whole slots. Beside whole slots a window has a last one that is there in part only, its tail;
// and of the slots taken in order of value, the last one is cut:
//
//     window      |      |      |      |      |      |  tail |         windowSlots whole slots, and `tail` seconds of the next
//     job         chosenCount whole slots, and `rest` seconds more
//
// The threshold is the dearest of the `chosenCount` cheapest whole slots, as where all is whole; `next` is the one after it. The
// tail ranks among them by its own value:
//
//     tail's rank         taken whole                           taken in part
//     above next          the chosen                            next: `rest`
//     between the two     the chosen                            tail: `rest`; if that is more than the tail has, next: what is left
//     below threshold     the chosen, and the tail              next: `rest - tail`; if that is less than nothing, the threshold's
//                                                               slot gives it up
//
// What is kept of a slot that is cut touches a run beside it where there is one, the one before it if there are two. So with one
// neighbour kept it adds no run, with two none either, and with none it is a run.

extension RankWindow {
  /// The lengths of a sweep in seconds, beyond whole slots.
  package struct Cut: Sendable {
    /// How long a slot is.
    package var slot: Int
    /// How much of the slot after its whole ones each window has: less than a slot.
    package var tail: Int
    /// How much is chosen beyond `chosenCount` whole slots: less than a slot.
    package var rest: Int

    package init(slot: Int, tail: Int, rest: Int) {
      (self.slot, self.tail, self.rest) = (slot, tail, rest)
    }
  }

  /// For every window of `length` whole slots and a tail, the sum of the `chosenCount` cheapest whole slots and what is chosen of
  /// others, and their pauses.
  ///
  /// - Parameters:
  ///   - values: As for a sweep of whole slots; the exact grid must have room for seconds times values.
  ///   - ranks: The ranks of these values.
  ///   - length: How many whole slots a window has, at least 1.
  ///   - chosenCount: How many of them are chosen whole, at least 1 and up to `length`. All that is chosen is no more than the window
  ///     has.
  ///   - cut: What windows and choices have beyond whole slots.
  ///   - sums: Becomes the sum of the slots chosen whole; one element for each window that the values have room for.
  ///   - partials: Becomes the sum of seconds times value of the slots chosen in part.
  ///   - pauses: Becomes how many gaps there are between what is chosen.
  /// - Complexity: O(*k* log *k*) for *k* slots, whatever the lengths; the logarithm is to the base of 64.
  package mutating func sweep(
    _ values: Span<Double>, ranks: borrowing Ranks, length: Int, choosing chosenCount: Int, cut: Cut,
    sums: inout MutableSpan<Double>, partials: inout MutableSpan<Double>, pauses: inout MutableSpan<Int32>
  ) {
    let count = values.count
    precondition(ranks.count == count, "There is one rank for every value.")
    precondition(chosenCount >= 1 && chosenCount <= length, "A window chooses 1 slot or more, up to all of its own.")
    precondition(
      cut.tail >= 0 && cut.tail < cut.slot && cut.rest >= 0 && cut.rest < cut.slot, "Parts are less than a slot.")
    precondition(
      chosenCount < length || cut.rest <= cut.tail, "No more is chosen than a window has.")
    let windowCount = count - length + (cut.tail > 0 ? 0 : 1)
    precondition(
      sums.count == windowCount && partials.count == windowCount && pauses.count == windowCount,
      "There is one result for every window.")
    reserve(count)
    Self.sweepCut(values, ranks, length, chosenCount, cut, &words, &chosen, &sums, &partials, &pauses)
  }

  private static func sweepCut(
    _ values: Span<Double>, _ ranks: borrowing Ranks, _ length: Int, _ chosenCount: Int, _ cut: Cut,
    _ words: inout [UInt64], _ chosen: inout [Bool], _ sums: inout MutableSpan<Double>,
    _ partials: inout MutableSpan<Double>, _ pauses: inout MutableSpan<Int32>
  ) {
    let rankOfSlot = ranks.rankOfSlot.span
    let slotOfRank = ranks.slotOfRank.span
    let bitmap = RankBitmap(count: values.count)
    var words = words.mutableSpan
    var chosen = chosen.mutableSpan
    let firstWindow = ChosenSlots(
      ofFirst: length, choosing: chosenCount, values, rankOfSlot: rankOfSlot, bitmap, words: &words, flags: &chosen)
    var (threshold, sum, runs) = (firstWindow.threshold, firstWindow.sum, firstWindow.runs)
    let hasTail = cut.tail > 0
    let hasNext = chosenCount < length && cut.rest > 0
    let (rest, tail) = (Double(cut.rest), Double(cut.tail))
    let missing = rest - tail

    for start in 0..<sums.count {
      if start > 0 {
        // `ChosenSlots.slide`, written out: a call of it here takes a sixth more time.
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
      }
      var whole = sum
      var partial = 0.0
      var count = runs
      let nextRank = hasNext ? bitmap.next(after: threshold, in: words.span) : Int.max
      let end = start &+ length
      let tailRank = hasTail ? Int(rankOfSlot[end]) : Int.max
      if tailRank > nextRank || (cut.rest == 0 && tailRank > threshold) {
        // The tail is not taken.
        if hasNext {
          let next = Int(slotOfRank[nextRank])
          partial = rest * values[next]
          count &+= chosen[next] || chosen[next &+ 2] ? 0 : 1
        }
      } else if cut.rest <= cut.tail, tailRank > threshold {
        partial = rest * values[end]
        count &+= chosen[end] ? 0 : 1
      } else {
        partial = tail * values[end]
        if missing >= 0 {
          count &+= chosen[end] ? 0 : 1
          if missing > 0 {
            let next = Int(slotOfRank[nextRank])
            partial += missing * values[next]
            count &+= chosen[next] || chosen[next &+ 2] || next &+ 1 == end ? 0 : 1
          }
        } else {
          // The threshold's slot is cut to make room.
          let cutSlot = Int(slotOfRank[threshold])
          whole -= values[cutSlot]
          partial += (Double(cut.slot) + missing) * values[cutSlot]
          let (before, after) = (chosen[cutSlot], chosen[cutSlot &+ 2])
          let isLast = cutSlot &+ 1 == end
          count &+= (before ? 1 : 0) &+ (after ? 1 : 0) &- 1
          count &+= chosen[end] && !isLast ? 0 : 1
          count &+= before || after || isLast ? 0 : 1
        }
      }
      sums[start] = whole
      partials[start] = partial
      pauses[start] = count &- 1
    }
  }
}
