extension FlexibleStart {
  /// The best emissions for every added time from zero to this algorithm's, a slot apart.
  ///
  ///     // Hours of 3, 1, 2 and 0 g/kWh; a job of two hours at a kilowatt:
  ///     let curve = try FlexibleStart(within: .hours(2)).savingsCurve(job, on: trace, releasedAt: trace.start)
  ///     print(curve.map(\.emissions.grams))  // [4.0, 3.0, 2.0]
  ///
  /// From point to point, only the starts that the longer added time brings are tried.
  ///
  /// - Parameters:
  ///   - job: What runs.
  ///   - trace: The intensities.
  ///   - release: The earliest start.
  /// - Returns: One point for each whole slot of added time; the last is at the added time itself, whole or not.
  /// - Throws: What ``schedule(_:on:releasedAt:)`` throws for the whole added time.
  /// - Complexity: That of one plan for the whole added time, and O(k) for each point that is lower than the one before
  ///   it, with k pieces of a profile.
  public func savingsCurve(
    _ job: Workload, on trace: IntensityTrace, releasedAt release: Instant
  ) throws(SchedulingError) -> [TradeOff] {
    let window = try SchedulingWindow(for: job, on: trace, releasedAt: release, addedTime: addedTime)
    try checkPieces(of: job, on: trace, in: window)
    let weighed = try price?.weigh(trace, in: window)
    let search = try search(for: job, on: weighed?.objective ?? trace, in: window)
    var points: [TradeOff] = []
    var best: (emissions: ExactWeightedSum, plan: Schedule)?
    var first = window.start
    for added in window.addedTimes(on: trace) {
      let last = window.start + added
      if let found = search.best(from: first, through: last), best.map({ found.emissions < $0.emissions }) ?? true {
        let part = SchedulingWindow(start: window.start, addedTime: added, duration: job.durationSeconds)
        let run = found.start..<found.start + job.durationSeconds
        best = (
          found.emissions, Schedule(job, on: trace, in: part, planned: .oneRun(run), price: price, weighed: weighed)
        )
      }
      first = last
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
