extension PauseProgramme {
  /// The optimal plan with at most so many pauses.
  ///
  /// A second multiplier, on pauses, makes them fewer. Where the optimum at a positive one has just as many as are allowed,
  /// it is the optimum sought: any other within the limit would have to make up for fewer pauses with a lower cost. Where the
  /// best multiplier does not do that, it still bounds the states of the programme in layers.
  func solve(pauses most: Int, _ hint: inout PauseHint) -> PauseOutcome {
    var dual = LagrangianDual(transitions, most: most, step: problem.step)
    var lowerBound = dual.maximise(near: hint)
    guard lowerBound < .infinity else { return .infeasible }
    var relaxation = dual.relaxation
    hint.multiplier = relaxation.multiplier
    hint.pauseMultiplier = relaxation.pauseMultiplier > 0 ? relaxation.pauseMultiplier : nil
    var limited = Limited(most: most, relaxation: relaxation)
    for round in 0..<Self.mostPauseMultipliers {
      let multiplier = relaxation.pauseMultiplier
      let outcome = solve(within: relaxation, lowerBound)
      guard case .plan(let charged) = outcome else { return outcome }
      let plan = PausePlan(runs: charged.runs, cost: charged.cost - multiplier * Double(charged.pauses))
      if plan.pauses == most || (multiplier == 0 && plan.pauses < most) { return .plan(plan) }
      limited.lowerBound = max(limited.lowerBound, charged.cost - multiplier * Double(most))
      guard limited.keep(plan, relaxation), let next = limited.next(after: relaxation, round: round) else { break }
      relaxation.charge(PauseProblem.product(next, 1, step: problem.step))
      guard relaxation.pauseMultiplier != multiplier else { break }
      lowerBound = relaxation.search(step: problem.step, near: relaxation.multiplier)
    }
    return solveLayered(limited)
  }

  /// What is known of the optimum with at most `most` pauses.
  private struct Limited {
    let most: Int
    /// At the best multipliers.
    let relaxation: LagrangianRelaxation
    /// A plan with fewer pauses, and the relaxation that it is optimal in.
    var few: (plan: PausePlan, relaxation: LagrangianRelaxation)?
    /// A plan with more pauses.
    var many: PausePlan?
    /// What the optimum costs at least, ties left out.
    var lowerBound = -Double.infinity

    init(most: Int, relaxation: LagrangianRelaxation) { (self.most, self.relaxation) = (most, relaxation) }

    /// Keeps a plan that is optimal in the relaxation.
    ///
    /// - Returns: Whether it is nearer to the limit than what is known.
    mutating func keep(_ plan: PausePlan, _ relaxation: LagrangianRelaxation) -> Bool {
      if plan.pauses < most {
        if let few, plan.pauses <= few.plan.pauses { return false }
        few = (plan, relaxation)
      } else {
        if let many, few != nil, plan.pauses >= many.pauses { return false }
        many = plan
      }
      return true
    }

    /// The next multiplier on pauses to look at; `nil` if plans on both sides are near enough.
    ///
    /// Only a plan with fewer pauses bounds the optimum from above: until there is one, multipliers rise, first by an eighth.
    /// If that has gone too far, the next is the one at which both plans are worth the same.
    func next(after latest: LagrangianRelaxation, round: Int) -> Double? {
      if let few = few?.plan {
        guard let many, few.pauses < most - 1 else { return nil }
        return max(0, (few.cost - many.cost) / Double(many.pauses - few.pauses))
      }
      guard let many else { return nil }
      let (multiplier, transitions) = (latest.pauseMultiplier, latest.transitions)
      let share = Double(sign: .plus, exponent: round - 3, significand: 1)
      let farther = (multiplier > 0 ? multiplier : transitions.largest) * share
      let next = min(multiplier + farther, transitions.roomForPauses / Double(many.pauses))
      return next > multiplier ? next : nil
    }
  }

  /// The optimal plan with at most so many pauses, bounded by the relaxation with a multiplier on each.
  ///
  /// Some plan with fewer pauses bounds the optimum from above, but often not well; and the lower the bound, the fewer states are
  /// left. So first a bound is tried that may be too low: where there is no plan below it, a higher one.
  private func solveLayered(_ limited: Limited) -> PauseOutcome {
    let relaxation = limited.relaxation
    let costToArrive = CostToArrive(relaxation, pauseMultiplier: relaxation.pauseMultiplier)
    let costToGo = CostToGo(relaxation.transitions, multiplier: relaxation.multiplier)
    var others: [CostToArrive] = []
    if let few = limited.few?.relaxation, few.pauseMultiplier != relaxation.pauseMultiplier {
      others = [CostToArrive(few, pauseMultiplier: few.pauseMultiplier)]
    }
    let known = limited.few?.plan ?? transitions.bestRun
    let upperBound = known.map { $0.cost + problem.tie * Double($0.pauses) } ?? .infinity
    let gap = upperBound - limited.lowerBound
    let bounds = gap < .infinity ? Self.sharesOfGap.map { limited.lowerBound + $0 * gap } : []
    for limit in bounds + [upperBound] {
      let bound = LagrangianBound(costToArrive, costToGo, others: others, upperBound: limit)
      var programme = PrunedProgramme(
        transitions, tie: problem.tie, maximumPauses: limited.most, within: bound, blockSize: blockSize)
      let outcome = programme.solve()
      if outcome != .infeasible || limit == upperBound { return outcome }
    }
    return .infeasible
  }

  private static let mostPauseMultipliers = 24

  /// How much of the gap between the bounds is looked at first. Measured on limits of ten pauses: a quarter of the optima lie below
  /// the first share, two thirds below the second, and four fifths below the third.
  private static let sharesOfGap = [1.0 / 64, 1.0 / 8, 1.0 / 3]
}
