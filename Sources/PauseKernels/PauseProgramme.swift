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
  private let problem: PauseProblem
  private let transitions: Transitions
  private let blockSize: Int

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
      outcome = programme.solveUnlimited(pauseMultiplier: 0, &hint.multiplier)
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

  /// The optimal plan with any number of pauses, each at `pauseMultiplier` more.
  ///
  /// - Parameter hint: A multiplier on progress that may be near the best one; becomes that.
  private func solveUnlimited(pauseMultiplier: Double, _ hint: inout Double?) -> PauseOutcome {
    let charged = transitions.addingToResumes(pauseMultiplier)
    var relaxation = LagrangianRelaxation(charged)
    let lowerBound = relaxation.search(step: problem.step, near: hint)
    guard lowerBound < .infinity else { return .infeasible }
    hint = relaxation.multiplier
    let costToGo = CostToGo(charged, multiplier: relaxation.multiplier)
    if let plan = costToGo.plan(meeting: lowerBound, tie: problem.tie) { return .plan(plan) }
    let costToArrive = CostToArrive(relaxation)
    var upperBound = costToArrive.leastPlan(followedBy: costToGo)
    if upperBound == .infinity {
      // All minimisers have too much progress, or all have too little: those at the multiplier across have the reverse.
      var across = LagrangianRelaxation(charged)
      _ = across.pass(multiplier: relaxation.multiplierAcross)
      upperBound = CostToArrive(across).leastPlan(followedBy: costToGo)
    }
    let bound = LagrangianBound(costToArrive, costToGo, upperBound: upperBound)
    var programme = PrunedProgramme(
      charged, tie: problem.tie, maximumPauses: nil, within: bound, blockSize: blockSize)
    return programme.solve()
  }

  /// The optimal plan with at most so many pauses.
  ///
  /// A second multiplier, on pauses, makes them fewer. Where the optimum at a positive one has just as many as are allowed,
  /// it is the optimum sought: any other within the limit would have to make up for fewer pauses with a lower cost. Where no
  /// multiplier does that, the best one still bounds the states of the programme in layers.
  private func solve(pauses most: Int, _ hint: inout PauseHint) -> PauseOutcome {
    var many: PausePlan?
    var few: (plan: PausePlan, multiplier: Double)?
    if let multiplier = hint.pauseMultiplier.map({ PauseProblem.product($0, 1, step: problem.step) }), multiplier > 0,
      multiplier * Double(problem.mostPauses) <= 2 * transitions.largest * Double(transitions.slotCount)
    {
      let outcome = solveUnlimited(pauseMultiplier: multiplier, &hint.multiplier)
      guard case .plan(let found) = outcome else { return outcome }
      let plain = PausePlan(runs: found.runs, cost: found.cost - multiplier * Double(found.pauses))
      if found.pauses == most { return .plan(plain) }
      if found.pauses < most { few = (plain, multiplier) } else { many = plain }
    }
    // At a positive multiplier there are no more pauses than at none.
    if many == nil {
      let free = solveUnlimited(pauseMultiplier: 0, &hint.multiplier)
      guard case .plan(let plan) = free, plan.pauses > most else {
        hint.pauseMultiplier = nil
        return free
      }
      many = plan
    }
    guard let many else { return .infeasible }
    return solve(pauses: most, many: many, few: few, &hint)
  }

  /// The same, where a plan with more pauses is known, and perhaps one with fewer.
  private func solve(
    pauses most: Int, many: PausePlan, few: (plan: PausePlan, multiplier: Double)?, _ hint: inout PauseHint
  ) -> PauseOutcome {
    var (many, few) = (many, few)
    var multiplier = problem.step
    if let few {
      multiplier = Self.multiplier(few.plan, many, step: problem.step)
    } else if let known = hint.pauseMultiplier, known > 0 {
      multiplier = PauseProblem.product(1.25 * known, 1, step: problem.step)
    } else {
      while multiplier < transitions.largest * 4 { multiplier *= 2 }
    }
    guard multiplier > 0 else { return solveLayered(pauses: most, pauseMultiplier: 0, few: few) }
    for _ in 0..<Self.mostPauseMultipliers {
      let outcome = solveUnlimited(pauseMultiplier: multiplier, &hint.multiplier)
      guard case .plan(let found) = outcome else { return outcome }
      let plain = PausePlan(runs: found.runs, cost: found.cost - multiplier * Double(found.pauses))
      hint.pauseMultiplier = multiplier
      if found.pauses == most { return .plan(plain) }
      if found.pauses < most {
        if let few, found.pauses <= few.plan.pauses { break }
        few = (plain, multiplier)
      } else {
        if few != nil, found.pauses >= many.pauses { break }
        many = plain
      }
      if let few {
        multiplier = Self.multiplier(few.plan, many, step: problem.step)
      } else {
        // Still too many: a higher multiplier, but one that all pauses together have room for in sums.
        let room = 2 * transitions.largest * Double(transitions.slotCount) / Double(found.pauses)
        let higher = PauseProblem.product(min(8 * multiplier, room), 1, step: problem.step)
        guard higher > multiplier else { break }
        multiplier = higher
      }
      guard multiplier > 0 else { break }
    }
    return solveLayered(pauses: most, pauseMultiplier: multiplier, few: few)
  }

  /// The multiplier on pauses at which two plans are worth the same.
  private static func multiplier(_ few: PausePlan, _ many: PausePlan, step: Double) -> Double {
    max(0, PauseProblem.product((few.cost - many.cost) / Double(many.pauses - few.pauses), 1, step: step))
  }

  /// The optimal plan with at most so many pauses, bounded by the relaxation with a multiplier on each.
  ///
  /// - Parameter few: A plan with no more pauses than that, and the multiplier that it was found at, if there is one.
  private func solveLayered(
    pauses most: Int, pauseMultiplier: Double, few: (plan: PausePlan, multiplier: Double)?
  ) -> PauseOutcome {
    let relaxation = relaxation(pauseMultiplier: pauseMultiplier)
    let bound = LagrangianBound(
      CostToArrive(relaxation, pauseMultiplier: pauseMultiplier),
      CostToGo(relaxation.transitions, multiplier: relaxation.multiplier),
      others: few.map {
        [CostToArrive(self.relaxation(pauseMultiplier: $0.multiplier), pauseMultiplier: $0.multiplier)]
      } ?? [],
      upperBound: few.map { $0.plan.cost + problem.tie * Double($0.plan.pauses) } ?? .infinity)
    var programme = PrunedProgramme(
      transitions, tie: problem.tie, maximumPauses: most, within: bound, blockSize: blockSize)
    return programme.solve()
  }

  /// The relaxation with a multiplier on each pause, at its best multiplier on progress.
  private func relaxation(pauseMultiplier: Double) -> LagrangianRelaxation {
    var relaxation = LagrangianRelaxation(transitions.addingToResumes(pauseMultiplier))
    _ = relaxation.search(step: problem.step)
    return relaxation
  }

  private static let mostPauseMultipliers = 24
}

extension PausePlan {
  package var pauses: Int { runs.count - 1 }
}
