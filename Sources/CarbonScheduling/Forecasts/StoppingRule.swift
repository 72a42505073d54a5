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
    func expected(_ values: [Double], after deviation: Double) -> Double {
      var sum = 0.0
      for index in nodes.indices {
        let place = (step * deviation + stepError * nodes[index]) / width + Double(half)
        let held = min(max(place, 0), Double(2 * half) - 1e-9)
        let low = Int(held)
        sum += weights[index] * (values[low] + (held - Double(low)) * (values[low + 1] - values[low]))
      }
      return sum
    }
    var values = deviations.map { (costs.last ?? 0) + $0 * slope }
    for cost in costs.dropLast().reversed() {
      values = deviations.indices.map { min(cost + deviations[$0] * slope, expected(values, after: deviations[$0])) }
    }
    return expected(values, after: 0)
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
    let spreads = spreads(last - first)
    var (runs, ran): ([Range<Int64>], Int64) = ([], 0)
    for index in first...Int((until - start + slotSeconds - 1) / slotSeconds) - 1 {
      let (value, time) = (values[index], piece(index))
      var cleaner = 0.0
      for other in first...last where other != index {
        let ahead = piece(other)
        let probability: Double
        if ahead.lowerBound < until {
          // Decided now as well: nothing is learned in between.
          probability = values[other] < value || values[other] == value && other < index ? 1 : 0
        } else {
          let spread = spreads[other - first]
          // A uniform distribution of that spread: its half-width is sqrt(3) times that.
          probability =
            spread > 0
            ? min(max(0.5 + 0.288_675_134_594_812_9 * (value - values[other]) / spread, 0), 1)
            : values[other] < value ? 1 : 0
        }
        cleaner += probability * Double(ahead.upperBound - ahead.lowerBound)
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
