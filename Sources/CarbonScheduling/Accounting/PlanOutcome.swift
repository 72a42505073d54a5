/// What came of a plan: what it was to emit, what the job did emit, and what running it at once would have.
///
///     let outcome = PlanOutcome(of: figures, actual: operational, on: trace, pue: 1.2)
///     outcome.planned.forecast     // what the plan said
///     outcome.planned.emissions    // the same runs on the trace as it came
///     outcome.savings              // against running at once with the energy that the job really drew
///
/// Plan and job rarely draw the same energy, so the saving is not the difference of what was planned and what was emitted:
/// it compares when the job ran, at one energy.
package struct PlanOutcome: Hashable, Sendable {
  /// What a plan says of itself, as it was written down.
  package struct Figures: Hashable, Sendable {
    package let runs: [Run]
    /// All of it, with what resumes and pauses draw.
    package let energy: Energy
    /// What pauses draw of that.
    package let idleEnergy: Energy
    package let emissions: Emissions
    /// Running at once.
    package let baseline: Run
    package let baselineEnergy: Energy
    package let baselineEmissions: Emissions?

    /// - Parameter runs: In time order, at least one.
    package init(
      runs: [Run], energy: Energy, idleEnergy: Energy, emissions: Emissions, baseline: Run, baselineEnergy: Energy,
      baselineEmissions: Emissions?
    ) {
      (self.runs, self.energy, self.idleEnergy, self.emissions) = (runs, energy, idleEnergy, emissions)
      (self.baseline, self.baselineEnergy, self.baselineEmissions) = (baseline, baselineEnergy, baselineEmissions)
    }
  }

  /// One way to run the job.
  package struct Way: Hashable, Sendable {
    /// PUE included, as in all of these.
    package let energy: Energy
    /// What the plan said on its forecast.
    package let forecast: Emissions?
    /// On the trace as it came; `nil` where that lacks some of the time.
    package let emissions: Emissions?
  }

  package let figures: Figures
  package let runNow: Way
  package let planned: Way
  package let actual: Way
  /// Running at once with the energy that the job drew; `nil` where the trace lacks some of that time.
  package let yardstick: Emissions?

  /// Of the job against the yardstick.
  package var savings: Savings? {
    guard let yardstick, let emissions = actual.emissions else { return nil }
    return Savings(baseline: yardstick, emissions: emissions)
  }

  /// Sets a plan beside what was measured.
  ///
  /// - Parameters:
  ///   - figures: The plan's energy counts as spread evenly over its runs; what a resume emits beside its energy is in its
  ///     own figure only.
  ///   - pue: From 1 to 100, as in `actual`. Plans know no building, so their figures are multiplied by it.
  package init(of figures: Figures, actual: OperationalEmissions, on trace: IntensityTrace, pue: Double) {
    self.figures = figures
    func multiplied(_ emissions: Emissions?) -> Emissions? { emissions.map { Emissions(grams: $0.grams * pue) } }
    func way(_ runs: [Run], _ energy: Energy, idle: Energy, _ forecast: Emissions?) -> Way {
      Way(
        energy: .kilowattHours(energy.kilowattHours * pue), forecast: multiplied(forecast),
        emissions: Self.emissions(of: runs, energy, idle: idle, on: trace, pue: pue))
    }
    runNow = way(
      [figures.baseline], figures.baselineEnergy, idle: .kilowattHours(0), figures.baselineEmissions)
    planned = way(figures.runs, figures.energy, idle: figures.idleEnergy, figures.emissions)
    self.actual = Way(energy: actual.energy, forecast: nil, emissions: actual.emissions)
    yardstick = Self.emissions(
      of: [figures.baseline], actual.meteredEnergy, idle: .kilowattHours(0), on: trace, pue: pue)
  }

  /// What runs emit over which an energy is spread evenly, and their pauses another.
  private static func emissions(
    of runs: [Run], _ energy: Energy, idle: Energy, on trace: IntensityTrace, pue: Double
  ) -> Emissions? {
    var pauses: [Run] = []
    for (run, next) in zip(runs, runs.dropFirst()) where run.end < next.start {
      pauses.append(Run(run.end..<next.start))
    }
    let log = try? PowerLog(
      runs: spread(energy.kilowattHours - idle.kilowattHours, over: runs) + spread(idle.kilowattHours, over: pauses))
    guard let log else { return nil }
    return (try? OperationalEmissions(of: log, on: trace, pue: pue))?.emissions
  }

  private static func spread(
    _ kilowattHours: Double, over runs: [Run]
  ) -> [(startMilliseconds: Int64, endMilliseconds: Int64, energy: Energy)] {
    var seconds: Int64 = 0
    for run in runs { seconds += run.start.secondsUntil(run.end) }
    guard kilowattHours > 0, seconds > 0 else { return [] }
    return runs.map { run in
      (
        run.start.secondsSince1970 * 1_000, run.end.secondsSince1970 * 1_000,
        .kilowattHours(kilowattHours * Double(run.start.secondsUntil(run.end)) / Double(seconds))
      )
    }
  }
}

extension Instant {
  fileprivate func secondsUntil(_ later: Instant) -> Int64 { later.secondsSince1970 - secondsSince1970 }
}
