/// Tells what the slot length of rows is, and which row does not fit.
enum SlotLength {
  /// The slot length that increasing times, of which some may be missing, are likeliest to have.
  ///
  /// It is the commonest difference between neighbours where nine in ten are equal to it: a stray row must not turn hours
  /// into minutes, most of them gaps. Else it is the smallest difference where that explains the others: it divides them,
  /// and either most differences are equal to it or at least half of the slots it makes have a row. Else it is the
  /// commonest again (the first of equally common ones), and ``firstRow(off:in:)`` finds the stray.
  ///
  /// - Parameter times: At least two.
  /// - Complexity: O(n) expected.
  static func find(in times: [Int64]) -> Int64 {
    // Counted by rows of equal differences, in the order of the rows, so that of equally common ones the first wins.
    var counts: [(difference: Int64, count: Int)] = []
    var placeOf: [Int64: Int] = [:]
    var row = 1
    while row < times.count {
      let first = row
      let difference = times[row] - times[row - 1]
      while row < times.count, times[row] - times[row - 1] == difference { row += 1 }
      let place = placeOf[difference] ?? counts.count
      if place == counts.count {
        placeOf[difference] = place
        counts.append((difference, 0))
      }
      counts[place].count += row - first
    }
    var (commonest, smallest) = (counts[0], counts[0])
    for entry in counts {
      if entry.count > commonest.count { commonest = entry }
      if entry.difference < smallest.difference { smallest = entry }
    }
    let total = times.count - 1
    if total >= 10, commonest.count * 10 >= total * 9 { return commonest.difference }
    let slots = (times[total] - times[0]) / smallest.difference + 1
    let isDense = Int64(times.count) >= slots / 2
    let explains = counts.allSatisfy { $0.difference % smallest.difference == 0 }
    return explains && (isDense || 2 * smallest.count > total) ? smallest.difference : commonest.difference
  }

  /// The first row that is not a whole number of slots away from most rows.
  ///
  /// - Returns: The row, and the time of the first row that is like most; `nil` if all are alike.
  static func firstRow(off slot: Int64, in times: [Int64]) -> (row: Int, phase: Int64)? {
    guard times.contains(where: { ($0 - times[0]) % slot != 0 }) else { return nil }
    var counts: [Int64: Int] = [:]
    for time in times { counts[(time - times[0]) % slot, default: 0] += 1 }
    var (phase, most) = (Int64(0), 0)
    // In the order of the rows, so that of equally common phases the first wins, whatever a dictionary's order is.
    for time in times where counts[(time - times[0]) % slot, default: 0] > most {
      phase = (time - times[0]) % slot
      most = counts[phase, default: 0]
    }
    guard let odd = times.firstIndex(where: { ($0 - times[0]) % slot != phase }),
      let even = times.first(where: { ($0 - times[0]) % slot == phase })
    else { return nil }
    return (odd, even)
  }
}
