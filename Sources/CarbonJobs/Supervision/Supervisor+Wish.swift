import CarbonScheduling

/// What a job should do at a time, and until when: the rules.
extension Supervisor {
  enum Wish: Hashable {
    /// Until a time in nanoseconds since 1970, if it is known.
    case run(until: Int64?)
    case hold(until: Int64?)
  }

  /// From when on the job has to run without pauses to meet its deadline.
  var mustRunFrom: Int64 { state.deadline.wall.subtractingClamped(max(0, remaining)) }

  func wish(_ now: ClockReading) -> Wish {
    let wall = now.wall
    if isEnding { return .run(until: nil) }
    if remaining <= 0 { return wishWhenLate(wall) }
    if wall >= mustRunFrom {
      if !isDeadlineTold {
        isDeadlineTold = true
        event(.deadline, now, "it runs without pauses from here on to end by \(state.deadline)")
      }
      return .run(until: nil)
    }
    guard !planned.isEmpty else {
      return policy.withoutForecast == .run ? .run(until: nil) : .hold(until: mustRunFrom)
    }
    if let (run, isLast) = planned.next(at: wall) {
      if wall < run.start.wall { return .hold(until: min(run.start.wall, mustRunFrom)) }
      // The end of the last run is the job's, early or late.
      return .run(until: isLast ? nil : run.end.wall)
    }
    return policy.withoutForecast == .wait && isWithoutForecast(wall) ? .hold(until: mustRunFrom) : .run(until: nil)
  }

  private func isWithoutForecast(_ wall: Int64) -> Bool {
    state.outlook.intensity.value(at: wall).gramsPerKilowattHour == nil && remaining > 2 * .second
  }

  /// The planned duration is over, and the command still runs.
  private func wishWhenLate(_ wall: Int64) -> Wish {
    guard policy.whenLate == .pause, wall < state.deadline.wall, let dearest = state.outlook.dearest else {
      return .run(until: nil)
    }
    let (value, until) = state.outlook.intensity.value(at: wall)
    let next = min(until, state.deadline.wall)
    return value.map { $0 > dearest } ?? false ? .hold(until: next) : .run(until: next == .max ? nil : next)
  }

  /// How long to sleep: to the next thing that is due, but not so long that a clock that steps or a new forecast would be
  /// missed; and no more than once a second, unless something is under way.
  func untilNext(_ now: ClockReading) -> Int64 {
    switch state.phase {
    case .starting, .pausing, .resuming: return .second / 50
    default: break
    }
    var due = Int64.max
    switch wish(now) {
    case .run(let until), .hold(let until):
      if let until { due = until.subtractingClamped(now.wall) }
    }
    if state.phase == .running, remaining > 0 { due = min(due, remaining) }
    // Two sleeps of a second and of a rest would be two wake-ups in one.
    return due < 2 * .second ? max(due, .second / 1_000) : .second
  }
}
