/// Sums of values over windows that are no whole slots, in values times seconds.
package enum CutSums {
  /// The lengths of a window, which begins in the same place of every slot.
  ///
  ///     slots     |      |      |      |      |
  ///                  [head] whole  whole  [tail]
  ///
  /// A window with a head begins within a slot; one without begins with it.
  package struct Lengths: Sendable {
    /// How long a slot is, in seconds.
    package var slot: Int
    /// The seconds of the first slot; 0 if it is covered whole.
    package var head: Int
    /// How many slots are covered whole.
    package var whole: Int
    /// The seconds of the last slot; 0 if it is covered whole.
    package var tail: Int

    package init(slot: Int, head: Int = 0, whole: Int, tail: Int = 0) {
      (self.slot, self.head, self.whole, self.tail) = (slot, head, whole, tail)
    }

    /// How many slots a window touches.
    package var touched: Int { (head > 0 ? 1 : 0) + whole + (tail > 0 ? 1 : 0) }
  }

  /// Fills `sums` with the sum over the window that begins in slot `first`, and in each slot after it; or with the smaller one of
  /// two windows that begin there.
  ///
  ///     slots             |  v0  |  v1  |  v2  |
  ///     window            [================]
  ///     the later one         [================]
  ///                       |<->| delay
  ///
  /// What the later one loses of its first slot it gains of its last: its sum is larger by `delay * (v2 - v0)`.
  ///
  /// - Parameters:
  ///   - values: One finite value for each slot, on a grid that has room for seconds times values.
  ///   - prefixSums: What `PrefixSums` makes of them.
  ///   - lengths: The lengths of a window.
  ///   - delay: How many seconds later the other window begins, if there is one; the first has no head, and the other ends inside the
  ///     slot of its tail or with it.
  ///   - first: The slot in which the first window begins.
  ///   - sums: The destination; the last window must end inside the array.
  /// - Complexity: O(*k*), where *k* is the number of sums. Allocates nothing.
  package static func of(
    _ values: Span<Double>, prefixSums: Span<Double>, _ lengths: Lengths, orLaterBy delay: Int = 0, from first: Int,
    into sums: inout MutableSpan<Double>
  ) {
    let count = sums.count
    precondition(
      first >= 0 && first + count - 1 + lengths.touched <= values.count, "The last window ends inside the array.")
    precondition(prefixSums.count == values.count + 1, "Prefix sums have one entry more than the values they add up.")
    precondition(
      delay == 0 || (lengths.head == 0 && lengths.tail > 0 && lengths.tail + delay <= lengths.slot),
      "A later window touches the same slots.")
    let (slot, head, tail) = (Double(lengths.slot), Double(lengths.head), Double(lengths.tail))
    let wholeFirst = first + (lengths.head > 0 ? 1 : 0)
    let wholeEnd = wholeFirst + lengths.whole
    let later = Double(delay)
    var index = 0
    while index <= count &- Lanes.width {
      var lanes =
        (prefixSums.lanes(unchecked: wholeEnd &+ index) - prefixSums.lanes(unchecked: wholeFirst &+ index)) * slot
      if lengths.head > 0 { lanes += values.lanes(unchecked: first &+ index) * head }
      if lengths.tail > 0 { lanes += values.lanes(unchecked: wholeEnd &+ index) * tail }
      if delay > 0 {
        let change = (values.lanes(unchecked: wholeEnd &+ index) - values.lanes(unchecked: first &+ index)) * later
        lanes += Lanes.minimum(change, Lanes())
      }
      sums.store(lanes, at: index)
      index &+= Lanes.width
    }
    while index < count {
      var sum = (prefixSums[wholeEnd &+ index] - prefixSums[wholeFirst &+ index]) * slot
      if lengths.head > 0 { sum += values[first &+ index] * head }
      if lengths.tail > 0 { sum += values[wholeEnd &+ index] * tail }
      if delay > 0 { sum += min(0, (values[wholeEnd &+ index] - values[first &+ index]) * later) }
      sums[index] = sum
      index &+= 1
    }
  }
}
