import CarbonScheduling

/// The replay of one region: its trace against all workloads and added times.
struct RegionReplay {
  let region: Replay.Region
  let replay: Replay
  /// The slots at which jobs are released, or `nil` for all.
  let slots: [Int]?

  init(ofRegion index: Int, in replay: Replay) throws(SchedulingError) {
    region = replay.regions[index]
    self.replay = replay
    let trace = region.trace
    if let gap = trace.gaps.first, trace.gapPolicy != .avoid {
      throw .gap(at: trace.start(ofSlot: gap.lowerBound), gapSlots: trace.gapSlotCount, windowSlots: trace.slotCount)
    }
    slots = try replay.releases.slots(of: trace, between: replay.period)
  }

  /// What a region comes to.
  struct Figures: Sendable {
    var cells: [ReplayCell] = []
    var groups: [ReplayGroup] = []
  }

  /// The cells of a task, one after the other, in the memory of one sweep of each kind.
  func figures(of task: ReplayTask, in memory: inout Memory) throws(ForecastError) -> Figures {
    var figures = Figures()
    var plans: [CellPlans] = []
    do throws(SchedulingError) {
      for workload in task.workloads.map({ replay.workloads[$0] }) {
        memory.carried.removeAll(keepingCapacity: true)
        for algorithm in task.algorithms {
          memory.isNested = algorithm == .pauseAndResume ? try planNested(workload.workload, in: &memory) : false
          for (place, addedTime) in replay.addedTimes.enumerated() {
            memory.place = memory.isNested ? place : 0
            plans.append(try add(workload, algorithm, addedTime, to: &figures, in: &memory))
          }
        }
      }
    } catch {
      throw .planning(error)
    }
    guard let foresight = replay.foresight else { return figures }
    return Figures(cells: try RegionForesight(foresight: foresight, region: region, replay: replay).cells(plans))
  }

  /// What is used again from cell to cell.
  struct Memory: Sendable {
    var flexibleStart = FlexibleStart.Sweep()
    /// One for each added time whose windows nest; else the first serves all.
    var pauseAndResume = [PauseAndResume.Sweep()]
    /// Whether Pause and Resume has been planned for all added times at once, and which of them is looked at.
    var isNested = false
    var place = 0
    var savings = ReleaseSavings()
    /// What constrained plans of a workload know, by slot of release.
    var carried: [Int: CarriedPlan] = [:]
  }

  /// Plans Pause and Resume for all added times at once, if that takes less time than one after the other.
  private func planNested(_ job: Workload, in memory: inout Memory) throws(SchedulingError) -> Bool {
    guard !replay.isConstrained, replay.foresight == nil, let slots, replay.addedTimes.count > 1 else { return false }
    var releases: [SweepReleases] = []
    for addedTime in replay.addedTimes {
      let added = try inWholeSlots(addedTime, of: job)
      guard added.addingClamped(job.durationSeconds) <= region.trace.lengthSeconds else { return false }
      releases.append(
        try SweepReleases(of: job, on: region.trace, addedTime: .duration(.seconds(added)), among: slots))
    }
    while memory.pauseAndResume.count < replay.addedTimes.count { memory.pauseAndResume.append(PauseAndResume.Sweep()) }
    return PauseAndResume.sweep(from: releases, into: &memory.pauseAndResume)
  }

  private func add(
    _ workload: NamedWorkload, _ algorithm: Algorithm, _ addedTime: AddedTime,
    to figures: inout Figures, in memory: inout Memory
  ) throws(SchedulingError) -> CellPlans {
    let job = workload.workload
    let added = try inWholeSlots(addedTime, of: job)
    let windowSeconds = added.addingClamped(job.durationSeconds)
    var totals = SweepTotals()
    var skippedCount = 0
    var slotsReleased: [Int] = []
    memory.savings.removeAll()
    var outcomes = ReleaseOutcomes(by: replay.grouping)
    if windowSeconds <= region.trace.lengthSeconds {
      let addedTime = AddedTime.duration(.seconds(added))
      let known = replay.foresight.map { $0.releases(slots, of: region, window: windowSeconds) }
      let releases = try SweepReleases(of: job, on: region.trace, addedTime: addedTime, among: known?.slots ?? slots)
      skippedCount = releases.skippedCount + (known?.skippedCount ?? 0)
      if known != nil { slotsReleased = (0..<releases.count).map { releases.slot($0) } }
      switch algorithm {
      case .flexibleStart:
        try FlexibleStart(within: addedTime)
          .sweep(from: releases, into: &memory.flexibleStart, withStarts: false)
        totals =
          replay.measuresSpread
          ? memory.flexibleStart.totals(into: &memory.savings) : memory.flexibleStart.totals
        outcomes.add(memory.flexibleStart)
      case .pauseAndResume where replay.isConstrained:
        let planned = try constrained(from: releases, addedTime, &memory.carried, &memory.savings, &outcomes)
        totals = planned.totals
        skippedCount += planned.infeasible
      case .pauseAndResume:
        let place = memory.place
        if !memory.isNested {
          PauseAndResume(within: addedTime).sweep(from: releases, into: &memory.pauseAndResume[place])
        }
        totals =
          replay.measuresSpread
          ? memory.pauseAndResume[place].totals(into: &memory.savings) : memory.pauseAndResume[place].totals
        outcomes.add(memory.pauseAndResume[place])
      case .runNow: break  // The baseline of every cell, and the plan of none.
      }
    }
    let key = ReplayCell.Key(
      region: region.name, workload: workload.name, algorithm: algorithm, addedTime: addedTime,
      addedSeconds: added, durationSeconds: job.durationSeconds, energy: job.energy)
    figures.cells.append(
      ReplayCell(
        key, totals: totals, skippedCount: skippedCount, spread: replay.measuresSpread ? memory.savings.spread : nil))
    figures.groups += outcomes.groups(of: key)
    return CellPlans(job: job, key: key, hindsight: totals, skippedCount: skippedCount, releases: slotsReleased)
  }

  /// What the plans whose pauses cost add up to, and how many releases have none.
  private func constrained(
    from releases: SweepReleases, _ addedTime: AddedTime, _ carried: inout [Int: CarriedPlan],
    _ savings: inout ReleaseSavings, _ outcomes: inout ReleaseOutcomes
  ) throws(SchedulingError) -> (totals: SweepTotals, infeasible: Int) {
    let algorithm = PauseAndResume(within: addedTime, resumeCost: replay.resumeCost, limits: replay.limits)
    var (totals, infeasible) = (SweepTotals(), 0)
    func add(_ index: Int, _ plan: ConstrainedOutcome?) {
      guard let plan else {
        infeasible += 1
        return
      }
      let baseline = releases.baseline(ofSlot: releases.slot(index))
      let outcome = ReleaseOutcomes.Outcome(
        release: releases.trace.start(ofSlot: releases.slot(index)), baseline: baseline, emissions: plan.emissions,
        pauses: plan.pauses, isAtOnce: plan.isAtOnce)
      totals.add(baseline: baseline, emissions: plan.emissions, pauses: plan.pauses)
      savings.add(grams: outcome.savedGrams, percent: outcome.percent, isAtOnce: outcome.isAtOnce)
      outcomes.add(outcome)
    }
    // From slot to slot windows are alike; else those of the same release are, whatever the added time.
    if slots == nil {
      try algorithm.constrainedSweep(from: releases, add)
      return (totals, infeasible)
    }
    var latest = CarriedPlan()
    for index in 0..<releases.count {
      let slot = releases.slot(index)
      var known = carried[slot] ?? latest
      let plan = try algorithm.constrainedOutcome(ofSlot: slot, of: releases, carrying: &known)
      known.forgetPlan()
      (latest, carried[slot]) = (known, known)
      add(index, plan)
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

/// A cell's plans in hindsight, and where its jobs are released.
struct CellPlans {
  let job: Workload
  let key: ReplayCell.Key
  let hindsight: SweepTotals
  let skippedCount: Int
  /// The slots released at, where there is no hindsight.
  let releases: [Int]

  /// The cell of plans that were made without hindsight.
  func cell(_ totals: ForesightTotals) -> ReplayCell {
    ReplayCell(
      key, totals: totals.plans, skippedCount: skippedCount, spread: nil,
      foresight: totals.plans.releaseCount == 0 ? nil : ForesightFigures(totals, hindsight: hindsight))
  }
}
