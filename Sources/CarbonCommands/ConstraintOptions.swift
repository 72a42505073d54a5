public import CarbonScheduling
import CarbonTraces
public import CommandLineKit

/// The options that say what pauses cost and how runs are bound, the same in every command.
public struct ConstraintOptions: Sendable {
  public let resumeCost: ResumeCost
  public let limits: RunLimits

  /// Whether any is given.
  public var isEmpty: Bool { resumeCost == .none && limits == .none }

  public static let options = [
    CommandOption("resume-energy", value: "ENERGY", "what each resume after a pause uses, such as 0.1kWh"),
    CommandOption("resume-emissions", value: "MASS", "what each resume emits whatever the grid does, such as 2g"),
    CommandOption(
      "resume-time", value: "DURATION",
      "how long the job draws power after a resume before it makes progress; rounded up to whole slots"),
    CommandOption("charge-first-start", "let the first start cost as much as a resume"),
    CommandOption("minimum-run", value: "DURATION", "how long each run lasts at least; rounded up to whole slots"),
    CommandOption("minimum-pause", value: "DURATION", "how long each pause lasts at least; rounded up to whole slots"),
    CommandOption("maximum-pauses", value: "COUNT", "how many pauses there are at most"),
  ]

  public init(_ parsed: ParsedOptions) throws(CommandFailure) {
    do {
      resumeCost = try ResumeCost(
        energy: parsed.value("resume-energy") { try Energy(parsing: $0, allowsZero: true) } ?? .kilowattHours(0),
        emissions: parsed.value("resume-emissions", Emissions.init(parsing:)) ?? Emissions(grams: 0),
        time: parsed.value("resume-time") { try Duration(parsing: $0, allowsZero: true) } ?? .zero,
        chargesFirstStart: parsed.has("charge-first-start"))
      limits = try RunLimits(
        minimumRun: parsed.value("minimum-run") { try Duration(parsing: $0, allowsZero: true) } ?? .zero,
        minimumPause: parsed.value("minimum-pause") { try Duration(parsing: $0, allowsZero: true) } ?? .zero,
        maximumPauses: parsed.value("maximum-pauses", Self.count))
    } catch let failure as CommandFailure {
      throw failure
    } catch {
      throw .usage("\(parsed.command): \(error)")
    }
  }

  private static func count(_ text: String) throws -> Int {
    guard let count = Int(text), count >= 0 else {
      throw TextError(text: text, problem: "is not a count", cure: "write a whole number, 0 or more")
    }
    return count
  }
}
