/// The cheapest slots of windows that begin together, each longer than the one before: their sum, and how often they are
/// interrupted.
///
///     slots     |    |    |    |    |    |    |    |
///               [== first ==]
///               [== second ======]
///               [== third =================]
///
/// A longer window takes a slot that is cheaper than the dearest one chosen so far, in the place of that one. So each slot is
/// looked at once for all of the windows, and most of them are passed over.
///
///     let values = [30.0, 10, 20, 10, 40]
///     var builder = RankBuilder()
///     var ranks = Ranks()
///     builder.rank(values.span, into: &ranks)
///     var window = GrowingWindow()
///     let chosen = window.choose(2, of: values.span, ranks: ranks, from: 0, lengths: [3, 4])
///     // chosen is (30, 0 pauses), slots 1 and 2, and (20, 1 pause), slots 1 and 3
///
/// Not for windows of one length from many slots, which a `RankWindow` sweeps.
package struct GrowingWindow: Sendable {
  /// What is chosen of one window.
  package struct Outcome: Equatable, Sendable {
    /// The sum of the chosen values.
    package var sum: Double
    /// How many gaps there are between the chosen slots, one less than they form runs.
    package var pauses: Int32
  }

  /// The ranks chosen, as bits; none between calls.
  private var ranked: [UInt64] = []

  /// Whether the *i*-th slot of the window is chosen, at index *i* + 1, with one more on either side that never is.
  private var chosen: [Bool] = []

  package init() {}

  /// Chooses the `chosenCount` cheapest slots of each window.
  ///
  /// - Parameters:
  ///   - chosenCount: How many to choose, at least 1; of equal values, the earlier.
  ///   - values: One finite value for each slot of the trace, on a grid on which every sum is exact.
  ///   - ranks: The ranks of these values.
  ///   - start: The slot that all windows begin with.
  ///   - lengths: How many slots each has, in rising order, `chosenCount` at least; all of them end inside the trace.
  /// - Returns: One outcome for each length.
  /// - Complexity: O(*w* + *r* * *k* / 64) at worst, where *w* is the longest window, *r* how many slots are replaced, and *k* how
  ///   many the trace has; in practice O(*w* + *k* / 64).
  package mutating func choose(
    _ chosenCount: Int, of values: Span<Double>, ranks: borrowing Ranks, from start: Int, lengths: [Int]
  ) -> [Outcome] {
    guard let longest = lengths.last else { return [] }
    precondition(ranks.count == values.count, "There is one rank for every value.")
    precondition(chosenCount >= 1, "A window chooses 1 slot or more.")
    precondition(start >= 0 && start + longest <= values.count, "The longest window ends inside the trace.")
    precondition(lengths.allSatisfy { $0 >= chosenCount && $0 <= longest }, "A window is as long as what it chooses.")
    let wordCount = (values.count + 63) / 64
    if ranked.count < wordCount { ranked = [UInt64](repeating: 0, count: wordCount) }
    if chosen.count < longest + 2 { chosen = [Bool](repeating: false, count: 2 * longest + 2) }
    return Self.choose(
      chosenCount, of: values, ranks.rankOfSlot.span, ranks.slotOfRank.span, from: start, lengths: lengths, &ranked,
      &chosen)
  }

  private static func choose(
    _ chosenCount: Int, of values: Span<Double>, _ rankOfSlot: Span<Int32>, _ slotOfRank: Span<Int32>,
    from start: Int, lengths: [Int], _ ranked: inout [UInt64], _ chosen: inout [Bool]
  ) -> [Outcome] {
    var ranked = ranked.mutableSpan
    var chosen = chosen.mutableSpan
    var outcomes: [Outcome] = []
    outcomes.reserveCapacity(lengths.count)

    // The first slots are chosen, whatever they cost.
    var (sum, dearest) = (0.0, 0)
    for slot in start..<start &+ chosenCount {
      let rank = Int(rankOfSlot[slot])
      ranked[rank &>> 6] |= 1 &<< UInt64(truncatingIfNeeded: rank & 63)
      dearest = rank > dearest ? rank : dearest
      sum += values[slot]
      chosen[slot &- start &+ 1] = true
    }
    let last = dearest
    var runCount = 1
    var slot = start &+ chosenCount
    for length in lengths {
      while slot < start &+ length {
        let rank = Int(rankOfSlot[slot])
        if rank < dearest {
          let place = slot &- start &+ 1
          chosen[place] = true
          runCount &+= chosen[place &- 1] ? 0 : 1
          let lostSlot = Int(slotOfRank[dearest])
          let lost = lostSlot &- start &+ 1
          chosen[lost] = false
          runCount &+= (chosen[lost &- 1] ? 1 : 0) &+ (chosen[lost &+ 1] ? 1 : 0) &- 1
          sum += values[slot] - values[lostSlot]
          ranked[rank &>> 6] |= 1 &<< UInt64(truncatingIfNeeded: rank & 63)

          // The next lower chosen rank; there is one, that of the new slot if no other.
          var word = dearest &>> 6
          var bits = ranked[word] & ~(1 &<< UInt64(truncatingIfNeeded: dearest & 63))
          ranked[word] = bits
          while bits == 0 {
            word &-= 1
            bits = ranked[word]
          }
          dearest = word &<< 6 | (63 &- bits.leadingZeroBitCount)
        }
        slot &+= 1
      }
      outcomes.append(Outcome(sum: sum, pauses: Int32(truncatingIfNeeded: runCount &- 1)))
    }

    for word in 0...last &>> 6 { ranked[word] = 0 }
    for place in 0..<slot &- start &+ 2 { chosen[place] = false }
    return outcomes
  }
}
