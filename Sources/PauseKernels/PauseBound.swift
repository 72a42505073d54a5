/// What is known of all plans before the exact programme runs, for leaving out moves and states that cannot be optimal.
///
/// The dual's best way to a slot, a move, and its best way on from where that leads: no plan with this move costs less.
/// `limit` is what some plan costs: moves that lead to more are out.
struct PauseBound {
  let before: PauseWaysBefore
  /// The values of the best ways on: in a run that may go on or end, and in a pause that may end.
  private let runningOn: [Double]
  private let pausedOn: [Double]
  /// Ways to each slot that may do where the best ones have too many pauses.
  let others: [PauseWaysBefore]
  /// What the optimum is known not to exceed.
  var limit: Double

  init(_ before: PauseWaysBefore, _ on: PauseWaysOn, others: [PauseWaysBefore] = [], limit: Double) {
    self.before = before
    (runningOn, pausedOn) = (on.running, on.paused)
    self.others = others
    // Infinite moves exceed any limit.
    self.limit = min(limit, .greatestFiniteMagnitude)
  }

  /// What the dual pays for a slot of progress.
  var reward: Double { before.reward }

  /// The price on each resume that the dual counts with, and the programme may not.
  var price: Double { before.price }

  /// The moves at a slot that may be part of an optimal plan.
  struct MovesLeft {
    var goesOn = false
    var ends = false
    var waits = false
    var resumes = false
    var finishes = false

    /// Whether a row is more than the one after it, or nothing.
    var areComputed: Bool { ends || resumes || finishes }
  }

  /// - Parameter pauses: The most that a plan has, if the programme leaves out the price on them.
  func movesLeft(_ moves: PauseMoves, at slot: Int, pauses: Int) -> MovesLeft {
    let count = moves.slotCount
    let limit = limit + price * Double(pauses) - reward * Double(moves.progressCount)
    let (running, paused) = (before.running[slot], before.paused[slot])
    var left = MovesLeft()
    left.finishes = running + moves.finishes[slot] <= limit && slot >= moves.progressCount
    guard slot < count else { return left }
    left.goesOn = running + (moves.goOnCosts[slot] - reward) + runningOn[slot + 1] <= limit
    left.waits = paused + pausedOn[slot + 1] <= limit
    if slot + moves.minimumPause <= count {
      left.ends = running + pausedOn[slot + moves.minimumPause] <= limit
    }
    if slot + moves.runSlots <= count {
      let resume = moves.resumes[slot] + (price - reward * Double(moves.runProgress))
      left.resumes = paused + resume + runningOn[slot + moves.runSlots] <= limit
    }
    return left
  }

  func canStartFirst(_ moves: PauseMoves, at slot: Int, pauses: Int) -> Bool {
    guard slot + moves.firstSlots <= moves.slotCount else { return false }
    let limit = limit + price * Double(pauses) - reward * Double(moves.progressCount)
    let start = moves.firstStarts[slot] - reward * Double(moves.firstProgress)
    return start + runningOn[slot + moves.firstSlots] <= limit
  }
}
