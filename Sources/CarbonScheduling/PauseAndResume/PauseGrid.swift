import PauseKernels

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
  let problem: PauseProblem
  let requested: SchedulingWindow
  /// The one run that is best, where pauses are too dear to pay whatever they save.
  private let oneRun: PausePlan?

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
    let start = StartCost(resume, slotEnergy: slotEnergy, unitsPerGram: trace.unitsPerGram)
    // Of a job that draws next to nothing a pause costs as good as infinitely more.
    let idleShare = min(resume.idleKilowatts * Double(slot) / 3_600 / slotEnergy, 1e100)
    let charged = problem.charging(start, idleShare: idleShare, gridStep: trace.gridStep)
    // Starts so dear that the values beside them would be rounded.
    oneRun =
      charged.step > trace.gridStep
      ? problem.bestRun(pausesCosting: start, idleShare: idleShare, gridStep: trace.gridStep) : nil
    problem = charged
    self.problem = problem
    requested = window
    // What can be seen without planning. A first run that is charged warms up, which counts.
    guard problem.minimumRun - problem.firstWarmUp <= problem.progressCount else {
      throw .minimumRun(limits.minimumRun, duration: job.duration)
    }
    guard problem.progressCount <= problem.isAvailable.count(where: { $0 }) else { throw infeasible(.availableTime) }
  }

  /// The best runs.
  func plan() throws(SchedulingError) -> PlannedRuns {
    if let oneRun { return runs(of: oneRun) }
    switch PauseProgramme.solve(problem) {
    case .plan(let plan): return runs(of: plan)
    case .infeasible: throw infeasible(constraintToBlame())
    case .tooLarge:
      throw .tooLarge(windowSlots: problem.costs.count, jobSlots: problem.progressCount, fitting: whatFits())
    }
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
