/// When a job runs, what that emits, and what it would emit if it ran at once.
///
///     let plan = try PauseAndResume(stretch: 2).schedule(job, on: trace, releasedAt: release)
///     for run in plan.runs { print(run.start, run.end) }
///     print(plan.emissions.grams, plan.savings.percent)
public struct Schedule: Hashable, Sendable {
  /// When the job runs: in time order, inside the window, none touching the next. Their durations add up to the job's, and
  /// to what resumes take where they take time.
  public let runs: [Run]

  /// What the job emits, its resumes included.
  public let emissions: Emissions

  /// What the job uses, its resumes included.
  public let energy: Energy

  /// What the resumes emit of that: their energy, their fixed emissions, and the power drawn while warming up; 0 if they
  /// are free.
  public package(set) var resumeEmissions = Emissions(grams: 0)

  /// What the resumes use of that.
  public package(set) var resumeEnergy = Energy(kilowattHours: 0)

  /// What the plan costs by its price, in the price's currency; 0 without one.
  public package(set) var cost = 0.0

  /// What the plan minimises: the grams, and with a price its weight times the cost.
  public package(set) var objective: Double

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
    objective = emissions.grams
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
