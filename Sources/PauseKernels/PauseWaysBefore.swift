/// The best ways to each slot at a dual's reward, found by its latest pass, and what they really cost.
struct PauseWaysBefore {
  /// The values in a run that may go on or end, and in a pause that may end.
  let running: [Double]
  let paused: [Double]
  /// What the dual has paid for a slot of progress, and charged for a resume beside what it costs.
  let reward: Double
  let price: Double
  /// The progress (x) and the resumes (y) of the ways.
  let runningSteps: [SIMD2<Int32>]
  let pausedSteps: [SIMD2<Int32>]

  init(_ dual: PauseDual, price: Double = 0) {
    (running, paused) = (dual.running, dual.paused)
    reward = dual.reward
    self.price = price
    var runningSteps = [SIMD2<Int32>](repeating: SIMD2(), count: running.count)
    var pausedSteps = runningSteps
    Self.retrace(dual, &runningSteps, &pausedSteps)
    (self.runningSteps, self.pausedSteps) = (runningSteps, pausedSteps)
  }

  /// What the way to a slot costs, rewards and prices left out.
  func runningCost(_ slot: Int) -> Double { cost(running[slot], runningSteps[slot]) }

  func pausedCost(_ slot: Int) -> Double { cost(paused[slot], pausedSteps[slot]) }

  private func cost(_ value: Double, _ steps: SIMD2<Int32>) -> Double {
    value + reward * Double(steps.x) - price * Double(steps.y)
  }

  /// Counts the steps from the first slot on. Sums are exact, so that a value equals what it was the minimum of.
  private static func retrace(
    _ dual: PauseDual, _ runningSteps: inout [SIMD2<Int32>], _ pausedSteps: inout [SIMD2<Int32>]
  ) {
    let (moves, reward) = (dual.moves, dual.reward)
    let (length, firstLength, pause) = (moves.runSlots, moves.firstSlots, moves.minimumPause)
    let (resume, first) = (SIMD2(Int32(moves.runProgress), 1), SIMD2(Int32(moves.firstProgress), 0))
    let resumeReward = reward * Double(moves.runProgress)
    let (goOnCosts, resumes) = (moves.goOnCosts.span, moves.resumes.span)
    let (running, paused) = (dual.running.span, dual.paused.span)
    var runningSteps = runningSteps.mutableSpan
    var pausedSteps = pausedSteps.mutableSpan
    for slot in 1..<moves.slotCount + 1 {
      let value = running[slot]
      var steps = slot >= firstLength ? first : SIMD2()
      if slot >= length {
        let from = slot - length
        let isResume = paused[from] + (resumes[from] - resumeReward) == value
        steps = isResume ? pausedSteps[from] &+ resume : steps
      }
      let goesOn = running[slot - 1] + (goOnCosts[slot - 1] - reward) == value
      runningSteps[slot] = goesOn ? runningSteps[slot - 1] &+ SIMD2(1, 0) : steps
      if slot >= pause {
        pausedSteps[slot] = paused[slot] == paused[slot - 1] ? pausedSteps[slot - 1] : runningSteps[slot - pause]
      }
    }
  }

  /// The least cost found of a plan of exactly n: a best way to a slot, followed by a best way on from there, if both
  /// together make n.
  ///
  /// - Parameter on: The ways on, at any reward and the same price.
  func leastPlan(followedBy on: PauseWaysOn) -> Double {
    let wanted = Int32(on.moves.progressCount)
    let (running, paused) = (running.span, paused.span)
    let (runningOn, pausedOn) = (on.running.span, on.paused.span)
    let (stepsBefore, pausedStepsBefore) = (runningSteps.span, pausedSteps.span)
    let (stepsOn, pausedStepsOn) = (on.runningSteps.span, on.pausedSteps.span)
    let difference = reward - on.reward
    var least = Double.infinity
    for slot in 0..<on.moves.slotCount + 1 {
      let progress = stepsBefore[slot].x
      let missing = wanted - progress
      let run = running[slot] + difference * Double(progress)
      if missing == 0 { least = min(least, run + on.moves.finishes[slot]) }
      if missing == stepsOn[slot].x || missing == stepsOn[slot].y { least = min(least, run + runningOn[slot]) }
      let pausedProgress = pausedStepsBefore[slot].x
      let missingAfter = wanted - pausedProgress
      if missingAfter == pausedStepsOn[slot].x || missingAfter == pausedStepsOn[slot].y {
        least = min(least, paused[slot] + difference * Double(pausedProgress) + pausedOn[slot])
      }
    }
    return least + on.reward * Double(wanted)
  }
}
