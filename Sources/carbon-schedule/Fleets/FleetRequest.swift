import CarbonCommands
import CarbonScheduling
import CarbonTraces
import CommandLineKit
import Foundation
import Reports

/// What `fleet` and `capacity` are asked: the jobs, the sites, and when to stop.
struct FleetRequest {
  let fleet: Fleet
  let table: FleetTable
  let limits: Fleet.Limits
  let timeLimit: Duration
  private let command: String

  static let options = [
    CommandOption(
      "jobs", value: "FILE", "the jobs: a CSV table, or a log in the Standard Workload Format whose name ends in .swf"),
    CommandOption("trace", value: "FILE", "the intensities of the one site"),
    CommandOption("capacity", value: "COUNT|FILE", "how many units it has: a number, or a CSV file of units over time"),
    CommandOption(
      "sites", value: "FILE",
      "several sites: a CSV table of region, trace and capacity, with files beside it, in place of --trace and --capacity"
    ),
    CommandOption("region", value: "NAME", "which region of a file that holds several"),
    CommandOption("gap", value: "PERCENT", "a proven gap to the optimum that is good enough", whenLeftOut: "0.5%"),
    CommandOption(
      "limit", value: "DURATION", "how long to go on improving; the plan then depends on the machine's speed",
      whenLeftOut: "10s"),
    CommandOption(
      "rounds", value: "COUNT", "how many rounds of improvement at most, in place of --limit: the same plan everywhere"),
    CommandOption("slack", value: "DURATION", "with a log: how much later than at once each job may end"),
    CommandOption("unit-power", value: "POWER", "with a log: what one processor draws, such as 15W"),
    CommandOption("start", value: "INSTANT", "with a log: when it begins", whenLeftOut: "what its header says"),
    CommandOption("hull", "replace tables of throughput that are not concave by their hulls, and say so"),
    CommandOption(
      "gaps", value: "reject|avoid|fill=DURATION", "what to do where a trace has no value", whenLeftOut: "reject"),
  ]

  init(_ parsed: ParsedOptions) throws(CommandFailure) {
    command = parsed.command
    let path = try parsed.required("jobs", "FILE")
    table = try Self.jobs(path, parsed)
    let gap = try parsed.value("gap", Self.percent) ?? 0.5
    let rounds = try parsed.value("rounds") { text in
      guard let rounds = Int(text), rounds >= 0 else {
        throw TextError(text: text, problem: "is not a count of rounds", cure: "write a whole number, 0 or more")
      }
      return rounds
    }
    if rounds != nil, parsed.has("limit") {
      throw .usage("\(parsed.command): --rounds and --limit are two ways to stop; give one.")
    }
    limits = Fleet.Limits(gapPercent: gap, rounds: rounds ?? Int.max)
    timeLimit = try parsed.value("limit") { try Duration(parsing: $0) } ?? .seconds(rounds == nil ? 10 : 1_000_000_000)
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

  private static func percent(_ text: String) throws -> Double {
    let number = text.hasSuffix("%") ? String(text.dropLast()) : text
    guard let percent = Double(decimal: number), percent >= 0, percent <= 1_000 else {
      throw TextError(text: text, problem: "is not a gap in percent", cure: "write it like 0.5%")
    }
    return percent
  }

  private static func jobs(_ path: String, _ parsed: ParsedOptions) throws(CommandFailure) -> FleetTable {
    let isLog = path.lowercased().hasSuffix(".swf")
    if !isLog, let option = ["slack", "unit-power", "start"].first(where: { parsed.has($0) }) {
      throw .usage("\(parsed.command): --\(option) goes with a log, whose name ends in .swf; leave it out.")
    }
    do {
      guard isLog else { return try FleetTable(in: InputSource(path), usesHulls: parsed.has("hull")) }
      _ = try parsed.required("slack", "DURATION, such as 24h")
      _ = try parsed.required("unit-power", "POWER, such as 15W")
      let slack = try parsed.value("slack") { try Duration(parsing: $0, allowsZero: true) } ?? .zero
      let power = try parsed.value("unit-power") { try Power(parsing: $0) }
      let start = try parsed.value("start", Instant.init(iso8601:))
      return try FleetTable(
        logIn: InputSource(path),
        FleetTable.LogOptions(kilowattsPerProcessor: power?.kilowatts ?? 0, slack: slack, start: start))
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

/// The sites that a command line names.
struct FleetSites {
  let sites: [FleetSite]

  init(_ parsed: ParsedOptions) throws(CommandFailure) {
    let gaps = try parsed.value("gaps") { try GapPolicy(text: $0) } ?? .reject
    let input = try TraceInput(parsed)
    guard let path = parsed.value("sites") else {
      let trace = try input.trace(
        [try parsed.required("trace", "FILE, or --sites FILE")], region: parsed.value("region"))
      let capacity = try Self.capacity(try parsed.required("capacity", "COUNT|FILE"), region: trace.region, line: nil)
      sites = [FleetSite(trace.region ?? "unnamed", trace: trace.handlingGaps(gaps), capacity: capacity)]
      return
    }
    if let option = ["trace", "capacity", "region"].first(where: { parsed.has($0) }) {
      throw .usage("\(parsed.command): --\(option) is in the table of --sites; give one of the two.")
    }
    let rows: SiteTable
    do {
      rows = try SiteTable(in: InputSource(path))
    } catch {
      throw CommandFailure(error)
    }
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    func beside(_ name: String) -> String {
      name.hasPrefix("/") || path == "-" ? name : folder.appendingPathComponent(name).path
    }
    var sites: [FleetSite] = []
    for row in rows.rows {
      let trace = try input.trace([beside(row.trace)], region: nil).handlingGaps(gaps)
      let capacity =
        Int(row.capacity) == nil
        ? try Self.capacity(beside(row.capacity), region: row.region, line: nil)
        : try Self.capacity(row.capacity, region: row.region, line: "\(path):\(row.line)")
      sites.append(FleetSite(row.region, trace: trace, capacity: capacity))
    }
    self.sites = sites
  }

  /// A number of units, or a file of them over time.
  private static func capacity(
    _ text: String, region: String?, line: String?
  ) throws(CommandFailure) -> FleetCapacity {
    if let units = Int(text) {
      guard (0...1_000_000_000).contains(units) else {
        throw CommandFailure(
          line == nil ? .usage : .badData,
          "\(line ?? "--capacity"): \(units) is no number of units; give one from 0 to 1000000000.")
      }
      return .units(units)
    }
    do {
      let documents = try TraceDocument.all(in: InputSource(text), format: .native)
      guard let own = documents.count == 1 ? documents[0] : documents.first(where: { $0.trace.region == region }) else {
        throw CommandFailure(.badData, "\(text): there is no column '\(region ?? "unnamed")'; name one for the region.")
      }
      return .series(CapacitySeries(own.trace.series))
    } catch let failure as CommandFailure {
      throw failure
    } catch let error as InputError {
      throw CommandFailure(error)
    } catch {
      throw CommandFailure(.internalError, "\(error)")
    }
  }
}
