extension PauseProgramme {
  /// The optimal plan with at most so many pauses.
  ///
  /// A second multiplier, on pauses, makes them fewer. Where the optimum at a positive one has just as many as are allowed,
  /// it is the optimum sought: any other within the limit would have to make up for fewer pauses with a lower cost. Where no
  /// multiplier does that, the best one still bounds the states of the programme in layers.
  func solve(pauses most: Int, _ hint: inout PauseHint) -> PauseOutcome {
    var search = PauseMultiplierSearch(transitions, most: most, step: problem.step, near: hint)
    guard search.run() else { return .infeasible }
    hint.multiplier = search.multiplier
    var limited = Limited(most: most, pauseMultiplier: search.pauseMultiplier)
    for _ in 0..<Self.mostPauseMultipliers {
      let multiplier = limited.pauseMultiplier
      hint.pauseMultiplier = multiplier > 0 ? multiplier : nil
      let outcome = solveUnlimited(pauseMultiplier: multiplier, &hint.multiplier)
      guard case .plan(let found) = outcome else { return outcome }
      let plain = PausePlan(runs: found.runs, cost: found.cost - multiplier * Double(found.pauses))
      if found.pauses == most || (multiplier == 0 && found.pauses < most) { return .plan(plain) }
      limited.lowerBound = max(limited.lowerBound, found.cost - multiplier * Double(most))
      guard limited.keep(plain) else { break }
      if let few = limited.few, let many = limited.many {
        limited.pauseMultiplier = Self.multiplier(few.plan, many, step: problem.step)
        if limited.pauseMultiplier == 0 { break }
      } else if limited.few != nil {
        limited.pauseMultiplier = search.lower(than: multiplier)
      } else {
        limited.pauseMultiplier = search.higher(than: multiplier, at: found.pauses)
        guard limited.pauseMultiplier > multiplier else { break }
      }
    }
    return solveLayered(limited, near: hint.multiplier)
  }

  /// What is known of the optimum with at most `most` pauses.
  private struct Limited {
    let most: Int
    /// The multiplier on pauses to look at.
    var pauseMultiplier: Double
    /// A plan with fewer pauses, and the multiplier at which it is optimal; one with more.
    var few: (plan: PausePlan, multiplier: Double)?
    var many: PausePlan?
    /// What the optimum costs at least, ties left out.
    var lowerBound = -Double.infinity

    init(most: Int, pauseMultiplier: Double) { (self.most, self.pauseMultiplier) = (most, pauseMultiplier) }

    /// Keeps a plan that is optimal at the multiplier.
    ///
    /// - Returns: Whether it is nearer to the limit than the one known before, where there is one on either side.
    mutating func keep(_ plan: PausePlan) -> Bool {
      if plan.pauses < most {
        if let few, many != nil, plan.pauses <= few.plan.pauses { return false }
        few = (plan, pauseMultiplier)
      } else {
        if let many, few != nil, plan.pauses >= many.pauses { return false }
        many = plan
      }
      return true
    }
  }

  /// The multiplier on pauses at which two plans are worth the same.
  private static func multiplier(_ few: PausePlan, _ many: PausePlan, step: Double) -> Double {
    max(0, PauseProblem.product((few.cost - many.cost) / Double(many.pauses - few.pauses), 1, step: step))
  }

  /// The optimal plan with at most so many pauses, bounded by the relaxation with a multiplier on each.
  ///
  /// Some plan with fewer pauses bounds the optimum from above, but often not well; and the lower the bound, the fewer states are
  /// left. So first a bound is tried that may be too low: where there is no plan below it, a higher one.
  private func solveLayered(_ limited: Limited, near hint: Double?) -> PauseOutcome {
    let relaxation = relaxation(pauseMultiplier: limited.pauseMultiplier, near: hint)
    let costToArrive = CostToArrive(relaxation, pauseMultiplier: limited.pauseMultiplier)
    let costToGo = CostToGo(relaxation.transitions, multiplier: relaxation.multiplier)
    let others = limited.few.map { few in
      [CostToArrive(self.relaxation(pauseMultiplier: few.multiplier, near: hint), pauseMultiplier: few.multiplier)]
    }
    let known = limited.few?.plan ?? transitions.bestRun
    let upperBound = known.map { $0.cost + problem.tie * Double($0.pauses) } ?? .infinity
    let gap = upperBound - limited.lowerBound
    let bounds = gap < .infinity ? Self.sharesOfGap.map { limited.lowerBound + $0 * gap } : []
    for limit in bounds + [upperBound] {
      let bound = LagrangianBound(costToArrive, costToGo, others: others ?? [], upperBound: limit)
      var programme = PrunedProgramme(
        transitions, tie: problem.tie, maximumPauses: limited.most, within: bound, blockSize: blockSize)
      let outcome = programme.solve()
      if outcome != .infeasible || limit == upperBound { return outcome }
    }
    return .infeasible
  }

  /// The relaxation with a multiplier on each pause, at its best multiplier on progress.
  private func relaxation(pauseMultiplier: Double, near hint: Double?) -> LagrangianRelaxation {
    var relaxation = LagrangianRelaxation(transitions.addingToResumes(pauseMultiplier))
    _ = relaxation.search(step: problem.step, near: hint)
    return relaxation
  }

  private static let mostPauseMultipliers = 24

  /// How much of the gap between the bounds is looked at first. Measured on limits of ten pauses: half of the optima lie below the
  /// first share, and three quarters of the rest below the second.
  private static let sharesOfGap = [1.0 / 32, 1.0 / 4]
}
