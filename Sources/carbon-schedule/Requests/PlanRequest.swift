import CarbonCommands
import CarbonScheduling
import CarbonTraces
import CommandLineKit
import LiveTraces

/// Which job is to be planned, how, and within which time: what `plan`, `curve` and `where` ask alike.
struct PlanRequest {
  static let algorithmOption = Option.choice(
    "algorithm", "one uninterrupted run, runs with pauses in between, or a run started at once",
    default: Algorithm.flexibleStart)
  static let releaseOption = Option.value(
    "release", "INSTANT", "the earliest start: \(Moment.forms)",
    whenLeftOut: "the trace's start, of several the latest",
    read: { try Moment(parsing: $0) })
  static let addedTimeOption = Option.value(
    "added-time", "DURATION|PERCENT",
    "how much later the job may end: a length, or a percentage of its duration; run-now takes no notice",
    whenLeftOut: "24h, or 100% with pause-and-resume", read: { try AddedTime(parsing: $0) })
  static let deadlineOption = Option.value(
    "deadline", "INSTANT", "the latest end, as --release has it; +48h is two days from now; in place of --added-time",
    read: { try Moment(parsing: $0) })
  static let latestStartOption = Option.value(
    "latest-start", "INSTANT", "the latest start without pauses; in place of --added-time",
    read: { try Moment(parsing: $0) })
  static let startStepOption = Option.value(
    "start-step", "DURATION", "with flexible-start, start only at multiples of this from the release",
    read: { try Duration(parsing: $0) })
  static let gapsOption = Option.value(
    "gaps", suggesting: ["reject", "fill=2h", "avoid"],
    "what to do about missing slots: fail, fill gaps up to a length, or never run in them", default: "reject",
    read: { try GapPolicy(text: $0) })

  /// The options that are not about one trace.
  static let options: [any CommandLineOption] =
    [algorithmOption] + jobOptions
    + [
      releaseOption, addedTimeOption, deadlineOption, latestStartOption, CommandClock.timeZone, startStepOption,
      gapsOption,
    ] + PlanConstraints.options

  static let traceOption = Option.paths(
    "trace", "FILE",
    "the grid's intensity: a provider's file, or timestamp_utc,gco2_per_kwh; - is stdin; once for each year or month; or "
      + "live:PROVIDER[:REGION], such as live:great-britain, what 'fetch' knows"
  ).required()
  static let regionOption = Option.text("region", "NAME", "which region of a file that holds several")
  /// The options that name one trace.
  static let traceOptions: [any CommandLineOption] = [traceOption, regionOption]

  static let jsonOption = Option.flag("json", "print JSON instead of text")

  let algorithm: Algorithm
  let job: Workload
  let release: Instant?
  let addedTime: AddedTime
  let gaps: GapPolicy
  let startStep: Duration?
  let constraints: PlanConstraints
  let clock: CommandClock

  var isPriced: Bool { constraints.price != nil }

  /// Reads and checks everything that can be checked without the trace.
  ///
  /// - Parameter job: The job, where something else than the options says what it is.
  init(_ parsed: ParsedOptions, job: Workload? = nil) throws(CommandFailure) {
    algorithm = try parsed[Self.algorithmOption]
    self.job = if let job { job } else { try Self.job(parsed) }
    clock = try CommandClock(parsed)
    let release = try clock.instant(parsed, Self.releaseOption)
    // What is live is planned from now on.
    let traces = parsed.has(Self.traceOption) ? try parsed[Self.traceOption] : []
    self.release = release ?? (traces.contains { LiveName.isLive($0) } ? clock.now : nil)
    addedTime = try Self.addedTime(parsed, algorithm, clock)
    startStep = try parsed[Self.startStepOption]
    if startStep != nil, algorithm != .flexibleStart {
      throw .usage("\(parsed.command): --start-step goes with --algorithm flexible-start only; leave it out.")
    }
    gaps = try parsed[Self.gapsOption]
    constraints = try PlanConstraints(parsed, algorithm: algorithm, clock: clock)
  }

  private static func addedTime(
    _ parsed: ParsedOptions, _ algorithm: Algorithm, _ clock: CommandClock
  ) throws(CommandFailure) -> AddedTime {
    let given = [
      try parsed[addedTimeOption],
      try clock.instant(parsed, deadlineOption).map { .deadline($0) },
      try clock.instant(parsed, latestStartOption).map { .latestStart($0) },
    ].compactMap(\.self)
    guard given.count < 2 else {
      let options: [any CommandLineOption] = [addedTimeOption, deadlineOption, latestStartOption]
      let names = options.map(\.definition).filter { parsed.has($0) }.map { "--\($0.name)" }
      throw .usage("\(parsed.command): \(names.joined(separator: " and ")) say the same; give one.")
    }
    return given.first ?? (algorithm == .pauseAndResume ? .percent(100) : .hours(24))
  }
}

extension PlanRequest {
  /// The trace of the options, its gaps handled as they say.
  func trace(_ parsed: ParsedOptions) throws(CommandFailure) -> IntensityTrace {
    let paths = try parsed[Self.traceOption]
    let trace = try fittingPrices(
      TraceInput(parsed).trace(paths, region: parsed[Self.regionOption]).handlingGaps(gaps), from: paths)
    if release == nil, trace.start < clock.now, clock.now < trace.end {
      Output.note(
        "\(parsed.command): without --release the plan begins with the trace, at \(clock.text(trace.start)), which has passed; "
          + "give --release now to plan from now on.")
    }
    return trace
  }

  /// The trace in slots fine enough for the prices, if there are any.
  private func fittingPrices(_ trace: IntensityTrace, from paths: [String]) throws(CommandFailure) -> IntensityTrace {
    guard let price = constraints.price else { return trace }
    do {
      return try trace.resampled(toFit: price.prices)
    } catch {
      throw CommandFailure(.badData, "\(paths.joined(separator: ", ")): \(error)")
    }
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
