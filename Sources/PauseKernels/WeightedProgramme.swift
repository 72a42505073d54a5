/// The exact dynamic programme where progress has weights, over all states: cost-to-go, from the last slot to the first.
///
/// `running[i, j]` is the least cost of what is still to come with j slots of progress made before slot i, in a run that
/// may go on or end; `paused[i, j]` the same in a pause that may end.
///
///     running[i, j] = min(cost(i, j) + running[i + 1, j + 1],       go on
///                         paused[i + p, j])                         end the run: p slots of pause
///     paused[i, j]  = min(paused[i + 1, j],                         wait
///                         resume(i, j) + running[i + L, j + q])     L slots at once, q of them progress
///
/// With a limit on pauses there is a layer for each number left, and ending a run goes one layer down. Only rows i + 1,
/// i + p and i + L are looked at, so rows live in rings; of each state two bits stay for the
/// traceback: whether going on is best in a run, and resuming in a pause.
struct WeightedProgramme {
  let transitions: Transitions
  let problem: PauseProblem
  /// One more than the pauses allowed, or 1 if any number is.
  let layerCount: Int
  var isLimited: Bool { problem.maximumPauses != nil }

  private let width: Int
  private let runningRows: Int
  private let pausedRows: Int
  var running: [Double]
  var paused: [Double]
  /// The progress at which each row in the rings has values; what lies outside is infinite.
  private var filledRunning: [Range<Int>]
  private var filledPaused: [Range<Int>]

  /// The progress that row i has.
  var ranges: [Range<Int>]
  /// Where the best transitions of row i begin.
  var firstOfRow: [Int]
  var bestTransitions: [UInt8] = []
  var startsFirst: [Bool]

  /// What the progress of the least run costs from each progress on, if it begins at the present slot.
  var diagonals: [Double]

  /// The optimal plan of a problem that has weights.
  static func solve(_ problem: PauseProblem) -> PauseOutcome {
    let transitions = Transitions(problem)
    guard bytes(transitions, maximumPauses: problem.maximumPauses) <= mostBytes else { return .tooLarge }
    var table = WeightedProgramme(transitions, problem)
    return table.solve()
  }

  private init(_ transitions: Transitions, _ problem: PauseProblem) {
    self.transitions = transitions
    self.problem = problem
    let count = transitions.slotCount
    layerCount = problem.maximumPauses.map { min($0, count) + 1 } ?? 1
    width = transitions.progressCount + max(transitions.runProgress, transitions.firstProgress) + 2
    // One row more than the farthest look ahead, and one that is infinite for good.
    runningRows = min(max(transitions.runSlots, transitions.firstSlots), count) + 2
    pausedRows = min(transitions.minimumPause, count) + 2
    running = [Double](repeating: .infinity, count: runningRows * layerCount * width)
    paused = [Double](repeating: .infinity, count: pausedRows * layerCount * width)
    filledRunning = [Range<Int>](repeating: 0..<0, count: runningRows)
    filledPaused = [Range<Int>](repeating: 0..<0, count: pausedRows)
    ranges = [Range<Int>](repeating: 0..<0, count: count + 1)
    firstOfRow = [Int](repeating: 0, count: count + 1)
    diagonals = [Double](repeating: 0, count: transitions.progressCount + 1)
    startsFirst = [Bool](repeating: false, count: count)
  }

  /// The most bytes that a table's rows take.
  private static func bytes(_ transitions: Transitions, maximumPauses: Int?) -> Int {
    let layers = Double(maximumPauses.map { min($0, transitions.slotCount) + 1 } ?? 1)
    let width = Double(transitions.progressCount + max(transitions.runProgress, transitions.firstProgress) + 2)
    let rows = Double(max(transitions.runSlots, transitions.firstSlots) + transitions.minimumPause + 4)
    return Int(min(rows * layers * width * 8, 1e15))
  }

  /// Fills the table.
  ///
  /// - Returns: The plan, if there is one; or too large.
  private mutating func solve() -> PauseOutcome {
    let count = transitions.slotCount
    let wanted = transitions.progressCount
    var first = Double.infinity
    // All states that a plan can pass through are looked at: refuse at once what is too much.
    let states = wanted.multipliedReportingOverflow(by: (count - wanted + 1) * layerCount)
    guard !states.overflow, states.partialValue <= Self.mostStates else {
      return .tooLarge
    }
    bestTransitions.reserveCapacity(states.partialValue)
    for slot in stride(from: count, through: 0, by: -1) {
      let least = max(1, wanted - (count - slot))
      fill(slot, least..<max(least, min(wanted, slot) + 1))
      guard slot < count else { continue }
      // The first start, from nothing done.
      if Int(transitions.reach[slot]) >= transitions.firstSlots, transitions.firstProgress <= wanted,
        slot == 0 || !problem.startsAtOnce
      {
        let then = running[runningIndex(slot + transitions.firstSlots, layerCount - 1) + transitions.firstProgress]
        let value = firstStartCost(slot) + then
        if value <= first, value < .infinity {
          first = value
          startsFirst[slot] = true
        }
      }
    }
    guard let firstStart = startsFirst.firstIndex(of: true) else { return .infeasible }
    guard let runs = tracedRuns(from: firstStart, layer: layerCount - 1) else {
      preconditionFailure("The best transitions of all states on the plan are there.")
    }
    return .plan(PausePlan(runs: runs, cost: first - problem.tie * Double(runs.count - 1)))
  }

  private func runningIndex(_ row: Int, _ layer: Int) -> Int {
    let ring = row > transitions.slotCount ? runningRows - 1 : row % (runningRows - 1)
    return (ring * layerCount + layer) * width
  }

  private func pausedIndex(_ row: Int, _ layer: Int) -> Int {
    let ring = row > transitions.slotCount ? pausedRows - 1 : row % (pausedRows - 1)
    return (ring * layerCount + layer) * width
  }

  /// Wipes what the ring held where row `slot` goes, and computes all states of `range`.
  private mutating func fill(_ slot: Int, _ range: Range<Int>) {
    wipe(slot)
    filledRunning[slot % (runningRows - 1)] = range
    filledPaused[slot % (pausedRows - 1)] = range
    ranges[slot] = range
    firstOfRow[slot] = bestTransitions.count
    rollDiagonals(to: slot)
    guard !range.isEmpty else { return }
    bestTransitions.append(contentsOf: repeatElement(0, count: range.count * layerCount))
    let isLast = slot == transitions.slotCount
    let nowhereRunning = (runningRows - 1) * layerCount * width
    let nowherePaused = (pausedRows - 1) * layerCount * width
    let resumes = !isLast && Int(transitions.reach[slot]) >= transitions.runSlots
    for layer in 0..<layerCount {
      let below = problem.maximumPauses == nil ? 0 : layer - 1
      let row = Row(
        range: range, firstTransition: firstOfRow[slot] + layer * range.count,
        running: runningIndex(slot, layer), paused: pausedIndex(slot, layer),
        next: !isLast && transitions.reach[slot] > 0 ? runningIndex(slot + 1, layer) : nowhereRunning,
        ended: below >= 0 ? pausedIndex(slot + transitions.minimumPause, below) : nowherePaused,
        waited: isLast ? nowherePaused : pausedIndex(slot + 1, layer),
        resumed: (resumes ? runningIndex(slot + transitions.runSlots, layer) : nowhereRunning)
          + transitions.runProgress,
        cost: isLast ? 0 : transitions.costs[slot], resume: resumes ? transitions.resumes[slot] : 0)
      fillWeighted(row, slot, canResume: resumes)
      if range.upperBound > transitions.progressCount { running[row.running + transitions.progressCount] = 0 }
    }
  }

  private mutating func wipe(_ slot: Int) {
    let (oldRunning, oldPaused) = (filledRunning[slot % (runningRows - 1)], filledPaused[slot % (pausedRows - 1)])
    for layer in 0..<layerCount {
      let (runningRow, pausedRow) = (runningIndex(slot, layer), pausedIndex(slot, layer))
      Self.wipe(&running, runningRow + oldRunning.lowerBound..<runningRow + oldRunning.upperBound)
      Self.wipe(&paused, pausedRow + oldPaused.lowerBound..<pausedRow + oldPaused.upperBound)
    }
  }

  private static func wipe(_ values: inout [Double], _ range: Range<Int>) {
    guard !range.isEmpty else { return }
    precondition(range.lowerBound >= 0 && range.upperBound <= values.count)
    var span = values.mutableSpan
    // SAFETY: the precondition above bounds every index.
    for index in range { unsafe span[unchecked: index] = .infinity }
  }

  private static let mostBytes = 64 << 20
  /// The most states whose best transitions are kept, a byte each; while the array grows it takes three times as much.
  private static let mostStates = 56 << 20
}
