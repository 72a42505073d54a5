import CarbonScheduling
import WindowKernels

/// The cells of a region without foresight: at each instant one forecast serves all plans that are made then.
///
///     release           decisions, an interval apart
///       |----|----|----|----|----|----|----|----|
///       [= job A =....................]              each steps its plan on the same row
///       [= job B =..............................]
struct RegionForesight {
  /// A cell's job and window, in whole slots of the trace.
  struct Cell {
    let job: Workload
    let algorithm: Algorithm
    let added: Int64
    /// The slots of its releases, in order.
    let releases: [Int]

    init(_ plans: CellPlans) {
      (job, algorithm, added, releases) = (plans.job, plans.key.algorithm, plans.key.addedSeconds, plans.releases)
    }
  }

  let foresight: Foresight
  let region: Replay.Region
  let replay: Replay

  /// The cells of plans that were made in hindsight before.
  func cells(_ plans: [CellPlans]) throws(ForecastError) -> [ReplayCell] {
    var results = [ForesightTotals](repeating: ForesightTotals(), count: plans.count)
    var together: [Int] = []
    for (index, plan) in plans.enumerated() {
      let isPaused = plan.key.algorithm == .pauseAndResume
      guard
        foresight.replanning.gate != nil || foresight.overPromiseShare != nil
          || isPaused && (replay.isConstrained || foresight.replanning.hysteresis > 0)
      else {
        together.append(index)
        continue
      }
      let cell = Cell(plan)
      let added = AddedTime.duration(.seconds(plan.key.addedSeconds))
      results[index] =
        isPaused
        ? try totals(
          of: cell, by: PauseAndResume(within: added, resumeCost: replay.resumeCost, limits: replay.limits))
        : try totals(of: cell, by: FlexibleStart(within: added))
    }
    for (index, totals) in zip(together, try totals(of: together.map { Cell(plans[$0]) })) { results[index] = totals }
    return zip(plans, results).map { $0.cell($1) }
  }

  /// What the plans of each cell add up to.
  func totals(of cells: [Cell]) throws(ForecastError) -> [ForesightTotals] {
    let rows = try foresight.rows(of: region)
    return try totals(of: cells, rows)
  }

  private func totals(of cells: [Cell], _ rows: some ForecastRows) throws(ForecastError) -> [ForesightTotals] {
    var totals = [ForesightTotals](repeating: ForesightTotals(), count: cells.count)
    let trace = region.trace
    var next = [Int](repeating: 0, count: cells.count)
    var row = ForecastRow(slotSeconds: rows.slotSeconds)
    var workspace = Selection()
    var learned = rows
    // All releases of any cell in order: those of one instant together.
    while let slot = zip(cells, next).compactMap({ $1 < $0.releases.count ? $0.releases[$1] : nil }).min() {
      var plans: [(cell: Int, plan: PlanInProgress)] = []
      let release = trace.start(ofSlot: slot).secondsSince1970
      for (index, cell) in cells.enumerated()
      where next[index] < cell.releases.count && cell.releases[next[index]] == slot {
        next[index] += 1
        plans.append(
          (
            index,
            PlanInProgress(
              cell.algorithm, release: release, duration: cell.job.duration.components.seconds, added: cell.added,
              foresight.replanning)
          ))
      }
      try learned.learn(by: release)
      var source = learned
      try run(&plans, from: release, on: &source, &row, &workspace)
      for (index, plan) in plans { add(plan, of: cells[index], to: &totals[index]) }
    }
    return totals
  }

  /// Decides for all plans of one release until none is left.
  private func run(
    _ plans: inout [(cell: Int, plan: PlanInProgress)], from release: Int64, on rows: inout some ForecastRows,
    _ row: inout ForecastRow, _ workspace: inout Selection
  ) throws(ForecastError) {
    let interval = foresight.replanning.interval?.components.seconds
    if let interval, interval <= 0 || interval % rows.slotSeconds != 0 {
      throw .interval(.seconds(interval), slot: .seconds(rows.slotSeconds))
    }
    let origin = rows.start + (release - rows.start).dividedRoundingDown(by: rows.slotSeconds) * rows.slotSeconds
    var instant = release
    while let end = plans.lazy.filter({ !$0.plan.isDone }).map(\.plan.end).max() {
      try row.fill(from: &rows, at: instant, until: end)
      let next = interval.map { interval in
        let next = origin + ((instant - origin) / interval + 1) * interval
        return (next, next + interval)
      }
      for index in plans.indices where !plans[index].plan.isDone {
        plans[index].plan.decide(at: instant, on: row, next: next, workspace: &workspace)
      }
      instant = next?.0 ?? end
    }
  }

  private func add(_ plan: PlanInProgress, of cell: Cell, to totals: inout ForesightTotals) {
    let trace = region.trace
    let origin = trace.start.secondsSince1970
    var integral = ExactIntegral(on: trace.series)
    for run in plan.runs { integral += trace.integral(from: run.lowerBound - origin, to: run.upperBound - origin) }
    let begin = plan.release - origin
    totals.add(
      cell.job.scale.emissions(integral),
      baseline: cell.job.scale.emissions(trace.integral(from: begin, to: begin + plan.duration)),
      pauses: plan.runs.count - 1, changes: plan.changeCount, issues: plan.issueCount)
  }

  /// The same for plans that cost something to pause, are bound, or have a gate or a hysteresis under Pause and Resume: one
  /// by one.
  func totals(of cell: Cell, by algorithm: some ReplanningAlgorithm) throws(ForecastError) -> ForesightTotals {
    var totals = ForesightTotals()
    let releases = cell.releases.map { region.trace.start(ofSlot: $0) }
    for plan in try foresight.plans(
      of: cell.job, by: algorithm, within: cell.added, releasedAt: releases, in: region)
    {
      guard let baseline = plan.schedule.baseline.emissions else { continue }
      totals.add(
        plan.schedule.emissions, baseline: baseline, pauses: plan.schedule.pauses,
        changes: plan.changeCount, issues: plan.decisions.count)
    }
    return totals
  }
}
