/// Solves pause problems exactly.
///
///     var problem = PauseProblem(costs: [0, 3, 0], progressCount: 2)
///     problem.resumeCosts = [2, 2, 2]
///     PauseProgramme.solve(problem)  // .plan: runs [0..<1, 2..<3], cost 2
///
/// 1. ``LagrangianRelaxation``: a multiplier on progress replaces the constraint that it adds up to n. That bounds the
///    optimum from below, and a minimiser with exactly n slots of progress is optimal.
/// 2. Else ``CostToArrive`` and ``CostToGo`` bound every single state from below, and a way to a state joined to a way on from
///    it bounds the optimum from above.
/// 3. ``PrunedProgramme``: dynamic programming over slots and progress, with the states left out whose bound is above that.
///    A few in a hundred are left.
///
/// The optimum is not convex in n (here 0, 2, 3 for one to three slots): the relaxation alone has a duality gap, which step 3
/// closes. With weights on progress, ``WeightedProgramme`` goes through all states.
///
/// Sources: A. M. Geoffrion, "Lagrangean relaxation for integer programming", Mathematical Programming Study 2 (1974); R. Bellman,
/// "Dynamic Programming" (1957); pruning of states by bounds: T. L. Morin and R. E. Marsten, "Branch-and-bound strategies for dynamic
/// programming", Operations Research 24 (1976).
package struct PauseProgramme {
  let problem: PauseProblem
  let transitions: Transitions
  let blockSize: Int

  /// The optimal plan.
  ///
  /// - Parameters:
  ///   - hint: What the solution of a similar problem knows, such as that of the window before. It changes how long it takes, and
  ///     not what is found; it becomes what this solution knows.
  ///   - blockSize: About how many values of the exact programme are held at once (see ``RowBlock``); as many as
  ///     stay in a processor's cache are fastest.
  /// - Complexity: O(W) for the bound, and O(s) for s states left, of at most n * (W - n) * (K + 1): W slots, n of
  ///   progress, K pauses. With weights all states are looked at.
  package static func solve(
    _ problem: PauseProblem, hint: inout PauseHint, blockSize: Int = 1 << 16
  ) -> PauseOutcome {
    let transitions = Transitions(problem)
    guard problem.firstWarmUp + problem.progressCount <= transitions.slotCount,
      transitions.firstProgress <= problem.progressCount
    else { return .infeasible }
    var problem = problem
    // A limit that no plan reaches would only cost layers.
    let mostPauses = problem.mostPauses
    if let most = problem.maximumPauses, most >= mostPauses { problem.maximumPauses = nil }
    let isOneRun = problem.maximumPauses == 0 || mostPauses == 0
    guard problem.weights.isEmpty else {
      return solveWeighted(isOneRun ? problem.withoutPauses : problem)
    }
    guard !isOneRun else { return transitions.bestRun.map { .plan($0) } ?? .infeasible }
    let programme = PauseProgramme(problem: problem, transitions: transitions, blockSize: blockSize)
    if let plan = hint.planThatStays(in: problem, transitions) { return .plan(plan) }
    let outcome: PauseOutcome
    if let most = problem.maximumPauses {
      outcome = programme.solve(pauses: most, &hint)
    } else {
      outcome = programme.solveUnlimited(&hint.multiplier)
    }
    hint.keep(outcome, of: problem)
    return outcome
  }

  /// The optimal plan of a problem by itself.
  package static func solve(_ problem: PauseProblem, blockSize: Int = 1 << 16) -> PauseOutcome {
    var hint = PauseHint()
    return solve(problem, hint: &hint, blockSize: blockSize)
  }

  private static func solveWeighted(_ problem: PauseProblem) -> PauseOutcome {
    let outcome = WeightedProgramme.solve(problem)
    guard outcome == .tooLarge, let most = problem.maximumPauses else { return outcome }
    // Without layers it is far smaller, and the limit may not matter.
    var unlimited = problem
    unlimited.maximumPauses = nil
    guard case .plan(let plan) = WeightedProgramme.solve(unlimited), plan.pauses <= most else { return outcome }
    return .plan(plan)
  }

  /// The optimal plan with any number of pauses.
  ///
  /// - Parameter hint: A multiplier on progress that may be near the best one; becomes that.
  private func solveUnlimited(_ hint: inout Double?) -> PauseOutcome {
    var relaxation = LagrangianRelaxation(transitions)
    let lowerBound = relaxation.search(step: problem.step, near: hint)
    guard lowerBound < .infinity else { return .infeasible }
    hint = relaxation.multiplier
    return solve(within: relaxation, lowerBound)
  }

  /// The optimal plan with any number of pauses, each charged as the relaxation charges it.
  ///
  /// - Parameters:
  ///   - relaxation: With its pass at a multiplier.
  ///   - lowerBound: What that says of plans of exactly n.
  func solve(within relaxation: LagrangianRelaxation, _ lowerBound: Double) -> PauseOutcome {
    let charged = relaxation.transitions
    let costToGo = CostToGo(charged, multiplier: relaxation.multiplier)
    if let plan = costToGo.plan(meeting: lowerBound, tie: problem.tie) { return .plan(plan) }
    let costToArrive = CostToArrive(relaxation)
    var upperBound = costToArrive.leastPlan(followedBy: costToGo)
    if upperBound == .infinity {
      // All minimisers have too much progress, or all have too little: those at the multiplier across have the reverse.
      var across = relaxation
      if across.multiplierAcross == nil { _ = across.search(step: problem.step, near: relaxation.multiplier) }
      _ = across.pass(multiplier: across.multiplierAcross ?? 0)
      upperBound = CostToArrive(across).leastPlan(followedBy: costToGo)
    }
    let bound = LagrangianBound(costToArrive, costToGo, upperBound: upperBound)
    var programme = PrunedProgramme(
      charged, tie: problem.tie, maximumPauses: nil, within: bound, blockSize: blockSize)
    return programme.solve()
  }
}

extension PausePlan {
  package var pauses: Int { runs.count - 1 }
}
