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
    let simple: [ForecastMethod] = [.profile, .adaptive, .persistence, .yesterday, .lastWeek]
    if let method = simple.first(where: { $0.description == text }) {
      self = method
      return
    }
    let name = "mean-of-days="
    guard text.hasPrefix(name), let count = Int(text.dropFirst(name.count)), (1...366).contains(count) else {
      throw TextError(
        text: text, problem: "is no forecaster",
        cure: "give profile, adaptive, persistence, yesterday, last-week or mean-of-days= and a count up to 366")
    }
    self = .meanOfDays(count)
  }
}
