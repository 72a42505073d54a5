/// The Lagrangian relaxation of a pause problem: progress is not prescribed but credited, with `multiplier` a slot.
///
/// For any multiplier, the least of cost - multiplier * progress over all plans, plus multiplier * n, is a lower bound for plans of n
/// slots of progress; it is tight where a minimiser has exactly n. That bound splits at any slot into cost-to-arrive and
/// cost-to-go, which is what the exact programme is pruned with. A pass over all slots is O(W).
///
/// A limit on pauses is relaxed likewise: each is charged with a multiplier of its own.
struct LagrangianRelaxation {
  /// A plan's cost, credits left out, its progress and its pauses.
  struct Found {
    let cost: Double
    let progress: Int
    var pauses = 0
  }

  /// With what is charged for a pause.
  private(set) var transitions: Transitions
  private let uncharged: Transitions
  private(set) var pauseMultiplier = 0.0
  private(set) var multiplier = 0.0

  /// What a search has found last: a plan with less progress than wanted, or as much, and one with more.
  private(set) var bracket: [Found] = []

  /// The multiplier next to the best one at which minimisers have too much progress where this one's have too little, or the
  /// reverse; `nil` if there has been no search.
  private(set) var multiplierAcross: Double?

  /// The best ways to have a run that may go on or end at each slot's beginning; one entry more than there are slots.
  private(set) var running: [Double]
  /// The best ways to be in a pause that may end there.
  private(set) var paused: [Double]

  init(_ transitions: Transitions) {
    self.transitions = transitions
    uncharged = transitions
    running = [Double](repeating: .infinity, count: transitions.slotCount + 1)
    paused = running
  }

  /// Charges so much for each pause, from the next pass on.
  mutating func charge(_ pauseMultiplier: Double) {
    guard pauseMultiplier != self.pauseMultiplier else { return }
    self.pauseMultiplier = pauseMultiplier
    transitions.charge(pauseMultiplier, beside: uncharged)
  }

  /// Passes forward over all slots.
  ///
  /// Values alone are carried, in minima that compile to no branch: what is best at a slot is anyone's guess, and a wrong
  /// one costs more than a slot does.
  ///
  /// - Returns: The best way to finish: where, and its value.
  mutating func pass(multiplier: Double) -> (value: Double, end: Int) {
    self.multiplier = multiplier
    // Where the slot before is all that is looked at, its values stay in registers: half the time.
    let isNext = transitions.runSlots == 1 && transitions.minimumPause == 1
    return isNext
      ? Self.pass(transitions, multiplier, &running, &paused, isNext: true)
      : Self.pass(transitions, multiplier, &running, &paused, isNext: false)
  }

  @inline(__always)
  private static func pass(
    _ transitions: Transitions, _ multiplier: Double, _ running: inout [Double], _ paused: inout [Double], isNext: Bool
  ) -> (value: Double, end: Int) {
    let (length, firstLength, pause) = (transitions.runSlots, transitions.firstSlots, transitions.minimumPause)
    let resumeCredit = multiplier * Double(transitions.runProgress)
    let firstCredit = multiplier * Double(transitions.firstProgress)
    let count = transitions.slotCount
    precondition(
      transitions.goOnCosts.count == count && transitions.resumes.count == count
        && transitions.firstStarts.count == count)
    precondition(transitions.finishes.count == count + 1 && running.count == count + 1 && paused.count == count + 1)
    precondition(length > 0 && firstLength > 0 && pause > 0)
    let (goOnCosts, resumes, firstStarts) = (
      transitions.goOnCosts.span, transitions.resumes.span, transitions.firstStarts.span
    )
    let finishes = transitions.finishes.span
    var running = running.mutableSpan
    var paused = paused.mutableSpan
    var (wait, run, best) = (Double.infinity, Double.infinity, Double.infinity)
    var end = 0
    running[0] = run
    paused[0] = wait
    for slot in 1..<count + 1 {
      // SAFETY: slots are at most `count`, and what is taken off them is at least 1; the preconditions above bound the rest.
      let before = slot &- 1
      let ended = unsafe isNext ? run : slot >= pause ? running[unchecked: slot &- pause] : .infinity
      // What ends in `slot`: a run begun a minimum run before, or gone on from the slot before.
      var begun = Double.infinity
      if isNext {
        begun = unsafe wait + (resumes[unchecked: before] - resumeCredit)
      } else if slot >= length {
        let from = slot &- length
        begun = unsafe paused[unchecked: from] + (resumes[unchecked: from] - resumeCredit)
      }
      if slot >= firstLength {
        let value = unsafe firstStarts[unchecked: slot &- firstLength] - firstCredit
        begun = value < begun ? value : begun
      }
      run = unsafe run + (goOnCosts[unchecked: before] - multiplier)
      run = begun < run ? begun : run
      wait = ended < wait ? ended : wait
      unsafe running[unchecked: slot] = run
      unsafe paused[unchecked: slot] = wait
      let finished = unsafe run + finishes[unchecked: slot]
      if finished < best { (best, end) = (finished, slot) }
    }
    return (best, end)
  }

  /// Finds the multiplier with the best bound, and makes the pass for it.
  ///
  /// The bound is concave in the multiplier. Two plans with less and more progress than wanted bracket its peak; the next
  /// multiplier is that at which both are worth the same, until a pass finds no better plan at it.
  ///
  /// - Parameters:
  ///   - step: Multipliers are multiples of this, so that sums stay exact.
  ///   - hint: A multiplier that may be near the best one. It changes how many passes are made, and not what plan is found.
  /// - Returns: The bound.
  mutating func search(step: Double, near hint: Double?) -> Double {
    let wanted = transitions.progressCount
    let extreme = 2 * transitions.largest + step
    // The least progress is a first start's; what it costs at best takes no pass to find.
    var leastStart = Double.infinity
    for slot in 0..<max(0, transitions.slotCount - transitions.firstSlots + 1) {
      leastStart = min(leastStart, transitions.firstStarts[slot] + transitions.finishes[slot + transitions.firstSlots])
    }
    guard leastStart < .infinity, transitions.firstProgress < wanted else { return bound(plan(at: -extreme)) }
    var low = Found(cost: leastStart, progress: transitions.firstProgress)
    var lowMultiplier = -extreme
    var high: Found?
    var highMultiplier = extreme
    if let hint, abs(hint) < extreme {
      // One step to the other side of what is sought is often enough; if not, steps grow.
      var (near, distance) = (hint, transitions.largest / 256)
      var isAcross = false
      for _ in 0..<Self.mostSteps where !isAcross && abs(near) < extreme {
        let found = plan(at: PauseProblem.product(near, 1, step: step))
        if found.progress == wanted { return bound(found) }
        if found.progress < wanted {
          isAcross = high != nil
          if found.progress > low.progress { (low, lowMultiplier) = (found, multiplier) }
          near += distance
        } else {
          isAcross = low.progress > transitions.firstProgress
          (high, highMultiplier) = (found, multiplier)
          near -= distance
        }
        distance *= 4
      }
    }
    var most = high ?? plan(at: extreme)
    guard most.progress > wanted else { return bound(most) }
    var found = most
    for _ in 0..<Self.mostPasses {
      let slope = (most.cost - low.cost) / Double(most.progress - low.progress)
      found = plan(at: PauseProblem.product(slope, 1, step: step))
      if found.progress == wanted { return bound(found) }
      if found.progress <= low.progress || found.progress >= most.progress { break }
      if found.progress < wanted {
        (low, lowMultiplier) = (found, multiplier)
      } else {
        (most, highMultiplier) = (found, multiplier)
      }
    }
    multiplierAcross = found.progress < wanted ? highMultiplier : lowMultiplier
    bracket = [low, most]
    return bound(found)
  }

  /// The bound that the latest pass gives, which found `best`.
  private func bound(_ best: Found) -> Double {
    best.cost + multiplier * Double(transitions.progressCount - best.progress)
  }

  /// A plan that is best at `multiplier`, with what it costs.
  mutating func plan(at multiplier: Double) -> Found {
    multiplierAcross = nil
    let best = pass(multiplier: multiplier)
    guard best.value < .infinity else { return Found(cost: .infinity, progress: 0) }
    let (progress, pauses) = steps(before: best.end)
    return Found(cost: best.value + multiplier * Double(progress), progress: progress, pauses: pauses)
  }

  /// Eight to fourteen passes are usual; each more would still leave a valid bound.
  private static let mostPasses = 40

  /// Steps away from a hint; after these the whole range is searched.
  private static let mostSteps = 4
}
