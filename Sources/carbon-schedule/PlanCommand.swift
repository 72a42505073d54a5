import CarbonScheduling
import CarbonTraces
import CommandLineSupport

/// `carbon-schedule plan`: plans one job on one trace.
struct PlanCommand {
  static let table = OptionTable(
    command: "carbon-schedule plan",
    summary: "Chooses when a job runs so that it emits least, and says how much less that is than running it at once.",
    options: [
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
        "release", value: "INSTANT", "the earliest start, in ISO 8601 with Z or an offset",
        whenLeftOut: "the trace's start"),
      CommandOption(
        "added-time", value: "DURATION|PERCENT",
        "how much later the job may end: a length, or a percentage of its duration; run-now takes no notice",
        whenLeftOut: "24h, or 100% with pause-and-resume"),
      CommandOption("deadline", value: "INSTANT", "the latest end; in place of --added-time"),
      CommandOption(
        "start-step", value: "DURATION", "with flexible-start, start only at multiples of this from the release"),
      CommandOption(
        "gaps", value: "reject|fill=2h|avoid",
        "what to do about missing slots: fail, fill gaps up to a length, or never run in them",
        whenLeftOut: "reject"),
      CommandOption("json", "print one JSON object instead of text"),
    ] + PlanPictures.options,
    example: "carbon-schedule plan --trace west-us.csv --duration 6h --power 0.52kW --added-time 24h")

  enum Algorithm: String, CaseIterable {
    case flexibleStart = "flexible-start"
    case pauseAndResume = "pause-and-resume"
    case runNow = "run-now"
  }

  static func run(_ words: [String]) throws -> ExitCode {
    let parsed = try table.parse(words)
    if try table.answersHelp(parsed) { return .success }
    let command = try PlanCommand(parsed)
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
  private let algorithm: Algorithm
  private let job: Workload
  private let release: Instant?
  private let addedTime: AddedTime
  private let startStep: Duration?
  private let gaps: GapPolicy

  /// Reads and checks everything that can be checked without the trace.
  private init(_ parsed: ParsedOptions) throws(CommandFailure) {
    path = try parsed.required("trace", "FILE")
    algorithm = try parsed.choice("algorithm", Algorithm.self) ?? .flexibleStart
    job = try Self.job(parsed)
    release = try parsed.value("release", Instant.init(iso8601:))
    addedTime = try Self.addedTime(parsed, algorithm)
    startStep = try parsed.value("start-step") { try Duration(parsing: $0) }
    if startStep != nil, algorithm != .flexibleStart {
      throw .usage("carbon-schedule plan: --start-step goes with --algorithm flexible-start only; leave it out.")
    }
    gaps = try parsed.value("gaps", GapPolicy.init(text:)) ?? .reject
  }

  private static func job(_ parsed: ParsedOptions) throws(CommandFailure) -> Workload {
    _ = try parsed.required("duration", "DURATION, such as 6h")
    guard let duration = try parsed.value("duration", { try Duration(parsing: $0) }) else {
      preconditionFailure("It is given.")
    }
    let energy = try parsed.value("energy", Energy.init(parsing:))
    let power = try parsed.value("power", Power.init(parsing:))
    do {
      guard let energy else { return try Workload(duration: duration, power: power ?? .constant(kilowatts: 1)) }
      guard power == nil else {
        throw CommandFailure.usage("carbon-schedule plan: --power and --energy say the same; give one.")
      }
      return try Workload(duration: duration, energy: energy)
    } catch let failure as CommandFailure {
      throw failure
    } catch {
      throw .usage("carbon-schedule plan: \(error)")
    }
  }

  private static func addedTime(_ parsed: ParsedOptions, _ algorithm: Algorithm) throws(CommandFailure) -> AddedTime {
    let added = try parsed.value("added-time") { try AddedTime(parsing: $0) }
    let deadline = try parsed.value("deadline", Instant.init(iso8601:))
    if added != nil, deadline != nil {
      throw .usage("carbon-schedule plan: --added-time and --deadline say the same; give one.")
    }
    return added ?? deadline.map { .deadline($0) } ?? (algorithm == .pauseAndResume ? .percent(100) : .hours(24))
  }

  private func plan(_ parsed: ParsedOptions) throws(CommandFailure) -> Plan {
    let trace: IntensityTrace
    do {
      trace = try IntensityTrace(contentsOf: path, region: parsed.value("region")).handlingGaps(gaps)
    } catch {
      throw CommandFailure(error)
    }
    do {
      let release = release ?? trace.start
      let schedule = try scheduling(within: addedTime).schedule(job, on: trace, releasedAt: release)
      var deadline = schedule.deadline
      if algorithm == .runNow, case .deadline(let latestEnd) = addedTime {
        // Running now needs no added time, but a deadline may still come too early for it.
        _ = try addedTime.seconds(for: job, releasedAt: release)
        deadline = latestEnd
      }
      return Plan(algorithm: algorithm, job: job, trace: trace, schedule: schedule, deadline: deadline)
    } catch {
      throw CommandFailure(error.isAboutTheTrace ? .badData : .usage, "\(path): \(error)")
    }
  }

  private func scheduling(within addedTime: AddedTime) -> any SchedulingAlgorithm {
    switch algorithm {
    case .flexibleStart: FlexibleStart(within: addedTime, startStep: startStep)
    case .pauseAndResume: PauseAndResume(within: addedTime)
    case .runNow: RunNow()
    }
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
