/// The cheapest slots of every window of a trace: their sum, and how often they are interrupted.
///
///     let values = [30.0, 10, 20, 10, 40]
///     var builder = RankBuilder()
///     var ranks = Ranks()
///     builder.rank(values.span, into: &ranks)
///
///     var window = RankWindow()
///     var sums = [0.0, 0]
///     var pauses: [Int32] = [0, 0]
///     var sumSpan = sums.mutableSpan
///     var pauseSpan = pauses.mutableSpan
///     window.sweep(values.span, ranks: ranks, length: 4, choosing: 2, sums: &sumSpan, pauses: &pauseSpan)
///     // sums is [20, 20] and pauses is [1, 1]: slots 1 and 3 in either window
///
/// Reusable: the workspace grows to the longest trace seen, and a later sweep allocates nothing.
///
/// Not for a single window, of which a `Selection` chooses the cheapest slots without ranks of the whole trace.
package struct RankWindow: Sendable {
  /// A set of the ranks in the window, in the layout of `RankBitmap`. Between calls its contents mean nothing.
  var words: [UInt64] = []

  /// Whether slot *i* is chosen, at index *i* + 1: the slots before the first and after the last never are.
  /// Between calls its contents mean nothing.
  var chosen: [Bool] = []

  package init() {}

  /// Makes room for traces of up to `count` slots, so that sweeps within it allocate nothing.
  package mutating func reserve(_ count: Int) {
    let missingWords = RankBitmap(count: count).end - words.count
    if missingWords > 0 { words.append(contentsOf: repeatElement(0, count: missingWords)) }
    let missingFlags = count + 2 - chosen.count
    if missingFlags > 0 { chosen.append(contentsOf: repeatElement(false, count: missingFlags)) }
  }

  /// For every window of `length` slots, the sum of the `chosenCount` cheapest, and their pauses.
  ///
  /// - Parameters:
  ///   - values: One finite value for each slot, on a grid on which every sum is exact. Slots that are ranked last,
  ///     such as gaps, need values too, 0 for example; a window with too few others chooses them all the same, and its
  ///     results mean nothing.
  ///   - ranks: The ranks of these values.
  ///   - length: How many slots a window has, from 1 up to `values.count`.
  ///   - chosenCount: How many slots of each window are chosen, from 1 up to `length`; of equal values, the earlier.
  ///   - sums: The destination, of `values.count - length + 1` elements, one for each window.
  ///   - pauses: Becomes how many gaps there are between the chosen slots of each window, which is one less than they
  ///     form runs; as many elements as `sums`.
  /// - Complexity: O(*k* log *k*), where *k* is the number of slots, whatever `length` and `chosenCount` are; the
  ///   logarithm is to the base of 64.
  package mutating func sweep(
    _ values: Span<Double>, ranks: borrowing Ranks, length: Int, choosing chosenCount: Int,
    sums: inout MutableSpan<Double>, pauses: inout MutableSpan<Int32>
  ) {
    let count = values.count
    precondition(ranks.count == count, "There is one rank for every value.")
    precondition(chosenCount >= 1 && chosenCount <= length, "A window chooses 1 slot or more, up to all of its own.")
    precondition(length <= count, "A window is no longer than the trace.")
    precondition(
      sums.count == count - length + 1 && pauses.count == sums.count, "There is one result for every window.")
    if SmallWindow.suits(slots: count, length: length, chosenCount: chosenCount) {
      SmallWindow.sweep(values, ranks, length, chosenCount, &sums, &pauses)
    } else {
      sweepByRepair(values, ranks, length, chosenCount, &sums, &pauses)
    }
  }
}
