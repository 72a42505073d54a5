/// How plans are revised as newer forecasts come in.
///
///     Replanning.everyHour                                     // take whatever is forecast to be better
///     Replanning(every: .seconds(3_600), hysteresis: 0.005)    // change only for half a percent
///     Replanning.never                                         // plan once, at the release
public struct Replanning: Hashable, Sendable {
  /// How long it is from one decision to the next, `nil` for a single one at the release. Decisions fall on the boundaries of
  /// the forecast's slots, so many whole slots after the beginning of the one that the release lies in.
  public let interval: Duration?

  /// A change is made only if it is forecast to gain more than this share of what the old plan would still emit.
  public let hysteresis: Double

  /// What has to be promised for the job to wait at all.
  public let gate: WaitingGate?

  /// What a decision makes of forecasts that may be wrong.
  public let rule: DecisionRule

  /// Makes a way to revise plans.
  ///
  /// - Parameters:
  ///   - interval: A positive multiple of the forecast's slots; `nil` to plan once.
  ///   - hysteresis: From 0 to 1: 0.005 suits Flexible Start, 0.03 on five-minute marginal signals, 0 Pause and Resume.
  ///   - gate: What has to be promised for the job to wait.
  ///   - rule: What a decision makes of forecasts that may be wrong.
  /// - Throws: ``ForecastError/share(_:)`` for any other hysteresis.
  public init(
    every interval: Duration?, hysteresis: Double = 0, gate: WaitingGate? = nil, rule: DecisionRule = .point
  ) throws(ForecastError) {
    guard (0...1).contains(hysteresis) else { throw .share(hysteresis) }
    self.init(checked: interval, hysteresis, gate, rule)
  }

  private init(checked interval: Duration?, _ hysteresis: Double, _ gate: WaitingGate?, _ rule: DecisionRule = .point) {
    (self.interval, self.hysteresis, self.gate, self.rule) = (interval, hysteresis, gate, rule)
  }

  /// Once, at the release.
  public static let never = Replanning(checked: nil, 0, nil)

  /// Every hour, whatever little is gained.
  public static let everyHour = Replanning(checked: .seconds(3_600), 0, nil)
}

/// What has to be promised for a job to wait, for those who would rather not be worse off.
///
/// A gate opens or not at the release: if not, the job runs at once. No rule can promise never to lose: what is forecast may
/// not come.
public enum WaitingGate: Hashable, Sendable {
  /// The forecast saving is at least this share of what running at once is forecast to emit.
  case minimumSaving(Double)

  /// The forecast saving exceeds what forecasts over-promised lately, in all but a share of the releases.
  ///
  /// - Parameter overPromise: In grams a kilowatt of the job's mean power; see
  ///   ``ReplanningAlgorithm/overPromises(of:judgedBy:on:releases:)``.
  case exceeds(overPromise: Double)

  /// Whether a job may wait for what is promised, running at once being forecast to emit `now`.
  package func opens(for promised: Savings, now: Double, kilowatts: Double) -> Bool {
    switch self {
    case .minimumSaving(let share): promised.grams > 0 && promised.grams >= share * abs(now)
    case .exceeds(let overPromise): promised.grams > overPromise * kilowatts
    }
  }
}

/// A plan that was made and revised on forecasts, and what it came to.
///
///     let plan = try FlexibleStart(within: .hours(24)).replanned(
///       job, judgedBy: trace, releasedAt: release, on: &forecasts, .everyHour)
///     print(plan.schedule.savings.percent as Any, plan.changeCount)
public struct ReplannedSchedule: Hashable, Sendable {
  /// When the job ran, valued on the truth.
  public let schedule: Schedule

  /// What the first forecast promised: running at once, and the first plan.
  public let promised: Savings

  /// What was decided, in order; the first at the release.
  public let decisions: [Decision]

  /// How often a plan was changed.
  public var changeCount: Int { decisions.count { $0.isChange } }

  /// One look at a new forecast.
  public struct Decision: Hashable, Sendable {
    /// When it was taken.
    public let instant: Instant
    /// When the forecast was issued that it was taken on.
    public let issued: Instant
    /// When the rest of the job was to run from then on.
    public let runs: [Run]
    /// What those runs were forecast to emit, what resumes cost left out.
    public let expected: Emissions
    /// Whether they differ from what had been planned before.
    public let isChange: Bool
  }
}

/// A way to choose when a job runs that can plan on forecasts, and plan again.
public protocol ReplanningAlgorithm: SchedulingAlgorithm {
  /// Plans on the newest forecast, and again as newer ones come in; what comes of it is valued on the truth.
  ///
  /// - Parameters:
  ///   - job: What runs.
  ///   - truth: What the plan is valued on; nothing is planned on it.
  ///   - release: The earliest start: any instant.
  ///   - forecasts: Where forecasts come from.
  ///   - replanning: When plans are revised, and how much a change must gain.
  /// - Throws: ``ForecastError`` if there is no forecast, or no plan.
  func replanned<Source: ForecastSource>(
    _ job: Workload, judgedBy truth: IntensityTrace, releasedAt release: Instant, on forecasts: inout Source,
    _ replanning: Replanning
  ) throws(ForecastError) -> ReplannedSchedule
}

extension ReplanningAlgorithm {
  /// How much more forecasts promised than came true: for each release the saving that was forecast less the one that was
  /// realised, in grams a kilowatt of the job's mean power.
  ///
  /// Each release is planned once on the forecast of its time, and valued on the truth. The
  /// ``Swift/Array/conformalQuantile(missing:)`` of the releases of the last 28 days is what
  /// ``WaitingGate/exceeds(overPromise:)`` asks for.
  ///
  /// - Parameters:
  ///   - job: What runs.
  ///   - truth: What has happened since.
  ///   - forecasts: Where forecasts come from.
  ///   - releases: Those whose windows have ended by now; ones without a forecast or a plan are left out.
  public func overPromises<Source: ForecastSource>(
    of job: Workload, judgedBy truth: IntensityTrace, on forecasts: inout Source, releases: [Instant]
  ) -> [Double] {
    var excesses: [Double] = []
    for release in releases {
      guard let plan = try? replanned(job, judgedBy: truth, releasedAt: release, on: &forecasts, .never),
        let savings = plan.schedule.savings
      else { continue }
      excesses.append((plan.promised.grams - savings.grams) / job.power.kilowatts)
    }
    return excesses
  }
}

extension Array where Element == Double {
  /// The least of the values that a further one, exchangeable with them, does not exceed but with probability `missing`;
  /// infinite if they are too few to tell.
  ///
  ///     [1, 2, 3, 4].conformalQuantile(missing: 0.25)  // 4.0
  ///
  /// Source: split conformal prediction (Vovk, Gammerman and Shafer, "Algorithmic learning in a random world", 2005): the
  /// ceil((n + 1) (1 - missing))-th smallest of n.
  ///
  /// - Parameter missing: From 0 to 1.
  public func conformalQuantile(missing: Double) -> Double {
    let rank = (Double(count + 1) * (1 - missing)).rounded(.up)
    guard rank <= Double(count) else { return .infinity }
    return rank < 1 ? -.infinity : sorted()[Int(rank) - 1]
  }
}

/// The instants at which plans are revised.
struct DecisionClock {
  private let origin: Int64
  private let step: Int64?

  /// - Throws: ``ForecastError/interval(_:slot:)`` if decisions would not fall on slots.
  init(
    release: Instant, slotStart: Instant, slot: Duration, interval: Duration?
  ) throws(ForecastError) {
    let slotSeconds = slot.components.seconds
    let offset = slotStart.duration(to: release).components.seconds
    origin = slotStart.secondsSince1970.addingClamped(offset.dividedRoundingDown(by: slotSeconds) * slotSeconds)
    guard let interval else {
      step = nil
      return
    }
    guard let seconds = interval.wholeSeconds, seconds > 0, seconds % slotSeconds == 0 else {
      throw .interval(interval, slot: slot)
    }
    step = seconds
  }

  /// The decisions after an instant up to the latest start, and that one itself last.
  func instants(after instant: Instant, upTo latest: Instant) -> [Instant] {
    var instants: [Instant] = []
    var seconds = instant.secondsSince1970
    while let next = next(after: seconds), next < latest.secondsSince1970 {
      instants.append(Instant(secondsSince1970: next))
      seconds = next
    }
    return next(after: instant.secondsSince1970) == nil ? [] : instants + [latest]
  }

  /// The first decision after an instant, in seconds since 1970; `nil` if there is none.
  func next(after seconds: Int64) -> Int64? {
    step.map { step in origin.addingClamped((seconds - origin).dividedRoundingDown(by: step) * step).addingClamped(step)
    }
  }
}

/// The window of a job that is judged on a truth without gaps in it: a plan could not tell that it runs into one.
func judgedWindow(
  of job: Workload, on truth: IntensityTrace, releasedAt release: Instant, addedTime: AddedTime
) throws(ForecastError) -> SchedulingWindow {
  try planning { () throws(SchedulingError) in
    let window = try SchedulingWindow(for: job, on: truth, releasedAt: release, addedTime: addedTime)
    let slots = truth.slots(from: window.start, to: window.end)
    if let gap = truth.firstGap(touching: slots) {
      throw .gap(
        at: truth.start(ofSlot: max(gap.lowerBound, slots.lowerBound)), gapSlots: truth.gapSlotCount(in: slots),
        windowSlots: slots.count)
    }
    return window
  }
}

/// Runs a part of planning; its error becomes one of foresight.
func planning<Value>(_ body: () throws(SchedulingError) -> Value) throws(ForecastError) -> Value {
  do { return try body() } catch { throw .planning(error) }
}

#if !hasFeature(Embedded)
  extension Replanning: Codable {
    private enum CodingKeys: String, CodingKey { case intervalSeconds, hysteresis, gate, rule }

    /// Decodes and validates; `{}` plans once.
    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      try self.init(
        every: container.decodeIfPresent(Int64.self, forKey: .intervalSeconds).map { .seconds($0) },
        hysteresis: container.decodeIfPresent(Double.self, forKey: .hysteresis) ?? 0,
        gate: container.decodeIfPresent(WaitingGate.self, forKey: .gate),
        rule: container.decodeIfPresent(DecisionRule.self, forKey: .rule) ?? .point)
    }

    /// Encodes the interval in seconds, and what is not the default.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encodeIfPresent(interval?.secondsRoundedDown, forKey: .intervalSeconds)
      if hysteresis > 0 { try container.encode(hysteresis, forKey: .hysteresis) }
      try container.encodeIfPresent(gate, forKey: .gate)
      if rule != .point { try container.encode(rule, forKey: .rule) }
    }
  }

  /// Coded as `{"minimumSaving": 0.02}` or `{"overPromise": 20}`.
  extension WaitingGate: Codable {
    private enum CodingKeys: String, CodingKey { case minimumSaving, overPromise }

    /// Decodes the one of the two that is there.
    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      if let share = try container.decodeIfPresent(Double.self, forKey: .minimumSaving) {
        self = .minimumSaving(share)
      } else {
        self = .exceeds(overPromise: try container.decode(Double.self, forKey: .overPromise))
      }
    }

    /// Encodes its number.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      switch self {
      case .minimumSaving(let share): try container.encode(share, forKey: .minimumSaving)
      case .exceeds(let overPromise): try container.encode(overPromise, forKey: .overPromise)
      }
    }
  }

  extension ReplannedSchedule: Codable {}
  extension ReplannedSchedule.Decision: Codable {}
#endif
