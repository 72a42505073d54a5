package import CarbonScheduling

/// Plans what is left of a job on the newest forecast, with the same planners as a whole one.
///
/// What is done stays done; a change of plan that takes a resume more pays for it. A plan in hand is kept unless another is
/// better.
package struct RestPlanner: Sendable {
  package let request: JobRequest

  package init(_ request: JobRequest) { self.request = request }

  /// Where a job stands.
  package struct Standing: Sendable {
    package var now: Int64
    /// In nanoseconds.
    package var progress: Int64
    package var deadline: Instant
    package var hasStarted: Bool
    package var isRunning: Bool
    package var pauses: Int
    /// The plan in hand.
    package var plan: [Run]
    /// Whether the run in progress has lasted as long as a run must.
    package var mayStop = true
    /// When the pause in progress will have lasted as long as a pause must, in nanoseconds since 1970.
    package var mayGoFrom = Int64.min

    package init(
      now: Int64, progress: Int64, deadline: Instant, hasStarted: Bool = false, isRunning: Bool = false,
      pauses: Int = 0, plan: [Run] = []
    ) {
      (self.now, self.progress, self.deadline) = (now, progress, deadline)
      (self.hasStarted, self.isRunning, self.pauses, self.plan) = (hasStarted, isRunning, pauses, plan)
    }
  }

  /// The runs from now on, and what they come to.
  package struct Outcome: Sendable {
    package let runs: [Run]
    package let grams: Double?
    /// Whether they are those of the plan in hand.
    package let isKept: Bool
  }

  /// - Throws: ``SchedulingError`` if nothing can be planned: the forecast is too short, or the deadline too near.
  package func plan(_ standing: Standing, on trace: IntensityTrace) throws(SchedulingError) -> Outcome {
    // The next whole second: instants have no finer ones.
    let now = Instant(secondsSince1970: (standing.now + .second - 1).dividedRoundingDown(by: .second))
    // Until then it runs on, if it runs.
    let progress = standing.progress + (standing.isRunning ? now.wall - standing.now : 0)
    let done = (progress + .second / 2).dividedRoundingDown(by: .second)
    let rest = request.rest(after: done)
    var known = KnownIntensity()
    known.take(trace, from: trace.start, to: trace.end)
    let costs = RunCosts(request, on: known)
    let begin = now.wall
    func total(_ runs: [Run]) -> RunCosts.Total {
      costs.cost(
        of: runs, from: begin, progress: progress, pausedSince: standing.hasStarted ? begin : nil,
        goesOn: standing.isRunning)
    }
    let kept = standing.plan.filter { $0.end > now }
    let planned = kept.reduce(Int64(0)) { $0 + max($1.start, now).duration(to: $1.end).nanoseconds }
    // A plan that has become too short is none.
    let isWhole = planned + 2 * .second >= rest.duration.nanoseconds
    let candidates: [[Run]]
    do {
      candidates = try self.candidates(for: rest, standing, from: now, on: trace)
    } catch {
      if isWhole, !kept.isEmpty { return Outcome(runs: kept, grams: total(kept).knownGrams, isKept: true) }
      throw error
    }
    var best: (runs: [Run], grams: Double)?
    for runs in candidates {
      let grams = total(runs).knownGrams ?? .infinity
      if grams < best?.grams ?? .infinity || best == nil { best = (runs, grams) }
    }
    if isWhole, !kept.isEmpty, let grams = total(kept).knownGrams, grams <= best?.grams ?? .infinity {
      return Outcome(runs: kept, grams: grams, isKept: true)
    }
    // What runs, runs on until the second begins that the plan is from.
    if standing.isRunning, let first = best?.runs.first, first.start == now {
      best?.runs[0] = Run(now.advanced(by: .seconds(-1))..<first.end)
    }
    return Outcome(runs: best?.runs ?? [], grams: best.flatMap { $0.grams < .infinity ? $0.grams : nil }, isKept: false)
  }

  /// Plans that may be best: started anew where the job is not running; else gone on with, or stopped now.
  private func candidates(
    for rest: Workload, _ standing: Standing, from now: Instant, on trace: IntensityTrace
  ) throws(SchedulingError) -> [[Run]] {
    if trace.end < standing.deadline {
      // What is missing is a forecast, not time.
      let end = now.advanced(by: rest.duration)
      if now >= trace.end { throw .releasedAfterTrace(release: now, traceEnd: trace.end) }
      if end > trace.end { throw .windowPastTrace(windowEnd: end, traceEnd: trace.end) }
    }
    // A forecast that ends before the deadline leaves less time than there is.
    let added = AddedTime.deadline(min(standing.deadline, trace.end))
    let trace = trace.handlingGaps(request.gaps)
    let goOn = [Run(now..<now.advanced(by: rest.duration))]
    switch request.algorithm {
    case .runNow: return [goOn]
    case .flexibleStart:
      if standing.hasStarted { return [goOn] }
      let plan = FlexibleStart(
        within: added, startStep: request.startStep, unavailable: request.unavailable, weighing: request.price)
      return [try plan.schedule(rest, on: trace, releasedAt: now).runs]
    case .pauseAndResume:
      let cost = request.resumeCost
      func runs(
        _ beginning: PauseAndResume.Beginning, isCharged: Bool, from release: Instant = now,
        pauses: Int = standing.pauses
      ) throws(SchedulingError) -> [Run] {
        let limits = self.limits(for: rest, pauses: pauses)
        let charged = try? ResumeCost(
          energy: cost.energy, emissions: cost.emissions, time: cost.time, chargesFirstStart: isCharged,
          idleKilowatts: cost.idleKilowatts)
        var plan = PauseAndResume(
          within: added, resumeCost: cost == .none ? cost : charged ?? cost, limits: limits,
          unavailable: request.unavailable, weighing: request.price)
        plan.beginning = cost == .none && limits == .none ? .fresh : beginning
        return try plan.schedule(rest, on: trace, releasedAt: release).runs
      }
      guard standing.hasStarted else {
        return [try runs(.fresh, isCharged: request.resumeCost.chargesFirstStart)]
      }
      guard standing.isRunning else {
        let earliest = Instant(
          secondsSince1970: standing.mayGoFrom.addingClamped(.second - 1).dividedRoundingDown(by: .second))
        return [try runs(.held, isCharged: true, from: max(now, earliest))]
      }
      // To stop now is a pause more, which lasts as long as a pause must.
      let mayStop = standing.mayStop && standing.pauses < request.limits.maximumPauses ?? .max
      let release = now.advanced(by: request.limits.minimumPause)
      let held = mayStop ? try? runs(.held, isCharged: true, from: release, pauses: standing.pauses + 1) : nil
      // It goes on, or it stops now: each is planned as well as it can be, and the costs decide.
      let goesOn = try? runs(.running, isCharged: false)
      return [goesOn, goesOn.map { Self.begun($0, at: now) }, held, goOn].compactMap(\.self)
    }
  }

  /// Runs whose first begins now, where steps made it begin a little later; the last ends as much earlier.
  private static func begun(_ runs: [Run], at now: Instant) -> [Run] {
    var runs = runs
    guard let first = runs.first, let last = runs.last, now < first.start else { return runs }
    let early = now.duration(to: first.start)
    guard early < .seconds(60), early < last.start.duration(to: last.end) else { return runs }
    runs[runs.count - 1] = Run(last.start..<last.end.advanced(by: .zero - early))
    runs[0] = Run(now..<runs[0].end)
    return runs
  }

  /// The limits that are left: fewer pauses, and no run longer than what there is to do.
  private func limits(for rest: Workload, pauses: Int) -> RunLimits {
    let limits = request.limits
    return
      (try? RunLimits(
        minimumRun: min(limits.minimumRun, rest.duration), minimumPause: limits.minimumPause,
        maximumPauses: limits.maximumPauses.map { max(0, $0 - pauses) })) ?? limits
  }
}
