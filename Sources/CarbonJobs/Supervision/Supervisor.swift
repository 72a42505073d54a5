import CarbonScheduling

/// Runs a command when its plan says so: starts it, pauses it, lets it go on, and follows news of the intensity.
///
/// It knows no process and no clock but those it is given. What it is about to do is saved before it is done, so that
/// another one can go on from there.
package final class Supervisor {
  package let request: JobRequest
  package let policy: SupervisorPolicy
  package internal(set) var state: JobState
  /// The state's plan, by time.
  var planned: PlannedTimes

  let clock: any JobClock
  let process: any JobProcess
  let news: any JobNews
  let store: any JobStore
  let observer: any JobObserver
  let planner: RestPlanner

  var reading = ProcessReading(.absent, ran: 0)
  /// Since when the present pause is asked for, by the time awake.
  var pauseAsked: Int64 = 0
  var isForced = false
  /// Whether a signal asked the command to end: it is not paused any more.
  var isEnding = false
  /// Whether the end was asked for before there was a command.
  var endsUnstarted: Int32?
  /// Signals that came while the command was being started.
  var undelivered: [Int32] = []
  var isUnsaved = false
  var isOutlookUnsaved = false
  /// Whether the state could not be saved the last time.
  var hasFailed = false
  var savedAt: Int64 = .min
  var toldAt: Int64 = .min
  var plannedAt: Int64 = .min
  var lastReading: ClockReading?
  var isLateTold = false
  var isDeadlineTold = false
  var isStopped = false

  package init(
    _ request: JobRequest, policy: SupervisorPolicy, state: JobState, clock: any JobClock, process: any JobProcess,
    news: any JobNews, store: any JobStore, observer: any JobObserver
  ) {
    (self.request, self.policy, self.state) = (request, policy, state)
    planned = PlannedTimes(state.outlook.plan)
    (self.clock, self.process, self.news, self.store, self.observer) = (clock, process, news, store, observer)
    planner = RestPlanner(request)
  }

  /// Sees the job through to its end.
  ///
  /// - Returns: How the command ended.
  /// - Throws: What the store throws, or the process where it cannot be started.
  package func run() throws -> JobEnding {
    try begin()
    while true {
      let now = clock.read()
      followClock(now)
      for signal in news.signals() { take(signal: signal, now) }
      try observe(now)
      if let ending = state.ending { return ending }
      if let forecast = news.forecast(at: now) { plan(on: forecast, now) }
      planIfBehind(now)
      try act(now)
      saveIfDue(now)
      tell(now)
      try clock.sleep(nanoseconds: untilNext(clock.read()))
    }
  }

  /// The progress in nanoseconds: what it ran, less what it needed to warm up.
  package func progress() -> Int64 {
    let warmUp = state.runIsResume ? min(request.resumeCost.time.nanoseconds, max(0, ran - state.runBegan)) : 0
    return max(0, ran - state.warmUpBefore - warmUp)
  }

  /// What it has run in all, in nanoseconds.
  var ran: Int64 { state.ranBefore + reading.ran }

  var remaining: Int64 { request.job.duration.nanoseconds - progress() }

  /// The first look: a plan, and what has become of a process that another supervisor left.
  private func begin() throws {
    let now = clock.read()
    lastReading = now
    if state.hasStarted { try adopt(now) }
    if let forecast = news.forecast(at: now) {
      plan(on: forecast, now)
    } else if state.outlook.plan.isEmpty {
      event(.withoutForecast, now, "there is none yet")
    }
    // A job whose state cannot be kept is not begun.
    try store.save(state.outlook)
    try store.save(state)
  }

  /// Takes over what another supervisor has left.
  private func adopt(_ now: ClockReading) throws {
    if state.phase == .paused, policy.endsInPauses { return }
    reading = process.poll(awake: now.awake)
    switch (state.phase, reading.phase) {
    case (_, .lost):
      // The machine was started anew, or somebody has killed everything.
      guard policy.endsInPauses else { throw SupervisionError.processLost }
      reading = ProcessReading(.absent, ran: 0)
      state.ranBefore = state.ran
      closeSpan(ran: ran)
      (state.phase, state.runBegan) = (.paused, ran)
    case (.starting, .absent): state.phase = state.hasBegun ? .paused : .waiting
    // Whether what was about to be done has been done or not: it is done again.
    case (.resuming, .paused): state.phase = .paused
    case (.pausing, .running): state.phase = .running
    case (.pausing, _): pauseAsked = now.awake
    default: break
    }
    if let open = state.open, abs(now.wall - open.start - (ran - open.ran)) >= .second {
      // It was stopped, or the machine suspended, while nobody looked.
      closeSpan(ran: ran)
    }
    event(.adopted, now, state.phase.rawValue)
  }

  /// Saves the state now. A disk that is full does not end a job that runs: it is said once, and tried again.
  func save() {
    state.ran = ran
    state.memory = process.memory
    do {
      // What is planned comes first: a state without its plan would be planned anew, a plan without its state is kept.
      if isOutlookUnsaved { try store.save(state.outlook) }
      isOutlookUnsaved = false
      try store.save(state)
      (isUnsaved, hasFailed) = (false, false)
    } catch {
      if !hasFailed { event(.unsaved, clock.read(), "\(error)") }
      hasFailed = true
    }
    savedAt = clock.read().awake
  }

  private func saveIfDue(_ now: ClockReading) {
    // While it waits or is paused, nothing changes: no disk is woken.
    let isDue = now.awake >= savedAt.addingClamped(60 * .second) && (ran != state.ran || hasFailed)
    if isUnsaved && !hasFailed || isDue { save() }
  }

  func event(_ kind: JobEvent.Kind, _ now: ClockReading, _ note: String = "") {
    observer.take(JobEvent(kind, now.instant, progress: progress().seconds, note: note))
    // Whatever is worth an event is worth a line.
    toldAt = .min
  }
}
