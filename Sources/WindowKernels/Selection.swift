/// The cheapest few of an array, as a set of indices: their sum, the dearest of them, and the runs they form.
///
/// Of equal values the earlier index is chosen first, so that the set is unique.
///
///     var selection = Selection()
///     let values = [5.0, 1, 4, 1, 9, 4]
///     let chosen = selection.choose(3, of: values.span)
///     // selection.mask is [0b001110]: indices 1, 2 and 3, in one run
///     // chosen is (sum: 6, dearest: 2, runCount: 1): index 5 is as dear as index 2, but comes later
///
/// Reusable: the workspace grows to the longest array seen, and a later call allocates nothing.
///
/// Source: the guess at a bracket is that of R. W. Floyd and R. L. Rivest, "Expected time bounds for selection" (1975);
/// what it leaves, and all values should it miss, is narrowed by radix, whose worst case is linear.
package struct Selection: Sendable {
  /// What is known of the chosen indices, besides which they are.
  package struct Outcome: Equatable, Sendable {
    /// The sum of the chosen values.
    package var sum: Double

    /// The index of the largest chosen value, the last of equal ones.
    package var dearest: Int

    /// How many runs of neighbouring indices the chosen ones form.
    package var runCount: Int
  }

  /// Bit *i* % 64 of word *i* / 64 tells whether index *i* was chosen by the last call; there are no words past the
  /// last index, and no bits.
  package internal(set) var mask: [UInt64] = []

  /// The indices whose values lie in the bracket, as bits in the same order.
  var bracketed: [UInt64] = []

  /// The values in the bracket; between calls its contents mean nothing.
  var candidates: [Double] = []

  /// How many values lie in each bucket; between calls its contents mean nothing.
  var buckets = [Int32](repeating: 0, count: max(bucketCount, 4 * guessBucketCount))

  package init() {}

  /// Makes room for arrays of up to `count` values, so that calls within it allocate nothing.
  package mutating func reserve(_ count: Int) {
    let wordCount = (count + 63) / 64
    mask.reserveCapacity(wordCount)
    bracketed.reserveCapacity(wordCount)
    candidates.reserveCapacity(count)
    if candidates.count < count {
      candidates.append(contentsOf: repeatElement(0, count: count - candidates.count))
    }
  }

  /// Chooses the `chosenCount` smallest values; of equal ones, the earlier.
  ///
  /// - Parameters:
  ///   - chosenCount: How many to choose, from 1 up to `values.count`.
  ///   - values: Any Doubles but NaN and -0, on a grid on which every sum is exact. Infinity stands for a value not to
  ///     be chosen; if there are too few others, infinities are chosen all the same, and the sum is infinite.
  /// - Returns: What is known of the chosen indices, which are in `mask`.
  /// - Complexity: O(*k*), where *k* is the number of values, in the worst case too.
  package mutating func choose(_ chosenCount: Int, of values: Span<Double>) -> Outcome {
    precondition(chosenCount >= 1 && chosenCount <= values.count, "At least 1 value is chosen, and no more than all.")
    Self.resize(&mask, to: (values.count + 63) / 64)
    Self.resize(&bracketed, to: (values.count + 63) / 64)
    if candidates.count < values.count { reserve(values.count) }
    let step = max(1, values.count / Self.sampleCount)
    var bracket = Self.guess(values, chosenCount, step: step, &buckets)
    var split = Self.split(values, by: bracket, &mask, &bracketed, &candidates)
    if step > 1, split.isMissed(chosenCount) {
      bracket = Self.guess(values, chosenCount, step: 1, &buckets)
      split = Self.split(values, by: bracket, &mask, &bracketed, &candidates)
    }
    if split.isMissed(chosenCount) {
      bracket = Bracket(low: -.infinity, high: .infinity)
      split = Self.split(values, by: bracket, &mask, &bracketed, &candidates)
    }
    let threshold = Self.threshold(chosenCount - split.belowCount, of: split.candidateCount, &candidates, &buckets)
    let (sum, dearest) = Self.settle(values, threshold, &mask, bracketed)
    return Outcome(sum: split.belowSum + sum, dearest: dearest, runCount: ChosenRuns.count(in: mask.span))
  }

  private static func resize(_ words: inout [UInt64], to count: Int) {
    if words.count > count {
      words.removeLast(words.count - count)
    } else if words.count < count {
      words.append(contentsOf: repeatElement(0, count: count - words.count))
    }
  }
}
