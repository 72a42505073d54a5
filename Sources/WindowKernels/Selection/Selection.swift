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
/// Source: to look for the answer between two values that a sample suggests is the idea of R. W. Floyd and R. L. Rivest,
/// "Expected time bounds for selection" (1975). Here the sample becomes a histogram, all values are split in one pass
/// over vectors, and what is left between the two is narrowed by radix, whose worst case is linear.
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

  /// Bit *i* % 64 of word *i* / 64 tells whether index *i* was chosen by the last call; as many words as its indices
  /// take, and no bit past the last. `ChosenRuns` reads it.
  package private(set) var mask: [UInt64] = []

  /// The indices whose values lie in the bracket, as bits in the same order.
  private var bracketed: [UInt64] = []

  /// The `orderedBits` of the values in the bracket; between calls its contents mean nothing.
  private var candidates: [UInt64] = []

  /// How many values lie in the buckets of a guess, and in those that candidates are narrowed by; between calls their contents
  /// mean nothing.
  private var counters = [UInt16](repeating: 0, count: counterCount)
  private var buckets = [Int32](repeating: 0, count: radixBucketCount)

  package init() {}

  /// Makes room for arrays of up to `count` values, so that calls within it allocate nothing.
  package mutating func reserve(_ count: Int) {
    mask.reserveCapacity(Self.wordCount(of: count))
    bracketed.reserveCapacity(Self.wordCount(of: count))
    let missing = count - candidates.count
    if missing > 0 { candidates.append(contentsOf: repeatElement(0, count: missing)) }
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
    if candidates.count < values.count { candidates = [UInt64](repeating: 0, count: values.count) }
    Self.resize(&mask, to: Self.wordCount(of: values.count))
    Self.resize(&bracketed, to: Self.wordCount(of: values.count))
    return Self.choose(chosenCount, of: values, &mask, &bracketed, &counters, &candidates, &buckets)
  }

  private static func choose(
    _ chosenCount: Int, of values: Span<Double>, _ mask: inout [UInt64], _ bracketed: inout [UInt64],
    _ counters: inout [UInt16], _ candidates: inout [UInt64], _ buckets: inout [Int32]
  ) -> Outcome {
    var mask = mask.mutableSpan
    var bracketed = bracketed.mutableSpan
    var counters = counters.mutableSpan
    var candidates = candidates.mutableSpan
    var buckets = buckets.mutableSpan
    let split = Self.split(values, chosenCount, &mask, &bracketed, &counters)
    return settle(values, chosenCount, split, &mask, bracketed.span, &candidates, &buckets)
  }

  /// The same for a single choice, which leaves no workspace behind: of up to 8,192 values all of it but many candidates is on the
  /// stack.
  ///
  /// - Parameter use: What is done with the outcome and its `mask`. (It returns nothing: a generic result would be handed from
  ///   module to module by its metadata.)
  package static func choose(
    _ chosenCount: Int, of values: Span<Double>, _ use: (Outcome, Span<UInt64>) -> Void
  ) {
    // SAFETY: all are plain numbers, of which none is read before it is written; and no pointer leaves its closure.
    let words = wordCount(of: values.count)
    unsafe withUnsafeTemporaryAllocation(of: UInt64.self, capacity: words) { mask in
      unsafe withUnsafeTemporaryAllocation(of: UInt64.self, capacity: words) { bracketed in
        var mask = unsafe mask.mutableSpan
        var bracketed = unsafe bracketed.mutableSpan
        let split = unsafe withUnsafeTemporaryAllocation(of: UInt16.self, capacity: counterCount) {
          var counters = unsafe $0.mutableSpan
          return Self.split(values, chosenCount, &mask, &bracketed, &counters)
        }
        let outcome = unsafe withUnsafeTemporaryAllocation(of: UInt64.self, capacity: split.candidateCount) { found in
          unsafe withUnsafeTemporaryAllocation(of: Int32.self, capacity: radixBucketCount) {
            var candidates = unsafe found.mutableSpan
            var buckets = unsafe $0.mutableSpan
            return settle(values, chosenCount, split, &mask, bracketed.span, &candidates, &buckets)
          }
        }
        use(outcome, mask.span)
      }
    }
  }

  /// The first half of a choice: splits the values by a bracket that the dearest chosen one lies in.
  private static func split(
    _ values: Span<Double>, _ chosenCount: Int, _ mask: inout MutableSpan<UInt64>,
    _ bracketed: inout MutableSpan<UInt64>, _ counters: inout MutableSpan<UInt16>
  ) -> Split {
    precondition(chosenCount >= 1 && chosenCount <= values.count, "At least 1 value is chosen, and no more than all.")
    // A sample, then all values, then no bracket at all: each is tried only if the one before missed.
    let step = max(1, values.count / sampleCount)
    var split = split(values, by: guess(values, chosenCount, step: step, &counters), &mask, &bracketed)
    if step > 1, split.isMissed(chosenCount) {
      split = Self.split(values, by: guess(values, chosenCount, step: 1, &counters), &mask, &bracketed)
    }
    if split.isMissed(chosenCount) { split = Self.split(values, by: .everything, &mask, &bracketed) }
    return split
  }

  /// The second half: finds the dearest among the candidates, and settles each of them.
  private static func settle(
    _ values: Span<Double>, _ chosenCount: Int, _ split: Split, _ mask: inout MutableSpan<UInt64>,
    _ bracketed: Span<UInt64>, _ candidates: inout MutableSpan<UInt64>, _ buckets: inout MutableSpan<Int32>
  ) -> Outcome {
    let rank = chosenCount - split.belowCount
    var threshold = Threshold(value: split.bracket.low, equalCount: rank)
    if !split.bracket.isOneValue {
      gather(values, bracketed, into: &candidates)
      threshold = Self.threshold(rank, of: split.candidateCount, &candidates, &buckets)
    }
    let (sum, dearest) = settle(values, threshold, split.bracket, &mask, bracketed)
    return Outcome(sum: split.belowSum + sum, dearest: dearest, runCount: ChosenRuns.count(in: mask.span))
  }

  private static func wordCount(of count: Int) -> Int { (count + 63) / 64 }

  /// Cuts off words, or adds some; what they hold means nothing yet.
  private static func resize(_ words: inout [UInt64], to count: Int) {
    if words.count > count {
      words.removeLast(words.count - count)
    } else if words.capacity < count {
      words = [UInt64](repeating: 0, count: count)
    } else if words.count < count {
      words.append(contentsOf: repeatElement(0, count: count - words.count))
    }
  }
}
