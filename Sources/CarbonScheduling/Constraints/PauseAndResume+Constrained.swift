extension PauseAndResume {
  /// Whether anything is asked beyond the paper's algorithm.
  package var isConstrained: Bool {
    resumeCost != .none || limits != .none || !unavailable.isEmpty || signal != nil
  }

  /// Whether a plan of the job is made on the trace's slots, to which then all times and lengths are rounded.
  package func plansInSlots(_ job: Workload) -> Bool {
    if limits.maximumPauses == 0, !resumeCost.chargesFirstStart { return false }
    return resumeCost != .none || limits != .none || !unavailable.isEmpty || !job.power.pieces.isEmpty
  }

  /// The plan of least objective that keeps to all constraints.
  ///
  /// A second signal is added to the intensities first. What is then without any other constraint is planned as usual.
  /// No pauses at all is Flexible Start, unless its start is charged.
  ///
  /// - Parameter weighed: The second signal's weighing in this window or a longer one, if it has been done before.
  func constrainedSchedule(
    _ job: Workload, on trace: IntensityTrace, in window: SchedulingWindow, weighed: SecondSignal.Weighed? = nil
  ) throws(SchedulingError) -> Schedule {
    try resumeCost.validate()
    try limits.validate()
    var weighed = weighed
    if weighed == nil { weighed = try signal?.weigh(trace, in: window) }
    let planned: PlannedRuns
    if limits.maximumPauses == 0, !resumeCost.chargesFirstStart {
      guard limits.minimumRun <= job.duration else { throw .minimumRun(limits.minimumRun, duration: job.duration) }
      let starts = FlexibleStart(within: addedTime, unavailable: unavailable)
      planned = .oneRun(try starts.bestRun(of: job, on: weighed?.objective ?? trace, in: window))
    } else if !plansInSlots(job), let weighed {
      planned = PlannedRuns(weighed.objective.cheapest(job.durationSeconds, in: window).stretches)
    } else {
      let grid = try PauseGrid(
        job, on: weighed?.objective ?? trace, in: window, resume: resumeCost, limits: limits, unavailable: unavailable)
      planned = try grid.plan()
    }
    return Schedule(
      job, on: trace, in: window, planned: planned, resume: resumeCost, signal: signal, weighed: weighed)
  }
}
