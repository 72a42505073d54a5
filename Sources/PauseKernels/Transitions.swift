/// A pause problem's transitions, made ready for the passes: what can be done at each slot, and at which cost.
///
///     resume at i, warm-up r, minimum run m           L = max(m, r + 1) slots are used at once,
///     |w  w  #  #  #|                                 q = L - r of them are progress;
///     i             i + L                             each further slot is one more step
struct Transitions {
  let slotCount: Int
  let progressCount: Int
  let minimumPause: Int
  /// L and q after a resume, and after the first start.
  let runSlots: Int
  let runProgress: Int
  let firstSlots: Int
  let firstProgress: Int
  let costs: [Double]
  /// The costs of all slots before each.
  let sums: [Double]
  /// What each slot costs where it is available: else infinity.
  let goOnCosts: [Double]
  /// How many slots from each on are available without a break; one entry more than there are slots.
  let reach: [Int32]
  /// What the L slots of a resume cost in each slot, starting included, where they are available: else infinity.
  private(set) var resumes: [Double]
  var firstStarts: [Double]
  /// What finishing at each slot's beginning costs: less than nothing where the last slot was used in part only.
  let finishes: [Double]
  /// What all slots before each cost in a pause; empty if pauses cost nothing.
  let idleSums: [Double]
  /// A bound on the magnitude of what a slot, or a start with its warm-up, adds: what the grid of costs has room for
  /// 8 * (W + 1) times.
  let largest: Double
  /// More pauses than this have no room; at least 1.
  let mostPauses: Int

  /// Where pauses cost something, and progress has no weights, the time from the first start to the end is charged as a
  /// pause, and slots that are used cost so much less:
  ///
  ///     slots       c   c   .   .   c       used: c - i, of all from the first start on: i
  ///     charged     i   i   i   i   i       so that only the first start and the finish know of pauses
  init(_ original: PauseProblem) {
    var problem = original
    idleSums = original.idleCosts.isEmpty ? [] : Self.sums(original.idleCosts)
    let isCharged = !original.idleCosts.isEmpty && original.weights.isEmpty
    if isCharged {
      for slot in problem.costs.indices { problem.costs[slot] -= original.idleCosts[slot] }
    }
    let count = problem.costs.count
    slotCount = count
    progressCount = problem.progressCount
    minimumPause = problem.minimumPause
    runSlots = problem.runSlots
    runProgress = runSlots - problem.warmUp
    firstSlots = problem.firstSlots
    firstProgress = firstSlots - problem.firstWarmUp
    costs = problem.costs

    sums = Self.sums(problem.costs)
    reach = Self.reach(problem.isAvailable)
    goOnCosts = Int(reach[0]) == count ? costs : Self.goOnCosts(problem)
    resumes = Self.starts(problem.resumeCosts, adding: problem.tie, slots: runSlots, sums, reach)
    var firstStarts = Self.starts(problem.firstStartCosts, adding: 0, slots: firstSlots, sums, reach)
    var finishes = Self.finishes(original)
    if isCharged {
      for slot in 0..<count { firstStarts[slot] -= idleSums[slot] }
      for slot in 0...count { finishes[slot] += idleSums[slot] }
    }
    if problem.startsAtOnce {
      for slot in firstStarts.indices.dropFirst() { firstStarts[slot] = .infinity }
    }
    (self.firstStarts, self.finishes) = (firstStarts, finishes)
    let largestStart = max(Self.largest(problem.resumeCosts), Self.largest(problem.firstStartCosts))
    let warmUp = max(problem.warmUp, problem.firstWarmUp)
    let largestSlot = Self.largest(original.costs) + Self.largest(original.idleCosts)
    mostPauses = max(1, problem.mostPauses)
    largest = largestSlot * Double(warmUp + 1) + largestStart
  }

  private static func sums(_ costs: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: costs.count + 1)
    var sum = 0.0
    for slot in costs.indices {
      sum += costs[slot]
      result[slot + 1] = sum
    }
    return result
  }

  private static func reach(_ isAvailable: [Bool]) -> [Int32] {
    var result = [Int32](repeating: 0, count: isAvailable.count + 1)
    var reach: Int32 = 0
    for slot in isAvailable.indices.reversed() {
      reach = isAvailable[slot] ? reach + 1 : 0
      result[slot] = reach
    }
    return result
  }

  private static func goOnCosts(_ problem: PauseProblem) -> [Double] {
    var result = problem.costs
    for slot in result.indices where !problem.isAvailable[slot] { result[slot] = .infinity }
    return result
  }

  /// What so many slots at once cost from each slot on, and starting there: `costs`, or nothing if that is empty.
  private static func starts(
    _ costs: [Double], adding addend: Double, slots: Int, _ sums: [Double], _ reach: [Int32]
  ) -> [Double] {
    let count = sums.count - 1
    var result = [Double](repeating: .infinity, count: count)
    let startCount = max(0, count - slots + 1)
    precondition(costs.isEmpty || costs.count == count)
    precondition(reach.count > count && slots > 0 && (startCount == 0 || startCount + slots - 1 <= count))
    let given = costs.isEmpty ? [Double](repeating: 0, count: count) : costs
    let (costs, sums, reach) = (given.span, sums.span, reach.span)
    var starts = result.mutableSpan
    for slot in 0..<startCount {
      // SAFETY: slots are below `startCount`, and the preconditions above bound the rest.
      let cost = unsafe costs[unchecked: slot] + addend + (sums[unchecked: slot &+ slots] - sums[unchecked: slot])
      // A choice, not a condition on what is written, so that it takes no branch.
      unsafe starts[unchecked: slot] = Int(reach[unchecked: slot]) >= slots ? cost : .infinity
    }
    return result
  }

  private static func finishes(_ problem: PauseProblem) -> [Double] {
    var result = [Double](repeating: 0, count: problem.costs.count + 1)
    guard problem.lastWeight < 1 else { return result }
    for (slot, cost) in problem.costs.enumerated() {
      result[slot + 1] = PauseProblem.product(cost, problem.lastWeight, step: problem.step) - cost
    }
    return result
  }

  private static func largest(_ values: [Double]) -> Double {
    var largest = 0.0
    for value in values { largest = largest < abs(value) ? abs(value) : largest }
    return largest
  }

  /// The best plan of one run, the earliest of equal ones.
  var bestRun: PausePlan? {
    let length = firstSlots + (progressCount - firstProgress)
    var best: PausePlan?
    for slot in 0..<max(0, slotCount - length + 1) where reach[slot] >= length {
      let end = slot + length
      let cost = firstStarts[slot] + (sums[end] - sums[slot + firstSlots]) + finishes[end]
      if cost < best?.cost ?? .infinity { best = PausePlan(runs: [slot..<end], cost: cost) }
    }
    return best
  }

  /// How much all pauses of a plan together can be charged for sums to stay exact.
  var roomForPauses: Double { 2 * largest * Double(slotCount) }

  /// Charges each resume with a multiplier on pauses.
  ///
  /// - Parameter uncharged: The same transitions without one.
  mutating func charge(_ pauseMultiplier: Double, beside uncharged: Transitions) {
    for slot in 0..<slotCount { resumes[slot] = uncharged.resumes[slot] + pauseMultiplier }
  }
}
