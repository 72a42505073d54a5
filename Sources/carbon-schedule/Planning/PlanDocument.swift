import CarbonScheduling
import CommandLineKit

/// The JSON of a plan; instants are ISO 8601 with `Z`.
struct PlanDocument: Encodable {
  let algorithm: String
  let region: ExplicitNull<String>
  let signal: String
  let release: String
  let deadline: String
  let durationSeconds: Int64
  let energyKilowattHours: Double
  let runs: [Run]
  let emissionsGrams: Double
  let pauses: Int
  let pausingThreshold: ExplicitNull<Double>
  let baseline: Baseline
  let savingsGrams: ExplicitNull<Double>
  let savingsPercent: ExplicitNull<Double>
  let resumeEmissionsGrams: Double
  let resumeEnergyKilowattHours: Double
  /// Only where a pause costs anything.
  let idleEmissionsGrams: Double?
  let idleEnergyKilowattHours: Double?
  let cost: Double
  let objective: Double
  /// With a history: from where on its profile speaks, and the span of the saving; left out without one.
  let profileFrom: String?
  let savingsBand: [Double]?
  /// With a gate: whether the job waits, or runs at once.
  let waits: Bool?

  enum CodingKeys: String, CodingKey {
    case algorithm, region, signal, release, deadline, runs, pauses, baseline, cost, objective, waits
    case pausingThreshold = "pausing_threshold_g_per_kwh"
    case durationSeconds = "duration_s"
    case energyKilowattHours = "energy_kwh"
    case emissionsGrams = "emissions_g"
    case savingsGrams = "savings_g"
    case savingsPercent = "savings_percent"
    case resumeEmissionsGrams = "resume_emissions_g"
    case resumeEnergyKilowattHours = "resume_energy_kwh"
    case idleEmissionsGrams = "idle_emissions_g"
    case idleEnergyKilowattHours = "idle_energy_kwh"
    case profileFrom = "profile_from"
    case savingsBand = "savings_band_g"
  }

  struct Run: Encodable {
    let start: String
    let end: String
  }

  struct Baseline: Encodable {
    let start: String
    let end: String
    let emissionsGrams: ExplicitNull<Double>

    enum CodingKeys: String, CodingKey {
      case start, end
      case emissionsGrams = "emissions_g"
    }
  }

  init(_ plan: Plan, _ outlook: PlanHistory.Outlook? = nil, _ verdict: PlanGate.Answer? = nil) {
    waits = verdict?.waits
    profileFrom = outlook?.profileFrom?.description
    savingsBand = verdict?.waits == false ? nil : outlook?.savings.map { [$0.low, $0.high] }
    let schedule = plan.schedule
    algorithm = plan.algorithm.rawValue
    region = ExplicitNull(plan.trace.region)
    signal = plan.trace.signal.rawValue
    release = schedule.release.description
    deadline = plan.deadline.description
    durationSeconds = plan.job.duration.components.seconds
    energyKilowattHours = schedule.energy.kilowattHours
    runs = schedule.runs.map { Run(start: $0.start.description, end: $0.end.description) }
    emissionsGrams = schedule.emissions.grams
    pauses = schedule.pauses
    pausingThreshold = ExplicitNull(plan.pausingThreshold)
    baseline = Baseline(
      start: schedule.baseline.run.start.description, end: schedule.baseline.run.end.description,
      emissionsGrams: ExplicitNull(schedule.baseline.emissions?.grams))
    savingsGrams = ExplicitNull(schedule.savings?.grams)
    savingsPercent = ExplicitNull(schedule.savings?.percent)
    resumeEmissionsGrams = schedule.resumeEmissions.grams
    let isIdle = schedule.idleEnergy.kilowattHours != 0
    idleEmissionsGrams = isIdle ? schedule.idleEmissions.grams : nil
    idleEnergyKilowattHours = isIdle ? schedule.idleEnergy.kilowattHours : nil
    resumeEnergyKilowattHours = schedule.resumeEnergy.kilowattHours
    cost = schedule.cost
    objective = schedule.objective
  }
}
