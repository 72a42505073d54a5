import WindowKernels

/// One point of a trade-off curve.
public struct TradeOff: Hashable, Sendable {
  /// How much later than `release + duration` the job may end.
  public let addedTime: Duration
  /// How many pauses the plan has, where they are what is traded.
  public let pauses: Int?
  /// What the best plan emits, resumes included.
  public let emissions: Emissions
  /// What the best plan minimises; the emissions unless a second signal is weighed.
  public let objective: Double
}

extension FlexibleStart {
  /// The best emissions for every added time from zero to this algorithm's, a slot apart.
  ///
  ///     let curve = try FlexibleStart(within: .hours(24)).savingsCurve(job, on: trace, releasedAt: release)
  ///     print(curve.count, curve[0].emissions, curve[24].emissions)  // 25 points, on a trace of hours
  ///
  /// - Returns: One point for each whole slot of added time; the last is at the added time itself, whole or not.
  /// - Throws: What ``schedule(_:on:releasedAt:)`` throws for the whole added time.
  /// - Complexity: That of one plan for the whole added time, and O(k) for each point that is lower than the one before
  ///   it, with k pieces of a profile.
  public func savingsCurve(
    _ job: Workload, on trace: IntensityTrace, releasedAt release: Instant
  ) throws(SchedulingError) -> [TradeOff] {
    let window = try SchedulingWindow(for: job, on: trace, releasedAt: release, addedTime: addedTime)
    let isPlain = unavailable.isEmpty && signal == nil && startStep == nil && job.power.pieces.isEmpty
    guard isPlain, trace.firstGap(touching: trace.slots(from: window.start, to: window.end)) == nil else {
      return try constrainedCurve(job, on: trace, over: window)
    }
    var points: [TradeOff] = []
    var best = trace.integral(from: window.start, to: window.start + job.durationSeconds)
    var last = window.start
    for added in addedTimes(of: window, on: trace) {
      // Only the starts that the longer added time brings are new.
      let new = SchedulingWindow(start: last, addedTime: window.start + added - last, duration: job.durationSeconds)
      let start = trace.bestStart(in: new, duration: job.durationSeconds, step: nil)
      let integral = trace.integral(from: start, to: start + job.durationSeconds)
      if integral < best { best = integral }
      last = window.start + added
      points.append(TradeOff(added, job.scale.emissions(best)))
    }
    return points
  }
}

extension FlexibleStart {
  /// A curve with a step, a profile, a signal, or times when the job must not run: from point to point, only the starts that
  /// the longer added time brings are tried.
  private func constrainedCurve(
    _ job: Workload, on trace: IntensityTrace, over window: SchedulingWindow
  ) throws(SchedulingError) -> [TradeOff] {
    try checkPieces(of: job, on: trace, in: window)
    let weighed = try signal?.weigh(trace, in: window)
    let objective = weighed?.objective ?? trace
    let blocked = trace.blocked(unavailable, from: window.start, to: window.end)
    func isBetter(_ run: Range<Int64>, than other: Range<Int64>) -> Bool {
      guard !job.power.pieces.isEmpty else {
        return objective.integral(from: run.lowerBound, to: run.upperBound)
          < objective.integral(from: other.lowerBound, to: other.upperBound)
      }
      return job.grams(from: run.lowerBound, to: run.upperBound, progress: 0, on: objective)
        < job.grams(from: other.lowerBound, to: other.upperBound, progress: 0, on: objective)
    }
    var points: [TradeOff] = []
    var best: (run: Range<Int64>, plan: Schedule)?
    var last = window.start
    for added in addedTimes(of: window, on: trace) {
      let part = SchedulingWindow(start: window.start, addedTime: added, duration: job.durationSeconds)
      let run = try bestRun(of: job, on: objective, in: part, from: last, clearOf: blocked)
      last = window.start + added
      if let run, best.map({ isBetter(run, than: $0.run) }) ?? true {
        best = (
          run, Schedule(job, on: trace, in: part, planned: .oneRun(run), signal: signal, weighed: weighed)
        )
      }
      if let best { points.append(TradeOff(added, best.plan)) }
    }
    guard best != nil else {
      throw .infeasible(
        .unavailableTimes, release: trace.instant(atOffset: window.start), deadline: trace.instant(atOffset: window.end)
      )
    }
    return points
  }
}

extension PauseAndResume {
  /// The best emissions for every added time from zero to this algorithm's, a slot apart.
  ///
  /// - Returns: As ``FlexibleStart/savingsCurve(_:on:releasedAt:)``; added times that allow no plan are left out.
  /// - Throws: What ``schedule(_:on:releasedAt:)`` throws for the whole added time.
  /// - Complexity: O(W log n) where nothing is asked beyond the paper's algorithm and all is in whole slots, for W slots
  ///   in the window and n of the job; else a plan for each point that differs from the next, at most O(W).
  public func savingsCurve(
    _ job: Workload, on trace: IntensityTrace, releasedAt release: Instant
  ) throws(SchedulingError) -> [TradeOff] {
    let window = try SchedulingWindow(for: job, on: trace, releasedAt: release, addedTime: addedTime)
    guard !isConstrained, job.power.pieces.isEmpty, let slots = window.slots(of: trace),
      trace.firstGap(touching: slots.window) == nil
    else {
      return try plannedCurve(job, on: trace, over: window)
    }
    // The dearest of the slots chosen so far is on top of a heap; each new slot takes its place if it is cheaper.
    var chosen = LargestFirst(trace.intensities[slots.window.prefix(slots.job)])
    var integral = trace.integral(from: window.start, to: window.start + job.durationSeconds)
    var points: [TradeOff] = []
    for added in addedTimes(of: window, on: trace) {
      if added > 0 {
        let new = trace.intensities[slots.window.lowerBound + slots.job + Int(added / trace.slotSeconds) - 1]
        integral.wholeSlots -= chosen.replaceLargest(ifAbove: new)
      }
      points.append(TradeOff(added, job.scale.emissions(integral)))
    }
    return points
  }

  /// The Pareto front of emissions against the number of pauses: each pause more that lowers the objective.
  ///
  ///     let front = try PauseAndResume(stretch: 2).pauseFront(job, on: trace, releasedAt: release)
  ///     for point in front { print(point.pauses!, point.emissions) }
  ///
  /// - Parameter mostPauses: Where to stop; the front ends by itself where more pauses save nothing.
  /// - Returns: Points of rising pauses and falling objective, in the slots of the trace.
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

  /// One plan after the other, from the longest added time down: a plan that ends early enough for a shorter one is the
  /// best there too.
  private func plannedCurve(
    _ job: Workload, on trace: IntensityTrace, over window: SchedulingWindow
  ) throws(SchedulingError) -> [TradeOff] {
    let weighed = try signal?.weigh(trace, in: window)
    let isPlain = !isConstrained && job.power.pieces.isEmpty
    let slot = trace.slotSeconds
    var points: [TradeOff] = []
    var last: (plan: Schedule, endSlot: Int64)?
    for added in addedTimes(of: window, on: trace).reversed() {
      let part = SchedulingWindow(start: window.start, addedTime: added, duration: job.durationSeconds)
      if let last, last.endSlot <= part.end / slot {
        points.append(TradeOff(added, last.plan))
        continue
      }
      let plan: Schedule
      do {
        plan =
          isPlain
          ? try PauseAndResume(within: .duration(.seconds(added)))
            .schedule(job, on: trace, releasedAt: trace.instant(atOffset: window.start))
          : try constrainedSchedule(job, on: trace, in: part, weighed: weighed)
      } catch {
        // Nor is there a plan in less time.
        guard case .infeasible = error, last != nil else { throw error }
        break
      }
      let end = trace.start.duration(to: plan.runs[plan.runs.count - 1].end).components.seconds
      last = (plan, (end + slot - 1) / slot)
      points.append(TradeOff(added, plan))
    }
    return points.reversed()
  }

  private func allowing(_ pauses: Int) -> PauseAndResume {
    PauseAndResume(
      within: addedTime, resumeCost: resumeCost,
      limits: RunLimits(minimumRun: limits.minimumRun, minimumPause: limits.minimumPause, maximumPauses: pauses),
      unavailable: unavailable, weighing: signal)
  }
}

extension TradeOff {
  fileprivate init(_ added: Int64, _ emissions: Emissions) {
    self.init(addedTime: .seconds(added), pauses: nil, emissions: emissions, objective: emissions.grams)
  }

  fileprivate init(_ added: Int64, _ plan: Schedule, pauses: Int? = nil) {
    self.init(addedTime: .seconds(added), pauses: pauses, emissions: plan.emissions, objective: plan.objective)
  }
}

/// Every whole slot of a window's added time, and the added time itself, in seconds.
private func addedTimes(of window: SchedulingWindow, on trace: IntensityTrace) -> [Int64] {
  let all = window.latestStart - window.start
  let whole = Array(stride(from: 0, through: all, by: Int64.Stride(trace.slotSeconds)))
  return whole.last == all ? whole : whole + [all]
}

#if !hasFeature(Embedded)
  extension TradeOff: Codable {}
#endif
