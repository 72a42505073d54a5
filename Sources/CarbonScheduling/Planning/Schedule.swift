/// When a job runs, what that emits, and what it would emit if it ran at once.
///
///     let plan = try PauseAndResume(stretch: 2).schedule(job, on: trace, releasedAt: release)
///     for run in plan.runs { print(run.start, run.end) }
///     print(plan.emissions.grams, plan.savings?.grams ?? 0)
public struct Schedule: Hashable, Sendable {
  /// When the job runs: in time order, none touching the next. Their durations add up to the job's, and to what resumes take
  /// where they take time.
  public let runs: [Run]

  /// What the job emits, its resumes included.
  public let emissions: Emissions

  /// What the job uses, its resumes included.
  public let energy: Energy

  /// What the resumes emit of that: their energy, their fixed emissions, and the power drawn while warming up; 0 if they
  /// are free.
  public let resumeEmissions: Emissions

  /// What the resumes use of that.
  public let resumeEnergy: Energy

  /// What the job emits and uses of that while it is paused; 0 if it draws nothing then.
  public let idleEmissions: Emissions
  /// See ``idleEmissions``.
  public let idleEnergy: Energy

  /// What the plan costs by its price, in the price's currency; 0 without one.
  public let cost: Double

  /// What the plan minimises: the grams, and with a price its weight times the cost.
  public let objective: Double

  /// The run started at once, at the release.
  public let baseline: Baseline

  /// The earliest start that was allowed.
  public let release: Instant

  /// The latest end that was allowed.
  public let deadline: Instant

  /// What planning on a grid made of what was asked for; empty where all was planned to the second.
  public internal(set) var roundings: [Rounding] = []

  /// How many interior gaps there are between runs.
  public var pauses: Int { runs.count - 1 }

  /// What the schedule emits less than the baseline; `nil` where the baseline has no grams.
  public var savings: Savings? {
    baseline.emissions.map { Savings(baseline: $0, emissions: emissions) }
  }

  /// The yardstick of savings: one run from the release, and what it emits.
  public struct Baseline: Hashable, Sendable {
    /// When the job would run.
    public let run: Run
    /// What it would emit; `nil` where that run meets a gap of the trace, or its end.
    public let emissions: Emissions?
  }
}

extension Schedule {
  /// The schedule of `job` in `window`: the general form.
  init(
    on trace: borrowing IntensityTrace, in window: SchedulingWindow, runs: [Run], totals: PlannedRuns.Totals,
    baseline: Baseline, cost: Double = 0, priceWeight: Double = 0
  ) {
    self.runs = runs
    emissions = Emissions(grams: totals.emissions)
    energy = Energy(kilowattHours: totals.energy)
    resumeEmissions = Emissions(grams: totals.resumeEmissions)
    resumeEnergy = Energy(kilowattHours: totals.resumeEnergy)
    idleEmissions = Emissions(grams: totals.idleEmissions)
    idleEnergy = Energy(kilowattHours: totals.idleEnergy)
    self.cost = cost
    objective = priceWeight == 0 ? totals.emissions : totals.emissions + priceWeight * cost
    self.baseline = baseline
    release = trace.instant(atOffset: window.start)
    deadline = trace.instant(atOffset: window.end)
  }

  /// The schedule of a job of constant power whose pauses are free.
  ///
  /// - Parameters:
  ///   - runs: In time order, none touching the next.
  ///   - integral: The intensity over all runs.
  package init(
    _ job: borrowing Workload, on trace: borrowing IntensityTrace, in window: SchedulingWindow, runs: [Run],
    integral: ExactIntegral
  ) {
    self.init(
      on: trace, in: window, runs: runs, totals: PlannedRuns.Totals(of: job, over: integral),
      baseline: Baseline(of: job, on: trace, from: window.start))
  }

  /// The same in a window of whole slots that has no gap.
  ///
  /// - Parameter sum: The sum of the slots that the runs take.
  init(
    _ job: borrowing Workload, on trace: borrowing IntensityTrace, in window: SchedulingWindow,
    _ slots: SchedulingWindow.Slots, runs: [Run], sum: Double
  ) {
    self.init(
      on: trace, in: window, runs: runs,
      totals: PlannedRuns.Totals(of: job, over: ExactIntegral(on: trace.series, wholeSlots: sum)),
      baseline: Baseline(of: job, on: trace, in: window, slots))
  }

  /// The schedule of a constrained plan.
  init(
    _ job: Workload, on trace: IntensityTrace, in window: SchedulingWindow, planned: PlannedRuns,
    resume: ResumeCost = .none, price: WeightedPrice? = nil, weighed: WeightedPrice.Weighed? = nil
  ) {
    self.init(
      on: trace, in: window, runs: planned.runs.map { trace.run($0.time) },
      totals: planned.totals(of: job, on: trace.series, resume: resume, fixedGrams: resume.emissions.grams),
      baseline: Baseline(of: job, on: trace, from: window.start),
      cost: weighed.map { planned.totals(of: job, on: $0.cost, resume: resume, fixedGrams: 0).emissions } ?? 0,
      priceWeight: price?.gramsPerUnit ?? 0)
  }
}

extension Schedule.Baseline {
  /// The baseline of a job of constant power in a window of whole slots that has no gap.
  init(
    of job: borrowing Workload, on trace: borrowing IntensityTrace, in window: SchedulingWindow,
    _ slots: SchedulingWindow.Slots
  ) {
    run = trace.run(window.start..<window.start + job.durationSeconds)
    let first = slots.window.lowerBound
    let sum = trace.series.cumulative[first + slots.job] - trace.series.cumulative[first]
    emissions = job.scale.emissions(ExactIntegral(on: trace.series, wholeSlots: sum))
  }

  /// The baseline of a job released so many seconds after a trace's start.
  init(of job: borrowing Workload, on trace: borrowing IntensityTrace, from start: Int64) {
    let end = start.addingClamped(job.durationSeconds)
    run = trace.run(start..<end)
    guard start >= 0, end <= trace.lengthSeconds, trace.firstGap(touching: trace.slots(from: start, to: end)) == nil
    else {
      emissions = nil
      return
    }
    emissions =
      job.power.pieces.isEmpty
      ? job.scale.emissions(trace.integral(from: start, to: end))
      : Emissions(grams: job.grams(from: start, to: end, progress: 0, on: trace.series))
  }
}

extension IntensityTrace {
  /// The run that lasts over `time`, in seconds since the trace's start.
  package func run(_ time: Range<Int64>) -> Run {
    Run(instant(atOffset: time.lowerBound)..<instant(atOffset: time.upperBound))
  }
}

extension Schedule: CustomStringConvertible {
  /// Runs, emissions and savings on one line: `2 runs from ... to ..., 533.0 g, saves 31.6 g (5.6 %)`.
  public var description: String {
    let count = "\(runs.count) \(runs.count == 1 ? "run" : "runs")"
    return "\(count) from \(runs[0].start) to \(runs[runs.count - 1].end), \(emissions)"
      + (savings.map { ", saves \($0)" } ?? "")
  }
}

extension Schedule.Baseline: CustomStringConvertible {
  /// The run and what it would emit.
  public var description: String { "\(run), \(emissions.map { "\($0)" } ?? "no grams, as it meets a gap")" }
}

#if !hasFeature(Embedded)
  extension Schedule.Baseline: Codable {}

  extension Schedule: Codable {
    private enum CodingKeys: String, CodingKey {
      case runs, emissions, energy, resumeEmissions, resumeEnergy, idleEmissions, idleEnergy, cost, objective, baseline,
        release, deadline,
        roundings
    }

    /// Decodes a schedule; what is zero or empty in most may be missing.
    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      runs = try container.decode([Run].self, forKey: .runs)
      guard !runs.isEmpty, zip(runs, runs.dropFirst()).allSatisfy({ $0.end < $1.start }) else {
        throw DecodingError.dataCorruptedError(
          forKey: .runs, in: container,
          debugDescription: "Runs are at least one, in time order, none touching the next; join or sort them.")
      }
      emissions = try container.decode(Emissions.self, forKey: .emissions)
      energy = try container.decode(Energy.self, forKey: .energy)
      resumeEmissions = try container.decodeIfPresent(Emissions.self, forKey: .resumeEmissions) ?? .zero
      resumeEnergy = try container.decodeIfPresent(Energy.self, forKey: .resumeEnergy) ?? .zero
      idleEmissions = try container.decodeIfPresent(Emissions.self, forKey: .idleEmissions) ?? .zero
      idleEnergy = try container.decodeIfPresent(Energy.self, forKey: .idleEnergy) ?? .zero
      cost = try container.decodeIfPresent(Double.self, forKey: .cost) ?? 0
      objective = try container.decodeIfPresent(Double.self, forKey: .objective) ?? emissions.grams
      baseline = try container.decode(Baseline.self, forKey: .baseline)
      release = try container.decode(Instant.self, forKey: .release)
      deadline = try container.decode(Instant.self, forKey: .deadline)
      roundings = try container.decodeIfPresent([Rounding].self, forKey: .roundings) ?? []
    }
  }
#endif
