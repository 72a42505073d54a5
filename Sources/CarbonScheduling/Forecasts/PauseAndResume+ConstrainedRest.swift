import PauseKernels

extension PauseAndResume {
  /// The best runs of what is left of a job whose pauses cost something or are bound, in slots of the forecast.
  ///
  /// What has run binds the rest in three ways, and each is a problem of the same kind:
  ///
  ///     nothing has run      ..|                      as from the release
  ///     a run is in progress ..|####|                 its slots stand before the rest, so cheap that every plan takes them:
  ///                                                   it may go on for nothing, and keeps to its least length
  ///     a pause is           ..|####|..|              the rest begins when it is long enough, and its first start is charged
  func constrainedRest(
    of job: Workload, after state: PausedProgress, on trace: IntensityTrace, from instant: Instant, to end: Instant
  ) throws(SchedulingError) -> [PausedProgress.Span] {
    let (slot, origin) = (trace.slotSeconds, trace.start.secondsSince1970)
    let begin = instant.secondsSince1970 - origin
    guard let last = state.done.last else {
      let window = SchedulingWindow(
        start: begin, addedTime: end.secondsSince1970 - origin - begin - job.durationSeconds,
        duration: job.durationSeconds)
      let request = PauseRequest(resume: resumeCost, limits: limits, unavailable: unavailable)
      let planner = try PausePlanner(job, on: trace, in: window, request, step: .slot(of: trace))
      guard let planned = try planner.plan() else { throw planner.tooLarge }
      return planned.runs.map {
        .init(
          time: $0.time.lowerBound + origin..<$0.time.upperBound + origin, warmUp: $0.warmUp, isCharged: $0.isCharged)
      }
    }
    let isRunning = last.time.upperBound == instant.secondsSince1970
    let warmUp = slotsRoundedUp(resumeCost.time.components.seconds, slot)
    let minimumPause = max(1, slotsRoundedUp(limits.minimumPause.components.seconds, slot))
    let ended = slotsRoundedUp(last.time.upperBound - origin, slot)
    // Slots since the forecast's first; a run in progress may have begun before it.
    let first =
      isRunning
      ? Int((last.time.lowerBound - origin).dividedRoundingDown(by: slot))
      : max(slotsRoundedUp(begin, slot), ended + minimumPause)
    let window = first..<max(first, Int((end.secondsSince1970 - origin) / slot))
    let pinned = isRunning ? ended - first : 0
    let firstWarmUp = isRunning ? (last.isCharged ? warmUp : 0) : warmUp
    let madeInRun = max(0, pinned - firstWarmUp)
    let madeBefore = Int(state.progress / slot) - (isRunning ? madeInRun : 0)
    let progress = slotsRoundedUp(job.durationSeconds, slot) - madeBefore

    var problem = PauseProblem(
      costs: window.map { $0 < ended && isRunning ? 0 : trace.intensities[$0] }, progressCount: progress)
    problem.warmUp = min(warmUp, window.count + 1)
    problem.firstWarmUp = min(firstWarmUp, window.count + 1)
    problem.minimumRun = max(1, slotsRoundedUp(limits.minimumRun.components.seconds, slot))
    problem.minimumPause = min(minimumPause, window.count + 1)
    problem.maximumPauses = limits.maximumPauses.map { max(0, $0 - state.done.count + (isRunning ? 1 : 0)) }
    for blocked in trace.blocked(unavailable, from: begin, to: end.secondsSince1970 - origin) {
      for index in trace.slots(from: blocked.lowerBound, to: blocked.upperBound)
      where window.contains(index) && !(isRunning && index < ended) {
        problem.isAvailable[index - first] = false
      }
    }
    setPower(of: job, madeBefore: madeBefore, pinned: madeInRun, in: &problem, slot: slot)
    let isSteady = job.power.pieces.isEmpty
    let slotEnergy = isSteady ? job.scale.kilowattHours * Double(slot) / job.scale.seconds : Double(slot) / 3_600
    let start = StartCost(
      resumeCost, slotEnergy: slotEnergy, unitsPerGram: trace.unitsPerGram, chargesFirst: !isRunning)
    let idleShare = min(resumeCost.idleKilowatts * Double(slot) / 3_600 / slotEnergy, 1e100)
    let idle = Idle(share: idleShare, isHeld: !isRunning)
    guard let plan = try Self.plan(problem, pinned: pinned, start: start, idle: idle, gridStep: trace.gridStep) else {
      return state.plan  // rounding leaves nothing else
    }
    let unused = Int64(slotsRoundedUp(job.durationSeconds, slot)) * slot - job.durationSeconds
    return plan.runs.indices.compactMap { index in
      let run = plan.runs[index]
      let goesOn = isRunning && index == 0
      let from = Int64(first + (goesOn ? pinned : run.lowerBound)) * slot + origin
      let to = Int64(first + run.upperBound) * slot - (index == plan.runs.count - 1 ? unused : 0) + origin
      guard from < to else { return nil }
      return .init(
        time: from..<to, warmUp: Int64(goesOn ? max(0, firstWarmUp - pinned) : warmUp) * slot, isCharged: !goesOn,
        continues: goesOn)
    }
  }

  /// The weights of the progress that is left; that of a run in progress is behind it and weighs the most, so that it is kept.
  private func setPower(
    of job: Workload, madeBefore: Int, pinned: Int, in problem: inout PauseProblem, slot: Int64
  ) {
    guard !job.power.pieces.isEmpty else {
      let rest = job.durationSeconds % slot
      if rest > 0 { problem.lastWeight = Double(rest) / Double(slot) }
      return
    }
    let (weights, beginnings) = job.profile(slotSeconds: slot)
    let most = max(weights.max() ?? 1, beginnings.max() ?? 1)
    problem.weights = Array(weights[madeBefore...])
    problem.warmUpWeights = Array(beginnings[madeBefore...])
    for index in 0..<min(pinned, problem.weights.count) { problem.weights[index] = most }
    if pinned == 0 { return }
    problem.warmUpWeights[0] = most
  }

  /// What a slot of a pause costs as a share of a slot's cost, and whether the rest begins in one.
  private struct Idle {
    let share: Double
    let isHeld: Bool
  }

  /// The best plan that takes all of the first `pinned` slots: they are made so cheap that leaving one out does not pay, and
  /// cheaper still if it does.
  ///
  /// - Returns: `nil` if there is no plan.
  private static func plan(
    _ problem: PauseProblem, pinned: Int, start: StartCost, idle: Idle, gridStep: Double
  ) throws(SchedulingError) -> PausePlan? {
    var largest = 0.0
    for cost in problem.costs { largest = max(largest, abs(cost)) }
    var multiplier = 4 * (largest + 1) + start(at: largest) + idle.share * largest * Double(problem.costs.count)
    while true {
      var weighted = problem
      for slot in 0..<pinned { weighted.costs[slot] = -multiplier }
      let charged = weighted.charging(start, idleShare: idle.share, isHeld: idle.isHeld, gridStep: gridStep)
      switch PauseProgramme.solve(charged) {
      case .plan(let plan):
        let keeps = pinned == 0 || (plan.runs.first.map { $0.lowerBound == 0 && $0.upperBound >= pinned } ?? false)
        if keeps { return plan }
        guard multiplier < 1e12 else { return nil }
        multiplier *= 64
      case .infeasible: return nil
      case .tooLarge:
        throw .tooLarge(windowSlots: problem.costs.count, jobSlots: problem.progressCount, fitting: nil)
      }
    }
  }
}

/// How many slots a length takes.
private func slotsRoundedUp(_ seconds: Int64, _ slot: Int64) -> Int {
  -Int((-seconds).dividedRoundingDown(by: slot))
}
