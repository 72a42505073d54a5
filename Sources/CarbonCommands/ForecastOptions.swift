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
