/// Why a job, or what is asked of its runs, cannot be. Each case carries the value; `description` says it in one sentence,
/// with the cure.
public enum JobError: Error, Hashable, Sendable {
  /// A job's duration is not a whole number of seconds from one second to 10,000 days.
  case duration(Duration)
  /// A power is not from 1e-12 to 1e12 kW.
  case power(kilowatts: Double)
  /// An energy does not come to a power from 1e-12 to 1e12 kW over its duration.
  case energy(Energy)
  /// A piece of a power profile has a power or length that is not possible.
  case powerPiece(duration: Duration, kilowatts: Double)
  /// A power profile is empty, draws nothing, or does not last as long as its job.
  case powerProfile(total: Duration, duration: Duration)
  /// A cost of a resume is negative or too large, or not a number.
  case resumeCost(energy: Energy, emissions: Emissions, time: Duration)
  /// A power while paused is not from 0 to 1e12 kW.
  case idlePower(kilowatts: Double)
  /// A limit on runs or pauses is negative or too large.
  case runLimits(minimumRun: Duration, minimumPause: Duration, maximumPauses: Int?)
}

extension JobError: CustomStringConvertible {
  /// One sentence: what is wrong, and the cure.
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
    case .powerPiece(let duration, let kilowatts):
      "A piece of \(duration.compactDescription) at \(kilowatts) kW is no piece of a power profile; give a positive whole "
        + "number of seconds, at most 10000 days, and 0 to 1e12 kW."
    case .powerProfile(let total, let duration):
      "A power profile of \(total.compactDescription) is not one for a job of \(duration.compactDescription); give pieces "
        + "that add up to the duration and are not all of 0 kW."
    case .resumeCost(let energy, let emissions, let time):
      "A resume of \(energy.kilowattHours) kWh, \(emissions.grams) g and \(time.compactDescription) "
        + "is not possible; give zero or more of each, at most 1e12 kWh, 1e12 g and 10000 days."
    case .idlePower(let kilowatts):
      "A job cannot draw \(kilowatts) kW while it is paused; give a number from 0 to 1e12 kW."
    case .runLimits(let minimumRun, let minimumPause, let maximumPauses):
      "Runs of at least \(minimumRun.compactDescription), pauses of at least "
        + "\(minimumPause.compactDescription)\(maximumPauses.map { " and at most \($0) of them" } ?? "") "
        + "are not possible; give zero or more of each."
    }
  }
}
