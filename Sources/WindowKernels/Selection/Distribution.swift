/// How values spread: their standard deviation, and the values that a tenth, half and nine tenths of them do not exceed.
///
///     Distribution([3.0, 1, 2, 5, 4].span)?.median   // 3.0
///
/// A quantile is a value that occurs: the q-quantile of n values is the smallest that at least q * n of them do not
/// exceed (the inverse of their distribution function). Quantiles are exact, whatever the order of the values. The
/// standard deviation is that of all values around their mean, rounded as a sum of n squares is.
///
/// Source: the brackets around a quantile, found from a sample, are those of Floyd and Rivest, "Expected time bounds for
/// selection", CACM 1975.
package struct Distribution: Equatable, Sendable {
  package let standardDeviation: Double
  package let tenth: Double
  package let median: Double
  package let ninetieth: Double

  /// - Parameter values: finite.
  /// - Returns: `nil` if there are none.
  /// - Complexity: O(*n*) for *n* values, a few nanoseconds each, unless the sample misleads, which costs a sort. Memory for
  ///   three times the values.
  package init?(_ values: Span<Double>) {
    guard values.count > Self.sampleSize else {
      guard let few = Self.sorted(values) else { return nil }
      self = few
      return
    }
    let ranks = [1, 5, 9].map { ($0 * values.count + 9) / 10 - 1 }
    let sample = SortedSample(of: values, size: Self.sampleSize)
    var brackets = ranks.map { SelectionBracket(sample.bracket(around: $0, of: values.count), capacity: values.count) }
    let moments = SpreadPass.moments(of: values, around: sample.middle, filling: &brackets)
    standardDeviation = moments.standardDeviation(of: values.count)
    tenth = brackets[0].value(ofRank: ranks[0], among: values)
    median = brackets[1].value(ofRank: ranks[1], among: values)
    ninetieth = brackets[2].value(ofRank: ranks[2], among: values)
  }

  /// Enough that a twentieth to a tenth of all values lies in each bracket, few enough that sorting them takes a
  /// twentieth of the time of the pass.
  private static let sampleSize = 512

  /// Of values so few that sorting them is simplest.
  private static func sorted(_ values: Span<Double>) -> Distribution? {
    guard values.count > 0 else { return nil }
    var sorted: [Double] = []
    var (sum, squares) = (0.0, 0.0)
    for index in values.indices {
      let distance = values[index] - values[0]
      sum += distance
      squares += distance * distance
      sorted.append(values[index])
    }
    sorted.sort()
    let quantiles = [1, 5, 9].map { sorted[($0 * sorted.count + 9) / 10 - 1] }
    let moments = SpreadPass(sum: sum, squares: squares)
    return Distribution(
      standardDeviation: moments.standardDeviation(of: sorted.count), tenth: quantiles[0], median: quantiles[1],
      ninetieth: quantiles[2])
  }

  /// Of quantiles found elsewhere.
  package init(standardDeviation: Double, tenth: Double, median: Double, ninetieth: Double) {
    self.standardDeviation = standardDeviation
    self.tenth = tenth
    self.median = median
    self.ninetieth = ninetieth
  }
}

/// Some values, evenly taken and sorted.
private struct SortedSample {
  private var sorted: [Double] = []

  init(of values: Span<Double>, size: Int) {
    let step = max(1, values.count / size)
    for index in stride(from: step / 2, to: values.count, by: step) { sorted.append(values[index]) }
    sorted.sort()
  }

  var middle: Double { sorted[sorted.count / 2] }

  /// Values between which that of a rank almost surely lies: three standard deviations of its rank in a random sample.
  func bracket(around rank: Int, of count: Int) -> ClosedRange<Double> {
    let size = Double(sorted.count)
    let share = (Double(rank) + 0.5) / Double(count)
    let margin = 3 * (size * share * (1 - share)).squareRoot() + 1
    let (low, high) = (Int(share * size - margin), Int(share * size + margin))
    return (low < 0 ? -.infinity : sorted[low])...(high >= sorted.count ? .infinity : sorted[high])
  }
}

/// The values near a quantile, and how many lie below them.
private struct SelectionBracket {
  let low: Double
  let high: Double
  var belowCount = 0
  var keptCount = 0
  /// The first `keptCount` count.
  var kept: [Double]

  init(_ range: ClosedRange<Double>, capacity: Int) {
    (low, high) = (range.lowerBound, range.upperBound)
    kept = [Double](repeating: 0, count: capacity)
  }

  func value(ofRank rank: Int, among values: Span<Double>) -> Double {
    let place = rank - belowCount
    guard place >= 0, place < keptCount else { return Self.select(rank, of: values) }
    return Self.select(place, of: kept.span.extracting(0..<keptCount))
  }

  /// The value of a rank, by narrowing down and sorting what is left.
  private static func select(_ rank: Int, of values: Span<Double>) -> Double {
    if values.count > 512 {
      let range = SortedSample(of: values, size: 128).bracket(around: rank, of: values.count)
      var belowCount = 0
      var kept: [Double] = []
      for index in values.indices {
        let value = values[index]
        if value < range.lowerBound { belowCount += 1 } else if value <= range.upperBound { kept.append(value) }
      }
      let place = rank - belowCount
      if place >= 0, place < kept.count, kept.count < values.count { return select(place, of: kept.span) }
      if range.lowerBound == range.upperBound, place >= 0, place < kept.count { return range.lowerBound }
    }
    var sorted: [Double] = []
    sorted.reserveCapacity(values.count)
    for index in values.indices { sorted.append(values[index]) }
    sorted.sort()
    return sorted[rank]
  }
}

/// One pass over all values: their sums, and what lies below and inside each of three brackets.
private struct SpreadPass {
  var sum = 0.0
  var squares = 0.0

  func standardDeviation(of count: Int) -> Double {
    max(0, (squares - sum * sum / Double(count)) / Double(count)).squareRoot()
  }

  /// - Parameter center: a value near the mean, so that squares around it do not cancel.
  static func moments(
    of values: Span<Double>, around center: Double, filling brackets: inout [SelectionBracket]
  ) -> SpreadPass {
    var (first, second, third) = (brackets[0], brackets[1], brackets[2])
    // Else each of them would be copied when it is written to.
    brackets.removeAll()
    let pass = moments(of: values, around: center, &first, &second, &third)
    brackets = [first, second, third]
    return pass
  }

  private static func moments(
    of values: Span<Double>, around center: Double, _ first: inout SelectionBracket,
    _ second: inout SelectionBracket, _ third: inout SelectionBracket
  ) -> SpreadPass {
    let (low0, low1, low2) = (first.low, second.low, third.low)
    let (high0, high1, high2) = (first.high, second.high, third.high)
    let (centers, one, none) = (Lanes(repeating: center), SIMD4<Int64>(repeating: 1), SIMD4<Int64>())
    let lows = (Lanes(repeating: low0), Lanes(repeating: low1), Lanes(repeating: low2))
    let highs = (Lanes(repeating: high0), Lanes(repeating: high1), Lanes(repeating: high2))
    var (below0, below1, below2) = (none, none, none)
    var (sums, squares) = (Lanes(), Lanes())
    var (count0, count1, count2) = (0, 0, 0)
    var (kept0, kept1, kept2) = ([Double](), [Double](), [Double]())
    swap(&kept0, &first.kept)
    swap(&kept1, &second.kept)
    swap(&kept2, &third.kept)
    var pass = SpreadPass()
    var index = 0
    while index <= values.count &- Lanes.width {
      let x = values.lanes(at: index)
      let distance = x - centers
      sums += distance
      squares += distance * distance
      let under = (x .< lows.0, x .< lows.1, x .< lows.2)
      below0 &+= none.replacing(with: one, where: under.0)
      below1 &+= none.replacing(with: one, where: under.1)
      below2 &+= none.replacing(with: one, where: under.2)
      let isNear = (.!under.0 .& (x .<= highs.0)) .| (.!under.1 .& (x .<= highs.1)) .| (.!under.2 .& (x .<= highs.2))
      if any(isNear) {
        for lane in 0..<Lanes.width {
          let value = x[lane]
          if value >= low0, value <= high0 {
            kept0[count0] = value
            count0 &+= 1
          }
          if value >= low1, value <= high1 {
            kept1[count1] = value
            count1 &+= 1
          }
          if value >= low2, value <= high2 {
            kept2[count2] = value
            count2 &+= 1
          }
        }
      }
      index &+= Lanes.width
    }
    pass.sum = (sums[0] + sums[1]) + (sums[2] + sums[3])
    pass.squares = (squares[0] + squares[1]) + (squares[2] + squares[3])
    first.belowCount = Int(below0.wrappedSum())
    second.belowCount = Int(below1.wrappedSum())
    third.belowCount = Int(below2.wrappedSum())
    (first.keptCount, second.keptCount, third.keptCount) = (count0, count1, count2)
    swap(&kept0, &first.kept)
    swap(&kept1, &second.kept)
    swap(&kept2, &third.kept)
    while index < values.count {
      let value = values[index]
      pass.sum += value - center
      pass.squares += (value - center) * (value - center)
      first.take(value)
      second.take(value)
      third.take(value)
      index &+= 1
    }
    return pass
  }
}

extension SelectionBracket {
  fileprivate mutating func take(_ value: Double) {
    if value < low {
      belowCount += 1
    } else if value <= high {
      kept[keptCount] = value
      keptCount += 1
    }
  }
}
