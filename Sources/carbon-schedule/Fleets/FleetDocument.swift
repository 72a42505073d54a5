import CarbonScheduling
import CommandLineKit

/// The JSON of a fleet's plan; instants are ISO 8601 with `Z`.
struct FleetDocument: Encodable {
  let capacity: Capacity
  let emissionsGrams: Double
  let boundGrams: Double
  let gapPercent: ExplicitNull<Double>
  let runNowGrams: ExplicitNull<Double>
  let aloneGrams: Double
  let objective: Double
  let cost: Double
  let stepSeconds: Int64
  let roundedJobs: Int
  let rounds: Int
  let jobs: [Job]
  let unplaced: [Unplaced]

  enum CodingKeys: String, CodingKey {
    case capacity, objective, cost, rounds, jobs, unplaced
    case emissionsGrams = "emissions_g"
    case boundGrams = "bound_g"
    case gapPercent = "gap_percent"
    case runNowGrams = "run_now_g"
    case aloneGrams = "alone_g"
    case stepSeconds = "step_s"
    case roundedJobs = "rounded_jobs"
  }

  /// A number where there is one site whose capacity stays the same; else by region and time.
  enum Capacity: Encodable {
    case units(Int)
    case sites([String: Units])

    enum Units: Encodable {
      case constant(Int)
      case series([Step])

      func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .constant(let units): try container.encode(units)
        case .series(let steps): try container.encode(steps)
        }
      }
    }

    struct Step: Encodable {
      let start: String
      let end: String
      let units: Int
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .units(let units): try container.encode(units)
      case .sites(let sites): try container.encode(sites)
      }
    }
  }

  struct Run: Encodable {
    let start: String
    let end: String
    let width: Int
  }

  struct Job: Encodable {
    let job: String
    let region: String
    let runs: [Run]
    let emissionsGrams: Double
    let baselineGrams: ExplicitNull<Double>

    enum CodingKeys: String, CodingKey {
      case job, region, runs
      case emissionsGrams = "emissions_g"
      case baselineGrams = "baseline_g"
    }
  }

  struct Unplaced: Encodable {
    let job: String
    let reason: String
  }

  init(_ plan: FleetPlan) {
    var sites: [String: Capacity.Units] = [:]
    for site in plan.sites {
      let steps = spans(of: site.capacity, in: plan)
      sites[site.region] =
        steps.count == 1
        ? .constant(steps[0].value)
        : .series(steps.map { .init(start: $0.start.description, end: $0.end.description, units: $0.value) })
    }
    if plan.sites.count == 1, case .constant(let units) = sites[plan.sites[0].region] {
      capacity = .units(units)
    } else {
      capacity = .sites(sites)
    }
    emissionsGrams = plan.emissions.grams
    boundGrams = plan.lowerBound
    gapPercent = ExplicitNull(plan.gapPercent)
    runNowGrams = ExplicitNull(plan.runNow?.grams)
    aloneGrams = plan.alone.grams
    objective = plan.objective
    cost = plan.cost
    stepSeconds = plan.step.components.seconds
    roundedJobs = plan.roundedJobs
    rounds = plan.rounds
    jobs = plan.schedules.map { schedule in
      Job(
        job: schedule.job, region: schedule.region,
        runs: schedule.runs.map { Run(start: $0.start.description, end: $0.end.description, width: $0.width) },
        emissionsGrams: schedule.emissions.grams, baselineGrams: ExplicitNull(schedule.baseline?.grams))
    }
    unplaced = plan.unplaced.map { Unplaced(job: $0.job, reason: $0.shortage.description) }
  }
}

/// Steps in a row of one value.
func spans(of values: [Int], in plan: FleetPlan) -> [(start: Instant, end: Instant, value: Int)] {
  var result: [(start: Instant, end: Instant, value: Int)] = []
  let step = plan.step.components.seconds
  for (index, value) in values.enumerated() {
    let start = plan.start.advanced(by: .seconds(Int64(index) * step))
    let end = start.advanced(by: plan.step)
    if let last = result.last, last.value == value {
      result[result.count - 1].end = end
    } else {
      result.append((start, end, value))
    }
  }
  return result
}
