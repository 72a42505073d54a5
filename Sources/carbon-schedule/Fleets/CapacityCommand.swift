import CarbonCommands
import CarbonScheduling
import CommandLineKit
import Escaping

/// `carbon-schedule capacity`: how many units a fleet's plan wants, hour by hour, for schedulers that take only limits.
struct CapacityCommand {
  static let jsonOption = Option.flag("json", "print JSON instead of CSV")

  static let table = OptionTable(
    command: "carbon-schedule capacity",
    summary:
      "Plans many jobs together and prints how many units the plan uses in each hour: a curve for schedulers that "
      + "take a limit of capacity over time and nothing else.",
    options: FleetRequest.options + [jsonOption] + TraceInput.formatOptions,
    example: "carbon-schedule capacity --jobs jobs.csv --capacity 64 --trace west-us.csv > limits.csv")

  @Sendable static func run(_ words: [String]) throws -> ExitCode {
    let parsed = try table.parse(words)
    if try table.answersHelp(parsed) { return .success }
    let plan = try FleetRequest(parsed).plan()
    let hours = Self.hours(of: plan)
    if try parsed[jsonOption] {
      try Output.write(try json(hours), to: "-")
      return .success
    }
    let regions = plan.sites.map(\.region)
    var lines = [
      "timestamp_utc," + (regions.count == 1 ? "units" : regions.map { Escape.csvField($0) }.joined(separator: ","))
    ]
    lines += hours.map { hour in ([hour.start] + regions.map { "\(hour.units[$0] ?? 0)" }).joined(separator: ",") }
    try Output.write(lines.joined(separator: "\n") + "\n", to: "-")
    for job in plan.unplaced { Output.note("\(table.command): \(job.job) has no place: \(job.shortage)") }
    return .success
  }

  struct Hour: Encodable {
    let start: String
    let units: [String: Int]
  }

  /// The most units in any step of each hour, from the first hour used to the last.
  static func hours(of plan: FleetPlan) -> [Hour] {
    let step = plan.step.components.seconds
    var hours: [(start: Int64, units: [String: Int])] = []
    for index in 0..<(plan.sites.first?.units.count ?? 0) {
      let begin = plan.start.secondsSince1970 + Int64(index) * step
      // A step of more than an hour counts for each of its hours.
      for hour in stride(from: begin - begin.moduloRoundingDown(by: 3_600), to: begin + step, by: 3_600) {
        if hours.last?.start != hour { hours.append((hour, [:])) }
        for site in plan.sites {
          hours[hours.count - 1].units[site.region] = max(
            hours[hours.count - 1].units[site.region] ?? 0, site.units[index])
        }
      }
    }
    return hours.map { Hour(start: Instant(secondsSince1970: $0.start).description, units: $0.units) }
  }
}
