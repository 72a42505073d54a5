import CarbonJobs
import CarbonScheduling
import Foundation
import TestSupport
import Testing

@testable import carbon_schedule

/// What running by plan costs itself: processor time, wake-ups, memory and open files.
@Suite(.serialized) actor RunOverheadTests {
  private let thread = WaitingThread()
  nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe thread.asUnownedSerialExecutor() }

  static let (seconds, pauses) = LargeCases.areAsked ? (120, 5_000) : (4, 50)

  /// It sleeps while it waits: at most a second at a time, and next to no processor time.
  @Test func waitingCostsNothing() throws {
    let folder = try TemporaryFolder()
    let trace = try folder.file("trace.csv", ShortTrace.csv(slot: 600, [90, 10, 90]))
    let job = ["--trace", trace, "--duration", "5m", "--added-time", "15m"]
    let processes = try [
      ("run", RunProcess(job + ["--state", folder["s"].path, "--", "true"], in: folder)),
      ("wait", RunProcess(job, in: folder, command: "wait")),
    ]
    defer {
      for (_, process) in processes {
        process.signal(SIGTERM)
        process.wait()
      }
    }
    // What it does to begin is no waiting.
    Thread.sleep(forTimeInterval: 2)
    let (before, begin) = (try processes.map { try Usage($0.1.pid) }, Date())
    Thread.sleep(forTimeInterval: Double(Self.seconds))
    for (index, (name, process)) in processes.enumerated() {
      let (after, passed) = (try Usage(process.pid), Date().timeIntervalSince(begin))
      let wakeUps = Double(after.wakeUps - before[index].wakeUps) / passed
      let share = (after.processorSeconds - before[index].processorSeconds) / passed
      print("\(name), waiting \(passed) s: \(wakeUps) wake-ups a second, \(100 * share) % of a processor")
      #expect(wakeUps < 1.3, "\(name): \(wakeUps) a second")
      if LargeCases.areAsked {
        #expect(wakeUps < 1.02 && share < 0.001, "\(name): \(wakeUps) a second, \(100 * share) %")
      }
    }
  }

  /// Thousands of pauses through the real files, log and journal, with a clock that is sped up.
  @Test func manyChangesLeaveNothingOpen() throws {
    let folder = try TemporaryFolder()
    let files = try JobFiles(folder["state.json"].path, isNamed: true)
    let machine = Metronome()
    let hours = Double(Self.pauses) * 20 / 3_600
    let job = try Workload(duration: .seconds(hours * 3_600), power: .constant(kilowatts: 1))
    machine.trace = try IntensityTrace(
      start: Metronome.midnight, slot: .seconds(20),
      gramsPerKilowattHour: (0..<2 * Self.pauses).map { $0 % 2 == 0 ? 90 : 10 })
    let state = JobState(
      command: ["work"], folder: "/", options: [], release: Metronome.midnight,
      deadline: Metronome.midnight.advanced(by: .seconds(40 * Self.pauses)))
    var samples: [(open: Int, kilobytes: Int)] = []
    machine.everySoOften = { samples.append((Usage.open(under: folder.url.path), (try? Usage.ownKilobytes()) ?? 0)) }
    machine.soOften = Self.pauses / 10
    let supervisor = Supervisor(
      JobRequest(.pauseAndResume, job), policy: SupervisorPolicy(), state: state, clock: machine, process: machine,
      news: machine, store: files, observer: try RunTelling(log: folder["log"].path))
    #expect(try supervisor.run().code == 0)
    #expect(supervisor.state.pauses == Self.pauses - 1)
    #expect(Leftovers.lines(folder["log"].path).count >= 2 * Self.pauses)
    #expect(try files.spans(supervisor.state.spans).count == Self.pauses)
    print("\(2 * Self.pauses) changes: open files and kB of memory \(samples)")
    let first = try #require(samples.first)
    let last = try #require(samples.last)
    // The lock, the journal and the log; a state that is being written is closed again.
    #expect(samples.allSatisfy { $0.open <= 3 } && samples.count > 3)
    // Other tests of this process take memory too, unless it is measured alone.
    if ProcessInfo.processInfo.environment["CARBON_TESTS_ALONE"] != nil {
      #expect(last.kilobytes - first.kilobytes < 1_024, "\(samples)")
    }
  }
}

/// What the system says of a process.
private struct Usage {
  let wakeUps: Int
  let processorSeconds: Double

  init(_ pid: Int32) throws {
    let status = try String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)
    let line = status.split(separator: "\n").first { $0.hasPrefix("voluntary_ctxt_switches:") }
    wakeUps = line.flatMap { Int($0.split(whereSeparator: \.isWhitespace).last ?? "") } ?? 0
    // Nanoseconds on a processor: the ticks of `stat` are too coarse.
    let schedule = try String(contentsOfFile: "/proc/\(pid)/schedstat", encoding: .utf8)
    processorSeconds = (Double(schedule.split(separator: " ").first ?? "") ?? 0) / 1e9
  }

  /// How many files under a folder this process holds open.
  static func open(under folder: String) -> Int {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
    return names.count { name in
      ((try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(name)")) ?? "").hasPrefix(folder)
    }
  }

  static func ownKilobytes() throws -> Int {
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
    return line.flatMap { Int($0.split(whereSeparator: \.isWhitespace)[1]) } ?? 0
  }
}

/// A machine on which time passes by being slept, with a command that stops and goes at once.
private final class Metronome: JobClock, JobProcess, JobNews {
  static let midnight = Instant(secondsSince1970: 1_577_836_800)

  var trace: IntensityTrace?
  var soOften = 1
  var everySoOften: () -> Void = {}
  let memory = ProcessMemory()
  private var time: Int64 = 0
  private var ranBefore: Int64 = 0
  private var runningSince: Int64?
  private var goes = 0
  private var isStarted = false

  func read() -> ClockReading { ClockReading(wall: Self.midnight.wall + time, awake: time) }
  func sleep(nanoseconds: Int64) { time += nanoseconds }
  func forecast(at now: ClockReading) -> IntensityTrace? {
    defer { trace = nil }
    return trace
  }
  func signals() -> [Int32] { [] }

  func start(attempt: Int, resumes: Bool) {
    isStarted = true
    go()
  }
  func pause() {
    if let since = runningSince { ranBefore += time - since }
    runningSince = nil
  }
  func forcePause() { pause() }
  func go() {
    runningSince = time
    goes += 1
    if goes % soOften == 0 { everySoOften() }
  }
  func deliver(signal: Int32) {}

  func poll(awake: Int64) -> ProcessReading {
    guard isStarted else { return ProcessReading(.absent, ran: 0) }
    let ran = ranBefore + (runningSince.map { awake - $0 } ?? 0)
    let isDone = ran >= Int64(RunOverheadTests.pauses) * 20 * .second
    return ProcessReading(
      isDone ? .ended(JobEnding(code: 0)) : runningSince == nil ? .paused : .running, ran: ran)
  }
}
