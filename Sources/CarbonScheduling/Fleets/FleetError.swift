/// Why a fleet cannot be planned. Each case carries the values; `description` says it in one sentence, with the cure.
public enum FleetError: Error, Hashable, Sendable {
  /// There is no job.
  case noJobs
  /// There is no site.
  case noSites
  /// A job has no name.
  case noIdentifier
  /// Two jobs have one name; they are numbered from 0.
  case duplicateJob(String, first: Int, second: Int)
  /// Two sites have one region.
  case duplicateRegion(String)
  /// A job's width is below 1, or beyond a million.
  case width(Int, job: String)
  /// A job takes more units than any of its sites ever has.
  case widthAboveCapacity(Int, capacity: Int, job: String)
  /// A job does not fit between its release and its latest end.
  case noWindow(job: String, release: Instant, latestEnd: Instant, duration: Duration)
  /// A job may run when a site's trace, price or capacity has no value.
  case notCovered(FleetInput, region: String, job: String, from: Instant, to: Instant, covered: Range<Instant>)
  /// A job names a region that no site has.
  case unknownRegion(String, job: String, known: [String])
  /// A transfer's emissions are negative, not finite or too large.
  case transfer(Emissions, region: String, job: String)
  /// A capacity is negative, or beyond a thousand million units.
  case capacity(Double, region: String, at: Instant)
  /// The sites' traces, or a price or a capacity, do not share their slots.
  case slots(FleetInput, region: String, slot: Duration, expected: Duration)
  /// A table of throughput is empty, not positive, not rising or not concave.
  case throughput([Double])
  /// A job may start only every so often, but that is no positive whole number of seconds.
  case startStep(Duration, job: String)
  /// An elastic job has a power profile, which says nothing of other widths.
  case elasticProfile(job: String)
  /// The jobs' windows have more steps in all than are planned at once.
  case tooLarge(windowSteps: Int, most: Int, step: Duration)
  /// A job whose pauses cost has a window too long for an exact plan.
  case jobTooLarge(job: String, windowSteps: Int)

  /// The job that is at fault, if one is.
  public var job: String? {
    switch self {
    case .duplicateJob(let job, _, _), .width(_, let job), .widthAboveCapacity(_, _, let job),
      .noWindow(let job, _, _, _), .notCovered(_, _, let job, _, _, _), .unknownRegion(_, let job, _),
      .transfer(_, _, let job), .startStep(_, let job), .elasticProfile(let job), .jobTooLarge(let job, _):
      job
    case .noJobs, .noSites, .noIdentifier, .duplicateRegion, .capacity, .slots, .throughput, .tooLarge: nil
    }
  }
}

/// What a site is described by.
public enum FleetInput: String, Hashable, Sendable {
  /// Its intensities.
  case trace
  /// Its prices of energy.
  case price
  /// How many units it has.
  case capacity
}

extension FleetError: CustomStringConvertible {
  /// One sentence: what is wrong, and the cure.
  public var description: String {
    switch self {
    case .noJobs: "The fleet has no jobs; give at least one."
    case .noSites: "The fleet has no sites; give at least one trace with a capacity."
    case .noIdentifier: "A job has no name; give it one that no other job has."
    case .duplicateJob(let job, let first, let second):
      "Jobs \(first + 1) and \(second + 1) are both called '\(job)'; give each a name of its own."
    case .duplicateRegion(let region): "Two sites are called '\(region)'; give each region once."
    case .width(let width, let job):
      "The job '\(job)' has a width of \(width); give a whole number of units from 1 to 1000000 that draw no more than 1e12 kW."
    case .widthAboveCapacity(let width, let capacity, let job):
      "The job '\(job)' takes \(width) units, but there are never more than \(capacity) where and when it may run; "
        + "make it narrower or raise the capacity."
    case .noWindow(let job, let release, let latestEnd, let duration):
      "The job '\(job)' of \(duration.compactDescription) does not fit between \(release) and \(latestEnd); "
        + "release it earlier or move its latest end."
    case .notCovered(let input, let region, let job, let from, let to, let covered):
      "The job '\(job)' may run from \(from) to \(to), but the \(input.rawValue) of '\(region)' has values for "
        + "\(covered.lowerBound) to \(covered.upperBound) without gaps there; give a longer one, fill its gaps, or change "
        + "the job's times."
    case .unknownRegion(let region, let job, let known):
      "The job '\(job)' may run in '\(region)', which is no site's region; there are \(known.joined(separator: ", "))."
    case .transfer(let emissions, let region, let job):
      "Moving the job '\(job)' to '\(region)' cannot emit \(emissions.grams) g; give 0 to 1e12 g."
    case .capacity(let units, let region, let instant):
      "The capacity of '\(region)' is \(units) units at \(instant); give a number from 0 to 1000000000."
    case .slots(let input, let region, let slot, let expected):
      "The \(input.rawValue) of '\(region)' has slots of \(slot.compactDescription) that do not fall on those of the fleet, "
        + "\(expected.compactDescription); resample it."
    case .throughput(let table):
      "A throughput by width of \(table.map { "\($0)" }.joined(separator: ":")) cannot be planned exactly; give positive "
        + "numbers that rise by less and less, or their hull."
    case .startStep(let step, let job):
      "The job '\(job)' cannot start every \(step.compactDescription); give one second or more, in whole seconds."
    case .elasticProfile(let job):
      "The elastic job '\(job)' has a power profile, which says nothing of other widths; give it a constant power."
    case .tooLarge(let steps, let most, let step):
      "The jobs' windows have \(steps) steps of \(step.compactDescription) in all, and \(most) are planned at once; "
        + "plan fewer jobs at a time, narrow their windows, or give a trace of longer slots."
    case .jobTooLarge(let job, let steps):
      "The job '\(job)' with its costs and limits would take too long or too much memory to plan in \(steps) steps; "
        + "narrow its window, allow fewer pauses, or give a trace of longer slots."
    }
  }
}

extension FleetInput: CustomStringConvertible {
  /// `trace`, `price` or `capacity`.
  public var description: String { rawValue }
}

#if !hasFeature(Embedded)
  extension FleetInput: Codable {}
#endif
