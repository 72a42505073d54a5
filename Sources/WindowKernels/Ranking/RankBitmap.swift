/// The layout of a set of ranks, kept as bits: finds the next or the previous rank in three steps.
///
/// The words of a set lie in one array, level after level. A bit of level 0 is a rank; a bit of a higher level says
/// that one word of the level below is not zero:
///
///     level 2     1 word for 262,144 ranks; more ranks, more words, which are searched in turn
///     level 1     1 word for   4,096 ranks
///     level 0     1 word for      64 ranks
///
/// Not a collection, but the arithmetic for one whose words the caller holds, so that a loop works on a local span.
struct RankBitmap {
  /// Where each level begins; `end` is the number of words in all.
  let levelOne: Int
  let levelTwo: Int
  let end: Int

  /// A layout for the ranks below `count`.
  init(count: Int) {
    levelOne = (count + 63) / 64
    levelTwo = levelOne + (levelOne + 63) / 64
    end = levelTwo + (levelTwo - levelOne + 63) / 64
  }

  /// Puts a rank into the set.
  @inline(__always)
  func insert(_ rank: Int, in words: inout MutableSpan<UInt64>) {
    let word = rank &>> 6
    words[word] |= 1 &<< UInt64(truncatingIfNeeded: rank)
    words[levelOne &+ word &>> 6] |= 1 &<< UInt64(truncatingIfNeeded: word)
    words[levelTwo &+ word &>> 12] |= 1 &<< UInt64(truncatingIfNeeded: word &>> 6)
  }

  /// Takes a rank out of the set.
  @inline(__always)
  func remove(_ rank: Int, from words: inout MutableSpan<UInt64>) {
    let word = rank &>> 6
    let rest = words[word] & ~(1 &<< UInt64(truncatingIfNeeded: rank))
    words[word] = rest
    if rest != 0 { return }
    let upper = words[levelOne &+ word &>> 6] & ~(1 &<< UInt64(truncatingIfNeeded: word))
    words[levelOne &+ word &>> 6] = upper
    if upper != 0 { return }
    words[levelTwo &+ word &>> 12] &= ~(1 &<< UInt64(truncatingIfNeeded: word &>> 6))
  }

  /// The lowest rank in the set, which must not be empty.
  func first(in words: Span<UInt64>) -> Int {
    words[0] & 1 != 0 ? 0 : next(after: 0, in: words)
  }

  /// The lowest rank in the set above `rank`; there must be one.
  @inline(__always)
  func next(after rank: Int, in words: Span<UInt64>) -> Int {
    var word = rank &>> 6
    var bits = words[word] & above(rank)
    if bits == 0 {
      var upper = word &>> 6
      bits = words[levelOne &+ upper] & above(word)
      if bits == 0 {
        var top = upper &>> 6
        bits = words[levelTwo &+ top] & above(upper)
        while bits == 0 {
          top &+= 1
          bits = words[levelTwo &+ top]
        }
        upper = top &<< 6 | bits.trailingZeroBitCount
        bits = words[levelOne &+ upper]
      }
      word = upper &<< 6 | bits.trailingZeroBitCount
      bits = words[word]
    }
    return word &<< 6 | bits.trailingZeroBitCount
  }

  /// The highest rank in the set below `rank`; there must be one.
  @inline(__always)
  func previous(before rank: Int, in words: Span<UInt64>) -> Int {
    var word = rank &>> 6
    var bits = words[word] & below(rank)
    if bits == 0 {
      var upper = word &>> 6
      bits = words[levelOne &+ upper] & below(word)
      if bits == 0 {
        var top = upper &>> 6
        bits = words[levelTwo &+ top] & below(upper)
        while bits == 0 {
          top &-= 1
          bits = words[levelTwo &+ top]
        }
        upper = top &<< 6 | (63 &- bits.leadingZeroBitCount)
        bits = words[levelOne &+ upper]
      }
      word = upper &<< 6 | (63 &- bits.leadingZeroBitCount)
      bits = words[word]
    }
    return word &<< 6 | (63 &- bits.leadingZeroBitCount)
  }

  /// The bits of a word above that of `index`.
  @inline(__always)
  private func above(_ index: Int) -> UInt64 { ~1 &<< UInt64(truncatingIfNeeded: index) }

  /// The bits of a word below that of `index`.
  @inline(__always)
  private func below(_ index: Int) -> UInt64 { (1 &<< UInt64(truncatingIfNeeded: index)) &- 1 }
}
