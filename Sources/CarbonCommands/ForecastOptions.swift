package import CarbonScheduling
package import CarbonTraces
package import CommandLineKit

/// Who forecasts from a history, and how: the same in every command.
package enum ForecastOptions {
  package static let forecaster = Option.value(
    "forecaster", suggesting: ["profile", "adaptive", "persistence", "yesterday", "last-week", "mean-of-days=K"],
    "who forecasts from the past: the daily-weekly profile, the same corrected by its past errors, the last value, or the "
      + "same time before",
    default: "profile", read: { try ForecastMethod(parsing: $0) })
  package static let publicationDelay = Option.value(
    "publication-delay", "DURATION", "how long after its end a value is published", default: "0s",
    read: { try Duration(parsing: $0, allowsZero: true) })
  package static let hysteresis = Option.share(
    "hysteresis", "how much of the old plan's emissions a change must gain", default: "0%")
  package static let minimumSaving = Option.share(
    "minimum-saving", "run at once unless at least this much is forecast to be saved", whenLeftOut: "none")
  package static let overPromise = Option.share(
    "over-promise",
    "run at once unless more is forecast to be saved than forecasts of the last 28 days over-promised in all but this "
      + "share of releases", whenLeftOut: "none")
  package static let rule = Option.choice(
    "rule", "take forecasts as they are, or weigh how far they may drift until the next decisions",
    default: DecisionRule.point)

  /// A share as it was asked for: `2 %`, `0.5 %`.
  package static func percent(_ share: Double) -> String {
    let percent = (share * 1e8).rounded() / 1e6
    return percent == percent.rounded() ? "\(Int(percent)) %" : "\(percent) %"
  }

  /// Both gates say when a job runs at once.
  package static let gates: [any CommandLineOption] = [minimumSaving, overPromise]

  /// The gate that is asked for, if one is: by a share of what running at once is forecast to emit, or by the share of
  /// releases that forecasts may over-promise.
  package static func gate(
    _ parsed: ParsedOptions
  ) throws(CommandFailure) -> (minimumSaving: Double?, overPromise: Double?) {
    let (least, over) = (try parsed[minimumSaving], try parsed[overPromise])
    guard least == nil || over == nil else {
      throw .usage("\(parsed.command): --over-promise and --minimum-saving are two gates; give one of them.")
    }
    return (least, over)
  }

  /// How plans are revised, with the one gate and the rule that are asked for.
  package static func replanning(
    _ parsed: ParsedOptions, every interval: Duration?
  ) throws(CommandFailure) -> (replanning: Replanning, overPromise: Double?) {
    let gate = try gate(parsed)
    let (hysteresis, rule) = (try parsed[hysteresis], try parsed[rule])
    guard rule == .point || interval != nil else {
      throw .usage(
        "\(parsed.command): --rule stopping waits for later decisions; give --replan 1h, or leave it out.")
    }
    do {
      let replanning = try Replanning(
        every: interval, hysteresis: hysteresis, gate: gate.minimumSaving.map { .minimumSaving($0) }, rule: rule)
      return (replanning, gate.overPromise)
    } catch {
      throw .usage("\(parsed.command): \(error)")
    }
  }
}

extension ForecastMethod {
  /// Reads what ``description`` writes.
  package init(parsing text: String) throws(TextError) {
    guard let method = ForecastMethod(text) else {
      throw TextError(text: text, problem: "is no forecaster", cure: Self.cure)
    }
    self = method
  }
}
