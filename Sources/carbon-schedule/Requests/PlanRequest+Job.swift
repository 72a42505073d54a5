import CarbonCommands
import CarbonScheduling
import CarbonTraces
import CommandLineKit

extension PlanRequest {
  static let durationOption = Option.value(
    "duration", "DURATION", "how long the job runs: 45s, 90m, 6h, 1h30m, 2d or PT6H",
    whenLeftOut: "the power profile's length", read: { try Duration(parsing: $0) })
  static let powerOption = Option.value(
    "power", "POWER", "what it draws, such as 0.52kW or 520W", default: "1kW",
    read: { try Power(parsing: $0) })
  static let energyOption = Option.value(
    "energy", "ENERGY", "what it uses in all, such as 3.1kWh; in place of --power", read: { try Energy(parsing: $0) })
  static let powerProfileOption = Option.path(
    "power-profile", "FILE",
    "what it draws as it makes progress: a CSV file with minutes,kilowatts; in place of --power")

  /// The options that say what the job is.
  static let jobOptions: [any CommandLineOption] =
    [durationOption, powerOption, energyOption] + HardwareOptions.options + [powerProfileOption]

  /// The job of `--duration` and one of `--power`, `--energy`, `--hardware` and `--power-profile`; a profile has a
  /// duration of its own.
  static func job(_ parsed: ParsedOptions) throws(CommandFailure) -> Workload {
    let ways: [any CommandLineOption] = [powerOption, energyOption, HardwareOptions.hardware, powerProfileOption]
    let all = ways.map(\.definition).filter { parsed.has($0) }
    guard all.count < 2 else {
      throw .usage("\(parsed.command): --\(all[0].name) and --\(all[1].name) say the same; give one.")
    }
    let duration = try parsed[durationOption]
    if let path = try parsed[powerProfileOption] { return try profiledJob(path, duration) }
    guard let duration else {
      throw .usage(
        "\(parsed.command): --duration is missing; give --duration DURATION, such as 6h, or a --power-profile.")
    }
    let energy = try parsed[energyOption]
    let hardware = try HardwareOptions.power(parsed)
    if let hardware { HardwareOptions.note(hardware, parsed) }
    let given = try parsed[powerOption]
    do {
      return if let energy {
        try Workload(duration: duration, energy: energy)
      } else {
        try Workload(duration: duration, power: hardware?.power ?? given)
      }
    } catch {
      throw .usage("\(parsed.command): \(error)")
    }
  }

  private static func profiledJob(_ path: String, _ duration: Duration?) throws(CommandFailure) -> Workload {
    let power: Power
    do {
      power = try Power.profile(in: InputSource(path))
    } catch {
      throw CommandFailure(error)
    }
    do {
      return try Workload(duration: duration ?? power.duration, power: power)
    } catch {
      throw CommandFailure(.badData, "\(path): \(error)")
    }
  }
}
