/// What a plan of a sweep comes to whose pauses cost or are bound.
package struct ConstrainedOutcome: Sendable {
  package let emissions: Emissions
  package let pauses: Int
  /// Whether the job runs from its release on without a pause.
  package let isAtOnce: Bool
}

extension PauseAndResume {
  /// Plans from releases that follow each other, where pauses cost or are bound: by sliding from window to window where that can be
  /// done, else one by one, each with what the one before knows.
  ///
  /// - Parameter body: Called for each release in turn, with its index and its plan; `nil` where the limits leave none.
  package func constrainedSweep(
    from releases: SweepReleases, _ body: (_ index: Int, _ plan: ConstrainedOutcome?) -> Void
  ) throws(SchedulingError) {
    if let slide = ConstrainedSlide(self, over: releases) {
      try slide.plans(body)
      return
    }
    var carried = CarriedPlan()
    for index in 0..<releases.count {
      body(index, try constrainedOutcome(ofSlot: releases.slot(index), of: releases, carrying: &carried))
    }
  }

  /// Plans from one release, with what the plan of a similar window knows.
  ///
  /// - Returns: `nil` where the limits leave no plan.
  package func constrainedOutcome(
    ofSlot slot: Int, of releases: SweepReleases, carrying carried: inout CarriedPlan
  ) throws(SchedulingError) -> ConstrainedOutcome? {
    do throws(SchedulingError) {
      let plan = try schedule(
        releases.job, on: releases.trace, releasedAt: releases.trace.start(ofSlot: slot), carrying: &carried)
      return ConstrainedOutcome(
        emissions: plan.emissions, pauses: plan.pauses, isAtOnce: plan.runs == [plan.baseline.run])
    } catch {
      switch error {
      case .infeasible, .minimumRun: return nil
      default: throw error
      }
    }
  }
}

extension PauseAndResume.Sweep {
  /// The plans of releases whose pauses cost or are bound.
  ///
  /// - Returns: The releases that have a plan.
  mutating func planConstrained(
    _ algorithm: PauseAndResume, from releases: SweepReleases
  ) throws(SchedulingError) -> SweepReleases {
    beginReleases()
    var planned: [Int32] = []
    try algorithm.constrainedSweep(from: releases) { index, plan in
      guard let plan else { return }
      append(emissions: plan.emissions, pauses: plan.pauses)
      planned.append(Int32(releases.slot(index)))
    }
    return planned.count == releases.count ? releases : releases.keeping(planned)
  }
}
