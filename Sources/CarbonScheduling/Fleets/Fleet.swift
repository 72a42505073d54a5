/// Jobs that share the capacity of one site or several.
///
///     let fleet = Fleet(jobs: jobs, sites: [FleetSite("west-us", trace: trace, capacity: .units(64))])
///     let plan = try fleet.plan()
///     print(plan.emissions.grams, plan.lowerBound.grams, plan.gapPercent)
///
/// Every job alone would take the same clean hours; together they may take no more of them than there are. The plan is for all
/// jobs together, and comes with a bound that no plan of the same jobs can be below.
public struct Fleet: Hashable, Sendable {
  /// The jobs, in the order in which ties are broken.
  public let jobs: [FleetJob]

  /// Where they may run.
  public let sites: [FleetSite]

  /// Makes a fleet; whether it can be planned is seen when it is.
  public init(jobs: [FleetJob], sites: [FleetSite]) {
    self.jobs = jobs
    self.sites = sites
  }

  /// When to stop improving a plan.
  public struct Limits: Hashable, Sendable {
    /// A gap to the bound that is good enough, in percent.
    public let gapPercent: Double
    /// The most rounds of improvement: each plans some jobs anew.
    public let rounds: Int

    /// Stops at a gap in percent, or after so many rounds.
    public init(gapPercent: Double = 0.5, rounds: Int = 2_000) {
      self.gapPercent = gapPercent
      self.rounds = rounds
    }
  }

  /// How far planning has come.
  public struct Progress: Hashable, Sendable {
    /// How many rounds of improvement are done.
    public let rounds: Int
    /// How many jobs have no place so far.
    public let unplaced: Int
    /// The gap of the best plan so far, in percent.
    public let gapPercent: Double
  }

  /// Plans all jobs together.
  ///
  /// - Parameters:
  ///   - limits: When to stop improving; the same limits give the same plan.
  ///   - isGoingOn: Asked after each round; to stop by a clock, which makes the plan depend on it.
  /// - Returns: The plan, with the jobs that it could not place and what they lack.
  /// - Throws: ``FleetError`` if a job, a site or the two together make no sense.
  /// - Complexity: O(w) memory for w steps in all windows. Jobs of width 1 that pause freely at one site take what
  ///   `CapacityFlow` takes; for others each round takes the plans of up to some forty jobs.
  public func plan(
    limits: Limits = Limits(), isGoingOn: (Progress) -> Bool = { _ in true }
  ) throws(FleetError) -> FleetPlan {
    let problem = try FleetProblem(self)
    var search = FleetSearch(problem)
    let bound = search.run(limits: limits, isGoingOn: isGoingOn)
    return FleetPlan(self, problem, search, bound)
  }
}

#if !hasFeature(Embedded)
  extension Fleet: Codable {}
#endif

#if !hasFeature(Embedded)
  extension Fleet.Limits: Codable {
    /// Decodes limits; what is missing has its default.
    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      self.init(
        gapPercent: try container.decodeIfPresent(Double.self, forKey: .gapPercent) ?? 0.5,
        rounds: try container.decodeIfPresent(Int.self, forKey: .rounds) ?? 2_000)
    }
  }
#endif
