import CarbonScheduling

/// The replay of one region: its trace against all workloads and added times.
struct RegionReplay {
  let region: Replay.Region
  let replay: Replay
  /// The slots at which jobs are released, or `nil` for all.
  let slots: [Int]?

  /// The workloads of this region that are the shard's.
  let workloads: [NamedWorkload]

  init(ofRegion index: Int, in replay: Replay) throws(SchedulingError) {
    region = replay.regions[index]
    self.replay = replay
    workloads = replay.workloads.enumerated()
      .filter { replay.shard.contains(index * replay.workloads.count + $0.offset) }
      .map(\.element)
    let trace = region.trace
    if let gap = trace.gaps.first, trace.gapPolicy != .avoid {
      throw .gap(at: trace.start(ofSlot: gap.lowerBound), gapSlots: trace.gapSlotCount, windowSlots: trace.slotCount)
    }
    slots = try replay.releases.slots(of: trace)
  }

  /// All cells, one after the other, in the memory of one sweep of each kind.
  func cells() throws(SchedulingError) -> [ReplayCell] {
    var sweeps = (flexibleStart: FlexibleStart.Sweep(), pauseAndResume: PauseAndResume.Sweep())
    var cells: [ReplayCell] = []
    for workload in workloads {
      for algorithm in Algorithm.delaying {
        for addedTime in replay.addedTimes {
          cells.append(try cell(workload, algorithm, addedTime, &sweeps.flexibleStart, &sweeps.pauseAndResume))
        }
      }
    }
    return cells
  }

  private func cell(
    _ workload: NamedWorkload, _ algorithm: Algorithm, _ addedTime: AddedTime,
    _ flexibleStart: inout FlexibleStart.Sweep, _ pauseAndResume: inout PauseAndResume.Sweep
  ) throws(SchedulingError) -> ReplayCell {
    let job = workload.workload
    let added = try inWholeSlots(addedTime, of: job)
    let windowSeconds = added.addingClamped(job.durationSeconds)
    var totals = SweepTotals()
    var skippedCount = 0
    if windowSeconds <= region.trace.lengthSeconds {
      let addedTime = AddedTime.duration(.seconds(added))
      let releases = try SweepReleases(of: job, on: region.trace, addedTime: addedTime, among: slots)
      skippedCount = releases.skippedCount
      switch algorithm {
      case .flexibleStart:
        try FlexibleStart(within: addedTime).sweep(from: releases, into: &flexibleStart, withStarts: false)
        totals = flexibleStart.totals
      case .pauseAndResume where replay.isConstrained:
        let planned = try constrainedTotals(from: releases, addedTime)
        totals = planned.totals
        skippedCount += planned.infeasible
      case .pauseAndResume:
        PauseAndResume(within: addedTime).sweep(from: releases, into: &pauseAndResume)
        totals = pauseAndResume.totals
      case .runNow: break  // The baseline of every cell, and the plan of none.
      }
    }
    return ReplayCell(
      region: region.name, workload: workload.name, algorithm: algorithm, addedTime: addedTime,
      totals: totals, skippedCount: skippedCount, windowHours: Double(windowSeconds) / 3_600)
  }

  /// What the plans whose pauses cost add up to, and how many releases have none.
  private func constrainedTotals(
    from releases: SweepReleases, _ addedTime: AddedTime
  ) throws(SchedulingError) -> (totals: SweepTotals, infeasible: Int) {
    let algorithm = PauseAndResume(within: addedTime, resumeCost: replay.resumeCost, limits: replay.limits)
    var (totals, infeasible) = (SweepTotals(), 0)
    for index in 0..<releases.count {
      do {
        let release = releases.trace.start(ofSlot: releases.slot(index))
        totals.add(try algorithm.schedule(releases.job, on: releases.trace, releasedAt: release))
      } catch {
        switch error {
        case .infeasible, .minimumRun: infeasible += 1
        default: throw error
        }
      }
    }
    return (totals, infeasible)
  }

  /// The added time in seconds; a share of the duration is rounded down to whole slots, as the paper's steps are.
  private func inWholeSlots(_ addedTime: AddedTime, of job: Workload) throws(SchedulingError) -> Int64 {
    let seconds = try addedTime.seconds(for: job, releasedAt: region.trace.start)
    guard case .percent = addedTime else { return seconds }
    return seconds - seconds % region.trace.slotSeconds
  }
}
