extension FlexibleStart: ReplanningAlgorithm {
  /// Plans the run on the newest forecast, and plans it again until it has started; what comes of it is valued on the truth.
  ///
  ///     var forecasts = try HistoryForecasts(of: trace, by: .suited(to: trace))
  ///     let plan = try FlexibleStart(within: .hours(24)).replanned(
  ///       job, judgedBy: trace, releasedAt: release, on: &forecasts, .everyHour)
  ///
  /// At each decision the start is looked for among all instants from then on, with the constraints of the algorithm; it is
  /// moved if that is forecast to gain more than the hysteresis, and on a tie stays.
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
    let (latest, end) = (truth.instant(atOffset: window.latestStart), truth.instant(atOffset: window.end))
    let clock = try DecisionClock(
      release: release, slotStart: forecasts.slotStart, slot: forecasts.slot, interval: replanning.interval)
    var decisions: [ReplannedSchedule.Decision] = []
    var planned: Instant?
    var promised = Savings(baseline: Emissions(grams: 0), emissions: Emissions(grams: 0))
    var instant = release
    while true {
      let forecast = try forecasts.forecast(at: instant, until: end)
      let view = try ForecastView(forecast, of: truth, from: instant, to: end, weighing: price)
      var best = try planning { () throws(SchedulingError) in
        try bestStart(of: job, in: view, release: release, from: instant, latest: latest)
      }
      let decisionsLeft = clock.instants(after: instant, upTo: latest)
      let waits = paysToWait(job, in: view, from: best, decisionsLeft, forecast, replanning)
      if waits, let next = decisionsLeft.first {
        best = try planning { () throws(SchedulingError) in
          try bestStart(of: job, in: view, release: release, from: next, latest: latest)
        }
      }
      let start: Instant
      if waits, planned != nil {
        start = best
      } else if let planned {
        let (old, new) = (view.grams(of: job, from: planned), view.grams(of: job, from: best))
        start = best != planned && new < old - replanning.hysteresis * abs(old) ? best : planned
      } else {
        promised = view.savings(of: view.grams(of: job, from: best), against: job, from: release)
        start =
          replanning.gate?.opens(
            for: promised, now: view.grams(of: job, from: release), kilowatts: job.power.kilowatts) ?? true
          ? best : release
      }
      decisions.append(
        .init(
          instant: instant, issued: forecast.issued, runs: [Run(start..<start.advanced(by: job.duration))],
          expected: Emissions(grams: view.grams(of: job, from: start)),
          isChange: planned.map { $0 != start } ?? false))
      planned = start
      guard let next = clock.next(after: instant.secondsSince1970).map({ Instant(secondsSince1970: $0) }),
        next <= latest, start >= next, !(replanning.gate != nil && start == release)
      else {
        let offset = truth.start.duration(to: start).components.seconds
        let schedule = try planning { () throws(SchedulingError) in
          Schedule(
            job, on: truth, in: window, planned: .oneRun(offset..<offset + job.durationSeconds), price: price,
            weighed: try price?.weigh(truth, in: window))
        }
        return ReplannedSchedule(schedule: schedule, promised: promised, decisions: decisions)
      }
      instant = next
    }
  }

  /// Whether the stopping rule waits although the best start comes before the next decision.
  private func paysToWait(
    _ job: Workload, in view: ForecastView, from best: Instant, _ decisions: [Instant], _ forecast: Forecast,
    _ replanning: Replanning
  ) -> Bool {
    let slot = view.trace.slotSeconds
    guard replanning.rule == .stopping, startStep == nil, unavailable.isEmpty, let next = decisions.first, best < next,
      let interval = replanning.interval,
      let rule = StoppingRule(standardError: forecast.standardError, slotSeconds: slot)
    else { return false }
    let waiting = rule.costOfWaiting(
      decisions.map { view.grams(of: job, from: $0) }, slots: Int(interval.components.seconds / slot),
      flat: job.energy.kilowattHours, lasting: Double(job.durationSeconds) / Double(slot))
    return waiting < view.grams(of: job, from: best)
  }

  /// The best start from `instant` on, on a forecast. Steps between starts are counted from the release.
  private func bestStart(
    of job: Workload, in view: ForecastView, release: Instant, from instant: Instant, latest: Instant
  ) throws(SchedulingError) -> Instant {
    let trace = view.objective
    let first = trace.start.duration(to: instant).components.seconds
    let from = trace.start.duration(to: release).components.seconds
    let last = trace.start.duration(to: latest).components.seconds
    let window = SchedulingWindow(start: from, addedTime: last - from, duration: job.durationSeconds)
    let part = SchedulingWindow(start: first, addedTime: last - first, duration: job.durationSeconds)
    try checkPieces(of: job, on: trace, in: part)
    let blocked = trace.blocked(unavailable, from: first, to: window.end)
    guard let run = try bestRun(of: job, on: trace, in: window, from: first, clearOf: blocked) else {
      throw .infeasible(.unavailableTimes, release: instant, deadline: trace.instant(atOffset: window.end))
    }
    return trace.instant(atOffset: run.lowerBound)
  }
}
