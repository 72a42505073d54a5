import PauseKernels

extension PausePlanner {
  /// That no plan keeps to all constraints, and which one leaves none.
  func infeasible(_ constraint: PlanConstraint) -> SchedulingError {
    .infeasible(
      constraint, release: trace.instant(atOffset: requested.start), deadline: trace.instant(atOffset: requested.end))
  }

  /// That the plan would take too long or too much memory.
  var tooLarge: SchedulingError {
    .tooLarge(windowSlots: problem.costs.count, jobSlots: problem.progressCount, fitting: whatFits())
  }

  /// What would make a problem that is too large fit, found by trying it.
  private func whatFits() -> PlanFit? {
    func fits(_ problem: PauseProblem) -> Bool {
      if case .plan = PauseProgramme.solve(problem) { true } else { false }
    }
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
      if fits(problem.prefix(problem.progressCount + added)) {
        return .addedTime(.seconds(Int64(added) * step.seconds))
      }
    }
    return nil
  }

  /// Where far more are asked for, these are tried first, to have an answer soon.
  private static let mostPausesTried = 64

  /// The first constraint without which there is a plan, given those before it are dropped too.
  func constraintToBlame() -> PlanConstraint {
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
}

extension PauseProblem {
  /// The same in the first steps of the window only.
  fileprivate func prefix(_ stepCount: Int) -> PauseProblem {
    var problem = self
    problem.costs = Array(costs.prefix(stepCount))
    problem.isAvailable = Array(isAvailable.prefix(stepCount))
    problem.resumeCosts = Array(resumeCosts.prefix(stepCount))
    problem.idleCosts = Array(idleCosts.prefix(stepCount))
    problem.firstStartCosts = Array(firstStartCosts.prefix(stepCount))
    return problem
  }
}
