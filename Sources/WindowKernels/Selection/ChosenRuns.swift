/// The runs of neighbouring indices in a bit mask, in order, read 64 indices at a time.
///
///     let mask: [UInt64] = [0b0110_0111]
///     var runs = ChosenRuns()
///     while let run = runs.next(in: mask.span) { print(run) }  // 0..<3, then 5..<7
///
/// Not a sequence, since it does not hold the mask: every call must be given the same one.
package struct ChosenRuns: Sendable {
  /// Every run that begins before this index has been returned.
  private var position = 0

  package init() {}

  /// The next run, or nil if there is none left.
  ///
  /// - Parameter mask: Bit *i* % 64 of word *i* / 64 tells whether index *i* is in the set.
  /// - Returns: Its indices; a run that ends with the mask's last word ends with its last bit.
  /// - Complexity: O(*w*) for all runs together and O(1) for each of them, where *w* is the number of words.
  package mutating func next(in mask: Span<UInt64>) -> Range<Int>? {
    guard let first = Self.firstBit(in: mask, from: position, flipping: 0) else { return nil }
    let end = Self.firstBit(in: mask, from: first, flipping: ~0) ?? mask.count &* 64
    position = end
    return first..<end
  }

  /// Where all runs begin and end, in turn: the bounds of one after the other.
  ///
  ///     ChosenRuns.bounds(in: mask.span, into: &bounds)  // 0, 3, 5, 7
  ///
  /// The branches of one call for each run would be guessed wrong at each end; here they are once a word.
  ///
  /// - Parameter bounds: Where to; room for two for each run.
  /// - Complexity: O(*w* + *r*), where *w* is the number of words and *r* that of runs.
  package static func bounds(in mask: Span<UInt64>, into bounds: inout MutableSpan<Int32>) {
    var count = 0
    var predecessor: UInt64 = 0
    for word in 0..<mask.count {
      // A bound is where a bit differs from the one before it.
      let bits = mask[word]
      var changes = bits ^ (bits &<< 1 | predecessor)
      predecessor = bits &>> 63
      while changes != 0 {
        bounds[count] = Int32(truncatingIfNeeded: word &<< 6 | changes.trailingZeroBitCount)
        count &+= 1
        changes &= changes &- 1
      }
    }
    if predecessor != 0 { bounds[count] = Int32(truncatingIfNeeded: mask.count &<< 6) }
  }

  /// How many runs a mask has.
  ///
  /// - Complexity: O(*w*), where *w* is the number of words.
  package static func count(in mask: Span<UInt64>) -> Int {
    // A run begins at each bit that is set and whose predecessor is not.
    var count = 0
    var predecessor: UInt64 = 0
    for word in 0..<mask.count {
      let bits = mask[word]
      count &+= (bits & ~(bits &<< 1 | predecessor)).nonzeroBitCount
      predecessor = bits &>> 63
    }
    return count
  }

  /// The first index from `start` on whose bit is set, after the bits in `flipping` are flipped in every word.
  @inline(__always)
  private static func firstBit(in mask: Span<UInt64>, from start: Int, flipping: UInt64) -> Int? {
    var word = start &>> 6
    if word >= mask.count { return nil }
    var bits = (mask[word] ^ flipping) & (~0 &<< UInt64(truncatingIfNeeded: start))
    while bits == 0 {
      word &+= 1
      if word == mask.count { return nil }
      bits = mask[word] ^ flipping
    }
    return word &<< 6 | bits.trailingZeroBitCount
  }
}
