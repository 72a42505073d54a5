/// A pause problem's moves, made ready for the passes: what can be done at each slot, and at which cost.
///
///     resume at i, warm-up r, minimum run m           L = max(m, r + 1) slots are used at once,
///     |w  w  #  #  #|                                 q = L - r of them are progress;
///     i             i + L                             each further slot is one more step
struct PauseMoves {
  let slotCount: Int
  let progressCount: Int
  let minimumPause: Int
  /// L and q after a resume, and after the first start.
  let runSlots: Int
  let runProgress: Int
  let firstSlots: Int
  let firstProgress: Int
  let costs: [Double]
  /// What each slot costs where it is available: else infinity.
  let goOnCosts: [Double]
  /// How many slots from each on are available without a break; one entry more than there are slots.
  let reach: [Int32]
  /// What the L slots of a resume cost in each slot, starting included, where they are available: else infinity.
  var resumes: [Double]
  var firstStarts: [Double]
  /// A bound on the magnitude of what one slot or start adds.
  let largest: Double

  init(_ problem: PauseProblem) {
    let count = problem.costs.count
    slotCount = count
    progressCount = problem.progressCount
    minimumPause = problem.minimumPause
    runSlots = max(problem.minimumRun, problem.warmUp + 1)
    runProgress = runSlots - problem.warmUp
    firstSlots = max(problem.minimumRun, problem.firstWarmUp + 1)
    firstProgress = firstSlots - problem.firstWarmUp
    costs = problem.costs

    var reach = [Int32](repeating: 0, count: count + 1)
    for slot in stride(from: count - 1, through: 0, by: -1) where problem.isAvailable[slot] {
      reach[slot] = reach[slot + 1] + 1
    }
    self.reach = reach
    var goOnCosts = problem.costs
    for slot in 0..<count where !problem.isAvailable[slot] { goOnCosts[slot] = .infinity }
    self.goOnCosts = goOnCosts

    var sums = [Double](repeating: 0, count: count + 1)
    var largest = 0.0
    for slot in 0..<count {
      sums[slot + 1] = sums[slot] + costs[slot]
      let start = problem.firstStartCosts.isEmpty ? 0 : abs(problem.firstStartCosts[slot])
      largest = max(max(largest, start), max(abs(costs[slot]), abs(problem.resumeCosts[slot])))
    }
    self.largest = largest
    resumes = [Double](repeating: .infinity, count: count)
    firstStarts = resumes
    for slot in 0..<count {
      if Int(reach[slot]) >= runSlots {
        resumes[slot] = problem.resumeCosts[slot] + problem.tie + (sums[slot + runSlots] - sums[slot])
      }
      if Int(reach[slot]) >= firstSlots {
        let start = problem.firstStartCosts.isEmpty ? 0 : problem.firstStartCosts[slot]
        firstStarts[slot] = start + (sums[slot + firstSlots] - sums[slot])
      }
    }
  }

  /// The moves with a price on each resume.
  func pricing(_ price: Double) -> PauseMoves {
    var priced = self
    if price != 0 {
      for slot in 0..<slotCount { priced.resumes[slot] += price }
    }
    return priced
  }
}
