/// Finds a multiplier on pauses at which plans have about as many as are allowed, by the relaxation alone.
///
/// The relaxation's bound, as a function of the multiplier on pauses, is concave, and its slope is how many pauses its minimisers
/// have. Two tangents, of more pauses than allowed and of fewer, meet at the next multiplier to look at:
///
///     bound  |         x - - - -      few pauses
///            |      /  :
///            |   /     :
///            |/ many   :
///            +---------------- multiplier on pauses
///
/// Source: J. E. Kelley, "The cutting-plane method for solving convex programs", SIAM Journal 8 (1960).
struct PauseMultiplierSearch {
  private let transitions: Transitions
  private let most: Double
  private let step: Double
  /// A multiplier that may be near the one sought.
  private let known: Double?
  /// What all pauses together may add at most, for sums to be exact.
  private let room: Double

  /// What has been found, and the multiplier on progress that goes with it.
  private(set) var pauseMultiplier = 0.0
  private(set) var multiplier: Double?

  private struct Tangent {
    var pauseMultiplier: Double
    var bound: Double
    var pauses: Double
    /// `nil` for the tangent of a single run, which is the same for any multipliers.
    var multiplier: Double?
  }
  private var above: Tangent?
  private var below: Tangent?
  private var shareOfStep = 0.125

  init(_ transitions: Transitions, most: Int, step: Double, near hint: PauseHint) {
    self.transitions = transitions
    self.most = Double(most)
    self.step = step
    multiplier = hint.multiplier
    known = hint.pauseMultiplier.map { PauseProblem.product($0, 1, step: step) }
    room = 2 * transitions.largest * Double(transitions.slotCount)
  }

  /// - Returns: `false` if there is no plan at all.
  mutating func run() -> Bool {
    if let known, known > 0, known * Double(transitions.mostPauses) <= room {
      guard let tangent = tangent(at: known) else { return false }
      if isClose(tangent) { return true }
      keep(tangent)
    }
    // At a positive multiplier there are no more pauses than at none.
    if above == nil {
      guard let tangent = tangent(at: 0) else { return false }
      if tangent.pauses <= most + Self.closeness { return true }
      keep(tangent)
    }
    if below == nil, let run = transitions.bestRun {
      below = Tangent(pauseMultiplier: .infinity, bound: run.cost, pauses: 0)
    }
    for _ in 0..<Self.mostTangents {
      guard let above else { return true }
      let next = PauseProblem.product(min(meeting(above), room / (above.pauses + 1)), 1, step: step)
      guard next > above.pauseMultiplier, next < below?.pauseMultiplier ?? .infinity else { return true }
      guard let tangent = tangent(at: next) else { return false }
      if isClose(tangent) { return true }
      keep(tangent)
    }
    return true
  }

  private func isClose(_ tangent: Tangent) -> Bool { abs(tangent.pauses - most) <= Self.closeness }

  private mutating func keep(_ tangent: Tangent) {
    if tangent.pauses > most { above = tangent } else { below = tangent }
  }

  /// Where the tangents meet; if there is none of fewer pauses, a multiplier far higher.
  private func meeting(_ above: Tangent) -> Double {
    guard let below else { return 4 * above.pauseMultiplier + transitions.largest }
    let level = below.pauses == 0 ? below.bound : below.bound - below.pauses * below.pauseMultiplier
    return (level - (above.bound - above.pauses * above.pauseMultiplier)) / (above.pauses - below.pauses)
  }

  private mutating func tangent(at pauseMultiplier: Double) -> Tangent? {
    var relaxation = LagrangianRelaxation(transitions.addingToResumes(pauseMultiplier))
    let bound = relaxation.search(
      step: step, near: guess(at: pauseMultiplier) ?? multiplier,
      within: transitions.progressCount / Self.shareOfProgress)
    guard bound < .infinity else { return nil }
    (multiplier, self.pauseMultiplier) = (relaxation.multiplier, pauseMultiplier)
    return Tangent(
      pauseMultiplier: pauseMultiplier, bound: bound, pauses: relaxation.pauses, multiplier: relaxation.multiplier)
  }

  /// The multiplier on progress that may go with one on pauses: in proportion between those of the tangents.
  private func guess(at pauseMultiplier: Double) -> Double? {
    guard let above, let below, let first = above.multiplier, let second = below.multiplier else { return nil }
    let share = (pauseMultiplier - above.pauseMultiplier) / (below.pauseMultiplier - above.pauseMultiplier)
    return first + (second - first) * share
  }

  /// Where plans at a multiplier have fewer pauses than the relaxation said: a lower one, farther away each time.
  mutating func lower(than multiplier: Double) -> Double {
    if let above, above.pauseMultiplier < 0.99 * multiplier {
      self.above = nil
      return above.pauseMultiplier
    }
    defer { shareOfStep *= 2 }
    return PauseProblem.product(max(0, multiplier * (1 - shareOfStep)), 1, step: step)
  }

  /// The reverse.
  ///
  /// - Parameter pauses: How many pauses plans have at the multiplier: those at a higher one have no more.
  mutating func higher(than multiplier: Double, at pauses: Int) -> Double {
    let farther = multiplier > 0 ? multiplier * (1 + shareOfStep) : transitions.largest * shareOfStep
    var next = max(farther, multiplier + step)
    if let below, below.pauseMultiplier < .infinity, below.pauseMultiplier > 1.01 * multiplier {
      next = below.pauseMultiplier
      self.below = nil
    } else {
      shareOfStep *= 2
    }
    return PauseProblem.product(min(next, room / Double(pauses)), 1, step: step)
  }

  private static let mostTangents = 16

  /// How near the number of pauses is to what is allowed when it is for the exact programme to tell.
  private static let closeness = 0.5

  /// Tangents of plans whose progress is off by such a part are good enough.
  private static let shareOfProgress = 64
}
