/// Why there is no forecast, or no plan on one. `description` says it in one sentence, with the cure.
public enum ForecastError: Error, Hashable, Sendable {
  /// No value is known at an instant.
  case nothingKnown(at: Instant, historyStart: Instant)
  /// A forecaster that compares times of day was given slots that do not divide a day.
  case slotOfDay(Duration)
  /// A forecast was issued before, or at the same instant as, the one that stands before it.
  case outOfOrder(issued: Instant, after: Instant)
  /// A forecast has slots without a value.
  case gap(issued: Instant, at: Instant)
  /// The earliest forecast was issued after the job's release.
  case issuedAfter(release: Instant, firstIssue: Instant)
  /// A forecast ends before the latest end, and nothing continues it.
  case tooShort(issued: Instant, end: Instant, needed: Instant)
  /// A forecast begins after the instant at which it would be planned on.
  case beginsLate(issued: Instant, start: Instant, needed: Instant)
  /// A forecast and the truth are of different signals.
  case signal(Signal, issued: Instant, truth: Signal)
  /// Forecasts, or a forecast and the history that continues it, have different slots.
  case slots(Duration, issued: Instant, expected: Duration)
  /// An interval between decisions is not a positive multiple of the forecast's slots.
  case interval(Duration, slot: Duration)
  /// A share is not a number in its range.
  case share(Double)
  /// The plan cannot be made, whatever the forecast.
  case planning(SchedulingError)
  /// A forecast's values are no trace.
  case trace(TraceError)
}

extension ForecastError: CustomStringConvertible {
  /// One sentence: what is wrong, and the cure.
  public var description: String {
    switch self {
    case .nothingKnown(let instant, let start):
      "Nothing is known at \(instant): the history begins at \(start), and no slot of it has been published by then; "
        + "ask for a later instant or give an earlier history."
    case .slotOfDay(let slot):
      "Slots of \(slot.compactDescription) do not divide a day, so that none has a same time of day; "
        + "resample the history, or use persistence."
    case .outOfOrder(let issued, let previous):
      "A forecast issued at \(issued) stands behind one issued at \(previous); "
        + "give forecasts in the order of their issue, each once."
    case .gap(let issued, let instant):
      "The forecast issued at \(issued) has no value at \(instant); fill it, or leave that forecast out."
    case .issuedAfter(let release, let first):
      "The earliest forecast was issued at \(first), after the release at \(release); "
        + "give earlier forecasts or release the job later."
    case .tooShort(let issued, let end, let needed):
      "The forecast issued at \(issued) ends at \(end), but the job may run until \(needed); "
        + "give a history that continues it, or a longer forecast."
    case .beginsLate(let issued, let start, let needed):
      "The forecast issued at \(issued) begins at \(start), after \(needed), at which it would be planned on; "
        + "give a history that knows the time before, or earlier forecasts."
    case .signal(let signal, let issued, let truth):
      "The forecast issued at \(issued) is of the \(signal.rawValue) signal, the truth of the \(truth.rawValue) one; "
        + "give both of the same signal."
    case .slots(let slot, let issued, let expected):
      "The forecast issued at \(issued) has slots of \(slot.compactDescription) where slots of "
        + "\(expected.compactDescription), on the same boundaries, are needed; resample it."
    case .interval(let interval, let slot):
      "Decisions \(interval.compactDescription) apart do not fall on slots of \(slot.compactDescription); "
        + "give a multiple of the slot."
    case .share(let share):
      "A share of \(share) is not possible; give a number from 0 to 1."
    case .planning(let error): error.description
    case .trace(let error): error.description
    }
  }
}
