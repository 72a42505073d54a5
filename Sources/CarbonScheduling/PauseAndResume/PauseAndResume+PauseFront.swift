extension PauseAndResume {
  /// The Pareto front of emissions against the number of pauses: each pause more that lowers the objective.
  ///
  ///     let front = try PauseAndResume(stretch: 2).pauseFront(job, on: trace, releasedAt: release)
  ///     for point in front { print(point.pauses!, point.emissions) }
  ///
  /// - Parameters:
  ///   - job: What runs.
  ///   - trace: The intensities.
  ///   - release: The earliest start.
  ///   - mostPauses: Where to stop; the front ends by itself where more pauses save nothing.
  /// - Returns: Points of rising pauses and falling objective, each what a plan with at most so many pauses comes to.
  /// - Throws: What ``schedule(_:on:releasedAt:)`` throws; of ``SchedulingError/tooLarge(windowSlots:jobSlots:fitting:)``,
  ///   how many pauses can be had.
  /// - Complexity: O(P) plans for P pauses.
  public func pauseFront(
    _ job: Workload, on trace: IntensityTrace, releasedAt release: Instant, mostPauses: Int = 100
  ) throws(SchedulingError) -> [TradeOff] {
    let window = try SchedulingWindow(for: job, on: trace, releasedAt: release, addedTime: addedTime)
    let most = min(mostPauses, limits.maximumPauses ?? .max)
    // The end of the front: no pause more saves anything. Where that is too large, the front is found from its begin.
    var least: Schedule?
    do {
      least = try allowing(most).schedule(job, on: trace, releasedAt: release)
    } catch {
      guard case .tooLarge = error else { throw error }
    }
    var points: [TradeOff] = []
    var pauses = 0
    while pauses <= least?.pauses ?? most {
      let plan: Schedule
      do {
        if let least, pauses == least.pauses {
          plan = least
        } else {
          plan = try allowing(pauses).schedule(job, on: trace, releasedAt: release)
        }
      } catch {
        switch error {
        case .infeasible: break  // Unavailable times may ask for more pauses than these.
        case .tooLarge(let windowSlots, let jobSlots, _) where !points.isEmpty:
          throw .tooLarge(windowSlots: windowSlots, jobSlots: jobSlots, fitting: .pauses(pauses - 1))
        default: throw error
        }
        pauses += 1
        continue
      }
      if points.last.map({ plan.objective < $0.objective }) ?? true {
        points.append(TradeOff(window.latestStart - window.start, plan, pauses: plan.pauses))
      }
      pauses += 1
    }
    return points
  }

  private func allowing(_ pauses: Int) -> PauseAndResume {
    PauseAndResume(
      within: addedTime, resumeCost: resumeCost,
      limits: limits.allowing(maximumPauses: pauses),
      unavailable: unavailable, weighing: price)
  }
}
