// How the minima are found.
//
// Group minima. With g = 4 + candidateCount % 4, let group[i] be the smallest of the g entries from i on. A window from
// i is then the union of k = candidateCount / 4 groups, at i, i + 4, i + 8 and so on, so that the minima of four
// consecutive windows are the lane-wise minimum of k consecutive vectors of groups:
//
//     vector j     group[4j]     group[4j + 1]     group[4j + 2]     group[4j + 3]
//     minima j     vector j  min  vector j + 1  min  ...  min  vector j + k - 1
//
// Blocks. Cut the vectors into blocks of k. The k vectors from j on are a suffix of one block and a prefix of the next:
//
//     |  .  .  j  *  *  |  *  *  .  .  .  |      k = 5
//              `-suffix-'`prefix'
//
// Suffix minima take one backward scan of a block, prefix minima one forward scan of the next, so that each vector costs
// three comparisons whatever k is. Two buffers of k vectors, which a first-level cache holds, are enough: one for the
// groups of a block, one for its suffix minima, which stay while the groups of the next block replace the first.

/// How the entries of windows are read from a source. Its methods compile into the loops that call them.
protocol EntrySource {
  /// Entry `index`.
  static func entry(_ source: Span<Double>, _ length: Int, at index: Int) -> Double

  /// The four entries from `index` on, for loops that have checked all of their indices at once.
  static func lanes(_ source: Span<Double>, _ length: Int, unchecked index: Int) -> Lanes
}

/// The source holds the entries as they are.
enum PlainEntries: EntrySource {
  @inline(__always)
  static func entry(_ source: Span<Double>, _ length: Int, at index: Int) -> Double { source[index] }

  @inline(__always)
  static func lanes(_ source: Span<Double>, _ length: Int, unchecked index: Int) -> Lanes {
    source.lanes(unchecked: index)
  }
}

/// The source holds prefix sums; an entry is the sum of `length` values.
enum SumEntries: EntrySource {
  @inline(__always)
  static func entry(_ source: Span<Double>, _ length: Int, at index: Int) -> Double {
    source[index &+ length] - source[index]
  }

  @inline(__always)
  static func lanes(_ source: Span<Double>, _ length: Int, unchecked index: Int) -> Lanes {
    source.lanes(unchecked: index &+ length) - source.lanes(unchecked: index)
  }
}

extension SlidingMinimum {
  /// The shortest window for which blocks pay; below it, each window is read directly.
  ///
  /// A block of one vector is no block. At 8 candidates, two vectors, blocks take 1.8 ns a window and reading directly
  /// 2.0; at 24, 1.2 and 5.5.
  static let shortestBlocked = 8

  /// Fills `minima` from `source`.
  @inline(__always)
  mutating func fill<Source: EntrySource>(
    _ minima: inout MutableSpan<Double>, from source: Span<Double>, as _: Source.Type, length: Int,
    candidateCount: Int
  ) {
    let entryCount = source.count - length
    precondition(candidateCount >= 1 && candidateCount <= entryCount, "A window holds 1 entry or more, up to all.")
    precondition(minima.count == entryCount - candidateCount + 1, "There is one minimum for every window.")
    // Hence all entries read below are there: single windows end with the last one, and so do the groups that its minima take. Loops
    // that check this again are slower by a tenth, so that only debug builds do.
    var index = 0
    if candidateCount >= Self.shortestBlocked {
      reserve(candidateCount: candidateCount)
      // One to four minima stay behind, so that no vector of entries reaches past the last.
      let vectorCount = (minima.count - 1) / Lanes.width
      Self.scanBlocks(source, Source.self, length, candidateCount, &groups, &suffixes, &minima, vectorCount)
      index = vectorCount * Lanes.width
    }
    Self.scanDirectly(source, Source.self, length, candidateCount, &minima, from: index)
  }

  /// The minima from `index` on, each of all its candidates in turn.
  private static func scanDirectly<Source: EntrySource>(
    _ source: Span<Double>, _: Source.Type, _ length: Int, _ candidateCount: Int, _ minima: inout MutableSpan<Double>,
    from index: Int
  ) {
    var index = index
    let count = minima.count
    assert(count + candidateCount - 2 < source.count - length, "The last window's entries are there.")
    while index <= count &- Lanes.width {
      var lanes = Source.lanes(source, length, unchecked: index)
      for candidate in 1..<max(candidateCount, 1) {
        lanes = Lanes.minimum(lanes, Source.lanes(source, length, unchecked: index &+ candidate))
      }
      minima.store(lanes, at: index)
      index &+= Lanes.width
    }
    while index < count {
      var minimum = Source.entry(source, length, at: index)
      for candidate in 1..<max(candidateCount, 1) {
        minimum = min(minimum, Source.entry(source, length, at: index &+ candidate))
      }
      minima[index] = minimum
      index &+= 1
    }
  }

  /// The first `vectorCount` vectors of minima, block by block.
  private static func scanBlocks<Source: EntrySource>(
    _ source: Span<Double>, _: Source.Type, _ length: Int, _ candidateCount: Int, _ groups: inout [Lanes],
    _ suffixes: inout [Lanes], _ minima: inout MutableSpan<Double>, _ vectorCount: Int
  ) {
    if vectorCount == 0 { return }
    let blockSize = candidateCount / Lanes.width
    let groupSize = candidateCount % Lanes.width + Lanes.width
    assert(
      Lanes.width * (vectorCount + blockSize - 2) + max(7, groupSize + 2) < source.count - length,
      "The last vector of groups reads entries that are there.")
    var groups = groups.mutableSpan
    var suffixes = suffixes.mutableSpan
    fillGroups(source, Source.self, length, groupSize, from: 0, into: &groups, count: blockSize)
    var vector = 0
    while true {
      var suffix = Lanes(repeating: .infinity)
      for place in stride(from: blockSize &- 1, through: 0, by: -1) {
        suffix = Lanes.minimum(suffix, groups[place])
        suffixes[place] = suffix
      }
      minima.store(suffix, at: vector &* Lanes.width)

      // The last block of minima takes no more of the next block's groups than there are entries for.
      let index = (vector &+ blockSize) &* Lanes.width
      let count = min(blockSize, vectorCount &- vector)
      let isLast = vector &+ blockSize >= vectorCount
      fillGroups(
        source, Source.self, length, groupSize, from: index, into: &groups, count: isLast ? count &- 1 : blockSize)
      var prefix = Lanes(repeating: .infinity)
      for place in 1..<count {
        prefix = Lanes.minimum(prefix, groups[place &- 1])
        minima.store(Lanes.minimum(prefix, suffixes[place]), at: (vector &+ place) &* Lanes.width)
      }
      if isLast { return }
      vector &+= blockSize
    }
  }

  /// `count` vectors of group minima, the first group of which begins at entry `start`. Its entries, and four if there are no groups,
  /// are there.
  private static func fillGroups<Source: EntrySource>(
    _ source: Span<Double>, _: Source.Type, _ length: Int, _ groupSize: Int, from start: Int,
    into groups: inout MutableSpan<Lanes>, count: Int
  ) {
    var index = start
    var second = Source.lanes(source, length, unchecked: index)
    for place in 0..<count {
      let first = second
      second = Source.lanes(source, length, unchecked: index &+ 4)
      // pairs[i] covers entries i and i + 2, so that pairs[i] and pairs[i + 1] cover the four from i on.
      let pairs = Lanes.minimum(first, Lanes(lowHalf: first.highHalf, highHalf: second.lowHalf))
      let fifth = second[0] < second[2] ? second[0] : second[2]
      var group = Lanes.minimum(pairs, Lanes(pairs[1], pairs[2], pairs[3], fifth))
      if groupSize > 4 { group = Lanes.minimum(group, second) }
      if groupSize > 5 { group = Lanes.minimum(group, Source.lanes(source, length, unchecked: index &+ 5)) }
      if groupSize > 6 { group = Lanes.minimum(group, Source.lanes(source, length, unchecked: index &+ 6)) }
      groups[place] = group
      index &+= 4
    }
  }
}
