import PauseKernels

/// A constrained plan as a problem in steps of equal length.
///
///     slots            |              |              |              |
///     steps of window       |    |    |    |    |    |    |    |
///                         release                          latest end
///                           |<- none is used in part, but for the job's last one ->|
///
/// Where the step divides all times and lengths of the request, nothing rounds. Else the release rounds up and the latest end
/// down to steps; the duration, the resume time, the minimum run and the minimum pause up; an unavailable time covers every step
/// it touches. The last step of progress draws power only until the job ends.
///
/// Costs are in the trace's units times a full step of the job's power (of one kilowatt, or a decimal part of it, with a profile).
/// What a resume costs, and products with a profile's powers, are rounded to multiples of `problem.step`, of which every sum that
/// the programme takes is exact; both are such multiples already where they are short decimals.
struct PausePlanner {
  let step: PlanningStep
  let first: Int
  let trace: IntensityTrace
  let job: Workload
  let problem: PauseProblem
  let requested: SchedulingWindow
  let request: PauseRequest
  /// The one run that is best, where pauses are too dear to pay whatever they save.
  private let oneRun: PausePlan?

  init(
    _ job: Workload, on trace: IntensityTrace, in window: SchedulingWindow, _ request: PauseRequest, step: PlanningStep
  ) throws(SchedulingError) {
    let seconds = step.seconds
    func steps(_ length: Int64) -> Int { Int(step.stepsRoundedUp(length)) }
    self.trace = trace
    self.job = job
    self.step = step
    self.request = request
    requested = window
    first = steps(window.start)
    let stepsOfWindow = first..<max(first, Int(window.end / seconds))
    guard stepsOfWindow.count <= Self.mostSteps else {
      throw .tooLarge(windowSlots: stepsOfWindow.count, jobSlots: steps(job.durationSeconds), fitting: nil)
    }
    let (intensities, stepsInSlot) = (trace.intensities, Int(trace.slotSeconds / seconds))
    let costs =
      stepsInSlot == 1 ? Array(intensities[stepsOfWindow]) : stepsOfWindow.map { intensities[$0 / stepsInSlot] }
    var problem = PauseProblem(costs: costs, progressCount: steps(job.durationSeconds))
    problem.bind(to: request, in: step, windowSteps: costs.count)
    problem.block(trace.blocked(request.unavailable, from: window.start, to: window.end), stepsOfWindow, step)
    let isSteady = job.power.pieces.isEmpty
    var stepEnergy = isSteady ? job.energy(ofStep: seconds) : Double(seconds) / 3_600
    if isSteady {
      let rest = job.durationSeconds % seconds
      if rest > 0 { problem.lastWeight = Double(rest) / Double(seconds) }
    } else {
      (problem.weights, problem.warmUpWeights) = job.profile(slotSeconds: seconds)
      let scale = DecimalScale(of: problem.weights + problem.warmUpWeights)
      problem.weights = problem.weights.map { scale.scaled($0) }
      problem.warmUpWeights = problem.warmUpWeights.map { scale.scaled($0) }
      stepEnergy /= scale.factor
    }
    let start = StartCost(request.resume, slotEnergy: stepEnergy, unitsPerGram: trace.unitsPerGram)
    let idleShare = request.idleShare(ofStep: seconds, energy: stepEnergy)
    problem.startsAtOnce = request.beginning == .running
    let isHeld = request.beginning == .held
    let charged = problem.charging(start, idleShare: idleShare, isHeld: isHeld, gridStep: trace.gridStep)
    // Starts so dear that the values beside them would be rounded.
    oneRun =
      charged.step > trace.gridStep && request.beginning == .fresh
      ? problem.bestRun(pausesCosting: start, idleShare: idleShare, gridStep: trace.gridStep) : nil
    // So many slots leave sums no room for the digits that tell their values apart: all would round to a few.
    guard
      oneRun != nil || costs.count <= Self.stepsOfAnyValue
        || charged.step * 64 <= costs.reduce(0, { max($0, abs($1)) })
    else {
      throw .tooLarge(windowSlots: costs.count, jobSlots: problem.progressCount, fitting: nil)
    }
    problem = charged
    self.problem = problem
    // What can be seen without planning. A first run that is charged warms up, which counts.
    let firstWarmUp = request.resume.chargesFirstStart ? request.resumeSeconds : 0
    guard request.minimumRunSeconds - firstWarmUp <= job.durationSeconds else {
      throw .minimumRun(request.limits.minimumRun, duration: job.duration)
    }
    guard problem.progressCount <= problem.isAvailable.count(where: { $0 }) else { throw infeasible(.availableTime) }
  }

  /// More are refused before there is memory for them.
  private static let mostSteps = 1 << 22

  /// So few that their sums have room for any intensities beside any costs.
  static let stepsOfAnyValue = 1 << 16

  /// The best runs; `nil` if that would take too long or too much memory.
  func plan() throws(SchedulingError) -> PlannedRuns? {
    var carried = CarriedPlan()
    return try plan(carrying: &carried)
  }

  /// The same, with what the plan of a similar window knows.
  func plan(carrying carried: inout CarriedPlan) throws(SchedulingError) -> PlannedRuns? {
    if let oneRun { return runs(of: oneRun) }
    var problem = problem
    while true {
      switch PauseProgramme.solve(problem, hint: &carried.hint) {
      case .plan(let plan):
        // The last run ends within its last step. Where that makes it too short, all runs are planned longer.
        let longer = Int(step.stepsRoundedUp(request.minimumRunSeconds + unusedSeconds))
        if problem.minimumRun < longer, isLastRunTooShort(plan) {
          problem.minimumRun = longer
          continue
        }
        return runs(of: plan)
      case .infeasible: throw infeasible(constraintToBlame())
      case .tooLarge: return nil
      }
    }
  }

  private var unusedSeconds: Int64 { Int64(problem.progressCount) * step.seconds - job.durationSeconds }

  private func isLastRunTooShort(_ plan: PausePlan) -> Bool {
    Int64(plan.runs[plan.runs.count - 1].count) * step.seconds - unusedSeconds < request.minimumRunSeconds
  }

  private func runs(of plan: PausePlan) -> PlannedRuns {
    PlannedRuns(
      plan, of: problem, chargesFirst: !problem.firstStartCosts.isEmpty, from: first, in: step, unused: unusedSeconds)
  }
}

extension PlannedRuns {
  /// The runs of a plan in steps, in seconds; the last one ends with the job.
  ///
  /// - Parameters:
  ///   - first: The step of the trace that the plan's count from.
  ///   - unused: What the last step has more than the job needs, in seconds.
  init(
    _ plan: PausePlan, of problem: PauseProblem, chargesFirst: Bool, from first: Int, in step: PlanningStep,
    unused: Int64
  ) {
    self.init(
      runs: plan.runs.indices.map { index in
        let run = plan.runs[index]
        let begin = Int64(first + run.lowerBound) * step.seconds
        let end = Int64(first + run.upperBound) * step.seconds - (index == plan.runs.count - 1 ? unused : 0)
        return PlannedRuns.Run(
          time: begin..<end, warmUp: Int64(index == 0 ? problem.firstWarmUp : problem.warmUp) * step.seconds,
          isCharged: index > 0 || chargesFirst)
      })
  }
}

extension Workload {
  /// What a step takes at a constant power, in kWh.
  func energy(ofStep seconds: Int64) -> Double { scale.kilowattHours * Double(seconds) / scale.seconds }
}

extension PauseRequest {
  /// What a step of a pause takes, as a share of one of the job's.
  ///
  /// Of a job that draws next to nothing a pause costs as good as infinitely more.
  func idleShare(ofStep seconds: Int64, energy: Double) -> Double {
    min(resume.idleKilowatts * Double(seconds) / 3_600 / energy, 1e100)
  }
}

extension PauseProblem {
  /// Bounds runs and pauses as a request does.
  ///
  /// - Parameter windowSteps: The steps of a window: longer than that is as good as just longer, and sums have room for it.
  mutating func bind(to request: PauseRequest, in step: PlanningStep, windowSteps: Int) {
    func steps(_ length: Int64) -> Int { Int(step.stepsRoundedUp(length)) }
    warmUp = min(steps(request.resumeSeconds), windowSteps + 1)
    firstWarmUp = request.resume.chargesFirstStart ? warmUp : 0
    minimumRun = max(1, steps(request.minimumRunSeconds))
    minimumPause = min(max(1, steps(request.minimumPauseSeconds)), windowSteps + 1)
    maximumPauses = request.limits.maximumPauses
  }

  /// Takes out every step that a time touches.
  ///
  /// - Parameters:
  ///   - times: In seconds since the trace's start.
  ///   - all: The problem's steps, counted from there.
  mutating func block(_ times: [Range<Int64>], _ all: Range<Int>, _ step: PlanningStep) {
    for time in times {
      let touched = Int(time.lowerBound / step.seconds)..<Int(step.stepsRoundedUp(time.upperBound))
      for index in touched.clamped(to: all) { isAvailable[index - all.lowerBound] = false }
    }
  }
}
