/// A rule that pauses and resumes a job on the last known value alone, without any forecast: a baseline to beat.
public protocol OnlineRule: Sendable {
  /// Whether to run in the next slot.
  ///
  /// - Parameters:
  ///   - last: The last known value.
  ///   - known: The values known, in order, the last one at the end; at least one.
  ///   - state: How far the job has come.
  func runs(last: Double, known: ArraySlice<Double>, state: OnlineState) -> Bool
}

/// How far a job has come, for an ``OnlineRule``.
public struct OnlineState: Hashable, Sendable {
  /// How much progress is left, in seconds.
  public let workLeft: Int64
  /// How much time there is until the latest end, in seconds.
  public let timeLeft: Int64
  /// Whether it is running.
  public let isRunning: Bool
  /// How many slots of progress have been made.
  public let slotsDone: Int
  /// How many slots the job takes.
  public let slotsInAll: Int

  /// Makes a state; times are in seconds.
  public init(workLeft: Int64, timeLeft: Int64, isRunning: Bool, slotsDone: Int, slotsInAll: Int) {
    self.workLeft = workLeft
    self.timeLeft = timeLeft
    self.isRunning = isRunning
    self.slotsDone = slotsDone
    self.slotsInAll = slotsInAll
  }
}

/// Run while the last known value is at most the q-quantile of the last values, q being the work left as a share of the time
/// left.
///
///     let plan = try QuantileRule(valueCount: 336).schedule(job, on: trace, within: .hours(24), releasedAt: release)
public struct QuantileRule: OnlineRule, Hashable {
  /// Of how many known values the quantile is taken.
  public let valueCount: Int

  /// - Parameter valueCount: Held to at least 1: 336 are 14 days of hours.
  public init(valueCount: Int) { self.valueCount = max(1, valueCount) }

  /// Whether the last value is at most the quantile, which lies on straight lines between order statistics.
  public func runs(last: Double, known: ArraySlice<Double>, state: OnlineState) -> Bool {
    let sorted = known.suffix(valueCount).sorted()
    let place = min(1, Double(state.workLeft) / Double(max(1, state.timeLeft))) * Double(sorted.count - 1)
    let below = Int(place)
    let above = min(below + 1, sorted.count - 1)
    return last <= sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
  }
}

/// The online thresholds of the Pause and Resume Problem: with i slots done of k, run below t_(i+1), and take up work after a
/// pause only below t_(i+1) - 2 beta. L and U are the least and largest of the last values.
///
///     U - t_i = (U - t_1) (1 + 1 / (alpha k))^(i-1),   t_1 = (U + 2 beta / k) / alpha + 2 beta - 2 beta / k
///
/// where alpha, the competitive ratio, is such that t_(k+1) = L + 2 beta.
///
/// Source: A. Lechowicz et al., "The Online Pause and Resume Problem", arXiv 2303.17551, section 4 (DTPR). There the value of
/// the slot to come is known; here only the last published one is, so that the ratio is no guarantee.
public struct ThresholdRule: OnlineRule, Hashable {
  /// Of how many known values L and U are taken.
  public let valueCount: Int

  /// What switching on or off costs, in the unit of the values times a slot: beta.
  public let switchingCost: Double

  /// - Parameters:
  ///   - valueCount: Held to at least 1.
  ///   - switchingCost: Held to at least 0, in gCO2eq/kWh times a slot.
  public init(valueCount: Int, switchingCost: Double) {
    (self.valueCount, self.switchingCost) = (max(1, valueCount), max(0, switchingCost))
  }

  /// Whether the last value is below the threshold of the next slot of progress.
  public func runs(last: Double, known: ArraySlice<Double>, state: OnlineState) -> Bool {
    let values = known.suffix(valueCount)
    guard let least = values.min(), let largest = values.max(), least > 0, largest - least > 2 * switchingCost else {
      return true  // nothing to gain from waiting
    }
    let threshold = Self.threshold(
      of: state.slotsDone + 1, among: state.slotsInAll, least: least, largest: largest, switchingCost: switchingCost)
    return last <= (state.isRunning ? threshold : threshold - 2 * switchingCost)
  }

  /// t_i for i from 1 to k + 1.
  static func threshold(of i: Int, among k: Int, least: Double, largest: Double, switchingCost beta: Double) -> Double {
    let k = Double(k)
    func first(_ alpha: Double) -> Double { (largest + 2 * beta / k) / alpha + 2 * beta - 2 * beta / k }
    func value(_ alpha: Double, _ i: Double) -> Double {
      largest - (largest - first(alpha)) * power(1 + 1 / (alpha * k), i - 1)
    }
    // t_(k+1) falls from above L + 2 beta at alpha = 1 as alpha grows.
    var (low, high) = (1.0, 1.0)
    while value(high, k + 1) > least + 2 * beta, high < 1e9 { high *= 2 }
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if value(middle, k + 1) > least + 2 * beta { low = middle } else { high = middle }
    }
    return value(high, Double(i))
  }
}

extension OnlineRule {
  /// Runs a job by the rule, slot by slot of the history, and always as much as the latest end then forces.
  ///
  /// - Parameters:
  ///   - job: What runs.
  ///   - trace: What becomes known, and what the runs are valued on.
  ///   - addedTime: How much later the job may end.
  ///   - release: The earliest start.
  ///   - publicationDelay: How long after its end a slot's value is published.
  /// - Throws: ``ForecastError`` if the window does not fit or nothing is known at the release.
  public func schedule(
    _ job: Workload, on trace: IntensityTrace, within addedTime: AddedTime, releasedAt release: Instant,
    publicationDelay: Duration = .zero
  ) throws(ForecastError) -> Schedule {
    let window = try judgedWindow(of: job, on: trace, releasedAt: release, addedTime: addedTime)
    let (slot, delay) = (trace.slotSeconds, -(Duration.zero - publicationDelay).secondsRoundedDown)
    let values = trace.originalIntensities
    let slotsInAll = Int((job.durationSeconds + slot - 1) / slot)
    var (now, left, isRunning) = (window.start, job.durationSeconds, false)
    var times: [Range<Int64>] = []
    while left > 0 {
      let next = min((now / slot + 1) * slot, window.end)
      let knownCount = min(max(Int((now - delay).dividedRoundingDown(by: slot)), 0), values.count)
      guard knownCount > 0 else {
        throw .nothingKnown(at: trace.instant(atOffset: now), historyStart: trace.start)
      }
      let known = values[..<knownCount]
      let state = OnlineState(
        workLeft: left, timeLeft: window.end - now, isRunning: isRunning,
        slotsDone: Int((job.durationSeconds - left) / slot), slotsInAll: slotsInAll)
      isRunning = runs(last: known[knownCount - 1], known: known, state: state)
      let forced = left - (window.end - next)
      let time = isRunning ? now..<now + min(left, next - now) : next - max(0, forced)..<next
      if !time.isEmpty {
        times.appendJoining(time)
        left -= time.upperBound - time.lowerBound
        isRunning = true
      }
      now = next
    }
    return Schedule(job, on: trace, in: window, planned: PlannedRuns(times))
  }
}

#if !hasFeature(Embedded)
  extension QuantileRule: Codable {
    /// Decodes `valueCount`.
    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      self.init(valueCount: try container.decode(Int.self, forKey: .valueCount))
    }
  }

  extension ThresholdRule: Codable {
    /// Decodes `valueCount` and `switchingCost`, which is 0 where it is missing.
    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      self.init(
        valueCount: try container.decode(Int.self, forKey: .valueCount),
        switchingCost: try container.decodeIfPresent(Double.self, forKey: .switchingCost) ?? 0)
    }
  }
#endif
