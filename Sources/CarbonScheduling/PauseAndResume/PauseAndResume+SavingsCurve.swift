import WindowKernels

extension PauseAndResume {
  /// The best emissions for every added time from zero to this algorithm's, a slot apart.
  ///
  ///     // Hours of 3, 1, 2 and 0 g/kWh; a job of two hours at a kilowatt:
  ///     let curve = try PauseAndResume(within: .hours(2)).savingsCurve(job, on: trace, releasedAt: trace.start)
  ///     print(curve.map(\.emissions.grams))  // [4.0, 3.0, 1.0]
  ///
  /// - Returns: As ``FlexibleStart/savingsCurve(_:on:releasedAt:)``; added times that allow no plan are left out.
  /// - Throws: What ``schedule(_:on:releasedAt:)`` throws for the whole added time, and ``SchedulingError/curveTooLarge(points:fitting:)``
  ///   where there are so many plans to be made that they would take longer than seconds.
  /// - Complexity: O(W log n) where nothing is asked beyond the paper's algorithm and all is in whole slots, for W slots
  ///   in the window and n of the job; else a plan for each point that differs from the next, at most O(W).
  public func savingsCurve(
    _ job: Workload, on trace: IntensityTrace, releasedAt release: Instant
  ) throws(SchedulingError) -> [TradeOff] {
    try savingsCurve(job, on: trace, releasedAt: release) { _, _ in }
  }

  /// The curve, and while plans are made one after the other how many of all points are done.
  package func savingsCurve(
    _ job: Workload, on trace: IntensityTrace, releasedAt release: Instant, mostWork: Double = CurveWork.most,
    progress: (_ done: Int, _ all: Int) -> Void
  ) throws(SchedulingError) -> [TradeOff] {
    let window = try SchedulingWindow(for: job, on: trace, releasedAt: release, addedTime: addedTime)
    guard !isConstrained, job.power.pieces.isEmpty, let slots = window.slots(of: trace),
      trace.firstGap(touching: slots.window) == nil
    else {
      return try plannedCurve(job, on: trace, over: window, mostWork: mostWork, progress: progress)
    }
    // The dearest of the slots chosen so far is on top of a heap; each new slot takes its place if it is cheaper.
    var chosen = MaxHeap(trace.intensities[slots.window.prefix(slots.job)])
    var integral = trace.integral(from: window.start, to: window.start + job.durationSeconds)
    var points: [TradeOff] = []
    for added in window.addedTimes(on: trace) {
      if added > 0 {
        let new = trace.intensities[slots.window.lowerBound + slots.job + Int(added / trace.slotSeconds) - 1]
        integral.wholeSlots -= chosen.replaceLargest(ifAbove: new)
      }
      points.append(TradeOff(added, job.scale.emissions(integral)))
    }
    return points
  }

  /// One plan after the other, from the longest added time down: a plan that ends early enough for a shorter one is the
  /// best there too.
  private func plannedCurve(
    _ job: Workload, on trace: IntensityTrace, over window: SchedulingWindow, mostWork: Double,
    progress: (_ done: Int, _ all: Int) -> Void
  ) throws(SchedulingError) -> [TradeOff] {
    let weighed = try price?.weigh(trace, in: window)
    let isPlain = !isConstrained && job.power.pieces.isEmpty
    let slot = trace.slotSeconds
    var points: [TradeOff] = []
    let request = PauseRequest(resume: resumeCost, limits: limits, unavailable: unavailable)
    var last: (plan: Schedule, endSlot: Int64, stepSeconds: Int64)?
    let allAdded = window.addedTimes(on: trace)
    var work = CurveWork(of: job, isConstrained: isConstrained, maximumPauses: limits.maximumPauses)
    for added in allAdded.reversed() {
      let part = SchedulingWindow(start: window.start, addedTime: added, duration: job.durationSeconds)
      let step = request.step(of: job, on: trace, in: part).seconds
      if let last, last.endSlot <= part.end / slot, last.stepSeconds == step {
        points.append(TradeOff(added, last.plan))
        continue
      }
      work.add(jobSteps: job.durationSeconds / step, windowSteps: (part.end - part.start) / step)
      guard work.done <= mostWork else {
        throw .curveTooLarge(
          points: allAdded.count,
          fitting: longestCurve(job, on: trace, over: window, mostWork: mostWork).map { .addedTime($0) })
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
      last = (plan, (end + slot - 1) / slot, step)
      progress(points.count + 1, allAdded.count)
      points.append(TradeOff(added, plan))
    }
    return points.reversed()
  }

  /// The longest added time whose curve is allowed even if no two of its plans are alike.
  private func longestCurve(
    _ job: Workload, on trace: IntensityTrace, over window: SchedulingWindow, mostWork: Double
  ) -> Duration? {
    let request = PauseRequest(resume: resumeCost, limits: limits, unavailable: unavailable)
    var work = CurveWork(of: job, isConstrained: isConstrained, maximumPauses: limits.maximumPauses)
    var longest: Int64?
    for added in window.addedTimes(on: trace) {
      let part = SchedulingWindow(start: window.start, addedTime: added, duration: job.durationSeconds)
      let step = request.step(of: job, on: trace, in: part).seconds
      work.add(jobSteps: job.durationSeconds / step, windowSteps: (part.end - part.start) / step)
      guard work.done <= mostWork else { break }
      longest = added
    }
    return longest.map { .seconds($0) }
  }
}
