import CarbonScheduling

/// Plans, and changes of plan.
extension Supervisor {
  /// Plans what is left on a forecast.
  func plan(on forecast: IntensityTrace, _ now: ClockReading) {
    // What lies long ahead is of no use, but a job that is late needs to be accounted for.
    let slack = max(Duration.seconds(86_400), request.job.duration)
    state.outlook.intensity.take(forecast, from: state.release, to: state.deadline.advanced(by: slack))
    isOutlookUnsaved = true
    replan(on: forecast, now)
  }

  /// A machine that was suspended, or a run that came late: the plan's rest is shorter than the job's.
  func planIfBehind(_ now: ClockReading) {
    guard remaining > 2 * .second, !isEnding, !isStopped, !planned.isEmpty, now.wall < mustRunFrom,
      [.waiting, .running, .paused].contains(state.phase), let forecast = state.outlook.intensity.latest,
      remaining - planLeft(now) > 2 * .second, now.awake >= plannedAt.addingClamped(60 * .second)
    else { return }
    replan(on: forecast, now)
  }

  /// The progress that the plan's rest makes.
  private func planLeft(_ now: ClockReading) -> Int64 {
    let (left, starts) = planned.left(at: now.wall)
    // The first of all starts needs no warming up, unless it is charged.
    let isNext = planned.next(at: now.wall).map { $0.run.start.wall > now.wall } ?? false
    let isFirst = isNext && !state.hasBegun && !request.resumeCost.chargesFirstStart
    return left - request.resumeCost.time.nanoseconds * Int64(starts - (isFirst ? 1 : 0))
  }

  /// Takes a plan in the place of the one before.
  func follow(_ runs: [Run]) {
    state.outlook.plan = runs
    planned = PlannedTimes(runs)
    (isUnsaved, isOutlookUnsaved) = (true, true)
  }

  private func replan(on forecast: IntensityTrace, _ now: ClockReading) {
    guard remaining > 0, !isEnding else { return }
    plannedAt = now.awake
    let isRunning = [.running, .starting, .resuming].contains(state.phase)
    var standing = RestPlanner.Standing(
      now: state.hasBegun ? now.wall : max(now.wall, state.release.wall), progress: progress(),
      deadline: state.deadline, hasStarted: state.hasBegun, isRunning: isRunning, pauses: state.pauses,
      plan: state.outlook.plan)
    let limits = request.limits
    standing.mayStop = ran - state.runBegan >= limits.minimumRun.nanoseconds
    if !isRunning, limits.minimumPause > .zero, let last = (try? store.spans(state.spans))?.last {
      standing.mayGoFrom = last.end.addingClamped(limits.minimumPause.nanoseconds)
    }
    do {
      let outcome = try planner.plan(standing, on: forecast)
      let isFirst = !state.outlook.isPlanned && !state.hasBegun
      if isFirst {
        (state.outlook.isPlanned, state.outlook.plannedGrams) = (true, outcome.grams)
      } else if !outcome.isKept, outcome.runs != state.outlook.plan {
        state.outlook.replans += 1
      }
      let isNew = outcome.runs != state.outlook.plan
      follow(outcome.runs)
      state.outlook.dearest = dearest(outcome.runs)
      event(isFirst ? .planned : isNew ? .replanned : .kept, now, Self.words(outcome.runs))
    } catch {
      // The last plan holds, if there is one.
      event(.withoutForecast, now, "\(error)")
    }
  }

  /// The most that a kilowatt-hour emits in the slots of a plan.
  private func dearest(_ runs: [Run]) -> Double? {
    var dearest: Double?
    for run in runs {
      var time = run.start.wall
      while time < run.end.wall {
        let (value, until) = state.outlook.intensity.value(at: time)
        if let value { dearest = max(dearest ?? value, value) }
        time = max(until, time + 1)
      }
    }
    return dearest
  }

  private static func words(_ runs: [Run]) -> String {
    let shown = runs.prefix(4).map(\.description).joined(separator: " ")
    return runs.count > 4 ? "\(shown) and \(runs.count - 4) more" : shown
  }

  /// Tells how the job stands: once a minute, and when it has changed.
  func tell(_ now: ClockReading) {
    guard now.awake >= toldAt.addingClamped(60 * .second) else { return }
    toldAt = now.awake
    let next: Instant?
    switch wish(now) {
    case .run(let until), .hold(let until):
      next = until.map { Instant(secondsSince1970: $0.dividedRoundingDown(by: .second)) }
    }
    let doing: JobStatus.Doing =
      switch state.phase {
      case .waiting: .waiting(until: next)
      case .starting, .running, .resuming: remaining <= 0 ? .late : .running(until: next)
      case .pausing: .pausing
      case .paused: .paused(until: next)
      case .ended: .ended
      }
    var total = RunCosts.Total()
    if let open = state.open {
      let span = RunSpan(
        start: open.start, length: max(0, ran - open.ran), progress: open.progress, isResume: open.isResume)
      RunCosts(request, on: state.outlook.intensity).add(span, to: &total)
    }
    observer.take(
      JobStatus(
        doing: doing, progress: progress().seconds, duration: request.job.duration.nanoseconds.seconds,
        grams: state.gramsSoFar + total.grams))
  }
}
