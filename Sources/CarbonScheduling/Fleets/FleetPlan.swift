/// A plan of all jobs of a fleet, and what it is compared with.
///
///     let plan = try fleet.plan()
///     print(plan.emissions.grams, plan.lowerBound, plan.gapPercent as Any)
///     for job in plan.unplaced { print(job.job, job.shortage) }
///
/// All totals are of the jobs that have a place: of run now, of planning each alone, of the plan, and of the bound.
public struct FleetPlan: Sendable {
  /// The schedules of all jobs that have a place, in the fleet's order.
  public let schedules: [FleetSchedule]

  /// The jobs that have none, in the fleet's order.
  public let unplaced: [Unplaced]

  /// How each site is used.
  public let sites: [SiteUse]

  /// What no plan of the placed jobs can be below, in grams: of the objective, so with a price its weight times the cost is
  /// included. Zero or more below the plan's own objective.
  public let lowerBound: Double

  /// When the first step begins.
  public let start: Instant

  /// How long a step of the plan lasts.
  public let step: Duration

  /// How many jobs' times or lengths had to be rounded to steps.
  public let roundedJobs: Int

  /// How many rounds of improvement were made.
  public let rounds: Int

  /// A job without a place, and what it lacks.
  public struct Unplaced: Hashable, Sendable {
    /// The job's name.
    public let job: String
    /// What it lacks.
    public let shortage: FleetShortage
  }

  /// A site by steps.
  public struct SiteUse: Hashable, Sendable {
    /// The site's region.
    public let region: String
    /// How many units there are.
    public let capacity: [Int]
    /// How many the plan uses.
    public let units: [Int]
    /// How many would be used if each job were planned alone.
    public let unitsAlone: [Int]
    /// How many would be used if each ran at its release in its first region.
    public let unitsRunNow: [Int]
    /// What one unit more for a step would be worth at most, in grams.
    public let multipliers: [Double]
  }

  /// What the plan emits, resumes and transfers included.
  public var emissions: Emissions { Emissions(grams: schedules.reduce(0) { $0 + $1.emissions.grams }) }

  /// What its energy costs where sites have prices.
  public var cost: Double { schedules.reduce(0) { $0 + $1.cost } }

  /// What it minimises: grams, and with prices their weight times the cost.
  public var objective: Double { schedules.reduce(0) { $0 + $1.objective } }

  /// What the jobs emit if each runs at its release; `nil` if one would meet a gap.
  public var runNow: Emissions? {
    var grams = 0.0
    for schedule in schedules {
      guard let baseline = schedule.baseline else { return nil }
      grams += baseline.grams
    }
    return Emissions(grams: grams)
  }

  /// What they would emit if each were planned alone, as if there were capacity for all.
  public var alone: Emissions { Emissions(grams: schedules.reduce(0) { $0 + $1.alone.grams }) }

  /// How far the plan may be above the optimum, in percent of the bound: proven, not estimated; `nil` against a bound of zero.
  public var gapPercent: Double? {
    let gap = max(0, objective - lowerBound)
    return gap == 0 ? 0 : lowerBound == 0 ? nil : 100 * gap / abs(lowerBound)
  }
}

extension FleetPlan {
  init(_ fleet: Fleet, _ problem: FleetProblem, _ search: FleetSearch, _ bound: FleetBound) {
    let evaluation = FleetEvaluation(fleet: fleet, problem: problem)
    var answers = FleetAnswers(problem)
    let zeros = [Double](repeating: 0, count: problem.values.count)
    var (schedules, unplaced): ([FleetSchedule], [Unplaced]) = ([], [])
    var placed: [Int] = []
    var (used, alone, runNow) = (problem.capacities.map { _ in 0 }, zeros.map { _ in 0 }, zeros.map { _ in 0 })
    for (index, job) in fleet.jobs.enumerated() {
      let task = problem.tasks[index]
      if let shortage = search.shortages[index] {
        unplaced.append(Unplaced(job: job.identifier, shortage: shortage))
        continue
      }
      guard search.state.missing[index] == 0, let placement = search.state.placements[index],
        let own = answers.answer(index, multipliers: zeros, room: [])
      else {
        let hours = Double(search.state.missing[index] * task.width) * Double(problem.timeSteps.stepSeconds) / 3_600
        unplaced.append(Unplaced(job: job.identifier, shortage: .notFound(unitHours: hours)))
        continue
      }
      placed.append(index)
      for use in placement.uses { used[use.place] += use.units }
      for use in own.placement.uses { alone[use.place] += use.units }
      if let option = task.options.first {
        for place in option.places.prefix(task.steps) { runNow[place] += task.width }
      }
      let totals = evaluation.totals(index, placement)
      schedules.append(
        FleetSchedule(
          job: job.identifier, region: totals.region, runs: totals.runs, emissions: Emissions(grams: totals.grams),
          transfer: Emissions(grams: totals.transfer), energy: Energy(kilowattHours: totals.kilowattHours),
          cost: totals.cost, objective: totals.objective, baseline: evaluation.baseline(index),
          alone: Emissions(grams: evaluation.totals(index, own.placement).grams)))
    }
    self.schedules = schedules
    self.unplaced = unplaced
    sites = fleet.sites.indices.map { site in
      let places = site * problem.stepCount..<(site + 1) * problem.stepCount
      return SiteUse(
        region: fleet.sites[site].region, capacity: Array(problem.capacities[places]), units: Array(used[places]),
        unitsAlone: Array(alone[places]), unitsRunNow: Array(runNow[places]),
        multipliers: bound.multipliers[places].map { $0 * problem.gramsPerCost })
    }
    let objective = schedules.reduce(0) { $0 + $1.objective }
    let least = bound.cost(of: placed, problem)
    let cost = placed.reduce(0.0) { $0 + (search.state.placements[$1]?.cost ?? 0) }
    // Where the plan meets the bound, only the last digits of converting both to grams differ.
    lowerBound = least == cost ? objective : min(objective, least * problem.gramsPerCost)
    start = problem.timeSteps.origin
    step = .seconds(problem.timeSteps.stepSeconds)
    roundedJobs = problem.roundedJobs
    rounds = search.rounds
  }
}

#if !hasFeature(Embedded)
  extension FleetPlan: Codable {}
  extension FleetPlan.Unplaced: Codable {}
  extension FleetPlan.SiteUse: Codable {}
#endif
