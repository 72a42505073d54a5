import CarbonCommands
import CarbonJobs
import CarbonScheduling
import CarbonTraces
import ChildProcesses
import CommandLineKit
import Foundation

/// `carbon-schedule run`: runs a command when its plan says so.
enum RunCommand {
  static let table = OptionTable(
    command: "carbon-schedule run", operands: "-- COMMAND...",
    summary: "Runs a command when its plan says so: starts it, pauses it and lets it go on, follows new forecasts, and "
      + "says at the end what it emitted. Options come first, then -- and the command.",
    options: PlanRequest.traceOptions + PlanRequest.options + TraceInput.options + RunOptions.options,
    example: "carbon-schedule run --trace forecast.json --algorithm pause-and-resume --duration 6h --deadline +24h "
      + "-- python train.py")

  static func run(_ words: [String]) throws -> ExitCode {
    let split = words.firstIndex(of: "--") ?? words.count
    let command = Array(words[min(split + 1, words.count)...])
    let options = Array(words[..<split])
    let parsed = try table.parse(options)
    if try table.answersHelp(parsed) { return .success }
    guard parsed.operands.isEmpty else {
      throw CommandFailure.usage("\(table.command): '\(parsed.operands[0])' stands before --; write -- COMMAND.")
    }
    let session: RunSession
    if let state = try parsed[RunOptions.resumeOption] {
      session = try RunSession(resuming: state, parsed, command)
    } else {
      session = try RunSession(parsed, options: options, command)
    }
    let ending = try session.run()
    // The command's own code, whatever it means.
    exit(ending.code)
  }
}

/// One run of a job, from its options to its receipt.
private struct RunSession {
  private let options: RunOptions
  private let request: JobRequest
  private let state: JobState
  private let files: JobFiles
  private let feed: TraceFeed
  private let first: IntensityTrace?

  /// A new job.
  init(_ parsed: ParsedOptions, options words: [String], _ command: [String]) throws(CommandFailure) {
    let name = parsed.command
    guard let program = command.first, !program.isEmpty else {
      throw .usage("\(name): there is no command; write it behind --, such as -- python train.py.")
    }
    options = try RunOptions(parsed, stored: nil)
    try parsed.checkOutputs()
    let plan = try PlanRequest(parsed)
    request = plan.jobRequest
    let times = try plan.times(name)
    let path = try parsed[PlanRequest.traceOption]
    feed = TraceFeed(path, command: name) { () throws(CommandFailure) in try plan.presentTrace(parsed) }
    // A trace that is wrong from the start is an error; later on, the last one holds.
    first = try plan.presentTrace(parsed)
    let statePath: String
    if let named = try parsed[RunOptions.stateOption] {
      statePath = named
    } else {
      statePath = try JobFiles.defaultPath()
    }
    files = try JobFiles(statePath, isNamed: parsed.has(RunOptions.stateOption))
    if FileBytes.exists(statePath), let old = try? JobFiles.load(statePath), old.ending == nil {
      throw CommandFailure(
        .cannotWrite, "\(statePath): holds a job that has not ended; go on with --resume \(statePath), or remove it.")
    }
    state = JobState(
      command: command, folder: FileManager.default.currentDirectoryPath, options: words, release: times.release,
      deadline: times.deadline)
  }

  /// A job that another process has left.
  init(resuming path: String, _ parsed: ParsedOptions, _ command: [String]) throws(CommandFailure) {
    guard command.isEmpty else {
      throw .usage("\(parsed.command): --resume goes on with the state's own command; leave out the one behind --.")
    }
    files = try JobFiles(path, isNamed: true)
    state = try JobFiles.load(path)
    if let ending = state.ending {
      throw .usage("\(path): this job has ended with code \(ending.code); there is nothing to resume.")
    }
    let stored = try RunCommand.table.parse(state.options)
    options = try RunOptions(parsed, stored: stored)
    try parsed.checkOutputs()
    let plan = try PlanRequest(stored)
    request = plan.jobRequest
    let trace = try stored[PlanRequest.traceOption]
    feed = TraceFeed(trace, command: parsed.command) { () throws(CommandFailure) in try plan.presentTrace(stored) }
    first = nil
    do {
      try files.cutJournal(to: state.spans)
    } catch {
      throw CommandFailure(.cannotWrite, "\(path): the journal cannot be written (\(error)); check the disk.")
    }
    _ = FileManager.default.changeCurrentDirectoryPath(state.folder)
  }

  func run() throws -> JobEnding {
    let host = try RunHost(feed, first: first)
    let telling = try RunTelling(log: options.logPath)
    let meter = try options.meter.map { kind throws(CommandFailure) in
      try PowerMeter(kind, log: "\(files.path).power.csv")
    }
    let process = KeptCommand(
      state.command, options.way, statePath: files.path, companion: meter?.companion, attempt: state.attempt,
      memory: state.memory)
    let supervisor = Supervisor(
      request, policy: options.policy, state: state, clock: host, process: process, news: host, store: files,
      observer: telling)
    host.stopsItself = {
      // The terminal's stop key stops the job too, and the plan goes on with it.
      process.pause()
      ChildProcess.signal(SignalNumber.stop, to: ChildProcess.ownPid)
      process.go()
    }
    let ending: JobEnding
    do {
      ending = try supervisor.run()
    } catch {
      throw failure(error)
    }
    let metered = meter?.finish(on: supervisor.state.outlook.intensity.latest)
    let receipt = JobReceipt(
      supervisor.state, spans: try files.spans(supervisor.state.spans), progress: supervisor.progress(),
      request: request, ending: ending)
    let document = ReceiptDocument(receipt, supervisor.state, request, metered: metered)
    Terminal.progress("")
    for line in document.text.split(separator: "\n") { Output.note(String(line)) }
    // The command's code comes before a receipt that cannot be written.
    if let path = options.receiptPath {
      do {
        try Output.write(try json(document), to: path)
      } catch {
        Output.note(error.description)
      }
    }
    process.removeLedger()
    files.close()
    return ending
  }

  private func failure(_ error: any Error) -> any Error {
    switch error {
    case SupervisionError.processLost:
      CommandFailure(
        .badData,
        "\(files.path): the command is gone and nobody has written down how it ended; with --pause restart it can be "
          + "started again from its checkpoint.")
    case let error as SystemError:
      CommandFailure(.internalError, "carbon-schedule run: the keeper cannot be started (\(error.reason)).")
    default: error
    }
  }
}
