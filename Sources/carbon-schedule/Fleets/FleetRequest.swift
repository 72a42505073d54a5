import CarbonCommands
import CarbonScheduling
import CarbonTraces
import CommandLineKit
import Reports

/// What `fleet` and `capacity` are asked: the jobs, the sites, and when to stop.
struct FleetRequest {
  let fleet: Fleet
  let table: FleetTable
  let limits: Fleet.Limits
  let timeLimit: Duration
  private let command: String

  static let jobsOption = Option.path(
    "jobs", "FILE",
    "the jobs: a CSV table, or a log in the Standard Workload Format whose name ends in .swf"
  ).required()
  static let gapOption = Option.value(
    "gap", "PERCENT", "a proven gap to the optimum that is good enough", default: "0.5%", read: percent)
  static let limitOption = Option.value(
    "limit", "DURATION", "how long to go on improving; the plan then depends on the machine's speed",
    whenLeftOut: "10s", read: { try Duration(parsing: $0) })
  static let roundsOption = Option.count(
    "rounds", "COUNT", "how many rounds of improvement at most, in place of --limit: the same plan everywhere",
    in: 0...Int.max)
  static let slackOption = Option.value(
    "slack", "DURATION", "with a log: how much later than at once each job may end",
    read: { try Duration(parsing: $0, allowsZero: true) })
  static let unitPowerOption = Option.value(
    "unit-power", "POWER", "with a log: what one processor draws, such as 15W", read: { try Power(parsing: $0) })
  static let startOption = Option.value(
    "start", "INSTANT", "with a log: when it begins", whenLeftOut: "what its header says",
    read: { try Instant(iso8601: $0) })
  static let hullOption = Option.flag(
    "hull", "replace tables of throughput that are not concave by their hulls, and say so")

  /// What says when a log's jobs may run and what they draw.
  private static let logOptions: [any CommandLineOption] = [slackOption, unitPowerOption, startOption]

  static let options: [any CommandLineOption] =
    [jobsOption] + FleetSites.options + [gapOption, limitOption, roundsOption] + logOptions + [hullOption]

  init(_ parsed: ParsedOptions) throws(CommandFailure) {
    command = parsed.command
    let path = try parsed[Self.jobsOption]
    table = try Self.jobs(path, parsed)
    let (gap, rounds, limit) = (
      try parsed[Self.gapOption], try parsed[Self.roundsOption], try parsed[Self.limitOption]
    )
    if rounds != nil, limit != nil {
      throw .usage("\(parsed.command): --rounds and --limit are two ways to stop; give one.")
    }
    limits = Fleet.Limits(gapPercent: gap, rounds: rounds ?? Int.max)
    timeLimit = limit ?? .seconds(rounds == nil ? 10 : 1_000_000_000)
    fleet = Fleet(jobs: table.jobs, sites: try FleetSites(parsed).sites)
    if fleet.sites.map(\.trace).mixesSignals { Output.note("\(command): \(mixedSignalsWarning)") }
    if !table.ignoredColumns.isEmpty {
      Output.note(
        "\(path): the columns \(table.ignoredColumns.joined(separator: ", ")) say nothing known, and are left out.")
    }
    if table.skippedRows > 0 {
      Output.note("\(path): \(table.skippedRows) rows are no jobs that ran, and are left out.")
    }
  }

  @Sendable private static func percent(_ text: String) throws -> Double {
    let number = text.hasSuffix("%") ? String(text.dropLast()) : text
    guard let percent = Double(decimal: number), percent >= 0, percent <= 1_000 else {
      throw TextError(text: text, problem: "is not a gap in percent", cure: "write it like 0.5%")
    }
    return percent
  }

  private static func jobs(_ path: String, _ parsed: ParsedOptions) throws(CommandFailure) -> FleetTable {
    let isLog = path.lowercased().hasSuffix(".swf")
    if !isLog, let option = parsed.first(of: logOptions) {
      throw .usage("\(parsed.command): --\(option.name) goes with a log, whose name ends in .swf; leave it out.")
    }
    do {
      guard isLog else { return try FleetTable(in: InputSource(path), usesHulls: parsed[hullOption]) }
      let slack = try parsed[slackOption.required(example: "24h")]
      let power = try parsed[unitPowerOption.required(example: "15W")]
      let start = try parsed[startOption]
      return try FleetTable(
        logIn: InputSource(path),
        FleetTable.LogOptions(kilowattsPerProcessor: power.kilowatts, slack: slack, start: start))
    } catch let failure as CommandFailure {
      throw failure
    } catch let error as InputError {
      throw CommandFailure(error)
    } catch {
      throw CommandFailure(.internalError, "\(error)")
    }
  }

  /// Plans the fleet, with progress where someone is there to see it.
  func plan() throws(CommandFailure) -> FleetPlan {
    let clock = ContinuousClock()
    let start = clock.now
    var shown = start
    do {
      let plan = try fleet.plan(limits: limits) { progress in
        let now = clock.now
        if shown.duration(to: now) > .milliseconds(200) {
          shown = now
          let state =
            progress.unplaced > 0
            ? "\(progress.unplaced) jobs without a place" : "gap \(significant(progress.gapPercent)) %"
          Terminal.progress("round \(progress.rounds): \(state)")
        }
        return start.duration(to: now) < timeLimit
      }
      Terminal.progress("")
      return plan
    } catch {
      Terminal.progress("")
      let line = table.line(of: error).map { ":\($0)" } ?? ""
      throw CommandFailure(.badData, "\(table.file)\(line): \(error)")
    }
  }
}
