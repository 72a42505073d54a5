import CarbonScheduling

/// What is seen and what is done, step by step.
extension Supervisor {
  /// A wall clock that has moved apart from the time awake ends a span: what lies between is no running time.
  func followClock(_ now: ClockReading) {
    defer { lastReading = now }
    guard let last = lastReading else { return }
    let jump = (now.wall - last.wall) - (now.awake - last.awake)
    guard abs(jump) >= .second else { return }
    event(.clockJumped, now, "by \(jump >= 0 ? "" : "-")\(Duration.seconds(abs(jump) / .second).compactDescription)")
    if state.open != nil {
      closeSpan(ran: ran)
      // What ran since the last look, ran after the jump, for all that is known.
      state.open = OpenSpan(
        start: now.wall - (now.awake - last.awake), ran: ran, progress: progress(), isResume: false)
    }
    isUnsaved = true
  }

  func take(signal: Int32, _ now: ClockReading) {
    event(.signal, now, "\(signal)")
    isEnding = true
    switch state.phase {
    case .waiting: endsUnstarted = signal
    case .paused where policy.endsInPauses: endsUnstarted = signal
    case .starting: undelivered.append(signal)
    default: process.deliver(signal: signal)
    }
  }

  /// Looks at the process, and takes note of what has changed.
  func observe(_ now: ClockReading) throws {
    if let signal = endsUnstarted {
      finish(JobEnding(code: 128 + signal, signal: signal), now)
      return
    }
    guard state.hasStarted, state.phase != .ended, state.phase != .waiting else { return }
    if state.phase == .paused, policy.endsInPauses { return }
    let before = reading
    reading = process.poll(awake: now.awake)
    switch reading.phase {
    case .running where state.phase == .starting || state.phase == .resuming:
      event(state.hasBegun ? .resumed : .started, now)
      (state.phase, state.hasBegun) = (.running, true)
      for signal in undelivered { process.deliver(signal: signal) }
      undelivered = []
      isUnsaved = true
    case .paused where state.phase == .pausing: pauseHasCome(now)
    case .ended(let ending):
      if state.phase == .pausing, policy.endsInPauses, !isEnding {
        pauseHasCome(now)
        state.ranBefore += reading.ran
        reading = ProcessReading(.absent, ran: 0)
      } else {
        finish(ending, now)
      }
    case .lost: throw SupervisionError.processLost
    default: break
    }
    let runs = reading.phase == .running
    if runs, state.open == nil { openSpan(now) }
    if !runs, state.open != nil { closeSpan(ran: ran) }
    if state.phase == .running, !runs, before.phase != reading.phase, reading.phase == .paused {
      isStopped = true
      event(.stoppedByOthers, now)
    } else if runs, isStopped {
      isStopped = false
      event(.wentByOthers, now)
    }
  }

  private func pauseHasCome(_ now: ClockReading) {
    openUnseen(now)
    closeSpan(ran: ran)
    state.phase = .paused
    state.pauses += 1
    state.warmUpBefore += state.runIsResume ? min(request.resumeCost.time.nanoseconds, ran - state.runBegan) : 0
    (state.runIsResume, state.runBegan) = (false, ran)
    isUnsaved = true
    event(.paused, now)
  }

  /// Opens a span: of a run that has just been seen to begin, from that begin on.
  private func openSpan(_ now: ClockReading) {
    let unseen = state.runIsOpened ? 0 : max(0, ran - state.runBegan)
    state.open = OpenSpan(
      start: now.wall - unseen, ran: ran - unseen, progress: max(0, ran - unseen - state.warmUpBefore),
      isResume: state.runIsResume && !state.runIsOpened)
    state.runIsOpened = true
    isUnsaved = true
  }

  /// A run so short that nobody has seen it.
  private func openUnseen(_ now: ClockReading) {
    if state.open == nil, !state.runIsOpened, ran > state.runBegan { openSpan(now) }
  }

  func closeSpan(ran: Int64) {
    guard let open = state.open else { return }
    state.open = nil
    let span = RunSpan(
      start: open.start, length: max(0, ran - open.ran), progress: open.progress, isResume: open.isResume)
    do {
      try store.append(span)
    } catch {
      event(.unsaved, clock.read(), "\(error)")
    }
    state.spans += 1
    var total = RunCosts.Total()
    RunCosts(request, on: state.outlook.intensity).add(span, to: &total)
    state.gramsSoFar += total.grams
    isUnsaved = true
  }

  private func finish(_ ending: JobEnding, _ now: ClockReading) {
    if state.hasStarted { openUnseen(now) }
    closeSpan(ran: ran)
    state.phase = .ended
    state.ending = ending
    event(.ended, now, ending.signal.map { "by signal \($0)" } ?? "with \(ending.code)")
    save()
    tell(now)
  }

  /// Does what the rules ask for.
  func act(_ now: ClockReading) throws {
    switch (state.phase, wish(now)) {
    case (.waiting, .run): try start(now)
    case (.paused, .run):
      (state.runIsResume, state.runBegan, state.runIsOpened) = (true, ran, false)
      if policy.endsInPauses {
        try start(now)
      } else {
        state.phase = .resuming
        save()
        process.go()
      }
    case (.running, .hold):
      state.phase = .pausing
      (pauseAsked, isForced) = (now.awake, false)
      save()
      process.pause()
    case (.pausing, _): pushPause(now)
    case (.running, .run) where remaining <= 0 && !isLateTold && !isEnding:
      isLateTold = true
      event(.late, now, "the planned \(request.job.duration.compactDescription) are over; it runs on")
    default: break
    }
  }

  private func start(_ now: ClockReading) throws {
    state.runIsResume = state.hasBegun || request.resumeCost.chargesFirstStart
    state.attempt += 1
    state.phase = .starting
    (state.runBegan, state.runIsOpened) = (ran, false)
    save()
    try process.start(attempt: state.attempt, resumes: state.hasBegun)
  }

  /// A pause that does not come in peace is forced, once.
  private func pushPause(_ now: ClockReading) {
    guard now.awake >= pauseAsked + policy.grace else { return }
    if !isForced {
      isForced = true
      process.forcePause()
    } else if now.awake >= pauseAsked + policy.grace + 10 * .second {
      // It cannot be paused: it runs on, and is asked again at the next time that the plan pauses it.
      // A part of it may have been stopped.
      process.go()
      event(.stillRunning, now, "it does not pause; it runs on")
      state.phase = .running
      follow([Run(now.instant..<now.instant.advanced(by: request.job.duration))])
    }
  }
}

/// Why a job cannot be seen through.
package enum SupervisionError: Error, Hashable, Sendable {
  /// The command's process is gone, and nobody has written down how it ended.
  case processLost
}
