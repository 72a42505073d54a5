/// What the solution of a problem knows that helps with a similar one, such as that of the next window.
///
/// It changes how long a solution takes, and never what is found.
package struct PauseHint: Sendable {
  /// The multiplier on progress.
  var multiplier: Double?
  /// That on pauses, if their number was limited and a limit was met.
  var pauseMultiplier: Double?
  /// The latest problem, and its plan.
  private var latest: (problem: PauseProblem, plan: PausePlan)?

  package init() {}

  /// Forgets the latest problem and its plan.
  package mutating func forgetPlan() { latest = nil }

  mutating func keep(_ outcome: PauseOutcome, of problem: PauseProblem) {
    if case .plan(let plan) = outcome, problem.weights.isEmpty { latest = (problem, plan) } else { latest = nil }
  }

  /// The plan of the problem before, if it is that of this one too.
  ///
  ///     slots       |  |  |  |  |  |  |  |
  ///     before      [=====================]
  ///     this           [=====================]
  ///     its plan       ####     #######
  ///
  /// If this problem is the one before, a slot later, and the plan does not use the slot that leaves, it is still the best of all
  /// that do not use the slot that comes. Those that do end with it, and the relaxation bounds them from below: in one pass,
  /// whatever the multiplier is.
  mutating func planThatStays(in problem: PauseProblem, _ transitions: Transitions) -> PausePlan? {
    guard let (before, plan) = latest, let multiplier, let first = plan.runs.first, first.lowerBound >= 1,
      problem.isNext(after: before)
    else { return nil }
    var relaxation = LagrangianRelaxation(transitions)
    _ = relaxation.pass(multiplier: PauseProblem.product(multiplier, 1, step: problem.step))
    let count = transitions.slotCount
    let bound =
      relaxation.running[count] + transitions.finishes[count]
      + relaxation.multiplier * Double(transitions.progressCount)
    guard bound > plan.cost + problem.tie * Double(plan.pauses) else { return nil }
    let same = PausePlan(runs: plan.runs.map { $0.lowerBound - 1..<$0.upperBound - 1 }, cost: plan.cost)
    latest = (problem, same)
    return same
  }
}

extension PauseProblem {
  /// Whether this is the same problem a slot later.
  func isNext(after before: PauseProblem) -> Bool {
    func isShifted<Value: Equatable>(_ values: [Value], _ valuesBefore: [Value]) -> Bool {
      values.count == valuesBefore.count && values.dropLast() == valuesBefore.dropFirst()
    }
    return weights.isEmpty && before.weights.isEmpty && progressCount == before.progressCount
      && (tie, step, lastWeight) == (before.tie, before.step, before.lastWeight)
      && (warmUp, firstWarmUp, minimumRun, minimumPause) == (
        before.warmUp, before.firstWarmUp, before.minimumRun, before.minimumPause
      ) && maximumPauses == before.maximumPauses && isShifted(costs, before.costs)
      && isShifted(resumeCosts, before.resumeCosts) && isShifted(firstStartCosts, before.firstStartCosts)
      && isShifted(idleCosts, before.idleCosts) && isShifted(isAvailable, before.isAvailable)
  }
}
