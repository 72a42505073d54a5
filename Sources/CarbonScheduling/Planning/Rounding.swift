/// What planning on a grid made of something that was asked for.
///
///     for rounding in plan.roundings { print(rounding) }
///     // a minimum run of 10m counts as 15m
///
/// A constrained plan is made in steps of equal length. What is no whole number of steps is rounded so that the plan keeps to
/// what was asked: the window inwards, lengths up, times in which the job must not run outwards. The steps themselves are
/// those of `PlanningStep`, and `PauseRequest` compares what was asked with them.
public enum Rounding: Hashable, Sendable {
  /// The earliest start that was tried, in place of the release.
  case release(Instant, to: Instant)
  /// The latest end that was tried, in place of the deadline.
  case deadline(Instant, to: Instant)
  /// How long a resume takes.
  case resumeTime(Duration, to: Duration)
  /// The least length of a run.
  case minimumRun(Duration, to: Duration)
  /// The least length of a pause.
  case minimumPause(Duration, to: Duration)
  /// A time in which the job must not run.
  case unavailable(Range<Instant>, to: Range<Instant>)
}

extension Rounding: CustomStringConvertible {
  /// In words: `a resume time of 10m counts as 1h`.
  public var description: String {
    switch self {
    case .release(let asked, let used): "a release at \(asked) counts as one at \(used)"
    case .deadline(let asked, let used): "a deadline at \(asked) counts as one at \(used)"
    case .resumeTime(let asked, let used):
      "a resume time of \(asked.compactDescription) counts as \(used.compactDescription)"
    case .minimumRun(let asked, let used):
      "a minimum run of \(asked.compactDescription) counts as \(used.compactDescription)"
    case .minimumPause(let asked, let used):
      "a minimum pause of \(asked.compactDescription) counts as \(used.compactDescription)"
    case .unavailable(let asked, let used):
      "the unavailable time \(asked.lowerBound)/\(asked.upperBound) counts as \(used.lowerBound)/\(used.upperBound)"
    }
  }
}

#if !hasFeature(Embedded)
  extension Rounding: Codable {}
#endif
