/// What the pause programme minimises: a choice of slots for a job of so many slots of progress, in runs that cost
/// something to start and that are bound in length, distance and number.
///
///     slots      0  1  2  3  4  5  6  7  8  9
///     plan          w  #  #        w  #  #  #
///                   |<---->|<-->|<---------->|
///                    run     pause      run        w: warm-up, #: progress
///
/// The cost of a plan is the sum of the costs of its slots, each times the weight of the progress made in it, and of what
/// its starts cost. Among equal costs the fewest pauses win, then the earliest slots: of the sorted lists of slots the
/// lexicographically smallest.
///
/// Costs must be multiples of one power of two, so that all sums are exact; ``tie`` is what a pause adds to rank
/// equal costs, and must be so small that all pauses together stay below that power of two.
package struct PauseProblem: Sendable {
  /// What each slot of the window costs at a weight of 1.
  package var costs: [Double]
  /// Which slots may be used.
  package var isAvailable: [Bool]
  /// How many slots of progress the job takes: at least 1.
  package var progressCount: Int
  /// How much of the last slot of progress is used, where no progress has weights: more than 0, at most 1.
  package var lastWeight = 1.0
  /// The weight of each slot of progress; empty if all are 1, apart from the last one.
  package var weights: [Double] = []
  /// The weight of a warm-up before each slot of progress, where progress has weights: else it is 1.
  package var warmUpWeights: [Double] = []
  /// What a resume costs in each slot, apart from the slots of its warm-up.
  package var resumeCosts: [Double]
  /// What the first start costs in each slot; empty if nothing.
  package var firstStartCosts: [Double] = []
  /// Whether the first run must begin in the window's first slot: one that is in progress goes on.
  package var startsAtOnce = false
  /// What each slot of a pause costs; empty if nothing.
  package var idleCosts: [Double] = []
  /// How many slots a run takes after a resume before it makes progress, and after the first start.
  package var warmUp = 0
  package var firstWarmUp = 0
  /// The fewest slots of a run, warm-up included: at least 1.
  package var minimumRun = 1
  /// The fewest slots between two runs: at least 1.
  package var minimumPause = 1
  /// The most pauses, if there is a limit.
  package var maximumPauses: Int?
  /// What each pause adds to the cost so that fewer win among equal costs.
  package var tie = 0.0
  /// The power of two that products of costs and weights are rounded to.
  package var step = 1.0

  package init(costs: [Double], progressCount: Int) {
    self.costs = costs
    self.progressCount = progressCount
    isAvailable = [Bool](repeating: true, count: costs.count)
    resumeCosts = [Double](repeating: 0, count: costs.count)
  }

  /// How many slots a run takes at least after a resume, and after the first start.
  var runSlots: Int { max(minimumRun, warmUp + 1) }
  var firstSlots: Int { max(minimumRun, firstWarmUp + 1) }

  /// More pauses than this have no room beside the progress, or leave too little of it for their runs: at least 0 if the
  /// job fits.
  package var mostPauses: Int {
    let progressLeft = progressCount - (firstSlots - firstWarmUp)
    let timeLeft = costs.count - firstWarmUp - progressCount
    return min(progressLeft / (runSlots - warmUp), timeLeft / (warmUp + minimumPause))
  }

  /// The same where no plan has a pause: nothing has to be looked up far ahead.
  package var withoutPauses: PauseProblem {
    var problem = self
    (problem.maximumPauses, problem.minimumPause, problem.minimumRun) = (0, 1, 1)
    problem.warmUp = firstWarmUp
    return problem
  }

  /// The product on the grid, ties to even.
  ///
  /// Adding 1.5 * 2^52 steps leaves no bits below one step, and taking it away again is exact.
  @inline(__always)
  package static func product(_ cost: Double, _ weight: Double, step: Double) -> Double {
    let rounder = 0x1.8p52 * step
    return (cost * weight + rounder) - rounder
  }
}

/// An optimal plan.
package struct PausePlan: Hashable, Sendable {
  /// The slots of each run, warm-up included, in order.
  package let runs: [Range<Int>]
  /// What it costs, ties left out.
  package let cost: Double

  package init(runs: [Range<Int>], cost: Double) {
    self.runs = runs
    self.cost = cost
  }
}

/// What came of a problem.
package enum PauseOutcome: Hashable, Sendable {
  case plan(PausePlan)
  /// No choice of slots keeps to all constraints.
  case infeasible
  /// The programme would take too much memory, or time.
  case tooLarge
}
