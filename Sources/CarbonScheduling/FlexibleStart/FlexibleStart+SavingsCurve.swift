extension FlexibleStart {
  /// The best emissions for every added time from zero to this algorithm's, a slot apart.
  ///
  ///     // Hours of 3, 1, 2 and 0 g/kWh; a job of two hours at a kilowatt:
  ///     let curve = try FlexibleStart(within: .hours(2)).savingsCurve(job, on: trace, releasedAt: trace.start)
  ///     print(curve.map(\.emissions.grams))  // [4.0, 3.0, 2.0]
  ///
  /// - Returns: One point for each whole slot of added time; the last is at the added time itself, whole or not.
  /// - Throws: What ``schedule(_:on:releasedAt:)`` throws for the whole added time.
  /// - Complexity: That of one plan for the whole added time, and O(k) for each point that is lower than the one before
  ///   it, with k pieces of a profile.
  public func savingsCurve(
    _ job: Workload, on trace: IntensityTrace, releasedAt release: Instant
  ) throws(SchedulingError) -> [TradeOff] {
    let window = try SchedulingWindow(for: job, on: trace, releasedAt: release, addedTime: addedTime)
    let isPlain = unavailable.isEmpty && price == nil && startStep == nil && job.power.pieces.isEmpty
    guard isPlain, trace.firstGap(touching: trace.slots(from: window.start, to: window.end)) == nil else {
      return try constrainedCurve(job, on: trace, over: window)
    }
    var points: [TradeOff] = []
    var best = trace.integral(from: window.start, to: window.start + job.durationSeconds)
    var last = window.start
    for added in window.addedTimes(on: trace) {
      // Only the starts that the longer added time brings are new.
      let new = SchedulingWindow(start: last, addedTime: window.start + added - last, duration: job.durationSeconds)
      let start = trace.bestStart(in: new, duration: job.durationSeconds, step: nil)
      let integral = trace.integral(from: start, to: start + job.durationSeconds)
      if integral < best { best = integral }
      last = window.start + added
      points.append(TradeOff(added, job.scale.emissions(best)))
    }
    return points
  }
}

extension FlexibleStart {
  /// A curve with a step, a profile, a price, or times when the job must not run: from point to point, only the starts that
  /// the longer added time brings are tried.
  private func constrainedCurve(
    _ job: Workload, on trace: IntensityTrace, over window: SchedulingWindow
  ) throws(SchedulingError) -> [TradeOff] {
    try checkPieces(of: job, on: trace, in: window)
    let weighed = try price?.weigh(trace, in: window)
    let objective = weighed?.objective ?? trace
    let blocked = trace.blocked(unavailable, from: window.start, to: window.end)
    func isBetter(_ run: Range<Int64>, than other: Range<Int64>) -> Bool {
      guard !job.power.pieces.isEmpty else {
        return objective.integral(from: run.lowerBound, to: run.upperBound)
          < objective.integral(from: other.lowerBound, to: other.upperBound)
      }
      return job.grams(from: run.lowerBound, to: run.upperBound, progress: 0, on: objective.series)
        < job.grams(from: other.lowerBound, to: other.upperBound, progress: 0, on: objective.series)
    }
    var points: [TradeOff] = []
    var best: (run: Range<Int64>, plan: Schedule)?
    var last = window.start
    for added in window.addedTimes(on: trace) {
      let part = SchedulingWindow(start: window.start, addedTime: added, duration: job.durationSeconds)
      let run = try bestRun(of: job, on: objective, in: part, from: last, clearOf: blocked)
      last = window.start + added
      if let run, best.map({ isBetter(run, than: $0.run) }) ?? true {
        best = (
          run, Schedule(job, on: trace, in: part, planned: .oneRun(run), price: price, weighed: weighed)
        )
      }
      if let best { points.append(TradeOff(added, best.plan)) }
    }
    guard best != nil else {
      throw .infeasible(
        .unavailableTimes, release: trace.instant(atOffset: window.start), deadline: trace.instant(atOffset: window.end)
      )
    }
    return points
  }
}
