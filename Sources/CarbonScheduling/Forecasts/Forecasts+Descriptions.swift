// One line for each value of forecasting, however much it holds.

extension ForecastAccuracy: CustomStringConvertible {
  /// How many issues, and the error at each lead.
  public var description: String {
    "\(issueCount) issues; " + leads.map { $0.description }.joined(separator: "; ")
  }
}

extension ForecastAccuracy.Lead: CustomStringConvertible {
  /// `6h ahead: 8.1 %`.
  public var description: String {
    "\(lead.compactDescription) ahead: \(meanAbsolutePercent.map { "\($0) %" } ?? "unknown")"
  }
}

extension Replanning: CustomStringConvertible {
  /// `planned once`, or `planned again every 1h`.
  public var description: String {
    (interval.map { "planned again every \($0.compactDescription)" } ?? "planned once")
      + (hysteresis > 0 ? " for a gain of \(100 * hysteresis) %" : "") + (gate.map { ", \($0)" } ?? "")
      + (rule == .point ? "" : ", by the \(rule) rule")
  }
}

extension WaitingGate: CustomStringConvertible {
  /// What waiting has to promise.
  public var description: String {
    switch self {
    case .minimumSaving(let share): "waits for a saving of \(100 * share) %"
    case .exceeds(let excess): "waits for more than \(excess) g"
    }
  }
}

extension ReplannedSchedule: CustomStringConvertible {
  /// What came of it, and how often it changed.
  public var description: String {
    "\(schedule), \(decisions.count) decisions, \(changeCount) changes"
  }
}

extension ReplannedSchedule.Decision: CustomStringConvertible {
  /// `2020-01-01T00:00:00Z: 2 runs, 533.0 g expected`.
  public var description: String {
    "\(instant): \(runs.count) \(runs.count == 1 ? "run" : "runs"), \(expected) expected"
  }
}

extension HistoryForecasts: CustomStringConvertible {
  /// The method and what it learns from.
  public var description: String {
    "\(method.name) of \(history)"
  }
}

extension SameTimeBefore: CustomStringConvertible {
  /// The method's name.
  public var description: String {
    name
  }
}

extension Persistence: CustomStringConvertible {
  /// The method's name.
  public var description: String {
    name
  }
}

extension DailyWeeklyProfile: CustomStringConvertible {
  /// The method's name.
  public var description: String {
    name
  }
}

extension AdaptiveProfile: CustomStringConvertible {
  /// The method's name.
  public var description: String {
    name
  }
}

extension SameTimeBefore.Memory: CustomStringConvertible {
  /// How far it has read.
  public var description: String {
    "read to slot \(lastSlot.map { "\($0)" } ?? "none")"
  }
}

extension Persistence.Memory: CustomStringConvertible {
  /// How far it has read.
  public var description: String {
    "read to slot \(lastSlot.map { "\($0)" } ?? "none")"
  }
}

extension DailyWeeklyProfile.Memory: CustomStringConvertible {
  /// How far it has read.
  public var description: String {
    "read to slot \(lastSlot.map { "\($0)" } ?? "none")"
  }
}

extension ForecastArchive: CustomStringConvertible {
  /// How many forecasts, and the first and last issue.
  public var description: String {
    "\(forecasts.count) forecasts, issued from \(forecasts[0].issued) to \(forecasts[forecasts.count - 1].issued)"
  }
}

extension ForecastBlend: CustomStringConvertible {
  /// How they are put together.
  public var description: String {
    (correctionFadePerHour.map { "corrected, fading by \($0) an hour" } ?? "as issued")
      + (historyShare > 0 ? ", \(100 * historyShare) % of the past's" : "")
  }
}

extension ArchivedForecasts: CustomStringConvertible {
  /// The forecasts and how they are put together.
  public var description: String {
    "\(archive), \(blend)"
  }
}

extension OnlineState: CustomStringConvertible {
  /// Work and time left, in steps.
  public var description: String {
    "\(workLeft) of work and \(timeLeft) of time left, \(isRunning ? "running" : "pausing")"
  }
}

extension QuantileRule: CustomStringConvertible {
  /// The rule's name.
  public var description: String {
    "quantiles of \(valueCount) values"
  }
}

extension ThresholdRule: CustomStringConvertible {
  /// The rule's name.
  public var description: String {
    "thresholds of \(valueCount) values, a switch costing \(switchingCost)"
  }
}
