extension PivotBlock {
  /// A way to the pivot that a best plan takes.
  struct Way {
    /// The crossing that it leads to; `nil` if the job is done before.
    let crossing: Int?
    let table: Int
    /// The progress made at the table's gate.
    let progress: Int
  }

  /// How the plan that is traced has passed the pivot.
  struct Passed {
    let table: Int
    /// The progress made at the right table's gate.
    let progress: Int
  }

  /// What is known of the plan that is traced.
  struct Tracing {
    var begin = 0
    var end = 0
    /// The ways to the pivot that it may take.
    var ways: [Way] = []
    var passed: Passed?
    /// The places of the states marked in the right table that it passes into.
    var marked: [Int] = []
  }

  /// The runs of a window's best plan, in slots of the whole problem.
  ///
  /// - Parameter value: What it costs.
  mutating func runs(_ begin: Int, _ end: Int, worth value: Double) -> [Range<Int>] {
    (tracing.begin, tracing.end) = (begin, end)
    let jump = findWays(worth: value)
    var first = Int.max
    for way in tracing.ways { first = min(first, firstStart(way)) }
    tracing.ways = tracing.ways.filter { firstStart($0) == first }
    if let jump, jump.firstStart < first {
      first = jump.firstStart
      pass(jump.right, progress: jump.progress)
    } else if tracing.ways.isEmpty {
      // Nothing is done before the pivot.
      first = pass(0, progress: 0)
    }
    let runs = tracedRuns(from: first, layer: 0)
    unmark()
    guard let runs else { preconditionFailure("The tables know all transitions of a best plan.") }
    return runs.map { $0.lowerBound + firstWindow..<$0.upperBound + firstWindow }
  }

  /// Finds the ways that are worth as much as the best plan.
  ///
  /// - Returns: The earliest first start that crosses the pivot on such a plan, if there is one.
  private mutating func findWays(worth value: Double) -> Crossing? {
    let (begin, end) = (tracing.begin, tracing.end)
    tracing.ways.removeAll(keepingCapacity: true)
    let row = leftRow(begin)
    if let done = left.first, done.gate == nil, done.values[row + wanted] == value {
      tracing.ways.append(Way(crossing: nil, table: 0, progress: wanted))
    }
    var jump: Crossing?
    for (index, crossing) in crossings.enumerated() where isInWindow(crossing, begin, end) {
      let after = right.ends[crossing.right]
      guard let table = crossing.left else {
        if jump == nil, crossing.cost + after[crossing.progress] == value { jump = crossing }
        continue
      }
      let before = left[table].values
      for j in columns(crossing, begin, end)
      where crossing.cost + (before[row + j] + after[j + crossing.progress]) == value {
        tracing.ways.append(Way(crossing: index, table: table, progress: j))
      }
    }
    return jump
  }

  /// The earliest slot in which a way's plan can start.
  private func firstStart(_ way: Way) -> Int {
    let best = left[way.table].best
    var slot = tracing.begin
    while best[leftRow(slot) + way.progress] & LeftTable.Best.startHere == 0 { slot += 1 }
    return slot
  }

}

extension PivotBlock: TracedProgramme {
  var isLimited: Bool { false }

  mutating func goesOn(_ state: PauseState) -> Bool? {
    if let passed = tracing.passed { return goesOnBehind(state, passed) }
    let going = tracing.ways.filter {
      !isAtGate($0, state, isRunning: true) && best($0, state) & LeftTable.Best.goOn != 0
    }
    if !going.isEmpty {
      tracing.ways = going
      return true
    }
    guard let way = tracing.ways.first(where: { isAtGate($0, state, isRunning: true) }) else { return false }
    cross(way)
    return state.slot == pivot ? goesOn(state) : false
  }

  mutating func resumes(_ state: PauseState) -> Bool? {
    if let passed = tracing.passed { return resumesBehind(state, passed) }
    if let way = tracing.ways.first(where: { isAtGate($0, state, isRunning: false) }) {
      cross(way)
      return state.slot == pivot ? resumes(state) : true
    }
    let resuming = tracing.ways.filter { best($0, state) & LeftTable.Best.resume != 0 }
    if !resuming.isEmpty { tracing.ways = resuming }
    return !resuming.isEmpty
  }

  private func best(_ way: Way, _ state: PauseState) -> UInt8 {
    state.slot < pivot ? left[way.table].best[leftRow(state.slot) + way.progress - state.progress] : 0
  }

  private func isAtGate(_ way: Way, _ state: PauseState, isRunning: Bool) -> Bool {
    left[way.table].gate == Gate(isRunning: isRunning, slot: state.slot)
  }

  private mutating func cross(_ way: Way) {
    guard let index = way.crossing else { return }
    pass(crossings[index].right, progress: way.progress + crossings[index].progress)
  }
}
