/// Solves pause problems exactly.
///
///     var problem = PauseProblem(costs: [0, 3, 0], progressCount: 2)
///     problem.resumeCosts = [2, 2, 2]
///     PauseProgramme.solve(problem)  // .plan: runs [0..<1, 2..<3], cost 2
///
/// The optimum is not convex in the slots of progress (here 0, 2, 3 for one to three slots), so that a price on progress
/// alone does not find it. But it bounds it, tightly: the exact programme has then only a few states in a hundred to look
/// at, those through which a plan within the bound may lead.
package enum PauseProgramme {
  /// The optimal plan.
  ///
  /// - Complexity: O(W) for the bound, and O(s) for s states left, of at most n * (W - n) * (K + 1): W slots, n of
  ///   progress, K pauses. With weights all states are looked at.
  package static func solve(_ problem: PauseProblem) -> PauseOutcome {
    let moves = PauseMoves(problem)
    let bytes = PauseTable.bytes(moves, problem)
    guard bytes <= mostBytes else { return .tooLarge }
    guard problem.progressCount <= moves.slotCount, moves.firstProgress <= problem.progressCount else {
      return .infeasible
    }
    guard problem.weights.isEmpty else {
      var table = PauseTable(moves, problem)
      return table.solve()
    }
    guard let most = problem.maximumPauses else { return solveUnlimited(moves, problem, price: 0) }
    return solve(moves, problem, pauses: most)
  }

  /// The optimal plan with any number of pauses, each at `price` more.
  private static func solveUnlimited(_ moves: PauseMoves, _ problem: PauseProblem, price: Double) -> PauseOutcome {
    var unlimited = problem
    unlimited.maximumPauses = nil
    let priced = moves.pricing(price)
    var dual = PauseDual(priced)
    let least = dual.search(step: problem.step)
    guard least < .infinity else { return .infeasible }
    let on = PauseWaysOn(priced, reward: dual.reward)
    let worth = least - dual.reward * Double(moves.progressCount)
    if let plan = on.plan(worth: worth, tie: problem.tie) { return .plan(plan) }
    let progress = dual.progressBefore()
    var limit = dual.leastPlanFound(progress, on)
    if limit == .infinity {
      // All best ways have too much progress, or all have too little: those at the reward across have the reverse.
      var across = PauseDual(priced)
      _ = across.pass(reward: dual.rewardAcross)
      limit = across.leastPlanFound(across.progressBefore(), on)
    }
    var band = PauseBand(priced, unlimited, within: PauseBound(dual, progress, on, price: 0, limit: limit))
    return band.solve()
  }

  /// The optimal plan with at most so many pauses.
  ///
  /// A price on each pause makes them fewer. Where the optimum at a positive price has just as many as are allowed, it is
  /// the optimum sought: any other within the limit would have to make up for fewer pauses with a lower cost. Where no
  /// price does that, the best one still bounds the states of the layered programme.
  private static func solve(_ moves: PauseMoves, _ problem: PauseProblem, pauses most: Int) -> PauseOutcome {
    let free = solveUnlimited(moves, problem, price: 0)
    guard case .plan(let plan) = free, plan.pauses > most else { return free }
    var many = plan
    var few: PausePlan?
    var price = problem.step
    while price < moves.largest * 4 { price *= 2 }
    for _ in 0..<mostPrices {
      let outcome = solveUnlimited(moves, problem, price: price)
      guard case .plan(let found) = outcome else { return outcome }
      let priced = PausePlan(runs: found.runs, cost: found.cost - price * Double(found.pauses))
      if found.pauses == most { return .plan(priced) }
      if found.pauses < most {
        if let few, found.pauses <= few.pauses { break }
        few = priced
      } else {
        if found.pauses >= many.pauses { break }
        many = priced
      }
      guard let few else { break }
      let slope = (few.cost - many.cost) / Double(many.pauses - few.pauses)
      price = PauseProblem.product(slope, 1, step: problem.step)
      guard price > 0 else { break }
    }
    guard let few else {
      var band = PauseBand(moves, problem)
      return band.solve()
    }
    let priced = moves.pricing(price)
    var dual = PauseDual(priced)
    _ = dual.search(step: problem.step)
    let on = PauseWaysOn(priced, reward: dual.reward)
    let limit = few.cost + problem.tie * Double(few.pauses)
    let bound = PauseBound(dual, dual.progressBefore(), on, price: price, limit: limit)
    var band = PauseBand(moves, problem, within: bound)
    return band.solve()
  }

  /// What the rows of a table may take; its moves may take as much again.
  private static let mostBytes = 64 << 20
  private static let mostPrices = 24
}

extension PausePlan {
  package var pauses: Int { runs.count - 1 }
}
