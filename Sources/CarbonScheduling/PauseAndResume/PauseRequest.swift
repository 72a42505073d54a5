/// What is asked of the runs and pauses of a plan, in whole seconds.
struct PauseRequest {
  let resume: ResumeCost
  let limits: RunLimits
  let unavailable: [Range<Instant>]
  var beginning = PauseAndResume.Beginning.fresh

  /// Fractions of a second count as a whole one.
  var resumeSeconds: Int64 { resume.time.secondsRoundedUp }
  var minimumRunSeconds: Int64 { limits.minimumRun.secondsRoundedUp }
  var minimumPauseSeconds: Int64 { limits.minimumPause.secondsRoundedUp }

  /// The step to plan a job in.
  func step(of job: Workload, on trace: IntensityTrace, in window: SchedulingWindow) -> PlanningStep {
    let length = window.end - window.start
    var times = [window.start, window.end, job.durationSeconds]
    // What is longer than the window leaves it no room, however it rounds.
    times += [resumeSeconds, minimumRunSeconds, minimumPauseSeconds].filter { $0 <= length }
    for time in trace.offsets(of: unavailable) {
      times += [time.lowerBound, time.upperBound].filter { window.start < $0 && $0 < window.end }
    }
    times += job.power.pieces.map { $0.seconds }
    return PlanningStep(slotSeconds: trace.slotSeconds, windowSeconds: length, times: times)
  }

  /// Whether planning in steps leaves out nothing that a plan to the second could do.
  func isExact(in step: PlanningStep, _ job: Workload, on trace: IntensityTrace, in window: SchedulingWindow) -> Bool {
    job.durationSeconds % step.seconds == 0 && job.power.pieces.allSatisfy { $0.seconds % step.seconds == 0 }
      && roundings(in: step, on: trace, in: window).isEmpty
  }

  /// What planning in steps makes of the request.
  func roundings(in step: PlanningStep, on trace: IntensityTrace, in window: SchedulingWindow) -> [Rounding] {
    let seconds = step.seconds
    func down(_ time: Int64) -> Int64 { time - time % seconds }
    func up(_ time: Int64) -> Int64 { step.stepsRoundedUp(time) * seconds }
    func instant(_ offset: Int64) -> Instant { trace.instant(atOffset: offset) }
    var roundings: [Rounding] = []
    if up(window.start) != window.start {
      roundings.append(.release(instant(window.start), to: instant(up(window.start))))
    }
    if down(window.end) != window.end {
      roundings.append(.deadline(instant(window.end), to: instant(down(window.end))))
    }
    func note(_ length: Duration, _ whole: Int64, _ rounding: (Duration, Duration) -> Rounding) {
      guard whole <= window.end - window.start else { return }
      let used = Duration.seconds(up(whole))
      if used != length { roundings.append(rounding(length, used)) }
    }
    note(resume.time, resumeSeconds) { .resumeTime($0, to: $1) }
    note(limits.minimumRun, minimumRunSeconds) { .minimumRun($0, to: $1) }
    note(limits.minimumPause, minimumPauseSeconds) { .minimumPause($0, to: $1) }
    for time in unavailable {
      guard let offsets = trace.offsets(of: [time]).first, offsets.overlaps(window.start..<window.end) else { continue }
      let begin = offsets.lowerBound > window.start ? down(offsets.lowerBound) : offsets.lowerBound
      let end = offsets.upperBound < window.end ? up(offsets.upperBound) : offsets.upperBound
      if begin != offsets.lowerBound || end != offsets.upperBound {
        roundings.append(.unavailable(time, to: instant(begin)..<instant(end)))
      }
    }
    return roundings
  }
}
