/// The smallest of every `candidateCount` consecutive entries, and where it stands.
///
/// The entries are given as they are, or as the sums of every `length` consecutive values, which are read off prefix
/// sums and never stored.
///
///     var sliding = SlidingMinimum()
///     let entries = [5.0, 2, 4, 2, 7]
///     var minima = [0.0, 0, 0]
///     var positions: [Int32] = [0, 0, 0]
///     var minimaSpan = minima.mutableSpan
///     var positionsSpan = positions.mutableSpan
///     sliding.minima(of: entries.span, candidateCount: 3, into: &minimaSpan, positions: &positionsSpan)
///     // minima is [2, 2, 2], positions is [1, 1, 3]
///
/// Reusable: the workspace grows to the largest `candidateCount` seen, and a later call allocates nothing.
///
/// Source: M. van Herk, "A fast algorithm for local minimum and maximum filters on rectangular and octagonal kernels"
/// (1992), and J. Gil and M. Werman, "Computing 2-D min, median, and max filters" (1993), whose scans run here over
/// vectors of four entries instead of over entries.
package struct SlidingMinimum: Sendable {
  /// The groups of one block, and the suffix minima of the block before: see `SlidingMinimum+Blocks.swift`. As many as
  /// the longest window so far needs; between calls their contents mean nothing.
  var groups: [Lanes] = []
  var suffixes: [Lanes] = []

  package init() {}

  /// Makes room for windows of up to `candidateCount` entries, so that calls within it allocate nothing.
  package mutating func reserve(candidateCount: Int) {
    precondition(candidateCount >= 1, "A window has at least one candidate.")
    let missing = candidateCount / Lanes.width - groups.count
    if missing > 0 {
      groups.append(contentsOf: repeatElement(Lanes(), count: missing))
      suffixes.append(contentsOf: repeatElement(Lanes(), count: missing))
    }
  }

  /// Fills `minima` with the smallest of every `candidateCount` consecutive entries.
  ///
  /// - Parameters:
  ///   - entries: The values to compare: any Doubles but NaN. Infinity stands for an entry nobody may choose; where a
  ///     window has no other, its minimum is infinity.
  ///   - candidateCount: How many entries each window holds, from 1 up to `entries.count`.
  ///   - minima: The destination, of `entries.count - candidateCount + 1` elements.
  /// - Complexity: O(*k*), where *k* is the number of entries, whatever `candidateCount` is.
  package mutating func minima(
    of entries: Span<Double>, candidateCount: Int, into minima: inout MutableSpan<Double>
  ) {
    fill(&minima, from: entries, as: PlainEntries.self, length: 0, candidateCount: candidateCount)
  }

  /// Fills `minima` with the smallest of every `candidateCount` consecutive entries, and `positions` with their places.
  ///
  /// - Parameters:
  ///   - entries: The values to compare: any Doubles but NaN. Infinity stands for an entry nobody may choose; where a
  ///     window has no other, its minimum is infinity, and its position the window's first.
  ///   - candidateCount: How many entries each window holds, from 1 up to `entries.count`.
  ///   - minima: The destination, of `entries.count - candidateCount + 1` elements.
  ///   - positions: Becomes the index in `entries` of each minimum, the first of equal ones; as many as `minima`.
  /// - Complexity: O(*k*), where *k* is the number of entries, whatever `candidateCount` is.
  package mutating func minima(
    of entries: Span<Double>, candidateCount: Int, into minima: inout MutableSpan<Double>,
    positions: inout MutableSpan<Int32>
  ) {
    fill(&minima, from: entries, as: PlainEntries.self, length: 0, candidateCount: candidateCount)
    Self.locate(
      minima.span, in: entries, as: PlainEntries.self, length: 0, candidateCount: candidateCount, into: &positions)
  }

  /// Fills `minima` with the smallest of every `candidateCount` consecutive sums of `length` values each.
  ///
  ///     // The prefix sums of [3, 1, 4, 1, 5]; the sums of two are 4, 5, 5, 6.
  ///     let prefixSums = [0.0, 3, 4, 8, 9, 14]
  ///     var minima = [0.0, 0]
  ///     var span = minima.mutableSpan
  ///     sliding.minima(ofSumsIn: prefixSums.span, length: 2, candidateCount: 3, into: &span)  // minima is [4, 5]
  ///
  /// - Parameters:
  ///   - prefixSums: What `PrefixSums` makes of finite values: one entry more than there are values.
  ///   - length: How many values each sum covers, from 1 up to the number of values.
  ///   - candidateCount: How many sums each window holds, from 1 up to their number, `prefixSums.count - length`.
  ///   - minima: The destination, of `prefixSums.count - length - candidateCount + 1` elements.
  /// - Complexity: O(*k*), where *k* is the number of prefix sums, whatever `length` and `candidateCount` are.
  package mutating func minima(
    ofSumsIn prefixSums: Span<Double>, length: Int, candidateCount: Int, into minima: inout MutableSpan<Double>
  ) {
    precondition(length >= 1 && length < prefixSums.count, "A sum covers at least one value, and no more than all.")
    fill(&minima, from: prefixSums, as: SumEntries.self, length: length, candidateCount: candidateCount)
  }

  /// Fills `minima` with the smallest of every `candidateCount` consecutive sums of `length` values each, and
  /// `positions` with their places.
  ///
  /// - Parameters:
  ///   - prefixSums: What `PrefixSums` makes of finite values: one entry more than there are values.
  ///   - length: How many values each sum covers, from 1 up to the number of values.
  ///   - candidateCount: How many sums each window holds, from 1 up to their number, `prefixSums.count - length`.
  ///   - minima: The destination, of `prefixSums.count - length - candidateCount + 1` elements.
  ///   - positions: Becomes the index of the first value of each smallest sum, the earliest of equal ones; as many as
  ///     `minima`.
  /// - Complexity: O(*k*), where *k* is the number of prefix sums, whatever `length` and `candidateCount` are.
  package mutating func minima(
    ofSumsIn prefixSums: Span<Double>, length: Int, candidateCount: Int, into minima: inout MutableSpan<Double>,
    positions: inout MutableSpan<Int32>
  ) {
    precondition(length >= 1 && length < prefixSums.count, "A sum covers at least one value, and no more than all.")
    fill(&minima, from: prefixSums, as: SumEntries.self, length: length, candidateCount: candidateCount)
    Self.locate(
      minima.span, in: prefixSums, as: SumEntries.self, length: length, candidateCount: candidateCount, into: &positions
    )
  }
}
