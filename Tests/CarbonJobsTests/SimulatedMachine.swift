import CarbonJobs
import CarbonScheduling
import Foundation

/// A machine, a command, its files and its clocks, in which hours take no time: all that a supervisor is given.
final class SimulatedMachine: JobClock, JobProcess, JobNews, JobStore, JobObserver {
  struct Crash: Error {}
  struct FullDisk: Error {}

  static let midnight = Instant(secondsSince1970: 1_577_836_800)

  /// Whether the supervisor has been killed: what it does from there on, to its next sleep, does not happen.
  var isCrashed = false

  // The clocks.
  var wall: Int64
  var awake: Int64 = 5 * .second
  /// Things that happen at a time awake, in order.
  var happenings: [(awake: Int64, action: (SimulatedMachine) -> Void)] = []

  // The command.
  /// How long it has to run until it ends by itself, in nanoseconds.
  var work: Int64
  var exitCode: Int32 = 0
  /// Whether it is asked in vain to stop, until it is forced; or even then.
  var ignoresPause = false
  var ignoresForce = false
  /// Whether a pause ends it.
  var endsInPauses = false
  /// The start that another supervisor says it has made.
  var adopted: Int?
  private(set) var starts: [(attempt: Int, resumes: Bool)] = []
  private(set) var delivered: [Int32] = []
  private(set) var forced = 0
  private var phase = ProcessReading.Phase.absent
  private var ranBefore: Int64 = 0
  private var runningSince: Int64?
  /// All that it has worked, in every attempt.
  private(set) var worked: Int64 = 0
  let memory = ProcessMemory()

  // News.
  var forecasts: [IntensityTrace] = []
  var pendingSignals: [Int32] = []

  // Files.
  private(set) var saved: Data?
  private(set) var savedOutlook = JobOutlook()
  private(set) var saves = 0
  /// What happens to the machine when its supervisor is killed.
  var whenCrashed: (SimulatedMachine) -> Void = { _ in }
  private(set) var largestState = 0
  private var journal: [RunSpan] = []
  /// After how many saves the supervisor is killed, and whether before it is written.
  var crashAfter: Int?
  var crashesBeforeWriting = false

  private(set) var events: [JobEvent] = []
  private(set) var statuses = 0
  var sleeps = 0
  /// How much longer than asked for it sleeps, in nanoseconds.
  var oversleeps: () -> Int64 = { 0 }
  /// Whether the disk is full.
  var isFull = false

  init(work: Duration, at start: Instant = midnight) {
    self.work = work.nanoseconds
    wall = start.wall
  }

  // MARK: Clocks

  func read() -> ClockReading { ClockReading(wall: wall, awake: awake) }

  func sleep(nanoseconds: Int64) throws {
    if isCrashed { throw Crash() }
    sleeps += 1
    let until = awake + nanoseconds + oversleeps()
    while let next = happenings.first, next.awake <= until {
      happenings.removeFirst()
      advance(to: max(next.awake, awake))
      next.action(self)
    }
    advance(to: max(until, awake))
  }

  private func advance(to time: Int64) {
    if let since = runningSince, worked + (time - since) >= work {
      let end = since + (work - worked)
      close(at: end)
      phase = .ended(JobEnding(code: exitCode))
    }
    wall += time - awake
    awake = time
  }

  func at(_ time: Duration, _ action: @escaping (SimulatedMachine) -> Void) {
    happenings.append((5 * .second + time.nanoseconds, action))
    happenings.sort { $0.awake < $1.awake }
  }

  // MARK: The command

  private func close(at time: Int64) {
    guard let since = runningSince else { return }
    worked += time - since
    ranBefore += time - since
    runningSince = nil
  }

  func start(attempt: Int, resumes: Bool) {
    guard !isCrashed else { return }
    adopted = nil
    starts.append((attempt, resumes))
    (ranBefore, phase, runningSince) = (0, .running, awake)
  }

  func stopByOthers() {
    close(at: awake)
    phase = .paused
  }

  func goByOthers() { go() }

  func pause() { if !ignoresPause, !isCrashed { reallyPause() } }

  func forcePause() {
    guard !isCrashed else { return }
    forced += 1
    if !ignoresForce { reallyPause() }
  }

  private func reallyPause() {
    guard phase == .running else { return }
    close(at: awake)
    phase = endsInPauses ? .ended(JobEnding(code: 143, signal: 15)) : .paused
  }

  func go() {
    guard phase == .paused, !isCrashed else { return }
    (phase, runningSince) = (.running, awake)
  }

  func deliver(signal: Int32) {
    guard !isCrashed else { return }
    delivered.append(signal)
    close(at: awake)
    phase = .ended(JobEnding(code: 128 + signal, signal: signal))
  }

  func poll(awake: Int64) -> ProcessReading {
    // Of a start that did not happen nothing is known.
    if let adopted, starts.last?.attempt != adopted { return ProcessReading(.absent, ran: 0) }
    return ProcessReading(phase, ran: ranBefore + (runningSince.map { awake - $0 } ?? 0))
  }

  /// The machine was started anew: nothing is left of the process.
  func lose() {
    close(at: awake)
    phase = .lost
  }

  // MARK: News

  func forecast(at now: ClockReading) -> IntensityTrace? { forecasts.isEmpty ? nil : forecasts.removeFirst() }

  func signals() -> [Int32] {
    defer { pendingSignals = [] }
    return pendingSignals
  }

  // MARK: Files

  func save(_ state: JobState) throws {
    guard !isCrashed else { return }
    if isFull { throw FullDisk() }
    saves += 1
    let isDue = crashAfter.map { saves >= $0 } ?? false
    if isDue, crashesBeforeWriting {
      isCrashed = true
      return
    }
    let data = try JSONEncoder().encode(state)
    saved = data
    largestState = max(largestState, data.count)
    isCrashed = isDue
  }

  func save(_ outlook: JobOutlook) throws { if !isCrashed { savedOutlook = outlook } }

  func append(_ span: RunSpan) { if !isCrashed { journal.append(span) } }

  func spans(_ count: Int) -> [RunSpan] { Array(journal.prefix(count)) }

  func cutJournal(to count: Int) { journal = Array(journal.prefix(count)) }

  // MARK: Telling

  func take(_ event: JobEvent) { events.append(event) }

  func take(_ status: JobStatus) { statuses += 1 }

  func forgetEvents() { events = [] }

  var kinds: [JobEvent.Kind] { events.map(\.kind) }
}

/// A job on a simulated machine, in hours.
struct Simulation {
  let machine: SimulatedMachine
  var request: JobRequest
  var policy = SupervisorPolicy()
  var deadline: Instant

  /// - Parameters:
  ///   - intensities: The forecast, from midnight on.
  ///   - hours: What the job is planned to take; it really takes `work`.
  init(
    _ intensities: [Double], _ algorithm: JobRequest.Algorithm = .pauseAndResume, slot: Duration = .seconds(3_600),
    hours: Double, work: Duration? = nil
  ) throws {
    let duration = Duration.seconds(hours * 3_600)
    machine = SimulatedMachine(work: work ?? duration)
    request = JobRequest(algorithm, try Workload(duration: duration, power: .constant(kilowatts: 1)))
    let trace = try Self.trace(intensities, slot: slot)
    machine.forecasts = [trace]
    deadline = trace.end
  }

  static func trace(
    _ intensities: [Double], slot: Duration = .seconds(3_600), from start: Instant = SimulatedMachine.midnight
  ) throws -> IntensityTrace {
    try IntensityTrace(start: start, slot: slot, gramsPerKilowattHour: intensities)
  }

  func supervisor(_ state: JobState? = nil) -> Supervisor {
    let fresh = JobState(
      command: ["work"], folder: "/", options: [], release: SimulatedMachine.midnight, deadline: deadline)
    return Supervisor(
      request, policy: policy, state: state ?? fresh, clock: machine, process: machine, news: machine, store: machine,
      observer: machine)
  }

  /// Runs the job, going on after each crash.
  func run() throws -> (ending: JobEnding, receipt: JobReceipt, state: JobState) {
    machine.endsInPauses = policy.endsInPauses
    var supervisor = supervisor()
    while true {
      do {
        let ending = try supervisor.run()
        let receipt = JobReceipt(
          supervisor.state, spans: machine.spans(supervisor.state.spans), progress: supervisor.progress(),
          request: request, ending: ending)
        return (ending, receipt, supervisor.state)
      } catch is SimulatedMachine.Crash {
        (machine.crashAfter, machine.isCrashed) = (nil, false)
        machine.whenCrashed(machine)
        guard let saved = machine.saved else {
          supervisor = self.supervisor()
          continue
        }
        var state = try JSONDecoder().decode(JobState.self, from: saved)
        state.outlook = machine.savedOutlook
        machine.adopted = state.attempt
        machine.cutJournal(to: state.spans)
        supervisor = self.supervisor(state)
      }
    }
  }

  /// The hours of a receipt's runs as a picture, a letter for each slot: `#` all of it, `+` some of it.
  static func picture(_ receipt: JobReceipt, slots: Int, slot: Int64 = 3_600) -> String {
    (0..<slots).map { index in
      let begin = SimulatedMachine.midnight.secondsSince1970 + Int64(index) * slot
      let used = receipt.runs.reduce(Int64(0)) { sum, run in
        sum
          + max(0, min(run.end.secondsSince1970, begin + slot) - max(run.start.secondsSince1970, begin))
      }
      return used == 0 ? "." : used >= slot - 2 ? "#" : "+"
    }.joined()
  }
}
