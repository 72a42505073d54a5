/// What a decision makes of forecasts that may be wrong, where plans are made again.
public enum DecisionRule: String, Hashable, Sendable, CaseIterable, CustomStringConvertible {
  /// Forecasts are taken as they are.
  case point
  /// Forecasts are taken to drift until they are used, as far as errors of the next slot tell: see
  /// ``Forecast/standardError``.
  ///
  /// - Flexible Start begins only if no way of waiting is expected to do better, one that looks again at each decision: an
  ///   optimal stopping problem, solved backwards.
  /// - Pause and Resume without costs or limits counts later slots as cleaner by how probable that is.
  ///
  /// Otherwise, and where no error is known, forecasts are taken as they are.
  case stopping

  /// As it is named in options and reports.
  public var description: String { rawValue }
}

#if !hasFeature(Embedded)
  extension DecisionRule: Codable {}
#endif

/// How forecasts drift: the deviation y of the truth from what is forecast now is 0 now, and
///
///     y(t + 1) = 0.97^hours * y(t) + e(t),   e of the standard error of the next slot
///
/// The constants were chosen on the hourly traces of 2021.
///
/// Source: optimal stopping by dynamic programming (Bertsekas, "Dynamic Programming and Optimal Control", section 3.4).
package struct StoppingRule: Sendable {
  private let error: Double
  private let fade: Double
  private let slotSeconds: Int64

  /// What of an error counts when starts are decided: all of it waits too long.
  private static let startShare = 0.7
  /// Up to how far ahead slots are decided again so often that their errors hardly matter yet.
  private static let settledSeconds = 192.0 * 3_600

  /// - Returns: `nil` if no error is known, or none is made.
  package init?(standardError: Double?, slotSeconds: Int64) {
    guard let standardError, standardError > 0 else { return nil }
    error = standardError
    self.slotSeconds = slotSeconds
    fade = power(0.97, Double(slotSeconds) / 3_600)
  }

  /// What waiting is expected to cost if each decision to come starts the job or waits, whichever is better by then.
  ///
  /// - Parameters:
  ///   - costs: What starts at the decisions to come are forecast to cost, and last what the latest start is.
  ///   - slots: How many slots lie between decisions.
  ///   - flat: What the job costs where each slot is 1.
  ///   - lasting: How many slots it takes.
  package func costOfWaiting(_ costs: [Double], slots: Int, flat: Double, lasting: Double) -> Double {
    let step = power(fade, Double(slots))
    let stepError = Self.startShare * error * ((1 - step * step) / (1 - fade * fade)).squareRoot()
    let slope = flat * (1 - power(fade, lasting)) / (lasting * (1 - fade))
    // Deviations on a grid of 31, as far as 3.5 times where they come to rest.
    let half = 15
    let width = 3.5 * Self.startShare * error / (1 - fade * fade).squareRoot() / Double(half)
    let deviations = (-half...half).map { Double($0) * width }
    let nodes = [-2.856970, -1.355626, 0, 1.355626, 2.856970]
    let weights = [0.011257, 0.222076, 0.533334, 0.222076, 0.011257]
    // Where each deviation leads, between which two of the grid, is the same at every decision.
    let places = deviations.flatMap { deviation in
      nodes.map { node -> Double in
        let place = (step * deviation + stepError * node) / width + Double(half)
        return min(max(place, 0), Double(2 * half) - 1e-9)
      }
    }
    let lows = places.map { Int($0) }
    let shares = places.map { $0 - Double(Int($0)) }
    func expected(_ values: [Double], after index: Int) -> Double {
      var sum = 0.0
      for node in nodes.indices {
        let (low, share) = (lows[index * nodes.count + node], shares[index * nodes.count + node])
        sum += weights[node] * (values[low] + share * (values[low + 1] - values[low]))
      }
      return sum
    }
    var values = deviations.map { (costs.last ?? 0) + $0 * slope }
    for cost in costs.dropLast().reversed() {
      values = deviations.indices.map { min(cost + deviations[$0] * slope, expected(values, after: $0)) }
    }
    return expected(values, after: half)
  }

  /// What of `left` seconds runs between two decisions: of each slot what is left, less what later slots are expected to take
  /// because they are cleaner.
  ///
  /// - Parameters:
  ///   - values: The forecast, from the slot on that begins at `start`.
  ///   - next: The next decision; the first is at `begin`, and the job ends by `end`.
  /// - Complexity: O(slots to `next` * slots to `end`).
  package func runs(
    of left: Int64, on values: [Double], start: Int64, from begin: Int64, until next: Int64, end: Int64
  ) -> [Range<Int64>] {
    let first = Int((begin - start) / slotSeconds)
    let last = Int((end - start + slotSeconds - 1) / slotSeconds) - 1
    let until = min(next, end)
    func piece(_ index: Int) -> Range<Int64> {
      max(begin, start + Int64(index) * slotSeconds)..<min(end, start + Int64(index + 1) * slotSeconds)
    }
    // Slots before the next decision are decided now as well: nothing is learned in between. Those after it are looked at once for
    // each of them, so that what does not change is made ready.
    let untilSlot = Int((until - start + slotSeconds - 1) / slotSeconds)
    let later = LaterSlots(
      values[min(untilSlot, last + 1)..<last + 1], spreads: spreads(last - first).dropFirst(untilSlot - first),
      seconds: slotSeconds, lastSeconds: end - piece(last).lowerBound)
    var (runs, ran): ([Range<Int64>], Int64) = ([], 0)
    for index in first..<untilSlot {
      let (value, time) = (values[index], piece(index))
      var cleaner = later.cleanerSeconds(than: value)
      for other in first..<untilSlot where values[other] < value || values[other] == value && other < index {
        cleaner += Double(piece(other).upperBound - piece(other).lowerBound)
      }
      let wanted = Int64(min(max(Double(left) - cleaner, 0), Double(time.upperBound - time.lowerBound)).rounded(.down))
      let forced = left - ran - (end - time.upperBound)
      let length = min(max(wanted, forced), left - ran, time.upperBound - time.lowerBound)
      if length > 0 {
        runs.appendJoining(time.lowerBound..<time.lowerBound + length)
        ran += length
      }
    }
    return runs
  }

  /// The spread of what is forecast 0, 1, ... slots ahead, as it counts under Pause and Resume.
  private func spreads(_ count: Int) -> [Double] {
    var (variance, result) = (0.0, [0.0])
    for ahead in 1..<max(count + 1, 1) {
      variance = fade * fade * variance + error * error
      let share = min(1, Double(ahead) * Double(slotSeconds) / Self.settledSeconds)
      result.append(variance.squareRoot() * share)
    }
    return result
  }
}

/// The slots after the next decision, and how probable it is that each of them is cleaner than a value.
///
/// What a slot will be is taken to be spread evenly around its forecast v. Its spread is s, so that it lies within
/// sqrt(3) * s of v:
///
///     probability  0        1/2        1
///     value     v - w        v       v + w        w = sqrt(3) * s
private struct LaterSlots {
  private let values: [Double]
  /// What the probability rises by for each unit of a value.
  private let slopes: [Double]
  private let seconds: Double
  /// How much shorter the last one is.
  private let missingSeconds: Double

  /// - Parameters:
  ///   - spreads: Above zero, one for each value.
  ///   - seconds: The length of a slot.
  ///   - lastSeconds: That of the last one.
  init(_ values: ArraySlice<Double>, spreads: ArraySlice<Double>, seconds: Int64, lastSeconds: Int64) {
    self.values = Array(values)
    slopes = spreads.map { 0.288_675_134_594_812_9 / $0 }
    self.seconds = Double(seconds)
    missingSeconds = Double(seconds - lastSeconds)
  }

  /// How many seconds of the slots are expected to be cleaner than a value.
  func cleanerSeconds(than value: Double) -> Double {
    precondition(values.count == slopes.count)
    let (values, slopes) = (values.span, slopes.span)
    func probability(_ index: Int) -> Double {
      // SAFETY: the loops below stay among the values, and there are as many slopes.
      let rise = unsafe 0.5 + slopes[unchecked: index] * (value - values[unchecked: index])
      let atLeastNone = rise > 0 ? rise : 0
      return atLeastNone < 1 ? atLeastNone : 1
    }
    // Four sums, so that additions need not wait for each other.
    var sums = SIMD4<Double>()
    let grouped = values.count - values.count % 4
    for index in stride(from: 0, to: grouped, by: 4) {
      sums += SIMD4(probability(index), probability(index + 1), probability(index + 2), probability(index + 3))
    }
    for index in grouped..<values.count { sums[0] += probability(index) }
    let missing = values.isEmpty ? 0 : probability(values.count - 1) * missingSeconds
    return sums.sum() * seconds - missing
  }
}
