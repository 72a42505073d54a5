/// The cost-to-arrive of a relaxation, found by its latest pass: what the best way to each slot costs less its credit for
/// progress; and how much progress and how many resumes are on that way, from which follows what it really costs.
struct CostToArrive {
  /// The values in a run that may go on or end, and in a pause that may end.
  let running: [Double]
  let paused: [Double]
  /// What the relaxation has credited a slot of progress with, and charged for a resume beside what it costs.
  let multiplier: Double
  let pauseMultiplier: Double
  /// The progress (x) and the resumes (y) of the ways.
  let runningSteps: [SIMD2<Int32>]
  let pausedSteps: [SIMD2<Int32>]

  init(_ relaxation: LagrangianRelaxation, pauseMultiplier: Double = 0) {
    (running, paused) = (relaxation.running, relaxation.paused)
    multiplier = relaxation.multiplier
    self.pauseMultiplier = pauseMultiplier
    var runningSteps = [SIMD2<Int32>](repeating: SIMD2(), count: running.count)
    var pausedSteps = runningSteps
    Self.countSteps(relaxation, &runningSteps, &pausedSteps)
    (self.runningSteps, self.pausedSteps) = (runningSteps, pausedSteps)
  }

  /// What the way to a slot costs, multipliers left out.
  func runningCost(_ slot: Int) -> Double { cost(running[slot], runningSteps[slot]) }

  func pausedCost(_ slot: Int) -> Double { cost(paused[slot], pausedSteps[slot]) }

  private func cost(_ value: Double, _ steps: SIMD2<Int32>) -> Double {
    value + multiplier * Double(steps.x) - pauseMultiplier * Double(steps.y)
  }

  /// Counts the steps of all ways, from the first slot on. Sums are exact, so that a value equals
  /// what it was the minimum of.
  private static func countSteps(
    _ relaxation: LagrangianRelaxation, _ runningSteps: inout [SIMD2<Int32>], _ pausedSteps: inout [SIMD2<Int32>]
  ) {
    let (transitions, multiplier) = (relaxation.transitions, relaxation.multiplier)
    let (length, firstLength, pause) = (transitions.runSlots, transitions.firstSlots, transitions.minimumPause)
    let (resume, first) = (SIMD2(Int32(transitions.runProgress), 1), SIMD2(Int32(transitions.firstProgress), 0))
    let resumeCredit = multiplier * Double(transitions.runProgress)
    let (goOnCosts, resumes) = (transitions.goOnCosts.span, transitions.resumes.span)
    let (running, paused) = (relaxation.running.span, relaxation.paused.span)
    var runningSteps = runningSteps.mutableSpan
    var pausedSteps = pausedSteps.mutableSpan
    for slot in 1..<transitions.slotCount + 1 {
      let value = running[slot]
      var steps = slot >= firstLength ? first : SIMD2()
      if slot >= length {
        let from = slot - length
        let isResume = paused[from] + (resumes[from] - resumeCredit) == value
        steps = isResume ? pausedSteps[from] &+ resume : steps
      }
      let goesOn = running[slot - 1] + (goOnCosts[slot - 1] - multiplier) == value
      runningSteps[slot] = goesOn ? runningSteps[slot - 1] &+ SIMD2(1, 0) : steps
      if slot >= pause {
        pausedSteps[slot] = paused[slot] == paused[slot - 1] ? pausedSteps[slot - 1] : runningSteps[slot - pause]
      }
    }
  }

  /// An upper bound: the least cost of a plan of exactly n made of a best way to a slot and a best way on from there.
  ///
  /// - Parameter costToGo: That at any multiplier on progress, and at the same one on pauses.
  func leastPlan(followedBy costToGo: CostToGo) -> Double {
    let wanted = Int32(costToGo.transitions.progressCount)
    let (running, paused) = (running.span, paused.span)
    let (runningToGo, pausedToGo) = (costToGo.running.span, costToGo.paused.span)
    let (runningSteps, pausedSteps) = (runningSteps.span, pausedSteps.span)
    let (stepsToGo, pausedStepsToGo) = (costToGo.runningSteps.span, costToGo.pausedSteps.span)
    let difference = multiplier - costToGo.multiplier
    var least = Double.infinity
    for slot in 0..<costToGo.transitions.slotCount + 1 {
      let progress = runningSteps[slot].x
      let missing = wanted - progress
      let run = running[slot] + difference * Double(progress)
      if missing == 0 { least = min(least, run + costToGo.transitions.finishes[slot]) }
      if missing == stepsToGo[slot].x || missing == stepsToGo[slot].y { least = min(least, run + runningToGo[slot]) }
      let pausedProgress = pausedSteps[slot].x
      let missingAfter = wanted - pausedProgress
      if missingAfter == pausedStepsToGo[slot].x || missingAfter == pausedStepsToGo[slot].y {
        least = min(least, paused[slot] + difference * Double(pausedProgress) + pausedToGo[slot])
      }
    }
    return least + costToGo.multiplier * Double(wanted)
  }
}
