import WindowKernels

/// Runs in the slots of lowest intensity, pausing in between: the paper's *Pause and Resume*.
///
///     let trace = try IntensityTrace(
///       start: midnight, slot: .seconds(3_600), gramsPerKilowattHour: [20, 60, 10, 80, 40, 90])
///     let job = try Workload(duration: .seconds(5_400), power: .constant(kilowatts: 1))
///     let plan = try PauseAndResume(within: .minutes(270)).schedule(job, on: trace, releasedAt: midnight)
///     print(plan.emissions.grams, plan.runs)
///     // 20.0 [2020-01-01T00:00:00Z/2020-01-01T00:30:00Z, 2020-01-01T02:00:00Z/2020-01-01T03:00:00Z]
///
/// Slots are taken in order of intensity, the earlier first among equals, until they add up to the duration; the last one
/// taken is cut to fit. The first and last slot of the window may be partial. What is kept of the cut slot touches a
/// neighbouring run where there is one, the one before it if there are two; else it begins with its slot.
///
/// - Note: Dodge et al., FAccT 2022, section 5: pausing and resuming are free and take no time. With constant power this
///   never emits more than ``FlexibleStart`` in the same window.
public struct PauseAndResume: SchedulingAlgorithm, Hashable {
  /// How much later than without pauses the job may end.
  public let addedTime: AddedTime

  /// What it costs to resume.
  public let resumeCost: ResumeCost

  /// What is asked of the runs.
  public let limits: RunLimits

  /// When the job must not run.
  public let unavailable: [Range<Instant>]

  /// What is weighed beside the emissions, if anything is.
  public let price: WeightedPrice?

  /// See ``AddedTime/fixedSeconds``.
  private let addedSeconds: Int64?

  /// Whether anything is asked beyond the paper's algorithm.
  package let isConstrained: Bool

  /// How the job is when the window begins.
  package var beginning = Beginning.fresh

  package enum Beginning: Hashable, Sendable {
    /// It has not been started.
    case fresh
    /// It is paused, and draws its idle power until it goes on.
    case held
    /// It runs, and is to go on.
    case running
  }

  /// With a cost or a constraint the plan is made in steps: of the greatest common divisor, in seconds, of the slot and all times
  /// and lengths of the request, if the window then has at most 8,928 of them; else of the finest divisor of the slot that fits.
  /// What still rounds is in ``Schedule/roundings``: release and latest end inwards, lengths up, unavailable times outwards.
  /// Among plans of equal objective the one with the fewest pauses wins, then the one with the earliest steps. Where something
  /// rounds, one run without a pause is planned to the second beside it, and taken where nothing in steps is better, unless the first
  /// start is charged; `maximumPauses: 0` is ``FlexibleStart``.
  ///
  ///     let careful = PauseAndResume(
  ///       within: .hours(24), resumeCost: ResumeCost(energy: .kilowattHours(0.1)),
  ///       limits: RunLimits(minimumRun: .seconds(1_800)))
  ///
  /// - Parameters:
  ///   - addedTime: How much later than `release + duration` the job may end.
  ///   - resumeCost: What each resume costs; nothing unless given.
  ///   - limits: The least lengths of runs and pauses, and how many pauses there may be; none unless given.
  ///   - unavailable: Times in which the job must not run, in any order.
  ///   - price: A price of energy to weigh beside the emissions.
  public init(
    within addedTime: AddedTime, resumeCost: ResumeCost = .none, limits: RunLimits = .none,
    unavailable: [Range<Instant>] = [], weighing price: WeightedPrice? = nil
  ) {
    self.addedTime = addedTime
    addedSeconds = addedTime.fixedSeconds
    self.resumeCost = resumeCost
    self.limits = limits
    self.unavailable = unavailable
    self.price = price
    isConstrained = resumeCost != .none || limits != .none || !unavailable.isEmpty || price != nil
  }

  /// Allows the job at most `stretch` times its duration: 2 is the paper's cap.
  ///
  /// - Parameter stretch: At least 1; below that, planning throws ``SchedulingError/addedTime(_:)``.
  public init(stretch: Double) {
    self.init(within: .percent((stretch - 1) * 100))
  }

  /// Plans the runs of least emissions; see ``SchedulingAlgorithm/schedule(_:on:releasedAt:)``.
  ///
  /// - Complexity: O(W) time for the W slots of the window where release, duration and added time are whole slots, else
  ///   O(W log W); O(W) memory. With a cost or a constraint O(W) for a bound and O(s) for the s states that it leaves, of at
  ///   most n * (W - n + 1) for each number of pauses allowed, n being the job's slots; all of them with a power profile.
  public func schedule(
    _ job: Workload, on trace: IntensityTrace, releasedAt release: Instant
  ) throws(SchedulingError) -> Schedule {
    let window = try SchedulingWindow(
      for: job, on: trace, releasedAt: release, addedTime: addedTime, of: addedSeconds)
    if isConstrained || !job.power.pieces.isEmpty { return try constrainedSchedule(job, on: trace, in: window) }
    if let slots = window.slots(of: trace), trace.firstGap(touching: slots.window) == nil {
      let start = trace.start.secondsSince1970
      let choice = trace.cheapest(in: slots) {
        Run(Instant(secondsSince1970: start + $0)..<Instant(secondsSince1970: start + $1))
      }
      return Schedule(job, on: trace, in: window, slots, runs: choice.runs, sum: choice.sum)
    }
    guard let choice = trace.cheapest(job.durationSeconds, in: window) else {
      throw .infeasible(.availableTime, release: release, deadline: trace.instant(atOffset: window.end))
    }
    return Schedule(job, on: trace, in: window, runs: choice.runs.map { trace.run($0) }, integral: choice.integral)
  }
}

extension IntensityTrace {
  /// The cheapest `duration` seconds of a window: as runs in order, none touching the next, and the exact integral over
  /// them; `nil` where gaps leave too little.
  package func cheapest(
    _ duration: Int64, in window: SchedulingWindow
  ) -> (runs: [Range<Int64>], integral: ExactIntegral)? {
    if let slots = window.slots(of: self), firstGap(touching: slots.window) == nil {
      let choice = cheapest(in: slots) { $0..<$1 }
      return (choice.runs, ExactIntegral(on: series, wholeSlots: choice.sum))
    }
    return cheapestInPartialSlots(duration, in: window)
  }

  /// The same where all is in whole slots and the window has no gap: then no slot is cut, and the cheapest are selected
  /// instead of sorted.
  ///
  /// - Parameter make: Makes a run of its begin and its end, in seconds since the trace's start.
  fileprivate func cheapest<Made>(
    in slots: SchedulingWindow.Slots, _ make: (Int64, Int64) -> Made
  ) -> (runs: [Made], sum: Double) {
    let (first, slotSeconds) = (slots.window.lowerBound, slotSeconds)
    var (runs, sum) = ([Made](), 0.0)
    Selection.choose(slots.job, of: intensities.span.extracting(slots.window)) { outcome, mask in
      sum = outcome.sum
      // SAFETY: there are two bounds for each run, which are written before they are read, and each run is made once.
      unsafe withUnsafeTemporaryAllocation(of: Int32.self, capacity: 2 * outcome.runCount) {
        var bounds = unsafe $0.mutableSpan
        ChosenRuns.bounds(in: mask, into: &bounds)
        // Few runs are appended fastest; many would take as long as the selection.
        if outcome.runCount < 32 {
          runs.reserveCapacity(outcome.runCount)
          for run in 0..<outcome.runCount {
            let (begin, end) = (first + Int(bounds[2 * run]), first + Int(bounds[2 * run + 1]))
            runs.append(make(Int64(begin) * slotSeconds, Int64(end) * slotSeconds))
          }
          return
        }
        runs = unsafe [Made](unsafeUninitializedCapacity: outcome.runCount) { made, madeCount in
          while madeCount < outcome.runCount {
            let (begin, end) = (first + Int(bounds[2 * madeCount]), first + Int(bounds[2 * madeCount + 1]))
            unsafe made.initializeElement(at: madeCount, to: make(Int64(begin) * slotSeconds, Int64(end) * slotSeconds))
            madeCount += 1
          }
        }
      }
    }
    return (runs, sum)
  }
}

extension PauseAndResume: CustomStringConvertible {
  /// The algorithm and its window: `Pause and Resume within 100%`.
  public var description: String { "Pause and Resume within \(addedTime)" }
}

#if !hasFeature(Embedded)
  extension PauseAndResume: Codable {
    private enum CodingKeys: String, CodingKey { case addedTime, resumeCost, limits, unavailable, price }

    /// Decodes `addedTime`; `resumeCost`, `limits`, `unavailable` and `price` may be missing.
    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      self.init(
        within: try container.decode(AddedTime.self, forKey: .addedTime),
        resumeCost: try container.decodeIfPresent(ResumeCost.self, forKey: .resumeCost) ?? .none,
        limits: try container.decodeIfPresent(RunLimits.self, forKey: .limits) ?? .none,
        unavailable: try container.decodeIfPresent([Run].self, forKey: .unavailable)?.map(\.time) ?? [],
        weighing: try container.decodeIfPresent(WeightedPrice.self, forKey: .price))
    }

    /// Encodes what was given.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(addedTime, forKey: .addedTime)
      if resumeCost != .none { try container.encode(resumeCost, forKey: .resumeCost) }
      if limits != .none { try container.encode(limits, forKey: .limits) }
      if !unavailable.isEmpty {
        try container.encode(
          unavailable.map { try Run(start: $0.lowerBound, end: $0.upperBound) }, forKey: .unavailable)
      }
      try container.encodeIfPresent(price, forKey: .price)
    }
  }
#endif
