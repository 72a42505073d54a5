/// Which transitions and states can be part of an optimal plan.
///
/// The relaxation's cost-to-arrive at a slot, a transition, and the cost-to-go from where that leads: no plan with this transition costs
/// less than their sum. `limit` is an upper bound: some plan costs no more. So transitions whose sum is above it are out.
///
/// What is asked at each slot is inlined: else Swift copies the whole bound, and the transitions, for every call.
struct LagrangianBound {
  let costToArrive: CostToArrive
  /// The cost-to-go: in a run that may go on or end, and in a pause that may end.
  private let runningToGo: [Double]
  private let pausedToGo: [Double]
  /// Ways to each slot that may do where the best ones have too many pauses.
  let others: [CostToArrive]
  /// What the optimum is known not to exceed.
  var limit: Double

  init(_ costToArrive: CostToArrive, _ costToGo: CostToGo, others: [CostToArrive] = [], upperBound: Double) {
    self.costToArrive = costToArrive
    (runningToGo, pausedToGo) = (costToGo.running, costToGo.paused)
    self.others = others
    // What cannot be done costs infinity, and exceeds any limit.
    limit = min(upperBound, .greatestFiniteMagnitude)
  }

  /// The multiplier on progress: what the relaxation credits a slot of it with.
  var multiplier: Double { costToArrive.multiplier }

  /// The multiplier on pauses, which the relaxation charges resumes with and the programme in layers does not.
  var pauseMultiplier: Double { costToArrive.pauseMultiplier }

  /// The transitions at a slot that may be part of an optimal plan.
  struct TransitionsLeft {
    var goesOn = false
    var ends = false
    var waits = false
    var resumes = false
    var finishes = false

    /// Whether a row is more than the one after it, or nothing.
    var areComputed: Bool { ends || resumes || finishes }
  }

  /// - Parameter pauses: The most that a plan has, if the programme leaves out the multiplier on them.
  @inline(__always)
  func transitionsLeft(_ transitions: Transitions, at slot: Int, pauses: Int) -> TransitionsLeft {
    let count = transitions.slotCount
    let limit = limit + pauseMultiplier * Double(pauses) - multiplier * Double(transitions.progressCount)
    let (running, paused) = (costToArrive.running[slot], costToArrive.paused[slot])
    var left = TransitionsLeft()
    left.finishes = running + transitions.finishes[slot] <= limit && slot >= transitions.progressCount
    guard slot < count else { return left }
    left.goesOn = running + (transitions.goOnCosts[slot] - multiplier) + runningToGo[slot + 1] <= limit
    left.waits = paused + pausedToGo[slot + 1] <= limit
    if slot + transitions.minimumPause <= count {
      left.ends = running + pausedToGo[slot + transitions.minimumPause] <= limit
    }
    if slot + transitions.runSlots <= count {
      let resume = transitions.resumes[slot] + (pauseMultiplier - multiplier * Double(transitions.runProgress))
      left.resumes = paused + resume + runningToGo[slot + transitions.runSlots] <= limit
    }
    return left
  }

  @inline(__always)
  func canStartFirst(_ transitions: Transitions, at slot: Int, pauses: Int) -> Bool {
    guard slot + transitions.firstSlots <= transitions.slotCount else { return false }
    let limit = limit + pauseMultiplier * Double(pauses) - multiplier * Double(transitions.progressCount)
    let start = transitions.firstStarts[slot] - multiplier * Double(transitions.firstProgress)
    return start + runningToGo[slot + transitions.firstSlots] <= limit
  }
}
