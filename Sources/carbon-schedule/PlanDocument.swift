import CarbonScheduling

/// The JSON of a plan. Property names are the keys; instants are ISO 8601 with `Z`.
struct PlanDocument: Encodable {
  let algorithm: String
  let region: String?
  let signal: String
  let release: String
  let deadline: String
  let duration_s: Int64
  let energy_kwh: Double
  let runs: [Run]
  let emissions_g: Double
  let pauses: Int
  let baseline: Baseline
  let savings_g: Double
  let savings_percent: Double

  struct Run: Encodable {
    let start: String
    let end: String
  }

  struct Baseline: Encodable {
    let start: String
    let end: String
    let emissions_g: Double
  }

  init(_ plan: Plan) {
    let schedule = plan.schedule
    algorithm = plan.algorithm.rawValue
    region = plan.trace.region
    signal = plan.trace.signal.rawValue
    release = schedule.release.description
    deadline = schedule.deadline.description
    duration_s = plan.job.duration.components.seconds
    energy_kwh = schedule.energy.kilowattHours
    runs = schedule.runs.map { Run(start: $0.start.description, end: $0.end.description) }
    emissions_g = schedule.emissions.grams
    pauses = schedule.pauses
    baseline = Baseline(
      start: schedule.baseline.run.start.description, end: schedule.baseline.run.end.description,
      emissions_g: schedule.baseline.emissions.grams)
    savings_g = schedule.savings.grams
    savings_percent = schedule.savings.percent
  }
}
