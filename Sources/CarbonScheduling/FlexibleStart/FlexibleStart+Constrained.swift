extension FlexibleStart {
  /// The plan of least objective whose run keeps clear of all unavailable times.
  func constrainedSchedule(
    _ job: Workload, on trace: IntensityTrace, in window: SchedulingWindow
  ) throws(SchedulingError) -> Schedule {
    let weighed = try price?.weigh(trace, in: window)
    let run = try bestRun(of: job, on: weighed?.objective ?? trace, in: window)
    return Schedule(job, on: trace, in: window, planned: .oneRun(run), price: price, weighed: weighed)
  }

  /// The earliest best run that keeps clear of unavailable times and gaps, to the second.
  func bestRun(
    of job: Workload, on trace: IntensityTrace, in window: SchedulingWindow
  ) throws(SchedulingError) -> Range<Int64> {
    try checkPieces(of: job, on: trace, in: window)
    guard let best = try search(for: job, on: trace, in: window).best(from: window.start, through: window.latestStart)
    else {
      throw .infeasible(
        .unavailableTimes, release: trace.instant(atOffset: window.start), deadline: trace.instant(atOffset: window.end)
      )
    }
    return best.start..<best.start + job.durationSeconds
  }

  /// The same among the starts from `first` on, if there is one; steps between starts are counted from the window's.
  ///
  /// - Parameter blocked: What is unavailable between `first` and the window's end.
  func bestRun(
    of job: Workload, on trace: IntensityTrace, in window: SchedulingWindow, from first: Int64,
    clearOf blocked: [Range<Int64>]
  ) throws(SchedulingError) -> Range<Int64>? {
    let search = RunSearch(
      of: job, on: trace, startStep: try startStepSeconds(), from: window.start, clearOf: blocked)
    return search.best(from: first, through: window.latestStart).map { $0.start..<$0.start + job.durationSeconds }
  }

  /// The search for the best run of a window.
  func search(
    for job: Workload, on trace: IntensityTrace, in window: SchedulingWindow
  ) throws(SchedulingError) -> RunSearch {
    RunSearch(
      of: job, on: trace, startStep: try startStepSeconds(), from: window.start,
      clearOf: trace.blocked(unavailable, from: window.start, to: window.end))
  }

  /// Refuses profiles that would take too long, about ten seconds.
  func checkPieces(
    of job: Workload, on trace: IntensityTrace, in window: SchedulingWindow
  ) throws(SchedulingError) {
    let pieces = job.power.pieces.count
    guard pieces > 0 else { return }
    let starts = try startCount(of: job, on: trace, in: window)
    let most = Self.mostPiecesTried / starts
    guard pieces <= most else { throw .tooManyPieces(pieces, starts: Int(starts), most: Int(most)) }
  }

  /// How many starts are tried, apart from those next to unavailable times.
  func startCount(
    of job: Workload, on trace: IntensityTrace, in window: SchedulingWindow
  ) throws(SchedulingError) -> Int64 {
    let added = window.latestStart - window.start
    return try startStepSeconds().map { added / $0 + 1 }
      ?? (added / trace.slotSeconds + 1) * Int64(RunSearch.places(of: job, slotSeconds: trace.slotSeconds).count)
  }

  private static let mostPiecesTried: Int64 = 1 << 31
}
