extension PauseAndResume {
  /// Whether a plan of the job is made in steps, to which times and lengths may have to be rounded.
  func plansInSteps(_ job: Workload) -> Bool {
    if limits.maximumPauses == 0, !resumeCost.chargesFirstStart, beginning == .fresh { return false }
    return resumeCost != .none || limits != .none || !unavailable.isEmpty || !job.power.pieces.isEmpty
  }

  /// The plan of least objective that keeps to all constraints.
  ///
  /// A price is added to the intensities first. What is then without any other constraint is planned as usual.
  /// No pauses at all is Flexible Start, unless its start is charged. Rounding to steps must not make a plan worse than one
  /// run without a pause, nor impossible where that run is not, so that run is planned to the second beside it.
  ///
  /// - Parameter weighed: The price's weighing in this window or a longer one, if it has been done before.
  func constrainedSchedule(
    _ job: Workload, on trace: IntensityTrace, in window: SchedulingWindow, weighed: WeightedPrice.Weighed? = nil
  ) throws(SchedulingError) -> Schedule {
    var carried = CarriedPlan()
    return try constrainedSchedule(job, on: trace, in: window, weighed: weighed, carrying: &carried)
  }

  /// The same, with what the plan of a similar window knows.
  func constrainedSchedule(
    _ job: Workload, on trace: IntensityTrace, in window: SchedulingWindow, weighed: WeightedPrice.Weighed? = nil,
    carrying carried: inout CarriedPlan
  ) throws(SchedulingError) -> Schedule {
    var weighed = weighed
    if weighed == nil { weighed = try price?.weigh(trace, in: window) }
    let objective = weighed?.objective ?? trace
    func schedule(_ planned: PlannedRuns) -> Schedule {
      Schedule(job, on: trace, in: window, planned: planned, resume: resumeCost, price: price, weighed: weighed)
    }
    guard plansInSteps(job) else {
      if limits.maximumPauses == 0 {
        guard limits.minimumRun <= job.duration else { throw .minimumRun(limits.minimumRun, duration: job.duration) }
        return schedule(.oneRun(try withoutPauses.bestRun(of: job, on: objective, in: window)))
      }
      guard let choice = objective.cheapest(job.durationSeconds, in: window) else {
        throw .infeasible(
          .availableTime, release: trace.instant(atOffset: window.start), deadline: trace.instant(atOffset: window.end))
      }
      return schedule(PlannedRuns(choice.runs))
    }
    let request = PauseRequest(
      resume: resumeCost, limits: limits, unavailable: unavailable, beginning: beginning)
    var step = request.step(of: job, on: trace, in: window)
    var isExact = request.isExact(in: step, job, on: trace, in: window)
    var planned: PlannedRuns?
    var refusal: SchedulingError?
    while planned == nil, refusal == nil {
      do throws(SchedulingError) {
        let planner = try PausePlanner(job, on: objective, in: window, request, step: step)
        planned = try planner.plan(carrying: &carried)
        if planned == nil, let coarser = step.coarser {
          (step, isExact) = (coarser, false)
        } else if planned == nil {
          throw planner.tooLarge
        }
      } catch {
        refusal = error
      }
    }
    var inSteps = planned.map(schedule)
    inSteps?.roundings = isExact ? [] : request.roundings(in: step, on: trace, in: window)
    if isExact, let inSteps { return inSteps }
    var oneRun = try? runToTheSecond(job, on: objective, in: window).map { schedule(.oneRun($0)) }
    oneRun?.roundings = request.roundings(in: step, on: trace, in: window)
    if let refusal {
      guard case .infeasible = refusal, let oneRun else { throw refusal }
      return oneRun
    }
    guard let inSteps else { preconditionFailure("There is a plan, or a reason why not.") }
    // Fewer pauses win where both are as good.
    if let oneRun, oneRun.objective <= inSteps.objective { return oneRun }
    return inSteps
  }

  /// What planning a job in steps makes of the request; nothing where it is planned to the second.
  ///
  /// A plan that would be too large in these steps is made in coarser ones: ``Schedule/roundings`` tells.
  package func roundings(
    of job: Workload, on trace: IntensityTrace, releasedAt release: Instant
  ) throws(SchedulingError) -> [Rounding] {
    guard plansInSteps(job) else { return [] }
    let window = try SchedulingWindow(for: job, on: trace, releasedAt: release, addedTime: addedTime)
    let request = PauseRequest(resume: resumeCost, limits: limits, unavailable: unavailable)
    return request.roundings(in: request.step(of: job, on: trace, in: window), on: trace, in: window)
  }

  private var withoutPauses: FlexibleStart { FlexibleStart(within: addedTime, unavailable: unavailable) }

  /// The best run without a pause, if the request allows one and it does not take longer to find than the rest: a profile of very
  /// many pieces is planned in steps alone.
  private func runToTheSecond(
    _ job: Workload, on objective: IntensityTrace, in window: SchedulingWindow
  ) throws(SchedulingError) -> Range<Int64>? {
    guard !resumeCost.chargesFirstStart, beginning == .fresh, limits.minimumRun <= job.duration else { return nil }
    let trials = try withoutPauses.startCount(of: job, on: objective, in: window) * Int64(job.power.pieces.count)
    guard trials <= Self.mostTrials else { return nil }
    return try withoutPauses.bestRun(of: job, on: objective, in: window)
  }

  /// Some tenths of a second.
  private static let mostTrials: Int64 = 1 << 26
}
