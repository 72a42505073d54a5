extension PauseAndResume {
  /// Whether anything is asked beyond the paper's algorithm.
  package var isConstrained: Bool {
    resumeCost != .none || limits != .none || !unavailable.isEmpty || price != nil
  }

  /// Whether a plan of the job is made on the trace's slots, to which then all times and lengths are rounded.
  package func plansInSlots(_ job: Workload) -> Bool {
    if limits.maximumPauses == 0, !resumeCost.chargesFirstStart { return false }
    return resumeCost != .none || limits != .none || !unavailable.isEmpty || !job.power.pieces.isEmpty
  }

  /// The plan of least objective that keeps to all constraints.
  ///
  /// A price is added to the intensities first. What is then without any other constraint is planned as usual.
  /// No pauses at all is Flexible Start, unless its start is charged. Rounding to slots must not make a plan worse than one
  /// run without a pause, nor impossible where that run is not, so that run is planned to the second beside it.
  ///
  /// - Parameter weighed: The price's weighing in this window or a longer one, if it has been done before.
  func constrainedSchedule(
    _ job: Workload, on trace: IntensityTrace, in window: SchedulingWindow, weighed: WeightedPrice.Weighed? = nil
  ) throws(SchedulingError) -> Schedule {
    var weighed = weighed
    if weighed == nil { weighed = try price?.weigh(trace, in: window) }
    let objective = weighed?.objective ?? trace
    func schedule(_ planned: PlannedRuns) -> Schedule {
      Schedule(job, on: trace, in: window, planned: planned, resume: resumeCost, price: price, weighed: weighed)
    }
    let starts = FlexibleStart(within: addedTime, unavailable: unavailable)
    guard plansInSlots(job) else {
      if limits.maximumPauses == 0 {
        guard limits.minimumRun <= job.duration else { throw .minimumRun(limits.minimumRun, duration: job.duration) }
        return schedule(.oneRun(try starts.bestRun(of: job, on: objective, in: window)))
      }
      guard let choice = objective.cheapest(job.durationSeconds, in: window) else {
        throw .infeasible(
          .availableTime, release: trace.instant(atOffset: window.start), deadline: trace.instant(atOffset: window.end))
      }
      return schedule(PlannedRuns(choice.stretches))
    }
    var oneRun: Schedule?
    if !resumeCost.chargesFirstStart, limits.minimumRun <= job.duration, isRounded(job, on: trace, in: window) {
      // A profile of so many pieces that this would take longer than the rest is planned in slots alone.
      let trials = try starts.startCount(of: job, on: trace, in: window) * Int64(job.power.pieces.count)
      if trials <= Self.mostTrials {
        oneRun = (try? starts.bestRun(of: job, on: objective, in: window)).map { schedule(.oneRun($0)) }
      }
    }
    let inSlots: Schedule
    do {
      let grid = try PauseGrid(
        job, on: objective, in: window, resume: resumeCost, limits: limits, unavailable: unavailable)
      inSlots = schedule(try grid.plan())
    } catch {
      guard case .infeasible = error, let oneRun else { throw error }
      return oneRun
    }
    // Fewer pauses win where both are as good.
    if let oneRun, oneRun.objective <= inSlots.objective { return oneRun }
    return inSlots
  }

  /// Some tenths of a second.
  private static let mostTrials: Int64 = 1 << 26

  /// Whether planning in slots leaves out runs that a plan to the second would try.
  private func isRounded(_ job: Workload, on trace: IntensityTrace, in window: SchedulingWindow) -> Bool {
    window.slots(of: trace) == nil
      || trace.offsets(of: unavailable).contains { times in
        times.lowerBound % trace.slotSeconds != 0 || times.upperBound % trace.slotSeconds != 0
      }
      || job.power.pieces.contains { $0.seconds % trace.slotSeconds != 0 }
  }
}
