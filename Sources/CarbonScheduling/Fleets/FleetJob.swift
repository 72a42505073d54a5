/// A job of a fleet: what it does, when and where it may run, and how many units of the capacity it takes.
///
///     let job = try FleetJob(
///       "training-7", workload: Workload(duration: .seconds(6 * 3_600), power: .constant(kilowatts: 0.31)),
///       release: monday, latestEnd: tuesday, width: 4)
///     // Four GPUs of 0.31 kW each, for six hours in all, paused as often as it pays.
public struct FleetJob: Hashable, Sendable {
  /// The job's name, which no other job of the fleet has.
  public let identifier: String

  /// How long it runs, and what *one* of its units draws.
  public let workload: Workload

  /// The earliest start.
  public let release: Instant

  /// The latest end.
  public let latestEnd: Instant

  /// How many units it takes while it runs: at least 1. An elastic job takes multiples of it.
  public let width: Int

  /// How it may run.
  public let algorithm: FleetAlgorithm

  /// When it must not run, in any order.
  public let unavailable: [Range<Instant>]

  /// Where it may run, the region it is at home in first; none for every site of the fleet.
  public let regions: [FleetRegion]

  /// Makes a job.
  ///
  /// - Parameters:
  ///   - identifier: Not empty.
  ///   - workload: How long it runs, and what one unit draws.
  ///   - release: The earliest start.
  ///   - latestEnd: The latest end, so late that the job fits between the two; an elastic job, at its full width.
  ///   - width: How many units it takes: from 1 to 1,000,000, and no more than draw 1e12 kW.
  ///   - algorithm: How it may run; pausing freely unless given.
  ///   - unavailable: When it must not run.
  ///   - regions: Where it may run; every site unless given.
  /// - Throws: ``FleetError`` if any of these is not so.
  public init(
    _ identifier: String, workload: Workload, release: Instant, latestEnd: Instant, width: Int = 1,
    algorithm: FleetAlgorithm = .pauseAndResume(), unavailable: [Range<Instant>] = [], regions: [FleetRegion] = []
  ) throws(FleetError) {
    guard !identifier.isEmpty else { throw .noIdentifier }
    let kilowatts = workload.power.pieces.reduce(workload.power.kilowatts) { max($0, $1.kilowatts) }
    guard (1...1_000_000).contains(width), kilowatts * Double(width) <= 1e12 else {
      throw .width(width, job: identifier)
    }
    let room = release.duration(to: latestEnd).components.seconds
    guard algorithm.leastSeconds(of: workload) <= room else {
      throw .noWindow(job: identifier, release: release, latestEnd: latestEnd, duration: workload.duration)
    }
    if case .flexibleStart(let step?) = algorithm, (step.wholeSeconds ?? 0) < 1 {
      throw .startStep(step, job: identifier)
    }
    if case .elastic = algorithm, !workload.power.pieces.isEmpty { throw .elasticProfile(job: identifier) }
    for region in regions where !(region.transfer.grams >= 0 && region.transfer.grams <= 1e12) {
      throw .transfer(region.transfer, region: region.name, job: identifier)
    }
    self.identifier = identifier
    self.workload = workload
    self.release = release
    self.latestEnd = latestEnd
    self.width = width
    self.algorithm = algorithm
    self.unavailable = unavailable
    self.regions = regions
  }
}

/// A region a job may run in.
public struct FleetRegion: Hashable, Sendable {
  /// The name of a site's region.
  public let name: String

  /// What moving the job's data there emits: zero or more.
  public let transfer: Emissions

  /// Makes a region that a job may run in; moving there emits nothing unless given.
  public init(_ name: String, transfer: Emissions = Emissions(grams: 0)) {
    self.name = name
    self.transfer = transfer
  }
}

/// How a job of a fleet may run.
public enum FleetAlgorithm: Hashable, Sendable {
  /// At once, at its release, whatever the grid does.
  case runNow

  /// In one uninterrupted run, started at any step of the fleet, or only every so often from its release: a
  /// positive whole number of seconds.
  case flexibleStart(startStep: Duration? = nil)

  /// In any runs, with what resumes cost and what is asked of runs.
  case pauseAndResume(resumeCost: ResumeCost = .none, limits: RunLimits = .none)

  /// In any slots, in each with as many multiples of its width as pays.
  case elastic(ElasticThroughput)

  /// The least time from start to end.
  func leastSeconds(of workload: Workload) -> Int64 {
    guard case .elastic(let throughput) = self else { return workload.durationSeconds }
    return Int64(Double(workload.durationSeconds) / throughput.most * (1 - 0x1p-40))
  }
}

#if !hasFeature(Embedded)
  extension FleetRegion: Codable {
    private enum CodingKeys: String, CodingKey { case name, transferGrams }

    /// Decodes `name` and `transferGrams`, which may be missing.
    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      self.init(
        try container.decode(String.self, forKey: .name),
        transfer: Emissions(grams: try container.decodeIfPresent(Double.self, forKey: .transferGrams) ?? 0))
    }

    /// Encodes what emits anything.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(name, forKey: .name)
      if transfer.grams > 0 { try container.encode(transfer.grams, forKey: .transferGrams) }
    }
  }

  extension FleetAlgorithm: Codable {
    private enum CodingKeys: String, CodingKey { case name, startStepSeconds, resumeCost, limits, throughput }
    private enum Name: String, Codable { case runNow, flexibleStart, pauseAndResume, elastic }

    /// Decodes `name`, and what goes with it.
    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      switch try container.decode(Name.self, forKey: .name) {
      case .runNow: self = .runNow
      case .flexibleStart:
        self = .flexibleStart(
          startStep: try container.decodeIfPresent(Int64.self, forKey: .startStepSeconds).map { .seconds($0) })
      case .pauseAndResume:
        self = .pauseAndResume(
          resumeCost: try container.decodeIfPresent(ResumeCost.self, forKey: .resumeCost) ?? .none,
          limits: try container.decodeIfPresent(RunLimits.self, forKey: .limits) ?? .none)
      case .elastic: self = .elastic(try container.decode(ElasticThroughput.self, forKey: .throughput))
      }
    }

    /// Encodes `name`, and what goes with it.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      switch self {
      case .runNow: try container.encode(Name.runNow, forKey: .name)
      case .flexibleStart(let startStep):
        try container.encode(Name.flexibleStart, forKey: .name)
        try container.encodeIfPresent(startStep?.secondsRoundedDown, forKey: .startStepSeconds)
      case .pauseAndResume(let cost, let limits):
        try container.encode(Name.pauseAndResume, forKey: .name)
        if cost != .none { try container.encode(cost, forKey: .resumeCost) }
        if limits != .none { try container.encode(limits, forKey: .limits) }
      case .elastic(let throughput):
        try container.encode(Name.elastic, forKey: .name)
        try container.encode(throughput, forKey: .throughput)
      }
    }
  }

  extension FleetJob: Codable {
    private enum CodingKeys: String, CodingKey {
      case identifier, workload, release, latestEnd, width, algorithm, unavailable, regions
    }

    /// Decodes and validates; width, algorithm, unavailable times and regions may be missing.
    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      try self.init(
        container.decode(String.self, forKey: .identifier),
        workload: container.decode(Workload.self, forKey: .workload),
        release: container.decode(Instant.self, forKey: .release),
        latestEnd: container.decode(Instant.self, forKey: .latestEnd),
        width: container.decodeIfPresent(Int.self, forKey: .width) ?? 1,
        algorithm: container.decodeIfPresent(FleetAlgorithm.self, forKey: .algorithm) ?? .pauseAndResume(),
        unavailable: container.decodeIfPresent([Range<Instant>].self, forKey: .unavailable) ?? [],
        regions: container.decodeIfPresent([FleetRegion].self, forKey: .regions) ?? [])
    }

    /// Encodes all that is given.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(identifier, forKey: .identifier)
      try container.encode(workload, forKey: .workload)
      try container.encode(release, forKey: .release)
      try container.encode(latestEnd, forKey: .latestEnd)
      try container.encode(width, forKey: .width)
      try container.encode(algorithm, forKey: .algorithm)
      if !unavailable.isEmpty { try container.encode(unavailable, forKey: .unavailable) }
      if !regions.isEmpty { try container.encode(regions, forKey: .regions) }
    }
  }
#endif
