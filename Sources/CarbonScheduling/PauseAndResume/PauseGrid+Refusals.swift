import PauseKernels

extension PauseGrid {
  /// That no plan keeps to all constraints, and which one leaves none.
  func infeasible(_ constraint: PlanConstraint) -> SchedulingError {
    .infeasible(
      constraint, release: trace.instant(atOffset: requested.start), deadline: trace.instant(atOffset: requested.end))
  }

  /// What would make a problem that is too large fit, found by trying it.
  func whatFits() -> PlanFit? {
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
  /// The same in the first slots of the window only.
  fileprivate func prefix(_ slotCount: Int) -> PauseProblem {
    var problem = self
    problem.costs = Array(costs.prefix(slotCount))
    problem.isAvailable = Array(isAvailable.prefix(slotCount))
    problem.resumeCosts = Array(resumeCosts.prefix(slotCount))
    problem.idleCosts = Array(idleCosts.prefix(slotCount))
    problem.firstStartCosts = Array(firstStartCosts.prefix(slotCount))
    return problem
  }
}
