/// A row of states in an arena; states outside of `states` are worth infinity.
///
/// Rows that differ in which states they have, or in how they count them, can share their values.
struct StateRow {
  /// The place at which a state numbered 0 would be.
  var origin = 0
  var states = 0..<0

  var isEmpty: Bool { states.isEmpty }

  func clamped(to range: Range<Int>) -> StateRow { StateRow(origin: origin, states: states.clamped(to: range)) }

  /// The same values, where state s is the one that was s + `shift`.
  func shifted(by shift: Int) -> StateRow {
    StateRow(origin: origin + shift, states: states.lowerBound - shift..<states.upperBound - shift)
  }
}

/// The values of rows, one row behind the other.
struct RowArena {
  private var values: [Double]
  private(set) var usedCount = 0

  init(count: Int) { values = Self.room(for: count, after: [], of: 0) }

  /// What a state is worth.
  func value(_ row: StateRow, _ state: Int) -> Double {
    row.states.contains(state) ? values[row.origin + state] : .infinity
  }

  /// A new row with the lesser of a state's values in `row` and in `other`, there with `addend` added.
  ///
  ///     row                 x x x x x
  ///     other        o o o o o o
  ///     result       o o o m m m x x        m: the lesser
  mutating func least(of row: StateRow, or other: StateRow, adding addend: Double) -> StateRow {
    if other.isEmpty { return row }
    if row.isEmpty {
      let result = newRow(other.states)
      copy(other, other.states, adding: addend, to: result)
      return result
    }
    let (states, others) = (row.states, other.states)
    // The states that both have; or, if there are none, those between them.
    let first = max(states.lowerBound, others.lowerBound)
    let end = min(states.upperBound, others.upperBound)
    let result = newRow(min(states.lowerBound, others.lowerBound)..<max(states.upperBound, others.upperBound))
    let before = result.states.lowerBound..<min(first, end)
    let behind = max(first, end)..<result.states.upperBound
    let (isFirst, isLast) = (states.lowerBound < others.lowerBound, states.upperBound > others.upperBound)
    copy(isFirst ? row : other, before, adding: isFirst ? 0 : addend, to: result)
    copy(isLast ? row : other, behind, adding: isLast ? 0 : addend, to: result)
    if first < end {
      copyLeast(of: row, or: other, first..<end, adding: addend, to: result)
    } else {
      fill(end..<first, of: result)
    }
    return result
  }

  /// The row with one state more, behind all others: in place if nothing stands there.
  mutating func row(_ row: StateRow, with value: Double, at state: Int) -> StateRow {
    var result = row
    if row.isEmpty {
      result = newRow(state..<state + 1)
    } else if row.states.upperBound == state, row.origin + state == usedCount {
      reserve(1)
      result.states = row.states.lowerBound..<state + 1
    } else {
      result = newRow(row.states.lowerBound..<state + 1)
      copy(row, row.states, adding: 0, to: result)
      fill(row.states.upperBound..<state, of: result)
    }
    values[result.origin + state] = value
    return result
  }

  /// A row of another arena, and its copy in this one.
  struct Copy {
    var original = StateRow()
    var row = StateRow()
  }

  /// A row's copy, in the place of the last one if they share values and that has all of its states.
  mutating func adopt(_ row: StateRow, of other: RowArena, _ last: inout Copy) -> StateRow {
    let isShared = row.origin == last.original.origin && row.states.clamped(to: last.original.states) == row.states
    if !isShared {
      last = Copy(original: row, row: newRow(row.states))
      for state in row.states { values[last.row.origin + state] = other.values[row.origin + state] }
    }
    return StateRow(origin: last.row.origin, states: row.states)
  }

  mutating func replace(with other: RowArena) {
    usedCount = 0
    reserve(other.usedCount)
    for place in 0..<other.usedCount { values[place] = other.values[place] }
  }

  /// Lets go of the memory that no row uses.
  mutating func giveBack() { values = Array(values[..<usedCount]) }

  /// A row without the states at its ends for which value + `slope` * state exceeds `limit`.
  func trimmed(_ row: StateRow, to limit: Double, slope: Double) -> StateRow {
    guard !row.isEmpty else { return row }
    var (low, high) = (row.states.lowerBound, row.states.upperBound)
    precondition(row.origin + low >= 0 && row.origin + high <= values.count)
    let values = values.span
    // SAFETY: low and high - 1 stay among the row's states, which the precondition above bounds.
    while low < high, unsafe values[unchecked: row.origin &+ low] + slope * Double(low) > limit { low += 1 }
    while low < high, unsafe values[unchecked: row.origin &+ high &- 1] + slope * Double(high - 1) > limit { high -= 1 }
    return StateRow(origin: row.origin, states: low..<high)
  }

  private mutating func newRow(_ states: Range<Int>) -> StateRow {
    let row = StateRow(origin: usedCount - states.lowerBound, states: states)
    reserve(states.count)
    return row
  }

  private mutating func reserve(_ count: Int) {
    if usedCount + count > values.count { grow(by: count) }
    usedCount += count
  }

  /// By more than appending would; by less where that takes much memory.
  private mutating func grow(by count: Int) {
    let factor = values.count < 1 << 17 ? 4 : 1.5
    values = Self.room(for: max(Int(factor * Double(values.count)), usedCount + count), after: values, of: usedCount)
  }

  /// The first `keptCount` values, and room for more.
  private static func room(for count: Int, after values: [Double], of keptCount: Int) -> [Double] {
    // SAFETY: a row's values are written when it is made, before they are read. Zeros before that would cost most of a
    // programme's time where it needs little of the room: memory is given page by page, when it is written to.
    unsafe [Double](unsafeUninitializedCapacity: count) { room, initializedCount in
      for place in 0..<keptCount { unsafe room.initializeElement(at: place, to: values[place]) }
      initializedCount = count
    }
  }

  private mutating func fill(_ states: Range<Int>, of row: StateRow) {
    for state in states { values[row.origin + state] = .infinity }
  }

  private mutating func copy(_ row: StateRow, _ states: Range<Int>, adding addend: Double, to result: StateRow) {
    guard !states.isEmpty else { return }
    let (from, to) = (row.origin + states.lowerBound, result.origin + states.lowerBound)
    precondition(from >= 0 && to >= 0 && max(from, to) + states.count <= values.count)
    var values = values.mutableSpan
    for offset in 0..<states.count {
      // SAFETY: the precondition above bounds both indices.
      unsafe values[unchecked: to &+ offset] = values[unchecked: from &+ offset] + addend
    }
  }

  private mutating func copyLeast(
    of row: StateRow, or other: StateRow, _ states: Range<Int>, adding addend: Double, to result: StateRow
  ) {
    let first = states.lowerBound
    let (from, otherFrom, to) = (row.origin + first, other.origin + first, result.origin + first)
    precondition(from >= 0 && otherFrom >= 0 && to >= 0)
    precondition(max(max(from, otherFrom), to) + states.count <= values.count)
    var values = values.mutableSpan
    for offset in 0..<states.count {
      // SAFETY: the preconditions above bound all three indices.
      let value = unsafe values[unchecked: from &+ offset]
      let otherValue = unsafe values[unchecked: otherFrom &+ offset] + addend
      unsafe values[unchecked: to &+ offset] = otherValue < value ? otherValue : value
    }
  }
}
