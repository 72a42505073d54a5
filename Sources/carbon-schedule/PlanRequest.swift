import CarbonCommands
import CarbonScheduling
import CarbonTraces
import CommandLineKit

/// Which job is to be planned, how, and within which time: what `plan`, `curve` and `where` ask alike.
struct PlanRequest {
  enum Algorithm: String, CaseIterable {
    case flexibleStart = "flexible-start"
    case pauseAndResume = "pause-and-resume"
    case runNow = "run-now"
  }

  /// The options that are not about one trace.
  static let options =
    [
      CommandOption(
        "algorithm", value: "flexible-start|pause-and-resume|run-now",
        "one uninterrupted run, runs with pauses in between, or a run started at once",
        whenLeftOut: "flexible-start"),
      CommandOption(
        "duration", value: "DURATION", "how long the job runs: 45s, 90m, 6h, 1h30m, 2d or PT6H",
        whenLeftOut: "the power profile's length"),
      CommandOption("power", value: "POWER", "what it draws, such as 0.52kW or 520W", whenLeftOut: "1kW"),
      CommandOption("energy", value: "ENERGY", "what it uses in all, such as 3.1kWh; in place of --power"),
    ] + HardwareOptions.options + [
      CommandOption(
        "power-profile", value: "FILE",
        "what it draws as it makes progress: a CSV file with minutes,kilowatts; in place of --power"),
      CommandOption(
        "release", value: "INSTANT", "the earliest start, in ISO 8601 with Z or an offset",
        whenLeftOut: "the trace's start, of several the latest"),
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

  /// The options that name one trace.
  static let traceOptions = [
    CommandOption(
      "trace", value: "FILE",
      "the grid's intensity: a provider's file, or timestamp_utc,gco2_per_kwh; - is stdin; once for each year or month",
      isRepeatable: true),
    CommandOption("region", value: "NAME", "which region of a file that holds several"),
  ]

  static let jsonOption = CommandOption("json", "print JSON instead of text")

  let algorithm: Algorithm
  let job: Workload
  let release: Instant?
  let addedTime: AddedTime
  let gaps: GapPolicy
  private let startStep: Duration?
  let constraints: PlanConstraints

  var isPriced: Bool { constraints.price != nil }

  /// Reads and checks everything that can be checked without the trace.
  init(_ parsed: ParsedOptions) throws(CommandFailure) {
    algorithm = try parsed.choice("algorithm", Algorithm.self) ?? .flexibleStart
    job = try Self.job(parsed)
    release = try parsed.value("release", Instant.init(iso8601:))
    addedTime = try Self.addedTime(parsed, algorithm)
    startStep = try parsed.value("start-step") { try Duration(parsing: $0) }
    if startStep != nil, algorithm != .flexibleStart {
      throw .usage("\(parsed.command): --start-step goes with --algorithm flexible-start only; leave it out.")
    }
    gaps = try parsed.value("gaps", GapPolicy.init(text:)) ?? .reject
    constraints = try PlanConstraints(parsed, algorithm: algorithm)
  }

  private static func addedTime(_ parsed: ParsedOptions, _ algorithm: Algorithm) throws(CommandFailure) -> AddedTime {
    let given = [
      try parsed.value("added-time") { try AddedTime(parsing: $0) },
      try parsed.value("deadline", Instant.init(iso8601:)).map { .deadline($0) },
      try parsed.value("latest-start", Instant.init(iso8601:)).map { .latestStart($0) },
    ].compactMap(\.self)
    guard given.count < 2 else {
      let names = ["added-time", "deadline", "latest-start"].filter { parsed.has($0) }.map { "--\($0)" }
      throw .usage("\(parsed.command): \(names.joined(separator: " and ")) say the same; give one.")
    }
    return given.first ?? (algorithm == .pauseAndResume ? .percent(100) : .hours(24))
  }
}

extension PlanRequest {
  /// The trace of the options, its gaps handled as they say.
  func trace(_ parsed: ParsedOptions) throws(CommandFailure) -> IntensityTrace {
    _ = try parsed.required("trace", "FILE")
    return try TraceInput(parsed).trace(parsed.values("trace"), region: parsed.value("region"))
      .handlingGaps(gaps)
  }

  /// What an error of planning means to the one who asked: a fault of the trace, of the price or of the request.
  func failure(_ error: SchedulingError, on path: String) -> CommandFailure {
    switch error {
    case .prices: CommandFailure(.usage, "\(constraints.pricePath ?? path): \(error)")
    case .gap: CommandFailure(.badData, "\(path): \(error)")
    default: CommandFailure(.usage, "\(path): \(error)")
    }
  }

  /// The algorithm asked for, within some added time.
  func scheduling(within addedTime: AddedTime) -> any SchedulingAlgorithm {
    switch algorithm {
    case .flexibleStart: flexibleStart(within: addedTime)
    case .pauseAndResume: pauseAndResume(within: addedTime)
    case .runNow: RunNow()
    }
  }

  func flexibleStart(within addedTime: AddedTime) -> FlexibleStart {
    FlexibleStart(
      within: addedTime, startStep: startStep, unavailable: constraints.unavailable, weighing: constraints.price)
  }

  func pauseAndResume(within addedTime: AddedTime) -> PauseAndResume {
    PauseAndResume(
      within: addedTime, resumeCost: constraints.shared.resumeCost, limits: constraints.shared.limits,
      unavailable: constraints.unavailable, weighing: constraints.price)
  }
}
