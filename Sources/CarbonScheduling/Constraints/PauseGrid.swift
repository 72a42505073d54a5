import WindowKernels

/// A constrained plan as a problem in slots.
///
///     release            slots of the window                         latest end
///        |  |    |    |    |    |    |    |    |    |    |    |    |    |  |
///           first                                                  end
///           |<- none is used in part, but for the job's last one ->|
///
/// What rounds: the release up and the latest end down to the trace's slots; the duration, the resume time, the minimum run
/// and the minimum pause up to whole slots; an unavailable time covers every slot it touches. The last slot of progress
/// draws power only until the job ends.
///
/// Costs are in the trace's units times a full slot of the job's power (of one kilowatt, with a profile). What a resume
/// costs, and products with a profile's powers, are rounded to the grid of `problem.step`, on which every sum that the
/// programme takes is exact.
struct PauseGrid {
  let first: Int
  let trace: IntensityTrace
  let job: Workload
  var problem: PauseProblem
  private let requested: SchedulingWindow

  init(
    _ job: Workload, on trace: IntensityTrace, in window: SchedulingWindow, resume: ResumeCost, limits: RunLimits,
    unavailable: [Range<Instant>]
  ) throws(SchedulingError) {
    let slot = trace.slotSeconds
    func slotsRoundedUp(_ seconds: Int64) -> Int { Int((seconds + slot - 1) / slot) }
    func slotsRoundedUp(_ length: Duration) -> Int {
      slotsRoundedUp(length.components.seconds + (length.components.attoseconds > 0 ? 1 : 0))
    }
    self.trace = trace
    self.job = job
    first = slotsRoundedUp(window.start)
    let slots = first..<max(first, Int(window.end / slot))
    let progress = slotsRoundedUp(job.durationSeconds)
    var problem = PauseProblem(costs: Array(trace.intensities[slots]), progressCount: progress)
    // Longer than the window is as good as just longer, and sums have room for it.
    problem.warmUp = min(slotsRoundedUp(resume.time), slots.count + 1)
    problem.firstWarmUp = resume.chargesFirstStart ? problem.warmUp : 0
    problem.minimumRun = max(1, slotsRoundedUp(limits.minimumRun))
    problem.minimumPause = min(max(1, slotsRoundedUp(limits.minimumPause)), slots.count + 1)
    problem.maximumPauses = limits.maximumPauses
    for blocked in trace.blocked(unavailable, from: window.start, to: window.end) {
      for index in trace.slots(from: blocked.lowerBound, to: blocked.upperBound) where slots.contains(index) {
        problem.isAvailable[index - first] = false
      }
    }
    let isSteady = job.power.pieces.isEmpty
    let slotEnergy =
      isSteady ? job.scale.kilowattHours * Double(slot) / job.scale.seconds : Double(slot) / 3_600
    if isSteady {
      let rest = job.durationSeconds % slot
      if rest > 0 { problem.lastWeight = Double(rest) / Double(slot) }
    } else {
      (problem.weights, problem.warmUpWeights) = job.profile(slotSeconds: slot)
    }
    problem.charge(
      resume, slotEnergy: slotEnergy, unitsPerGram: trace.unitsPerGram, gridStep: trace.gridStep)
    self.problem = problem
    requested = window
    // What can be seen without planning. A first run that is charged warms up, which counts.
    guard problem.minimumRun - problem.firstWarmUp <= problem.progressCount else {
      throw .minimumRun(limits.minimumRun, duration: job.duration)
    }
    guard problem.progressCount <= problem.isAvailable.count(where: { $0 }) else { throw infeasible(.availableTime) }
  }

  private func infeasible(_ constraint: PlanConstraint) -> SchedulingError {
    .infeasible(
      constraint, release: trace.instant(atOffset: requested.start), deadline: trace.instant(atOffset: requested.end))
  }

  /// The best runs.
  func plan() throws(SchedulingError) -> PlannedRuns {
    switch PauseProgramme.solve(problem) {
    case .plan(let plan): return runs(of: plan)
    case .infeasible: throw infeasible(constraintToBlame())
    case .tooLarge:
      throw .tooLarge(windowSlots: problem.costs.count, jobSlots: problem.progressCount, fitting: whatFits())
    }
  }

  /// What would make a problem that is too large fit, found by trying it.
  private func whatFits() -> PlanFit? {
    func fits(_ problem: PauseProblem) -> Bool {
      if case .plan = PauseProgramme.solve(problem) { true } else { false }
    }
    let slot = Int(trace.slotSeconds)
    if let most = problem.maximumPauses {
      var fewer = problem
      var pauses = min(most, problem.mostPauses, 2 * Self.mostPausesTried)
      while pauses > 0 {
        pauses /= 2
        fewer.maximumPauses = pauses
        if fits(fewer) { return .pauses(pauses) }
      }
    }
    var added = problem.costs.count - problem.progressCount
    while added > 1 {
      added /= 2
      if fits(problem.prefix(problem.progressCount + added)) { return .addedTime(.seconds(added * slot)) }
    }
    return nil
  }

  /// Where far more are asked for, these are tried first, to have an answer soon.
  private static let mostPausesTried = 64

  /// The first constraint without which there is a plan, given those before it are dropped too.
  private func constraintToBlame() -> PlanConstraint {
    var relaxed = problem
    (relaxed.weights, relaxed.warmUpWeights) = ([], [])
    func isFeasible() -> Bool { PauseProgramme.solve(relaxed) != .infeasible }
    if relaxed.maximumPauses != nil {
      relaxed.maximumPauses = nil
      if isFeasible() { return .maximumPauses }
    }
    if relaxed.minimumPause > 1 {
      relaxed.minimumPause = 1
      if isFeasible() { return .minimumPause }
    }
    if relaxed.minimumRun > 1 {
      relaxed.minimumRun = 1
      if isFeasible() { return .minimumRun }
    }
    return relaxed.warmUp > 0 ? .resumeTime : .availableTime
  }

  /// The plan's runs in seconds; the last one ends with the job.
  private func runs(of plan: PausePlan) -> PlannedRuns {
    let slot = trace.slotSeconds
    let unused = Int64(problem.progressCount) * slot - job.durationSeconds
    return PlannedRuns(
      runs: plan.runs.indices.map { index in
        let run = plan.runs[index]
        let begin = Int64(first + run.lowerBound) * slot
        let end = Int64(first + run.upperBound) * slot - (index == plan.runs.count - 1 ? unused : 0)
        return PlannedRuns.Run(
          time: begin..<end, warmUp: Int64(index == 0 ? problem.firstWarmUp : problem.warmUp) * slot,
          isCharged: index > 0 || !problem.firstStartCosts.isEmpty)
      })
  }
}

extension Workload {
  /// The power of a profile in each slot of progress, in kW times the share of the slot that is used, and at its beginning.
  fileprivate func profile(slotSeconds slot: Int64) -> (weights: [Double], beginnings: [Double]) {
    var (weights, beginnings): ([Double], [Double]) = ([], [])
    var pieces = power.pieces[...]
    var left = pieces.first?.duration.components.seconds ?? 0
    for begin in stride(from: 0, to: durationSeconds, by: Int64.Stride(slot)) {
      var (needed, kilowattSeconds) = (min(slot, durationSeconds - begin), 0.0)
      beginnings.append(pieces.first?.kilowatts ?? 0)
      while needed > 0, let piece = pieces.first {
        let seconds = min(needed, left)
        kilowattSeconds += piece.kilowatts * Double(seconds)
        needed -= seconds
        left -= seconds
        if left == 0 {
          pieces.removeFirst()
          left = pieces.first?.duration.components.seconds ?? 0
        }
      }
      weights.append(kilowattSeconds / Double(slot))
    }
    return (weights, beginnings)
  }
}

extension PauseProblem {
  /// The same in the first slots of the window only.
  fileprivate func prefix(_ slotCount: Int) -> PauseProblem {
    var problem = self
    problem.costs = Array(costs.prefix(slotCount))
    problem.isAvailable = Array(isAvailable.prefix(slotCount))
    problem.resumeCosts = Array(resumeCosts.prefix(slotCount))
    problem.firstStartCosts = Array(firstStartCosts.prefix(slotCount))
    return problem
  }

  /// Sets what resumes cost, and the grid that all costs are on.
  ///
  ///     53 bits  |<-- sums of all slots and resumes -->|<-- below one step: pauses -->|
  ///                                                   step                         tie
  ///
  /// With W slots and starts of magnitude at most m, all sums, with the rewards of the search in them, stay below
  /// 8 * W * m, which is given 2^52 ties; a step is so many ties that all pauses together stay below it.
  fileprivate mutating func charge(_ resume: ResumeCost, slotEnergy: Double, unitsPerGram: Double, gridStep: Double) {
    let share = resume.energy.kilowattHours / slotEnergy
    let fixed = resume.emissions.grams * unitsPerGram / slotEnergy
    var (cost, start, weight) = (gridStep, 0.0, 1.0)
    for value in costs { cost = max(cost, abs(value)) }
    for value in weights { weight = max(weight, value) }
    for value in warmUpWeights { weight = max(weight, value) }
    start = share * cost + fixed
    let largest = 8 * Double(costs.count + 1) * (cost * weight * Double(warmUp + 1) + start)
    tie = Double(sign: .plus, exponent: Int(largest.exponent) + 1 - 52, significand: 1)
    step = tie
    while step <= tie * Double(costs.count) { step *= 2 }
    let step = step
    costs = costs.map { Self.product($0, 1, step: step) }
    resumeCosts = costs.map { Self.product($0 * share + fixed, 1, step: step) }
    if resume.chargesFirstStart { firstStartCosts = resumeCosts }
  }
}
