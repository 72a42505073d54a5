/// Why a job cannot be scheduled as asked. Each case carries what is missing and by how much; `description` says it in
/// one sentence, with the cure.
public enum SchedulingError: Error, Hashable, Sendable {
  /// An added time is negative, or not a number, or not whole seconds.
  case addedTime(AddedTime)
  /// A step between starts is not a positive whole number of seconds.
  case startStep(Duration)
  /// A step between the releases of a replay is not a positive multiple of the slot.
  case releaseStep(Duration, slot: Duration)
  /// A deadline comes before the job could end even if it started at once.
  case deadline(Instant, release: Instant, duration: Duration)
  /// A sweep over many releases was asked for with a deadline or a latest start, which fits only one.
  case deadlineInSweep(Instant)
  /// The release lies before the trace begins.
  case releasedBeforeTrace(release: Instant, traceStart: Instant)
  /// The release lies after the trace has ended.
  case releasedAfterTrace(release: Instant, traceEnd: Instant)
  /// The window, release to latest end, goes on after the trace has ended.
  case windowPastTrace(windowEnd: Instant, traceEnd: Instant)
  /// The window touches slots without a value, and the trace's policy is not to plan around them.
  case gap(at: Instant, gapSlots: Int, windowSlots: Int)
  /// A run ends at its start, or before.
  case runWithoutLength(start: Instant, end: Instant)
  /// Runs to be valued are none at all.
  case noRuns
  /// A run begins before the one in front of it has ended.
  case runsOutOfOrder(Run, after: Run)
  /// A run does not lie inside a trace, or between release and deadline.
  case runOutside(Run, from: Instant, to: Instant)
  /// Runs are together longer or shorter than the job, resumes left out.
  case runsDoNotAddUp(to: Duration, progress: Duration)
  /// A latest start comes before the release.
  case latestStart(Instant, release: Instant)
  /// A job is shorter than each of its runs has to last.
  case minimumRun(Duration, duration: Duration)
  /// The weight of a price is negative, or not a number, or makes values too large to plan on.
  case priceWeight(Double)
  /// Prices do not cover the window, or their slots are not each made of whole slots of the trace.
  case prices(from: Instant, to: Instant)
  /// No plan keeps to all constraints, and this one leaves none.
  case infeasible(PlanConstraint, release: Instant, deadline: Instant)
  /// A plan with all these constraints would take more time or memory than is allowed for; what would fit, if that was found.
  case tooLarge(windowSlots: Int, jobSlots: Int, fitting: PlanFit?)
  /// A curve would want so many plans that they take too long; what would fit.
  case curveTooLarge(points: Int, fitting: PlanFit?)
  /// A power profile has so many pieces that trying all starts would take too long.
  case tooManyPieces(Int, starts: Int, most: Int)
  /// A sweep was asked for with constraints, which are planned one release at a time.
  case constraintsInSweep
}

extension SchedulingError: CustomStringConvertible {
  /// One sentence: what is wrong, and the cure.
  public var description: String {
    switch self {
    case .addedTime(let time):
      "An added time of \(time) is not possible; give zero or more whole seconds, or zero or more percent."
    case .startStep(let step):
      "A start step of \(step.compactDescription) is not possible; give a positive whole number of seconds."
    case .releaseStep(let step, let slot):
      "Releases \(step.compactDescription) apart do not fall on slots of \(slot.compactDescription); "
        + "give a multiple of the slot."
    case .deadline(let deadline, let release, let duration):
      "A job of \(duration.compactDescription) released at \(release) cannot end by \(deadline): that is "
        + "\(deadline.duration(to: release.advanced(by: duration)).compactDescription) too early; "
        + "release it earlier or move the deadline."
    case .deadlineInSweep(let deadline):
      "A sweep releases the job at every slot, so it cannot hold to one deadline or latest start, \(deadline); "
        + "give an added time as a length or a percentage."
    case .releasedBeforeTrace(let release, let start):
      "The release at \(release) lies \(release.duration(to: start).compactDescription) before the trace, "
        + "which begins at \(start); release the job later or give an earlier trace."
    case .releasedAfterTrace(let release, let end):
      "The release at \(release) lies after the trace, which ends at \(end); "
        + "release the job earlier or give a later trace."
    case .windowPastTrace(let windowEnd, let traceEnd):
      "The job may run until \(windowEnd), but the trace ends at \(traceEnd), "
        + "\(traceEnd.duration(to: windowEnd).compactDescription) short; "
        + "release the job earlier, add less time, or give a longer trace."
    case .gap(let instant, let gapSlots, let windowSlots):
      "The trace has no value at \(instant) (\(gapSlots) of the \(windowSlots) slots needed are missing); "
        + "fill short gaps, avoid them, or choose another window."
    case .runWithoutLength(let start, let end):
      "A run from \(start) to \(end) has no length; let it end after its start."
    case .noRuns:
      "There is no run to value; give at least one."
    case .runsOutOfOrder(let run, let previous):
      "The run \(run) begins before \(previous) has ended; give runs in time order that do not overlap."
    case .runOutside(let run, let start, let end):
      "The run \(run) does not lie between \(start) and \(end); move it, or give a trace and a window that cover it."
    case .runsDoNotAddUp(let duration, let progress):
      "The runs make progress of \(progress.compactDescription), but the job takes \(duration.compactDescription); "
        + "lengthen or shorten them by \((progress - duration).compactDescription)."
    case .latestStart(let latest, let release):
      "A latest start at \(latest) comes before the release at \(release); release the job earlier or start it later."
    case .minimumRun(let least, let duration):
      "A job of \(duration.compactDescription) cannot keep to runs of at least \(least.compactDescription); "
        + "shorten the minimum run to the job's duration or less."
    case .priceWeight(let weight):
      "A unit of price cannot be worth \(weight) g; give zero or more, so little that no slot exceeds 1e15 g/kWh."
    case .prices(let start, let end):
      "The prices do not fit the trace from \(start) to \(end); give a price for all of that time, "
        + "in slots as long as the trace's or a multiple of it."
    case .infeasible(let constraint, let release, let deadline):
      "No plan between \(release) and \(deadline) keeps to all constraints: \(constraint)."
    case .tooLarge(let windowSlots, let jobSlots, let fitting):
      "A plan of \(jobSlots) in \(windowSlots) slots with these constraints would take too long or too much memory; "
        + (fitting.map { "\($0), or" } ?? "add less time, allow fewer pauses, or") + " give a trace of longer slots."
    case .curveTooLarge(let points, let fitting):
      "A curve of \(points) points with these constraints would take too long; "
        + "\(fitting.map { "\($0)" } ?? "add less time"), or give a trace of longer slots."
    case .tooManyPieces(let pieces, let starts, let most):
      "A power profile of \(pieces) pieces would take too long to try at \(starts) starts; join pieces until there are at "
        + "most \(max(1, most)), let their lengths be whole slots, or add less time."
    case .constraintsInSweep:
      "A sweep plans jobs of constant power, without prices and unavailable times; plan each release by itself for anything else."
    }
  }
}
