extension IntensityTrace {
  /// What a job emits if it runs at these times.
  ///
  ///     let planned = try PauseAndResume(stretch: 2).schedule(job, on: forecast, releasedAt: release)
  ///     let emitted = try truth.emissions(of: job, in: planned.runs)
  ///
  /// - Parameters:
  ///   - job: What runs; its power follows its own progress.
  ///   - runs: In time order, none overlapping; together as long as the job.
  /// - Throws: ``SchedulingError`` if the runs are not such, lie outside the trace, or touch a gap.
  /// - Complexity: O(r + k) for r runs and k pieces of a power profile.
  public func emissions(of job: Workload, in runs: [Run]) throws(SchedulingError) -> Emissions {
    try Schedule(valuing: runs, of: job, on: self).emissions
  }
}

extension Schedule {
  /// Values runs of your own: what a job emits in them, and what it would emit at once.
  ///
  ///     // A forecast's plan, judged on the truth:
  ///     let judged = try Schedule(valuing: plan.runs, of: job, on: truth, releasedAt: plan.release, deadline: plan.deadline)
  ///
  /// With it any type can be a ``SchedulingAlgorithm``: choose the runs, and let this work out the rest.
  ///
  /// - Parameters:
  ///   - runs: In time order, none overlapping; those that touch are one. Their lengths add up to the job's, and to what
  ///     resumes take where they take time.
  ///   - job: What runs; its power follows its own progress.
  ///   - trace: The intensities that the runs meet.
  ///   - release: The earliest start that was allowed; the start of the first run unless given. The baseline runs from there.
  ///   - deadline: The latest end that was allowed; the end of the last run unless given.
  ///   - resumeCost: What each resume costs.
  ///   - price: A price to weigh beside the emissions, for ``cost`` and ``objective``.
  /// - Throws: ``SchedulingError`` if the runs are not such, lie outside the trace or outside release and deadline, or touch a
  ///   gap; or if the prices do not fit.
  /// - Complexity: O(r + k + log g) for r runs, k pieces of a power profile and g gaps; O(slots) with a price.
  public init(
    valuing runs: [Run], of job: Workload, on trace: IntensityTrace, releasedAt release: Instant? = nil,
    deadline: Instant? = nil, resumeCost: ResumeCost = .none, weighing price: WeightedPrice? = nil
  ) throws(SchedulingError) {
    let joined = try Self.joined(runs)
    let (start, end) = (release ?? joined[0].lowerBound, deadline ?? joined[joined.count - 1].upperBound)
    var spans: [Range<Int64>] = []
    for time in joined {
      let run = Run(time)
      guard time.lowerBound >= trace.start, time.upperBound <= trace.end else {
        throw .runOutside(run, from: trace.start, to: trace.end)
      }
      guard time.lowerBound >= start, time.upperBound <= end else { throw .runOutside(run, from: start, to: end) }
      let begin = trace.start.duration(to: time.lowerBound).components.seconds
      let span = begin..<trace.start.duration(to: time.upperBound).components.seconds
      let slots = trace.slots(from: span.lowerBound, to: span.upperBound)
      if let gap = trace.firstGap(touching: slots) {
        throw .gap(
          at: trace.start(ofSlot: max(gap.lowerBound, slots.lowerBound)), gapSlots: trace.gapSlotCount(in: slots),
          windowSlots: slots.count)
      }
      spans.append(span)
    }
    let warmUp = resumeCost.time.secondsRoundedUp
    let planned = PlannedRuns(
      runs: spans.indices.map {
        let isCharged = $0 > 0 || resumeCost.chargesFirstStart
        return PlannedRuns.Run(time: spans[$0], warmUp: isCharged ? warmUp : 0, isCharged: isCharged)
      })
    let progress = planned.runs.reduce(Int64(0)) { $0 + Int64($1.time.count) - $1.warmUp }
    guard progress == job.durationSeconds, planned.runs.allSatisfy({ $0.time.count >= $0.warmUp }) else {
      throw .runsDoNotAddUp(to: job.duration, progress: .seconds(progress))
    }
    // The window may reach beyond the trace on both sides: only its runs must not.
    let offset = trace.start.duration(to: start).components.seconds
    let length = start.duration(to: end).components.seconds
    let window = SchedulingWindow(
      start: offset, addedTime: length.subtractingClamped(job.durationSeconds), duration: job.durationSeconds)
    let weighed = try price?.weigh(trace, over: spans[0].lowerBound..<spans[spans.count - 1].upperBound)
    self.init(job, on: trace, in: window, planned: planned, resume: resumeCost, price: price, weighed: weighed)
  }

  /// The times of the runs, those that touch joined.
  private static func joined(_ runs: [Run]) throws(SchedulingError) -> [Range<Instant>] {
    guard !runs.isEmpty else { throw .noRuns }
    var joined: [Range<Instant>] = []
    for run in runs {
      if let last = joined.last, run.start < last.upperBound { throw .runsOutOfOrder(run, after: Run(last)) }
      joined.appendJoining(run.time)
    }
    return joined
  }
}
