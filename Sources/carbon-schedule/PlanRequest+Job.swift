import CarbonCommands
import CarbonScheduling
import CarbonTraces
import CommandLineKit

extension PlanRequest {
  /// The job of `--duration` and one of `--power`, `--energy`, `--hardware` and `--power-profile`; a profile has a duration of
  /// its own.
  static func job(_ parsed: ParsedOptions) throws(CommandFailure) -> Workload {
    let given = ["power", "energy", "hardware", "power-profile"].filter { parsed.has($0) }
    guard given.count < 2 else {
      throw .usage("\(parsed.command): --\(given[0]) and --\(given[1]) say the same; give one.")
    }
    let duration = try parsed.value("duration") { try Duration(parsing: $0) }
    if let path = parsed.value("power-profile") { return try profiledJob(path, duration) }
    guard let duration else {
      throw .usage(
        "\(parsed.command): --duration is missing; give --duration DURATION, such as 6h, or a --power-profile.")
    }
    let energy = try parsed.value("energy", Energy.init(parsing:))
    let hardware = try HardwareOptions.power(parsed)
    if let hardware { HardwareOptions.note(hardware, parsed) }
    let power = try parsed.value("power", Power.init(parsing:))
    do {
      return if let energy {
        try Workload(duration: duration, energy: energy)
      } else {
        try Workload(duration: duration, power: power ?? hardware?.power ?? .constant(kilowatts: 1))
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
