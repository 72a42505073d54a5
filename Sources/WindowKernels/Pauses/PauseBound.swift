/// What is known of all plans before the exact programme runs, for leaving out moves and states that cannot be optimal.
///
/// The dual's best way to a slot, a move, and its best way on from where that leads: no plan with this move costs less.
/// `limit` is what some plan costs: moves that lead to more are out.
struct PauseBound {
  struct Ways {
    let running: [Double]
    let paused: [Double]
  }
  let before: Ways
  let on: Ways
  /// The progress of the best ways to each slot, or -1.
  let progressBefore: PauseDual.Progress
  /// What the dual pays for a slot of progress.
  let reward: Double
  /// The price on each resume that the dual counts with, and the programme does not.
  let price: Double
  /// What the optimum is known not to exceed.
  var limit: Double

  init(_ dual: PauseDual, _ progress: PauseDual.Progress, _ on: PauseWaysOn, price: Double, limit: Double) {
    before = Ways(running: dual.running, paused: dual.paused)
    self.on = Ways(running: on.running, paused: on.paused)
    progressBefore = progress
    reward = dual.reward
    self.price = price
    // Infinite moves exceed any limit.
    self.limit = min(limit, .greatestFiniteMagnitude)
  }

  /// Knows nothing: all that is finite is in.
  init(slotCount: Int) {
    let zero = [Double](repeating: 0, count: slotCount + 1)
    before = Ways(running: zero, paused: zero)
    on = before
    let none = [Int32](repeating: -1, count: slotCount + 1)
    progressBefore = PauseDual.Progress(running: none, paused: none)
    (reward, price, limit) = (0, 0, .greatestFiniteMagnitude)
  }

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

  /// - Parameter pauses: The most that a plan has, if there is a price on them.
  func movesLeft(_ moves: PauseMoves, at slot: Int, pauses: Int) -> MovesLeft {
    let count = moves.slotCount
    let limit = limit + price * Double(pauses) - reward * Double(moves.progressCount)
    let (running, paused) = (before.running[slot], before.paused[slot])
    var left = MovesLeft()
    left.finishes = running <= limit && slot >= moves.progressCount
    guard slot < count else { return left }
    left.goesOn = running + (moves.goOnCosts[slot] - reward) + on.running[slot + 1] <= limit
    left.waits = paused + on.paused[slot + 1] <= limit
    if slot + moves.minimumPause <= count {
      left.ends = running + on.paused[slot + moves.minimumPause] <= limit
    }
    if slot + moves.runSlots <= count {
      let resume = moves.resumes[slot] + (price - reward * Double(moves.runProgress))
      left.resumes = paused + resume + on.running[slot + moves.runSlots] <= limit
    }
    return left
  }

  func canStartFirst(_ moves: PauseMoves, at slot: Int, pauses: Int) -> Bool {
    guard slot + moves.firstSlots <= moves.slotCount else { return false }
    let limit = limit + price * Double(pauses) - reward * Double(moves.progressCount)
    let start = moves.firstStarts[slot] - reward * Double(moves.firstProgress)
    return start + on.running[slot + moves.firstSlots] <= limit
  }
}
