/// Solves pause problems exactly.
///
///     var problem = PauseProblem(costs: [0, 3, 0], progressCount: 2)
///     problem.resumeCosts = [2, 2, 2]
///     PauseProgramme.solve(problem)  // .plan: runs [0..<1, 2..<3], cost 2
///
/// The optimum is not convex in the slots of progress (here 0, 2, 3 for one to three slots), so that a price on progress
/// alone does not find it. But it bounds it, tightly: the exact programme has then only a few states in a hundred to look
/// at, those through which a plan within the bound may lead.
package struct PauseProgramme {
  private let problem: PauseProblem
  private let moves: PauseMoves
  private let stretchSize: Int

  /// The optimal plan.
  ///
  /// - Parameter stretchSize: How many values the exact programme holds at once, about. What it lets go it computes again
  ///   for the states that the plan passes; as many as stay in a processor's cache are fastest.
  /// - Complexity: O(W) for the bound, and O(s) for s states left, of at most n * (W - n) * (K + 1): W slots, n of
  ///   progress, K pauses. With weights all states are looked at.
  package static func solve(_ problem: PauseProblem, stretchSize: Int = 1 << 16) -> PauseOutcome {
    let moves = PauseMoves(problem)
    guard problem.firstWarmUp + problem.progressCount <= moves.slotCount,
      moves.firstProgress <= problem.progressCount
    else { return .infeasible }
    var problem = problem
    // A limit that no plan reaches would only cost layers.
    let mostPauses = problem.mostPauses
    if let most = problem.maximumPauses, most >= mostPauses { problem.maximumPauses = nil }
    let isOneRun = problem.maximumPauses == 0 || mostPauses == 0
    guard problem.weights.isEmpty else {
      return solveWeighted(isOneRun ? problem.withoutPauses : problem)
    }
    guard !isOneRun else { return moves.bestRun.map { .plan($0) } ?? .infeasible }
    let programme = PauseProgramme(problem: problem, moves: moves, stretchSize: stretchSize)
    guard let most = problem.maximumPauses else { return programme.solveUnlimited(price: 0) }
    return programme.solve(pauses: most)
  }

  private static func solveWeighted(_ problem: PauseProblem) -> PauseOutcome {
    let outcome = PauseTable.solve(problem)
    guard outcome == .tooLarge, let most = problem.maximumPauses else { return outcome }
    // Without layers it is far smaller, and the limit may not matter.
    var unlimited = problem
    unlimited.maximumPauses = nil
    guard case .plan(let plan) = PauseTable.solve(unlimited), plan.pauses <= most else { return outcome }
    return .plan(plan)
  }

  /// The optimal plan with any number of pauses, each at `price` more.
  private func solveUnlimited(price: Double) -> PauseOutcome {
    let priced = moves.pricing(price)
    var dual = PauseDual(priced)
    let least = dual.search(step: problem.step)
    guard least < .infinity else { return .infeasible }
    let on = PauseWaysOn(priced, reward: dual.reward)
    let worth = least - dual.reward * Double(moves.progressCount)
    if let plan = on.plan(worth: worth, tie: problem.tie) { return .plan(plan) }
    let before = PauseWaysBefore(dual)
    var limit = before.leastPlan(followedBy: on)
    if limit == .infinity {
      // All best ways have too much progress, or all have too little: those at the reward across have the reverse.
      var across = PauseDual(priced)
      _ = across.pass(reward: dual.rewardAcross)
      limit = PauseWaysBefore(across).leastPlan(followedBy: on)
    }
    let bound = PauseBound(before, on, limit: limit)
    var band = PauseBand(priced, tie: problem.tie, maximumPauses: nil, within: bound, stretchSize: stretchSize)
    return band.solve()
  }

  /// The optimal plan with at most so many pauses.
  ///
  /// A price on each pause makes them fewer. Where the optimum at a positive price has just as many as are allowed, it is
  /// the optimum sought: any other within the limit would have to make up for fewer pauses with a lower cost. Where no
  /// price does that, the best one still bounds the states of the layered programme.
  private func solve(pauses most: Int) -> PauseOutcome {
    let free = solveUnlimited(price: 0)
    guard case .plan(let plan) = free, plan.pauses > most else { return free }
    var many = plan
    var few: (plan: PausePlan, price: Double)?
    var price = problem.step
    while price < moves.largest * 4 { price *= 2 }
    for _ in 0..<Self.mostPrices {
      let outcome = solveUnlimited(price: price)
      guard case .plan(let found) = outcome else { return outcome }
      let priced = PausePlan(runs: found.runs, cost: found.cost - price * Double(found.pauses))
      if found.pauses == most { return .plan(priced) }
      if found.pauses < most {
        if let few, found.pauses <= few.plan.pauses { break }
        few = (priced, price)
      } else {
        if few != nil, found.pauses >= many.pauses { break }
        many = priced
      }
      if let few {
        let slope = (few.plan.cost - many.cost) / Double(many.pauses - few.plan.pauses)
        price = max(0, PauseProblem.product(slope, 1, step: problem.step))
      } else {
        // Still too many: a higher price, but so that prices add up to no more than sums have room for.
        let room = 2 * moves.largest * Double(moves.slotCount) / Double(found.pauses)
        let higher = PauseProblem.product(min(8 * price, room), 1, step: problem.step)
        guard higher > price else { break }
        price = higher
      }
      guard price > 0 else { break }
    }
    return solveLayered(pauses: most, price: price, few: few)
  }

  /// The optimal plan with at most so many pauses, bounded by the dual at a price on each.
  ///
  /// - Parameter few: A plan with no more pauses than that, and the price that it was found at, if any price finds one.
  private func solveLayered(pauses most: Int, price: Double, few: (plan: PausePlan, price: Double)?) -> PauseOutcome {
    let dual = dual(price: price)
    let bound = PauseBound(
      PauseWaysBefore(dual, price: price), PauseWaysOn(dual.moves, reward: dual.reward),
      others: few.map { [PauseWaysBefore(self.dual(price: $0.price), price: $0.price)] } ?? [],
      limit: few.map { $0.plan.cost + problem.tie * Double($0.plan.pauses) } ?? .infinity)
    var band = PauseBand(moves, tie: problem.tie, maximumPauses: most, within: bound, stretchSize: stretchSize)
    return band.solve()
  }

  /// The dual with a price on each pause, at its best reward.
  private func dual(price: Double) -> PauseDual {
    var dual = PauseDual(moves.pricing(price))
    _ = dual.search(step: problem.step)
    return dual
  }

  private static let mostPrices = 24
}

extension PausePlan {
  package var pauses: Int { runs.count - 1 }
}
