/// The constraint that leaves a job no plan.
public enum PlanConstraint: String, Hashable, Sendable {
  /// The slots in the window, unavailable times and avoided gaps left out, are fewer than the job takes.
  case availableTime
  /// No run is possible that lasts as long as the minimum.
  case minimumRun
  /// No pause fits that lasts as long as the minimum.
  case minimumPause
  /// It takes more pauses than are allowed.
  case maximumPauses
  /// The times in which a job warms up after its resumes leave too little for its progress.
  case resumeTime
  /// The free times between unavailable times are all too short for a run that may not pause.
  case unavailableTimes
}

extension PlanConstraint: CustomStringConvertible {
  /// What leaves no plan, and the cure.
  public var description: String {
    switch self {
    case .availableTime:
      "the slots that are available as a whole are fewer than the job takes; add time, or make more of it available"
    case .minimumRun: "runs of the minimum length do not fit; shorten the minimum run or add time"
    case .minimumPause: "pauses of the minimum length do not fit; shorten the minimum pause or add time"
    case .maximumPauses: "it takes more pauses than are allowed; allow more, or add time"
    case .resumeTime: "the time that resumes take does not fit; add time"
    case .unavailableTimes:
      "no time between unavailable ones is as long as the job; add time, or let the job pause"
    }
  }
}

/// A change that makes a plan fit which is too large as it was asked for. Others may do, too.
public enum PlanFit: Hashable, Sendable {
  /// At most so many pauses.
  case pauses(Int)
  /// At most so much added time.
  case addedTime(Duration)
}

extension PlanFit: CustomStringConvertible {
  /// The change in words: `allow at most 3 pauses`.
  public var description: String {
    switch self {
    case .pauses(let most): "allow at most \(most) \(most == 1 ? "pause" : "pauses")"
    case .addedTime(let added): "add at most \(added.compactDescription)"
    }
  }
}

#if !hasFeature(Embedded)
  extension PlanConstraint: Codable {}
#endif
