// One line for each value of a fleet, however much it holds.

extension Fleet: CustomStringConvertible {
  /// How many jobs and sites: `3 jobs at 1 site`.
  public var description: String {
    "\(jobs.count) \(jobs.count == 1 ? "job" : "jobs") at \(sites.count) \(sites.count == 1 ? "site" : "sites")"
  }
}

extension Fleet.Limits: CustomStringConvertible {
  /// `a gap of 0.5 %, at most 60 rounds`.
  public var description: String {
    "a gap of \(gapPercent) %\(rounds == Int.max ? "" : ", at most \(rounds) rounds")"
  }
}

extension Fleet.Progress: CustomStringConvertible {
  /// `round 3: 0 without a place, a gap of 0.2 %`.
  public var description: String {
    "round \(rounds): \(unplaced) without a place, a gap of \(gapPercent) %"
  }
}

extension FleetSite: CustomStringConvertible {
  /// The region and its capacity: `west-us, 64 units`.
  public var description: String {
    "\(region), \(capacity)"
  }
}

extension FleetCapacity: CustomStringConvertible {
  /// `64 units`, or what its series says of itself.
  public var description: String {
    switch self {
    case .units(let units): "\(units) \(units == 1 ? "unit" : "units")"
    case .series(let series): "\(series)"
    }
  }
}

extension FleetJob: CustomStringConvertible {
  /// `train, 8 units wide, 6h from 2020-01-01T00:00:00Z to 2020-01-02T00:00:00Z`.
  public var description: String {
    "\(identifier), \(width) \(width == 1 ? "unit" : "units") wide, "
      + "\(workload.duration.compactDescription) from \(release) to \(latestEnd)"
  }
}

extension FleetRegion: CustomStringConvertible {
  /// The region, and what moving there emits.
  public var description: String {
    "\(name)\(transfer == .zero ? "" : ", moving there \(transfer)")"
  }
}

extension FleetAlgorithm: CustomStringConvertible {
  /// The algorithm in words: `Flexible Start`.
  public var description: String {
    switch self {
    case .runNow: "run now"
    case .flexibleStart: "Flexible Start"
    case .pauseAndResume: "Pause and Resume"
    case .elastic(let throughput): "elastic, \(throughput)"
    }
  }
}

extension FleetPlan: CustomStringConvertible {
  /// Jobs, grams and the bound: `3 jobs, 533.0 g, no plan below 530.1 g`.
  public var description: String {
    "\(schedules.count) \(schedules.count == 1 ? "job" : "jobs"), \(emissions), no plan below \(lowerBound) g"
      + (unplaced.isEmpty ? "" : ", \(unplaced.count) without a place")
  }
}

extension FleetPlan.Unplaced: CustomStringConvertible {
  /// The job and what it lacks.
  public var description: String {
    "\(job): \(shortage)"
  }
}

extension FleetPlan.SiteUse: CustomStringConvertible {
  /// The region and how much of it is used at most: `west-us, up to 60 units`.
  public var description: String {
    "\(region), up to \(units.max() ?? 0) units"
  }
}

extension FleetSchedule: CustomStringConvertible {
  /// The job, its place, its runs and grams: `train at west-us, 2 runs, 533.0 g`.
  public var description: String {
    "\(job) at \(region), \(runs.count) \(runs.count == 1 ? "run" : "runs"), \(emissions)"
  }
}
