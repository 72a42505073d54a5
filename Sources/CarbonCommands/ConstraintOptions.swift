package import CarbonScheduling
import CarbonTraces
package import CommandLineKit

/// The options that say what pauses cost and how runs are bound, the same in every command.
package struct ConstraintOptions: Sendable {
  package let resumeCost: ResumeCost
  package let limits: RunLimits

  /// Whether any is given.
  package var isEmpty: Bool { resumeCost == .none && limits == .none }

  package static let resumeEnergy = Option.value(
    "resume-energy", "ENERGY", "what each resume after a pause uses, such as 0.1kWh", default: "0kWh",
    read: { try Energy(parsing: $0, allowsZero: true) })
  package static let resumeEmissions = Option.value(
    "resume-emissions", "MASS", "what each resume emits whatever the grid does, such as 2g", default: "0g",
    read: { try Emissions(parsing: $0) })
  package static let resumeTime = Option.value(
    "resume-time", "DURATION",
    "how long the job draws power after a resume before it makes progress; rounded up to whole slots", default: "0s",
    read: { try Duration(parsing: $0, allowsZero: true) })
  package static let idlePower = Option.value(
    "idle-power", "POWER", "what it draws while it is paused, such as 0.12kW", whenLeftOut: "nothing",
    read: { try Power(parsing: $0) })
  package static let chargeFirstStart = Option.flag(
    "charge-first-start", "let the first start cost as much as a resume")
  package static let minimumRun = Option.value(
    "minimum-run", "DURATION", "how long each run lasts at least; rounded up to whole slots", default: "0s",
    read: { try Duration(parsing: $0, allowsZero: true) })
  package static let minimumPause = Option.value(
    "minimum-pause", "DURATION", "how long each pause lasts at least; rounded up to whole slots", default: "0s",
    read: { try Duration(parsing: $0, allowsZero: true) })
  package static let maximumPauses = Option.count(
    "maximum-pauses", "COUNT", "how many pauses there are at most", in: 0...Int.max)

  package static let options: [any CommandLineOption] = [
    resumeEnergy, resumeEmissions, resumeTime, idlePower, chargeFirstStart, minimumRun, minimumPause, maximumPauses,
  ]

  package init(_ parsed: ParsedOptions) throws(CommandFailure) {
    do {
      resumeCost = try ResumeCost(
        energy: parsed[Self.resumeEnergy], emissions: parsed[Self.resumeEmissions], time: parsed[Self.resumeTime],
        chargesFirstStart: parsed[Self.chargeFirstStart], idleKilowatts: parsed[Self.idlePower]?.kilowatts ?? 0)
      limits = try RunLimits(
        minimumRun: parsed[Self.minimumRun], minimumPause: parsed[Self.minimumPause],
        maximumPauses: parsed[Self.maximumPauses])
    } catch let failure as CommandFailure {
      throw failure
    } catch {
      throw .usage("\(parsed.command): \(error)")
    }
  }
}
