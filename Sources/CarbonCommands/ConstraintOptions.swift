public import CarbonScheduling
import CarbonTraces
public import CommandLineKit

/// The options that say what pauses cost and how runs are bound, the same in every command.
public struct ConstraintOptions: Sendable {
  public let resumeCost: ResumeCost
  public let limits: RunLimits

  /// Whether any is given.
  public var isEmpty: Bool { resumeCost == .none && limits == .none }

  public static let resumeEnergy = Option.value(
    "resume-energy", "ENERGY", "what each resume after a pause uses, such as 0.1kWh", default: "0kWh",
    read: { try Energy(parsing: $0, allowsZero: true) })
  public static let resumeEmissions = Option.value(
    "resume-emissions", "MASS", "what each resume emits whatever the grid does, such as 2g", default: "0g",
    read: { try Emissions(parsing: $0) })
  public static let resumeTime = Option.value(
    "resume-time", "DURATION",
    "how long the job draws power after a resume before it makes progress; rounded up to whole slots", default: "0s",
    read: { try Duration(parsing: $0, allowsZero: true) })
  public static let idlePower = Option.value(
    "idle-power", "POWER", "what it draws while it is paused, such as 0.12kW", whenLeftOut: "nothing",
    read: { try Power(parsing: $0) })
  public static let chargeFirstStart = Option.flag(
    "charge-first-start", "let the first start cost as much as a resume")
  public static let minimumRun = Option.value(
    "minimum-run", "DURATION", "how long each run lasts at least; rounded up to whole slots", default: "0s",
    read: { try Duration(parsing: $0, allowsZero: true) })
  public static let minimumPause = Option.value(
    "minimum-pause", "DURATION", "how long each pause lasts at least; rounded up to whole slots", default: "0s",
    read: { try Duration(parsing: $0, allowsZero: true) })
  public static let maximumPauses = Option.value(
    "maximum-pauses", "COUNT", "how many pauses there are at most", read: count)

  public static let options: [any CommandLineOption] = [
    resumeEnergy, resumeEmissions, resumeTime, idlePower, chargeFirstStart, minimumRun, minimumPause, maximumPauses,
  ]

  public init(_ parsed: ParsedOptions) throws(CommandFailure) {
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

  @Sendable private static func count(_ text: String) throws -> Int {
    guard let count = Int(text), count >= 0 else {
      throw TextError(text: text, problem: "is not a count", cure: "write a whole number, 0 or more")
    }
    return count
  }
}
