/// Why a job cannot be scheduled as asked. Each case carries what is missing and by how much; `description` says it in
/// one sentence, with the cure.
public enum SchedulingError: Error, Hashable, Sendable {
  /// A job's duration is not a whole number of seconds from one second to 10,000 days.
  case duration(Duration)
  /// A power is not positive, or above 1e12 kW, or not a number.
  case power(kilowatts: Double)
  /// An energy is not positive, or too large for its duration, or not a number.
  case energy(Energy)
  /// An added time is negative, or not a number, or not whole seconds.
  case addedTime(AddedTime)
  /// A step between starts is not a positive whole number of seconds.
  case startStep(Duration)
  /// A step between the releases of a replay is not a positive multiple of the slot.
  case releaseStep(Duration, slot: Duration)
  /// A deadline comes before the job could end even if it started at once.
  case deadline(Instant, release: Instant, duration: Duration)
  /// A sweep over many releases was asked for with a deadline, which fits only one.
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
}

extension SchedulingError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .duration(let duration):
      "A duration of \(duration.compactDescription) cannot be scheduled; "
        + "give a whole number of seconds, from one second to 10000 days."
    case .power(let kilowatts):
      "A power of \(kilowatts) kW cannot be scheduled; give a positive number of at most 1e12 kW."
    case .energy(let energy):
      "An energy of \(energy.kilowattHours) kWh cannot be scheduled; "
        + "give a positive number that comes to at most 1e12 kW over the duration."
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
      "A sweep releases the job at every slot, so it cannot hold to one deadline, \(deadline); "
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
    }
  }
}
