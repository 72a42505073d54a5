extension PauseAndResume: ReplanningAlgorithm {
  /// Plans the runs on the newest forecast, and at each decision what is left of them again; what comes of it is valued on
  /// the truth.
  ///
  ///     let plan = try PauseAndResume(stretch: 2).replanned(
  ///       job, judgedBy: trace, releasedAt: release, on: &forecasts, .everyHour)
  ///
  /// What has run stays as it is. With a cost or a limit the rest is planned with them, in the forecast's slots: a run in
  /// progress goes on for nothing and keeps to its least length, a pause in progress to its own, a further start costs a
  /// resume, and pauses count from the release. Then a change of mind pays for itself, and needs no hysteresis.
  ///
  /// - Parameters:
  ///   - job: What runs.
  ///   - truth: What the plan is valued on; nothing is planned on it.
  ///   - release: The earliest start: any instant.
  ///   - forecasts: Where forecasts come from.
  ///   - replanning: When plans are revised, and how much a change must gain.
  /// - Throws: ``ForecastError`` if there is no forecast, or no plan.
  /// - Complexity: For each decision that of one plan.
  public func replanned<Source: ForecastSource>(
    _ job: Workload, judgedBy truth: IntensityTrace, releasedAt release: Instant, on forecasts: inout Source,
    _ replanning: Replanning
  ) throws(ForecastError) -> ReplannedSchedule {
    let window = try judgedWindow(of: job, on: truth, releasedAt: release, addedTime: addedTime)
    let end = truth.instant(atOffset: window.end)
    let clock = try DecisionClock(
      release: release, slotStart: forecasts.slotStart, slot: forecasts.slot, interval: replanning.interval)
    var state = PausedProgress(job, isInSlots: plansInSteps(job))
    var decisions: [ReplannedSchedule.Decision] = []
    var promised = Savings(baseline: Emissions(grams: 0), emissions: Emissions(grams: 0))
    var instant = release
    while true {
      let forecast = try forecasts.forecast(at: instant, until: end)
      let view = try ForecastView(forecast, of: truth, from: instant, to: end, weighing: price)
      let best = try planning { () throws(SchedulingError) in
        try rest(
          of: job, after: state, in: view, from: instant, to: end,
          by: rule(of: replanning, forecast, after: state, next: clock.next(after: instant.secondsSince1970)))
      }
      let isFirst = decisions.isEmpty
      var isChange = false
      if isFirst {
        state.plan = best
        promised = view.savings(
          of: state.cost(of: best, in: view, resume: resumeCost, at: instant), against: job, from: release)
        if !(replanning.gate?.opens(
          for: promised, now: view.grams(of: job, from: release), kilowatts: job.power.kilowatts) ?? true)
        {
          state.runAtOnce(from: release)
        }
      } else if best.map(\.time) != state.plan.map(\.time) {
        let old = state.cost(of: state.plan, in: view, resume: resumeCost, at: instant)
        let new = state.cost(of: best, in: view, resume: resumeCost, at: instant)
        if replanning.hysteresis == 0 || new < old - replanning.hysteresis * abs(old) {
          isChange = true
          state.plan = best
        }
      }
      decisions.append(
        .init(
          instant: instant, issued: forecast.issued, runs: state.plan.map { Run($0.time) },
          expected: Emissions(grams: view.grams(of: job, in: state.plan.map(\.time), progress: state.progress)),
          isChange: isChange))
      let next = state.isGated ? nil : clock.next(after: instant.secondsSince1970)
      state.run(until: next)
      guard let next, !state.isDone, next < end.secondsSince1970 else { break }
      instant = Instant(secondsSince1970: next)
    }
    let origin = truth.start.secondsSince1970
    let runs = state.done.map {
      PlannedRuns.Run(
        time: $0.time.lowerBound - origin..<$0.time.upperBound - origin, warmUp: $0.warmUp, isCharged: $0.isCharged)
    }
    let schedule = try planning { () throws(SchedulingError) in
      Schedule(
        job, on: truth, in: window, planned: PlannedRuns(runs: runs), resume: resumeCost, price: price,
        weighed: try price?.weigh(truth, in: window))
    }
    return ReplannedSchedule(schedule: schedule, promised: promised, decisions: decisions)
  }

  /// The stopping rule and the next decision, where the rule has a say.
  private func rule(
    of replanning: Replanning, _ forecast: Forecast, after state: PausedProgress, next: Int64?
  ) -> (rule: StoppingRule, next: Int64)? {
    guard replanning.rule == .stopping, !state.isInSlots, limits.maximumPauses != 0, let next,
      let rule = StoppingRule(standardError: forecast.standardError, slotSeconds: forecast.trace.slotSeconds)
    else { return nil }
    return (rule, next)
  }

  /// What the stopping rule runs until the next decision, and the best runs of the rest after it.
  private func drifting(
    _ state: PausedProgress, in view: ForecastView, from instant: Instant, to end: Instant, by rule: StoppingRule,
    until next: Int64
  ) -> [PausedProgress.Span] {
    let trace = view.objective
    let origin = trace.start.secondsSince1970
    var runs = rule.runs(
      of: state.left, on: trace.originalIntensities, start: origin, from: instant.secondsSince1970, until: next,
      end: end.secondsSince1970)
    let rest = state.left - runs.reduce(0) { $0 + Int64($1.count) }
    if rest > 0 {
      let window = SchedulingWindow(
        start: next - origin, addedTime: end.secondsSince1970 - next - rest, duration: rest)
      for run in trace.cheapest(rest, in: window)?.runs ?? [] {
        runs.appendJoining(run.lowerBound + origin..<run.upperBound + origin)
      }
    }
    return runs.map { .init(time: $0) }
  }

  /// The best runs of what is left of a job.
  private func rest(
    of job: Workload, after state: PausedProgress, in view: ForecastView, from instant: Instant, to end: Instant,
    by rule: (rule: StoppingRule, next: Int64)?
  ) throws(SchedulingError) -> [PausedProgress.Span] {
    let trace = view.objective
    if let rule { return drifting(state, in: view, from: instant, to: end, by: rule.rule, until: rule.next) }
    guard !state.isInSlots else { return try constrainedRest(of: job, after: state, on: trace, from: instant, to: end) }
    let origin = trace.start.secondsSince1970
    let (first, last) = (instant.secondsSince1970 - origin, end.secondsSince1970 - origin)
    if limits.maximumPauses == 0 {
      // One run: until it has started it may be moved, and then it goes on.
      if state.progress > 0 || !state.done.isEmpty { return state.plan }
      let starts = FlexibleStart(within: addedTime, unavailable: unavailable)
      let window = SchedulingWindow(start: first, addedTime: last - first - state.left, duration: state.left)
      let run = try starts.bestRun(of: job, on: trace, in: window)
      return [.init(time: run.lowerBound + origin..<run.upperBound + origin)]
    }
    let window = SchedulingWindow(start: first, addedTime: last - first - state.left, duration: state.left)
    // A forecast has no gaps, so that there is room for what is left.
    return trace.cheapest(state.left, in: window)?.runs.map {
      .init(time: $0.lowerBound + origin..<$0.upperBound + origin)
    } ?? state.plan
  }
}

/// How far a job has come that pauses: what has run, and what is planned.
struct PausedProgress {
  /// A span of running, in seconds since 1970.
  struct Span: Hashable {
    var time: Range<Int64>
    /// For how long at its beginning it makes no progress.
    var warmUp: Int64 = 0
    /// Whether its start is charged.
    var isCharged = false
    /// Whether it goes on from a run that was in progress when it was planned.
    var continues = false
  }

  private let job: Workload
  /// Whether it is planned in slots, with costs or limits.
  let isInSlots: Bool
  /// What has run, in order, none touching the next.
  private(set) var done: [Span] = []
  /// How many seconds of progress have been made.
  private(set) var progress: Int64 = 0
  /// When the rest is to run.
  var plan: [Span] = []
  /// Whether a gate has let the job run at once, to its end.
  private(set) var isGated = false

  init(_ job: Workload, isInSlots: Bool) {
    self.job = job
    self.isInSlots = isInSlots
  }

  /// How many seconds of progress are left.
  var left: Int64 { job.durationSeconds - progress }
  var isDone: Bool { left <= 0 }

  mutating func runAtOnce(from release: Instant) {
    let start = release.secondsSince1970
    plan = [.init(time: start..<start + job.durationSeconds)]
    isGated = true
  }

  /// Runs what is planned up to an instant, or all of it.
  mutating func run(until instant: Int64?) {
    var rest: [Span] = []
    for span in plan {
      let cut = min(span.time.upperBound, instant ?? .max)
      guard cut > span.time.lowerBound else {
        rest.append(span)
        continue
      }
      let ran = Span(
        time: span.time.lowerBound..<cut, warmUp: min(span.warmUp, cut - span.time.lowerBound),
        isCharged: span.isCharged, continues: span.continues)
      progress += Int64(ran.time.count) - ran.warmUp
      if let last = done.last, last.time.upperBound == ran.time.lowerBound {
        // What touches is one run; a warm-up that was cut goes on.
        let isWarmingUp = last.warmUp == Int64(last.time.count)
        done[done.count - 1].time = last.time.lowerBound..<ran.time.upperBound
        if isWarmingUp { done[done.count - 1].warmUp += ran.warmUp }
      } else {
        done.append(ran)
      }
      if cut < span.time.upperBound {
        rest.append(
          Span(
            time: cut..<span.time.upperBound, warmUp: span.warmUp - ran.warmUp, isCharged: false, continues: true)
        )
      }
    }
    plan = rest
  }

  /// What spans are expected to cost from an instant on: their intensity, what their starts are charged, and what the job
  /// draws while it is paused.
  func cost(of spans: [Span], in view: ForecastView, resume: ResumeCost, at instant: Instant) -> Double {
    let trace = view.objective
    let origin = trace.start.secondsSince1970
    let planned = PlannedRuns(
      runs: spans.map {
        PlannedRuns.Run(
          time: $0.time.lowerBound - origin..<$0.time.upperBound - origin, warmUp: $0.warmUp, isCharged: $0.isCharged)
      })
    var grams = planned.totals(
      of: job, on: trace.series, resume: resume, fixedGrams: resume.emissions.grams, after: progress
    ).emissions
    let now = instant.secondsSince1970
    if resume.idleKilowatts > 0, !done.isEmpty, let first = spans.first, now < first.time.lowerBound {
      let idle = EnergyScale(kilowattHours: resume.idleKilowatts, seconds: 3_600)
      grams += idle.emissions(trace.series.integral(from: now - origin, to: first.time.lowerBound - origin)).grams
    }
    return grams
  }
}

extension Run {
  /// The run over a span, in seconds since 1970.
  init(_ seconds: Range<Int64>) {
    self.init(Instant(secondsSince1970: seconds.lowerBound)..<Instant(secondsSince1970: seconds.upperBound))
  }
}
