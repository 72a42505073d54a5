import CarbonScheduling
import CarbonTraces
import CommandLineSupport

/// `carbon-schedule plan`: plans one job on one trace.
struct PlanCommand {
  static let table = OptionTable(
    command: "carbon-schedule plan",
    summary: "Chooses when a job runs so that it emits least, and says how much less that is than running it at once.",
    options: requestOptions + [jsonOption] + PlanPictures.options,
    example: "carbon-schedule plan --trace west-us.csv --duration 6h --power 0.52kW --added-time 24h")

  /// What says which job is to be planned on which trace; `curve` asks the same.
  static let requestOptions =
    [
      CommandOption(
        "trace", value: "FILE", "the grid's intensity: a CSV file with timestamp_utc,gco2_per_kwh; - is standard input"),
      CommandOption("region", value: "NAME", "which region of a file that holds several"),
      CommandOption(
        "algorithm", value: "flexible-start|pause-and-resume|run-now",
        "one uninterrupted run, runs with pauses in between, or a run started at once",
        whenLeftOut: "flexible-start"),
      CommandOption("duration", value: "DURATION", "how long the job runs: 45s, 90m, 6h, 1h30m, 2d or PT6H"),
      CommandOption("power", value: "POWER", "what it draws, such as 0.52kW or 520W", whenLeftOut: "1kW"),
      CommandOption("energy", value: "ENERGY", "what it uses in all, such as 3.1kWh; in place of --power"),
      CommandOption(
        "power-profile", value: "FILE",
        "what it draws as it makes progress: a CSV file with minutes,kilowatts; in place of --power"),
      CommandOption(
        "release", value: "INSTANT", "the earliest start, in ISO 8601 with Z or an offset",
        whenLeftOut: "the trace's start"),
      CommandOption(
        "added-time", value: "DURATION|PERCENT",
        "how much later the job may end: a length, or a percentage of its duration; run-now takes no notice",
        whenLeftOut: "24h, or 100% with pause-and-resume"),
      CommandOption("deadline", value: "INSTANT", "the latest end; in place of --added-time"),
      CommandOption("latest-start", value: "INSTANT", "the latest start without pauses; in place of --added-time"),
      CommandOption(
        "start-step", value: "DURATION", "with flexible-start, start only at multiples of this from the release"),
      CommandOption(
        "gaps", value: "reject|fill=2h|avoid",
        "what to do about missing slots: fail, fill gaps up to a length, or never run in them",
        whenLeftOut: "reject"),
    ] + PlanConstraints.options

  static let jsonOption = CommandOption("json", "print one JSON object instead of text")

  enum Algorithm: String, CaseIterable {
    case flexibleStart = "flexible-start"
    case pauseAndResume = "pause-and-resume"
    case runNow = "run-now"
  }

  static func run(_ words: [String]) throws -> ExitCode {
    let parsed = try table.parse(words)
    if try table.answersHelp(parsed) { return .success }
    let command = try PlanCommand(parsed, command: table.command)
    let pictures = try PlanPictures(parsed)
    let plan = try command.plan(parsed)
    try pictures.write(plan) { added in
      try? command.scheduling(within: added).schedule(plan.job, on: plan.trace, releasedAt: plan.schedule.release)
    }
    if pictures.printsInstead { return .success }
    try Output.write(parsed.has("json") ? try json(PlanDocument(plan)) : plan.text, to: "-")
    return .success
  }

  private let path: String
  let algorithm: Algorithm
  let job: Workload
  private let release: Instant?
  let addedTime: AddedTime
  private let startStep: Duration?
  private let gaps: GapPolicy
  private let constraints: PlanConstraints

  /// Reads and checks everything that can be checked without the trace.
  init(_ parsed: ParsedOptions, command: String) throws(CommandFailure) {
    path = try parsed.required("trace", "FILE")
    algorithm = try parsed.choice("algorithm", Algorithm.self) ?? .flexibleStart
    job = try Self.job(parsed, command)
    release = try parsed.value("release", Instant.init(iso8601:))
    addedTime = try Self.addedTime(parsed, algorithm, command)
    startStep = try parsed.value("start-step") { try Duration(parsing: $0) }
    if startStep != nil, algorithm != .flexibleStart {
      throw .usage("\(command): --start-step goes with --algorithm flexible-start only; leave it out.")
    }
    gaps = try parsed.value("gaps", GapPolicy.init(text:)) ?? .reject
    constraints = try PlanConstraints(parsed, command: command, algorithm: algorithm)
  }

  private static func job(_ parsed: ParsedOptions, _ command: String) throws(CommandFailure) -> Workload {
    _ = try parsed.required("duration", "DURATION, such as 6h")
    guard let duration = try parsed.value("duration", { try Duration(parsing: $0) }) else {
      preconditionFailure("It is given.")
    }
    let energy = try parsed.value("energy", Energy.init(parsing:))
    let power = try parsed.value("power", Power.init(parsing:))
    if let path = parsed.value("power-profile") {
      guard power == nil, energy == nil else {
        throw .usage("\(command): --power-profile says what --power and --energy do; give one.")
      }
      return try profiledJob(path, duration)
    }
    do {
      guard let energy else { return try Workload(duration: duration, power: power ?? .constant(kilowatts: 1)) }
      guard power == nil else {
        throw CommandFailure.usage("\(command): --power and --energy say the same; give one.")
      }
      return try Workload(duration: duration, energy: energy)
    } catch let failure as CommandFailure {
      throw failure
    } catch {
      throw .usage("\(command): \(error)")
    }
  }

  private static func profiledJob(_ path: String, _ duration: Duration) throws(CommandFailure) -> Workload {
    let power: Power
    do {
      power = try Power.profile(in: InputSource(path))
    } catch {
      throw CommandFailure(error)
    }
    do {
      return try Workload(duration: duration, power: power)
    } catch {
      throw CommandFailure(.badData, "\(path): \(error)")
    }
  }

  private static func addedTime(
    _ parsed: ParsedOptions, _ algorithm: Algorithm, _ command: String
  ) throws(CommandFailure) -> AddedTime {
    let given = [
      try parsed.value("added-time") { try AddedTime(parsing: $0) },
      try parsed.value("deadline", Instant.init(iso8601:)).map { .deadline($0) },
      try parsed.value("latest-start", Instant.init(iso8601:)).map { .latestStart($0) },
    ].compactMap(\.self)
    guard given.count < 2 else {
      let names = ["added-time", "deadline", "latest-start"].filter { parsed.has($0) }.map { "--\($0)" }
      throw .usage("\(command): \(names.joined(separator: " and ")) say the same; give one.")
    }
    return given.first ?? (algorithm == .pauseAndResume ? .percent(100) : .hours(24))
  }

  /// Loads the trace and plans on it.
  func onTrace<Result>(
    _ parsed: ParsedOptions, _ plan: (IntensityTrace, Instant) throws(SchedulingError) -> Result
  ) throws(CommandFailure) -> Result {
    let trace: IntensityTrace
    do {
      trace = try IntensityTrace(contentsOf: path, region: parsed.value("region")).handlingGaps(gaps)
    } catch {
      throw CommandFailure(error)
    }
    do {
      return try plan(trace, release ?? trace.start)
    } catch {
      throw CommandFailure(error.isAboutTheTrace ? .badData : .usage, "\(path): \(error)")
    }
  }

  private func plan(_ parsed: ParsedOptions) throws(CommandFailure) -> Plan {
    try onTrace(parsed) { (trace, release) throws(SchedulingError) in
      let schedule = try scheduling(within: addedTime).schedule(job, on: trace, releasedAt: release)
      var deadline = schedule.deadline
      if algorithm == .runNow, case .deadline(let latestEnd) = addedTime {
        // Running now needs no added time, but a deadline may still come too early for it.
        _ = try addedTime.seconds(for: job, releasedAt: release)
        deadline = latestEnd
      }
      return Plan(algorithm: algorithm, job: job, trace: trace, schedule: schedule, deadline: deadline)
    }
  }

  /// The algorithm asked for, with some added time.
  private func scheduling(within addedTime: AddedTime) -> any SchedulingAlgorithm {
    switch algorithm {
    case .flexibleStart: flexibleStart(within: addedTime)
    case .pauseAndResume: pauseAndResume(within: addedTime)
    case .runNow: RunNow()
    }
  }

  func flexibleStart(within addedTime: AddedTime) -> FlexibleStart {
    FlexibleStart(
      within: addedTime, startStep: startStep, unavailable: constraints.unavailable, weighing: constraints.signal)
  }

  func pauseAndResume(within addedTime: AddedTime) -> PauseAndResume {
    PauseAndResume(
      within: addedTime, resumeCost: constraints.shared.resumeCost, limits: constraints.shared.limits,
      unavailable: constraints.unavailable, weighing: constraints.signal)
  }
}

/// A schedule and what it was made from.
struct Plan {
  let algorithm: PlanCommand.Algorithm
  let job: Workload
  let trace: IntensityTrace
  let schedule: Schedule
  /// The latest end that was asked for.
  let deadline: Instant
}

extension SchedulingError {
  /// Whether the trace is at fault, rather than the request.
  fileprivate var isAboutTheTrace: Bool {
    switch self {
    case .gap, .baselineTouchesGap: true
    default: false
    }
  }
}
