import CarbonScheduling

/// A forecast with the sums of its first 0, 1, 2, ... slots.
///
/// Values are multiples of a power of two so coarse that all sums are exact (see `HistoryForecasts`): sums and comparisons
/// come out as those of the planners do.
struct ForecastRow: Sendable {
  /// Where the first slot begins, in seconds since 1970.
  private(set) var start: Int64 = 0
  let slotSeconds: Int64
  var values: [Double] = []
  /// How far forecasts of the next slot were off lately, if that is counted.
  private(set) var standardError: Double?
  private var sums: [Double] = []

  init(slotSeconds: Int64) { self.slotSeconds = slotSeconds }

  /// - Parameters:
  ///   - instant: When the forecast is made.
  ///   - end: Until when it is needed.
  mutating func fill(
    from rows: inout some ForecastRows, at instant: Int64, until end: Int64
  ) throws(ForecastError) {
    start = rows.start + (instant - rows.start).dividedRoundingDown(by: slotSeconds) * slotSeconds
    let count = Int((end - start + slotSeconds - 1) / slotSeconds)
    if values.count != count { values = [Double](repeating: 0, count: count) }
    try rows.forecast(at: instant, into: &values)
    standardError = rows.standardError
    if sums.count != count + 1 { sums = [Double](repeating: 0, count: count + 1) }
    var sum = 0.0
    for index in 0..<count {
      sum += values[index]
      sums[index + 1] = sum
    }
  }

  /// The integral over some time, in whole slots and in parts of them.
  func integral(from begin: Int64, to end: Int64) -> (whole: Double, partial: Double) {
    let (a, b) = (begin - start, end - start)
    let firstWhole = Int((a + slotSeconds - 1) / slotSeconds)
    let endWhole = Int(b / slotSeconds)
    if firstWhole > endWhole { return (0, Double(b - a) * values[endWhole]) }
    var partial = 0.0
    let before = Int64(firstWhole) * slotSeconds - a
    let after = b - Int64(endWhole) * slotSeconds
    if before > 0 { partial += Double(before) * values[firstWhole - 1] }
    if after > 0 { partial += Double(after) * values[endWhole] }
    return (sums[endWhole] - sums[firstWhole], partial)
  }

  /// The same as one number, in seconds times grams.
  func grams(from begin: Int64, to end: Int64) -> Double {
    let sum = integral(from: begin, to: end)
    return Double(slotSeconds) * sum.whole + sum.partial
  }

  /// The earliest start of least emissions from `first` to `last`: one of them, on a boundary, or ending on one.
  func bestStart(of duration: Int64, from first: Int64, to last: Int64) -> Int64 {
    let slot = slotSeconds
    if (first - start) % slot == 0, (last - start) % slot == 0, duration % slot == 0 {
      let (begin, end, length) = (Int((first - start) / slot), Int((last - start) / slot), Int(duration / slot))
      var (best, least) = (begin, sums[begin + length] - sums[begin])
      for index in begin...end {
        let sum = sums[index + length] - sums[index]
        if sum < least { (best, least) = (index, sum) }
      }
      return start + Int64(best) * slot
    }
    var best = first
    var least = integral(from: first, to: first + duration)
    func consider(_ candidate: Int64) {
      guard candidate > first, candidate <= last else { return }
      let sum = integral(from: candidate, to: candidate + duration)
      guard Double(slot) * (sum.whole - least.whole) < least.partial - sum.partial else { return }
      (best, least) = (candidate, sum)
    }
    let aligned = (slot - duration % slot) % slot
    for index in (first - start) / slot...(last - start) / slot {
      consider(start + index * slot)
      if aligned > 0 { consider(start + index * slot + aligned) }
    }
    consider(last)
    return best
  }
}

extension ForecastRow {
  /// How much of each piece from `begin` to `until` runs if the cheapest `left` seconds up to `end` do: pieces are the slots,
  /// the first and last one cut by the window.
  ///
  /// - Parameter body: What runs of a piece, which may be nothing, in order.
  /// - Complexity: O(pieces up to `until` * slots up to `end`).
  func forEachPiece(
    from begin: Int64, until: Int64, end: Int64, left: Int64, _ body: (Range<Int64>, Range<Int64>) -> Void
  ) {
    let slot = slotSeconds
    let first = Int((begin - start) / slot)
    let last = Int((end - start + slot - 1) / slot) - 1
    for index in first...Int((until - start + slot - 1) / slot) - 1 {
      let piece = max(begin, start + Int64(index) * slot)..<min(end, start + Int64(index + 1) * slot)
      let value = values[index]
      // Whole slots that rank before this one: cheaper, or as cheap and earlier.
      var count: Int64 = 0
      for other in first..<index { count += values[other] <= value ? 1 : 0 }
      for other in index + 1..<max(index + 1, last + 1) { count += values[other] < value ? 1 : 0 }
      var before = count * slot
      if index != first, values[first] <= value { before -= begin - start - Int64(first) * slot }
      if index != last, last > first, values[last] < value { before -= start + Int64(last + 1) * slot - end }
      let length = piece.upperBound - piece.lowerBound
      let runs = min(max(left - before, 0), length)
      // What is kept of a piece that is cut touches a neighbouring run, the one before it if there are two.
      let touchesBefore = index > first && values[index - 1] <= value
      let touchesAfter = index < last && values[index + 1] < value
      let isAtEnd = runs < length && touchesAfter && !touchesBefore
      body(piece, isAtEnd ? piece.upperBound - runs..<piece.upperBound : piece.lowerBound..<piece.lowerBound + runs)
    }
  }
}
