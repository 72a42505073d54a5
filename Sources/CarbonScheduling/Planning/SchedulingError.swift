/// Why a job cannot be scheduled as asked. Each case carries what is missing and by how much; `description` says it in
/// one sentence, with the cure.
public enum SchedulingError: Error, Hashable, Sendable {
  /// A job's duration is not a whole number of seconds from one second to 10,000 days.
  case duration(Duration)
  /// A power is not from 1e-12 to 1e12 kW.
  case power(kilowatts: Double)
  /// An energy does not come to a power from 1e-12 to 1e12 kW over its duration.
  case energy(Energy)
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
  /// The run started at once, which savings are measured against, would touch a gap.
  case baselineTouchesGap(at: Instant, release: Instant)
  /// A latest start comes before the release.
  case latestStart(Instant, release: Instant)
  /// A power profile is empty, has a power or length that is not possible, or does not last as long as its job.
  case powerProfile(total: Duration, duration: Duration)
  /// A cost of a resume is negative or too large, or not a number.
  case resumeCost(ResumeCost)
  /// A limit on runs or pauses is negative or too large.
  case runLimits(RunLimits)
  /// A job is shorter than each of its runs has to last.
  case minimumRun(Duration, duration: Duration)
  /// The weight of a second signal is negative, or not a number, or makes values too large to plan on.
  case signalWeight(Double)
  /// A second signal does not cover the window, or its slots are not each made of whole slots of the trace.
  case secondSignal(from: Instant, to: Instant)
  /// No plan keeps to all constraints, and this one leaves none.
  case infeasible(PlanConstraint, release: Instant, deadline: Instant)
  /// A plan with all these constraints would take more time or memory than is allowed for; what would fit, if that was found.
  case tooLarge(windowSlots: Int, jobSlots: Int, fitting: PlanFit?)
  /// A power profile has so many pieces that trying all starts would take too long.
  case tooManyPieces(Int, starts: Int, most: Int)
  /// A sweep was asked for with constraints, which are planned one release at a time.
  case constraintsInSweep
}

extension SchedulingError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .duration(let duration):
      "A duration of \(duration.compactDescription) cannot be scheduled; "
        + "give a whole number of seconds, from one second to 10000 days."
    case .power(let kilowatts):
      "A power of \(kilowatts) kW cannot be scheduled; give a number from 1e-12 to 1e12 kW."
    case .energy(let energy):
      "An energy of \(energy.kilowattHours) kWh cannot be scheduled; "
        + "give a number that comes to 1e-12 to 1e12 kW over the duration."
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
    case .baselineTouchesGap(let instant, let release):
      "Run at once from \(release), the job would meet a gap at \(instant), so savings have no baseline; "
        + "fill the gap or release the job after it."
    case .latestStart(let latest, let release):
      "A latest start at \(latest) comes before the release at \(release); release the job earlier or start it later."
    case .powerProfile(let total, let duration):
      "A power profile of \(total.compactDescription) is not one for a job of \(duration.compactDescription); give pieces "
        + "of whole seconds that add up to the duration, of 0 to 1e12 kW, not all zero."
    case .resumeCost(let cost):
      "A resume of \(cost.energy.kilowattHours) kWh, \(cost.emissions.grams) g and \(cost.time.compactDescription) "
        + "is not possible; give zero or more of each, at most 1e12 kWh, 1e12 g and 10000 days."
    case .runLimits(let limits):
      "Runs of at least \(limits.minimumRun.compactDescription), pauses of at least "
        + "\(limits.minimumPause.compactDescription)\(limits.maximumPauses.map { " and at most \($0) of them" } ?? "") "
        + "are not possible; give zero or more of each."
    case .minimumRun(let least, let duration):
      "A job of \(duration.compactDescription) cannot keep to runs of at least \(least.compactDescription); "
        + "shorten the minimum run to the job's duration or less."
    case .signalWeight(let weight):
      "A second signal cannot be weighted by \(weight); give zero or more, so small that no slot exceeds 1e6 g/kWh."
    case .secondSignal(let start, let end):
      "The second signal does not fit the trace from \(start) to \(end); give one that has a value for all of that time, "
        + "in slots as long as the trace's or a multiple of it."
    case .infeasible(let constraint, let release, let deadline):
      "No plan between \(release) and \(deadline) keeps to all constraints: \(constraint)."
    case .tooLarge(let windowSlots, let jobSlots, let fitting):
      "A plan of \(jobSlots) in \(windowSlots) slots with these constraints would take too long or too much memory; "
        + (fitting.map { "\($0), or" } ?? "add less time, allow fewer pauses, or") + " give a trace of longer slots."
    case .tooManyPieces(let pieces, let starts, let most):
      "A power profile of \(pieces) pieces would take too long to try at \(starts) starts; join pieces until there are at "
        + "most \(max(1, most)), let their lengths be whole slots, or add less time."
    case .constraintsInSweep:
      "A sweep plans jobs of constant power whose pauses are free; plan each release by itself for anything else."
    }
  }
}
