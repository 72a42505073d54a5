/// Windows of one length that hold a pivot, and the tables of what can be done on either side of it.
///
/// The pivot is the first slot of the window after the block's last one. A plan passes it in a run, in a pause, or on a jump
/// across it that a least run or a least pause makes; or all of it is on one side. For each of these ``Crossing``s there is a table of
/// ways that lead there, and one of ways on from it:
///
///     slots       ...  p-2  p-1  |  p   p+1  ...
///     in a run      #    #    #  |  #    #    #        from R(p) to R(p)
///     in a pause    #    .    .  |  .    .    #        from Q(p) to Q(p)
///     on a jump     .   [#    #  |  #]   #    .        from Q(p-2) to R(p+1), a least run of 3 slots
///
/// Let R(i) be a run that may go on or end before slot i, and Q(i) a pause that may.
struct PivotBlock {
  let transitions: Transitions
  let tie: Double
  /// The first window in the whole problem; slots count from there.
  let firstWindow: Int
  let length: Int
  let pivot: Int
  var wanted: Int { transitions.progressCount }
  /// The longest step back or ahead that a transition takes.
  let longestStep: Int
  /// Whether a transition looks at the slot beside it alone.
  var isNext: Bool { longestStep == 1 }

  var left: [LeftTable] = []
  var right = RightTables()
  var crossings: [Crossing] = []

  var tracing = Tracing()

  /// - Parameters:
  ///   - problem: The slots of these windows.
  ///   - firstWindow: Where they begin.
  init(_ problem: PauseProblem, firstWindow: Int, windowCount: Int, length: Int) {
    transitions = Transitions(problem)
    tie = problem.tie
    self.firstWindow = firstWindow
    self.length = length
    pivot = windowCount
    longestStep = max(transitions.runSlots, transitions.firstSlots, transitions.minimumPause)
    addCrossings()
    for index in left.indices { fillLeft(index) }
  }

  /// A state at which a table begins or ends: in a run or in a pause, before a slot.
  struct Gate: Equatable {
    var isRunning: Bool
    var slot: Int
  }

  /// How a plan passes the pivot.
  struct Crossing {
    /// The table of ways before; `nil` if what crosses is the first start, in slot `firstStart`.
    let left: Int?
    var firstStart = 0
    /// The table of ways on.
    let right: Int
    /// What the jump across costs, and how much progress it makes; nothing where a state at the pivot is passed.
    var cost = 0.0
    var progress = 0
  }

  /// The best plan of a window.
  struct Optimum {
    /// In slots of the whole problem.
    let runs: [Range<Int>]
    /// What it costs, ties included.
    let value: Double

    func plan(tie: Double) -> PausePlan { PausePlan(runs: runs, cost: value - tie * Double(runs.count - 1)) }
  }

  /// Solves the block's windows in turn.
  ///
  /// - Parameter latest: The optimum of the window before the first one; becomes that of the last one.
  mutating func solve(after latest: inout Optimum?, _ body: (SlidingProgramme.Outcome) -> Void) {
    for slot in pivot..<length { fillRight(slot) }
    for begin in 0..<pivot {
      let (first, end) = (firstWindow + begin, begin + length)
      fillRight(end)
      // A plan that ends with the slot that comes may have earlier slots and cost as much.
      let isSame =
        latest.map { $0.runs[0].lowerBound >= first && least(begin, end, endingLast: true) > $0.value } ?? false
      if !isSame {
        let value = least(begin, end, endingLast: false)
        latest = value == .infinity ? nil : Optimum(runs: runs(begin, end, worth: value), value: value)
      }
      body(SlidingProgramme.Outcome(first: first, plan: latest?.plan(tie: tie), isSame: isSame))
    }
  }

  private mutating func addCrossings() {
    let (runSlots, firstSlots, pause) = (transitions.runSlots, transitions.firstSlots, transitions.minimumPause)
    // All of the plan is before the pivot, or behind it.
    if pivot > wanted { left.append(LeftTable(gate: nil)) }
    _ = rightIndex(nil)
    for isRunning in [true, false] {
      let gate = Gate(isRunning: isRunning, slot: pivot)
      crossings.append(Crossing(left: leftIndex(gate), right: rightIndex(gate)))
    }
    func jumps(_ slots: Int) -> Range<Int> { max(0, pivot - slots + 1)..<min(pivot, transitions.slotCount - slots + 1) }
    for slot in jumps(runSlots) where transitions.resumes[slot] < .infinity {
      crossings.append(
        Crossing(
          left: leftIndex(Gate(isRunning: false, slot: slot)),
          right: rightIndex(Gate(isRunning: true, slot: slot + runSlots)),
          cost: transitions.resumes[slot], progress: transitions.runProgress))
    }
    for slot in jumps(pause) {
      crossings.append(
        Crossing(
          left: leftIndex(Gate(isRunning: true, slot: slot)),
          right: rightIndex(Gate(isRunning: false, slot: slot + pause))))
    }
    guard transitions.firstProgress <= wanted else { return }
    for slot in jumps(firstSlots) where transitions.firstStarts[slot] < .infinity {
      crossings.append(
        Crossing(
          left: nil, firstStart: slot, right: rightIndex(Gate(isRunning: true, slot: slot + firstSlots)),
          cost: transitions.firstStarts[slot], progress: transitions.firstProgress))
    }
  }

  private mutating func leftIndex(_ gate: Gate) -> Int {
    left.append(LeftTable(gate: gate))
    return left.count - 1
  }

  private mutating func rightIndex(_ gate: Gate?) -> Int {
    if let index = right.gates.firstIndex(of: gate) { return index }
    return right.add(gate, in: self)
  }
}
