/// One uninterrupted run, started when it emits least: the paper's *Flexible Start*.
///
///     let trace = try IntensityTrace(
///       start: midnight, slot: .seconds(3_600), gramsPerKilowattHour: [20, 60, 10, 80, 40, 90])
///     let job = try Workload(duration: .seconds(5_400), power: .constant(kilowatts: 1))
///     let plan = try FlexibleStart(within: .minutes(270)).schedule(job, on: trace, releasedAt: midnight)
///     print(plan.runs[0].start, plan.emissions.grams)  // 2020-01-01T01:30:00Z 40.0
///
/// The run may start at *every* instant from the release to `added time` later, not only on a grid: here the best start
/// on a slot boundary would emit 50 g. Among equal emissions, the earliest start wins.
///
/// - Note: Dodge et al., FAccT 2022, section 5, tries starts in five-minute steps from the release. That never beats the
///   optimum found here, and equals it where release, duration and added time are whole slots.
public struct FlexibleStart: SchedulingAlgorithm, Hashable {
  /// How much later than at once the run may start.
  public let addedTime: AddedTime

  /// If given, starts are limited to the release and multiples of this step from it.
  public let startStep: Duration?

  /// When the job must not run.
  public let unavailable: [Range<Instant>]

  /// What is weighed beside the emissions, if anything is.
  public let price: WeightedPrice?

  /// See ``AddedTime/fixedSeconds``.
  private let addedSeconds: Int64?

  /// Whether nothing is asked beyond the paper's algorithm.
  private let isPlain: Bool

  /// - Parameters:
  ///   - addedTime: How much later the run may start, and so end.
  ///   - startStep: A positive whole number of seconds, for schedulers that start jobs only so often; `nil` for any instant.
  ///   - unavailable: Times in which the job must not run, in any order; to the second, they need no slots.
  ///   - price: A price of energy to weigh beside the emissions.
  public init(
    within addedTime: AddedTime, startStep: Duration? = nil, unavailable: [Range<Instant>] = [],
    weighing price: WeightedPrice? = nil
  ) {
    self.addedTime = addedTime
    addedSeconds = addedTime.fixedSeconds
    self.startStep = startStep
    self.unavailable = unavailable
    self.price = price
    isPlain = unavailable.isEmpty && price == nil && startStep == nil
  }

  /// Plans the run of least emissions; see ``SchedulingAlgorithm/schedule(_:on:releasedAt:)``.
  ///
  /// - Complexity: O(W) for the W slots of the added time, or O(S) for S starts where `startStep` is given.
  public func schedule(
    _ job: Workload, on trace: IntensityTrace, releasedAt release: Instant
  ) throws(SchedulingError) -> Schedule {
    let window = try SchedulingWindow(
      for: job, on: trace, releasedAt: release, addedTime: addedTime, of: addedSeconds)
    guard isPlain, job.power.pieces.isEmpty, let slots = window.slots(of: trace),
      trace.firstGap(touching: slots.window) == nil
    else { return try constrainedSchedule(job, on: trace, in: window) }
    let best = trace.bestRun(in: slots)
    let start = trace.start.secondsSince1970 + Int64(best.start) * trace.slotSeconds
    let run = Run(
      Instant(secondsSince1970: start)..<Instant(secondsSince1970: start + job.durationSeconds))
    return Schedule(job, on: trace, in: window, slots, runs: [run], sum: best.sum)
  }

  /// The step in seconds, if there is one.
  package func startStepSeconds() throws(SchedulingError) -> Int64? {
    guard let startStep else { return nil }
    guard let seconds = startStep.wholeSeconds, seconds >= 1 else { throw .startStep(startStep) }
    return seconds
  }
}

extension FlexibleStart: CustomStringConvertible {
  /// The algorithm and its window: `Flexible Start within 24h`.
  public var description: String { "Flexible Start within \(addedTime)" }
}

#if !hasFeature(Embedded)
  extension FlexibleStart: Codable {
    private enum CodingKeys: String, CodingKey { case addedTime, startStepSeconds, unavailable, price }

    /// Decodes `addedTime`; `startStepSeconds`, `unavailable` and `price` may be missing.
    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      self.init(
        within: try container.decode(AddedTime.self, forKey: .addedTime),
        startStep: try container.decodeIfPresent(Int64.self, forKey: .startStepSeconds).map { .seconds($0) },
        unavailable: try container.decodeIfPresent([Run].self, forKey: .unavailable)?.map(\.time) ?? [],
        weighing: try container.decodeIfPresent(WeightedPrice.self, forKey: .price))
    }

    /// Encodes what was given.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(addedTime, forKey: .addedTime)
      try container.encodeIfPresent(startStep?.secondsRoundedDown, forKey: .startStepSeconds)
      if !unavailable.isEmpty {
        try container.encode(
          unavailable.map { try Run(start: $0.lowerBound, end: $0.upperBound) }, forKey: .unavailable)
      }
      try container.encodeIfPresent(price, forKey: .price)
    }
  }
#endif
