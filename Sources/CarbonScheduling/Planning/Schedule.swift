/// When a job runs, what that emits, and what it would emit if it ran at once.
///
///     let plan = try PauseAndResume(stretch: 2).schedule(job, on: trace, releasedAt: release)
///     for run in plan.runs { print(run.start, run.end) }
///     print(plan.emissions.grams, plan.savings.percent)
public struct Schedule: Hashable, Sendable {
  /// When the job runs: in time order, inside the window, none touching the next, their durations adding up to the job's.
  public let runs: [Run]

  /// What the job emits.
  public let emissions: Emissions

  /// What the job uses.
  public let energy: Energy

  /// The run started at once, at the release.
  public let baseline: Baseline

  /// The earliest start that was allowed.
  public let release: Instant

  /// The latest end that was allowed.
  public let deadline: Instant

  /// How many interior gaps there are between runs.
  public var pauses: Int { runs.count - 1 }

  /// What the schedule emits less than the baseline.
  public var savings: Savings { Savings(baseline: baseline.emissions, emissions: emissions) }

  /// The yardstick of savings: one run from the release, and what it emits.
  public struct Baseline: Hashable, Sendable {
    public let run: Run
    public let emissions: Emissions
  }
}

extension Schedule {
  /// The schedule of `job` in `window`.
  ///
  /// - Parameters:
  ///   - runs: In time order, none touching the next.
  ///   - integral: The intensity over all runs.
  package init(
    _ job: Workload, on trace: IntensityTrace, in window: SchedulingWindow, runs: [Run], integral: ExactIntegral
  ) {
    let now = window.start..<window.start + job.durationSeconds
    self.runs = runs
    emissions = job.scale.emissions(integral)
    energy = job.energy
    baseline = Baseline(
      run: trace.run(now),
      emissions: job.scale.emissions(trace.integral(from: now.lowerBound, to: now.upperBound)))
    release = trace.instant(atOffset: window.start)
    deadline = trace.instant(atOffset: window.end)
  }
}

extension IntensityTrace {
  /// The run that lasts over `stretch`, in seconds since the trace's start.
  package func run(_ stretch: Range<Int64>) -> Run {
    Run(start: instant(atOffset: stretch.lowerBound), end: instant(atOffset: stretch.upperBound))
  }
}

#if !hasFeature(Embedded)
  extension Schedule: Codable {}
  extension Schedule.Baseline: Codable {}
#endif
