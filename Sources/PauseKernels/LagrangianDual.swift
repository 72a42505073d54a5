/// The search for the multipliers, on progress and on pauses, at which the relaxation's bound is highest: its dual problem.
///
/// The model of ``CuttingPlanes`` is only as good as the planes are near, so it is looked at in a box around where the search begins;
/// the box grows as long as the model's peak lies at its edge:
///
///     pauses  |    +-----------+
///             |    |   +---+   |     o: where the search begins
///             |    |   | o |   |     x: the model's peak
///             |    |   +---x   |
///             |    +-----------+
///             +------------------ progress
struct LagrangianDual {
  /// The relaxation, with its pass at the multipliers found.
  private(set) var relaxation: LagrangianRelaxation
  private var planes = CuttingPlanes()
  private let wanted: Double
  private let most: Double
  /// Multipliers are multiples of this, so that sums stay exact.
  private let step: Double
  /// The corners of all multipliers for which sums are exact.
  private let lowest: Multipliers
  private let highest: Multipliers

  init(_ transitions: Transitions, most: Int, step: Double) {
    relaxation = LagrangianRelaxation(transitions)
    wanted = Double(transitions.progressCount)
    self.most = Double(most)
    self.step = step
    let extreme = 2 * transitions.largest + step
    lowest = Multipliers(progress: -extreme, pauses: 0)
    highest = Multipliers(progress: extreme, pauses: transitions.roomForPauses / Double(transitions.mostPauses + 1))
  }

  /// Finds the multipliers, and makes the pass at them.
  ///
  /// - Parameter hint: Multipliers that may be near. They change how many passes are made.
  /// - Returns: The bound on what plans of n slots of progress cost, with their pauses charged; infinite if there are none.
  mutating func maximise(near hint: PauseHint) -> Double {
    guard var place = firstPlace(near: hint) else { return .infinity }
    let start = place
    let largest = relaxation.transitions.largest
    var radius = Multipliers(
      progress: max(step, largest / 256), pauses: max(step, max(start.pauses / 8, largest / 64)))
    var isAtEdge = true
    var bound = -Double.infinity
    for _ in 0..<Self.mostPasses {
      relaxation.charge(place.pauses)
      let found = relaxation.plan(at: place.progress)
      guard found.cost < .infinity else { return .infinity }
      let plane = plane(of: found)
      bound = plane.value(at: place) + place.pauses * most
      let isNew = plane.value(at: place) < planes.value(at: place)
      if isNew { planes.add(plane) } else if !isAtEdge { break }
      var next = place
      repeat {
        (next, isAtEdge) = peak(around: start, &radius, near: place)
      } while next == place && isAtEdge
      if next == place { break }
      place = next
    }
    return bound
  }

  /// Where to look first, with what is known before: a single run, and without a hint the best multiplier where pauses are free.
  private mutating func firstPlace(near hint: PauseHint) -> Multipliers? {
    if let run = relaxation.transitions.bestRun {
      planes.add(CuttingPlanes.Plane(cost: run.cost, missing: 0, excess: -most))
    }
    if let multiplier = hint.multiplier, abs(multiplier) < highest.progress {
      return onGrid(
        Multipliers(progress: multiplier, pauses: min(hint.pauseMultiplier ?? 0, highest.pauses)))
    }
    guard relaxation.search(step: step, near: nil) < .infinity else { return nil }
    for found in relaxation.bracket { planes.add(plane(of: found)) }
    return Multipliers(progress: relaxation.multiplier, pauses: 0)
  }

  /// The model's peak in a box, and whether that lies at its edge: then the box grows.
  private func peak(
    around start: Multipliers, _ radius: inout Multipliers, near place: Multipliers
  ) -> (place: Multipliers, isAtEdge: Bool) {
    let low = Multipliers(
      progress: max(lowest.progress, start.progress - radius.progress), pauses: max(0, start.pauses - radius.pauses))
    let high = Multipliers(
      progress: min(highest.progress, start.progress + radius.progress),
      pauses: min(highest.pauses, start.pauses + radius.pauses))
    let peak = planes.peak(from: low, to: high, near: place)
    let isProgressAtEdge =
      (peak.progress <= low.progress && low.progress > lowest.progress)
      || (peak.progress >= high.progress && high.progress < highest.progress)
    let isPausesAtEdge =
      (peak.pauses <= low.pauses && low.pauses > 0) || (peak.pauses >= high.pauses && high.pauses < highest.pauses)
    if isProgressAtEdge { radius.progress *= 4 }
    if isPausesAtEdge { radius.pauses *= 4 }
    return (onGrid(peak), isProgressAtEdge || isPausesAtEdge)
  }

  private func plane(of found: LagrangianRelaxation.Found) -> CuttingPlanes.Plane {
    CuttingPlanes.Plane(
      cost: found.cost - relaxation.pauseMultiplier * Double(found.pauses), missing: wanted - Double(found.progress),
      excess: Double(found.pauses) - most)
  }

  private func onGrid(_ place: Multipliers) -> Multipliers {
    Multipliers(
      progress: PauseProblem.product(place.progress, 1, step: step),
      pauses: PauseProblem.product(place.pauses, 1, step: step))
  }

  /// Five to ten passes are usual with a hint; each more would still leave a valid bound.
  private static let mostPasses = 40
}
