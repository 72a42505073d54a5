import CarbonJobs
import ChildProcesses
import CommandLineKit

/// A command under a keeper: what the supervisor asks, done with signals, starts and hooks.
final class KeptCommand: JobProcess {
  private let command: [String]
  private let way: PauseWay
  /// Ledgers are named after the state's file.
  private let statePath: String
  private let companion: Keeper.Companion?
  private var attempt: Int
  private var ledger = Ledger()
  /// The keeper, if this process has started it.
  private var keeper: ChildProcess?
  private(set) var memory: ProcessMemory
  private var hook: (process: ChildProcess, pauses: Bool)?
  /// The signal that is to stop the command, while it has not come to that.
  private var stopping: Stopping?
  /// When a hook that failed may be tried again, by the time awake.
  private var hookAgain: Int64?

  /// - Parameters:
  ///   - companion: What runs beside it.
  ///   - attempt: The start that another supervisor has made, or 0.
  init(
    _ command: [String], _ way: PauseWay, statePath: String, companion: Keeper.Companion? = nil, attempt: Int,
    memory: ProcessMemory
  ) {
    (self.command, self.way, self.statePath, self.companion) = (command, way, statePath, companion)
    (self.attempt, self.memory) = (attempt, memory)
  }

  private func ledgerPath(_ attempt: Int) -> String { "\(statePath).\(attempt).ledger" }

  func start(attempt: Int, resumes: Bool) throws {
    FileBytes.remove(ledgerPath(self.attempt))
    self.attempt = attempt
    (ledger, memory) = (Ledger(), ProcessMemory())
    keeper = try Keeper.start(
      command, ledger: ledgerPath(attempt), companion: companion, without: ["CARBON_RESUME"],
      variables: resumes ? ["CARBON_RESUME=1"] : [])
  }

  /// The process group of the command, if it lives.
  private var group: Int32? {
    switch ledger.phase {
    case .running, .stopped: ledger.command?.pid
    default: nil
    }
  }

  func pause() {
    guard let group else { return }
    switch way {
    case .stop: stop(group, by: SignalNumber.terminalStop)
    case .restart(let signal):
      ChildProcess.signal(signal, toGroup: group)
      ChildProcess.signal(SignalNumber.go, toGroup: group)
    case .hook: runHook("pause", group)
    }
  }

  func forcePause() {
    guard let group else { return }
    switch way {
    case .stop: stop(group, by: SignalNumber.stop)
    case .restart: ChildProcess.signal(SignalNumber.kill, toGroup: group)
    case .hook: if let hook { ChildProcess.signal(SignalNumber.terminate, to: hook.process.pid) }
    }
  }

  func go() {
    stopping = nil
    guard let group else { return }
    switch way {
    case .stop, .restart: ChildProcess.signal(SignalNumber.go, toGroup: group)
    case .hook: runHook("resume", group)
    }
  }

  func deliver(signal: Int32) {
    stopping = nil
    guard let group else { return }
    if case .hook = way, memory.heldSince != nil {
      runHook("resume", group)
      if let hook { hookHasEnded(hook.process.wait(), pauses: false, at: SystemClocks.awake) }
    }
    // A stopped command would take the signal only when it goes on.
    ChildProcess.signal(SignalNumber.go, toGroup: group)
    ChildProcess.signal(signal, toGroup: group)
  }

  func poll(awake: Int64) -> ProcessReading {
    guard attempt > 0 else { return ProcessReading(.absent, ran: 0) }
    let path = ledgerPath(attempt)
    if keeper == nil, !FileBytes.exists(path), (try? FileDescriptor.new(path)) != nil {
      // Nobody will start this attempt any more: its ledger is taken.
      return ProcessReading(.absent, ran: 0)
    }
    // Looked at before the ledger is read: what a keeper has written, it wrote before it ended.
    var isKept = true
    if let own = keeper {
      if own.nextChange(blocks: false) != nil {
        isKept = false
        keeper = nil
      }
    } else {
      isKept = Ledger.isHeld(path)
    }
    try? ledger.read(path)
    pollStopping(awake)
    pollHook(awake)
    return ProcessReading(phase(isKept: isKept), ran: ran(awake))
  }

  private func ran(_ awake: Int64) -> Int64 {
    max(0, ledger.ran(at: awake) - memory.held - (memory.heldSince.map { max(0, awake - $0) } ?? 0))
  }

  private func phase(isKept: Bool) -> ProcessReading.Phase {
    switch ledger.phase {
    case .ended(let ending):
      // Children that it has left behind are not left stopped.
      if let pid = ledger.command?.pid { ChildProcess.signal(SignalNumber.go, toGroup: pid) }
      if case .signalled(let signal) = ending { return .ended(JobEnding(code: ending.code, signal: signal)) }
      return .ended(JobEnding(code: ending.code))
    case .failed(let number):
      let error = SystemError("start", number)
      Output.note("carbon-schedule run: \(command[0]): cannot be started (\(error.reason)); check its name and PATH.")
      return .ended(JobEnding(code: error.isMissing ? 127 : 126))
    case .starting: return isKept ? .starting : .lost
    case .running:
      guard isKept else { return .lost }
      return memory.heldSince == nil ? .running : .paused
    case .stopped:
      guard isKept else { return .lost }
      guard case .stop = way, let group else { return .paused }
      // Its children may take longer. Where the system does not say, they are stopped for certain.
      if let isStopped = ProcessStatus.isStopped(group: group) { return isStopped ? .paused : .running }
      ChildProcess.signal(SignalNumber.stop, toGroup: group)
      return .paused
    }
  }

  private struct Stopping {
    let signal: Int32
    /// When to look again, by the time awake.
    var again: Int64
    /// Whether the command was let go for a moment.
    var hasGone = false
  }

  private func stop(_ group: Int32, by signal: Int32) {
    ChildProcess.signal(signal, toGroup: group)
    stopping = Stopping(signal: signal, again: SystemClocks.awake + .second / 10)
  }

  /// A process that was stopped while it was being started is let go for a moment, and then the group is stopped again.
  private func pollStopping(_ awake: Int64) {
    guard var stopping, awake >= stopping.again else { return }
    guard let group, ProcessStatus.isStopped(group: group) == false else {
      self.stopping = nil
      return
    }
    if stopping.hasGone {
      ChildProcess.signal(stopping.signal, toGroup: group)
      (stopping.hasGone, stopping.again) = (false, awake + .second / 10)
    } else if ProcessStatus.isCaughtStarting(group: group) {
      ChildProcess.signal(SignalNumber.go, toGroup: group)
      (stopping.hasGone, stopping.again) = (true, awake + .second / 100)
    } else {
      stopping.again = awake + .second / 10
    }
    self.stopping = stopping
  }

  private func runHook(_ word: String, _ group: Int32) {
    guard hook == nil, case .hook(let text) = way else { return }
    var options = ChildProcess.Options()
    options.leadsGroup = true
    do {
      let words = ["/bin/sh", "-c", text + " \"$@\"", "hook", word, "\(group)"]
      hook = (try ChildProcess.start(words, options), word == "pause")
    } catch {
      Output.note("carbon-schedule run: the hook cannot be started (\(error.reason)).")
    }
  }

  private func pollHook(_ awake: Int64) {
    if let hook, case .ended(let ending) = hook.process.nextChange(blocks: false) {
      hookHasEnded(ending, pauses: hook.pauses, at: awake)
    } else if hook == nil, let again = hookAgain, awake >= again, memory.heldSince != nil, let group {
      hookAgain = nil
      runHook("resume", group)
    }
  }

  private func hookHasEnded(_ ending: ChildProcess.Ending, pauses: Bool, at awake: Int64) {
    hook = nil
    guard ending == .exited(0) else {
      Output.note("carbon-schedule run: the hook's \(pauses ? "pause" : "resume") failed with \(ending.code).")
      if !pauses { hookAgain = awake + 10 * .second }
      return
    }
    if pauses {
      memory.heldSince = awake
    } else if let since = memory.heldSince {
      memory.held += awake - since
      memory.heldSince = nil
    }
  }

  /// Takes away what is of no use after the end.
  func removeLedger() { FileBytes.remove(ledgerPath(attempt)) }
}
