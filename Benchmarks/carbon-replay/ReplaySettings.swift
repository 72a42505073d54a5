import CarbonCommands
import CarbonReplay
import CarbonScheduling
import CommandLineKit

extension ReplayDocument {
  /// How a replay was made: all that its figures depend on, beside the traces.
  struct Settings: Codable, Equatable {
    /// `published`, `every`, or so often, such as `3h`.
    let starts: String
    /// `reject`, `fill=2h` or `avoid`.
    let gaps: String
    let addedTimes: [String]
    let workloads: [Job]
    let resumeEnergyKilowattHours: Double
    let resumeEmissionsGrams: Double
    let resumeSeconds: Int64
    let chargesFirstStart: Bool
    let minimumRunSeconds: Int64
    let minimumPauseSeconds: Int64
    let maximumPauses: ExplicitNull<Int>

    struct Job: Codable, Equatable {
      let workload: String
      let durationSeconds: Int64
      let durationMinutes: Double
      let energyKilowattHours: Double

      enum CodingKeys: String, CodingKey {
        case workload
        case durationSeconds = "duration_s"
        case durationMinutes = "duration_minutes"
        case energyKilowattHours = "energy_kwh"
      }
    }

    enum CodingKeys: String, CodingKey {
      case starts, gaps, workloads
      case addedTimes = "added_times"
      case resumeEnergyKilowattHours = "resume_energy_kwh"
      case resumeEmissionsGrams = "resume_emissions_g"
      case resumeSeconds = "resume_time_s"
      case chargesFirstStart = "charge_first_start"
      case minimumRunSeconds = "minimum_run_s"
      case minimumPauseSeconds = "minimum_pause_s"
      case maximumPauses = "maximum_pauses"
    }

    init(_ options: ReplayOptions) {
      starts = options.releases.description
      gaps = options.gaps.description
      addedTimes = options.addedTimes.map(\.description)
      workloads = options.workloads.map { job in
        let seconds = job.workload.duration.components.seconds
        return Job(
          workload: job.name, durationSeconds: seconds, durationMinutes: Double(seconds) / 60,
          energyKilowattHours: job.workload.energy.kilowattHours)
      }
      let (cost, limits) = (options.constraints.resumeCost, options.constraints.limits)
      resumeEnergyKilowattHours = cost.energy.kilowattHours
      resumeEmissionsGrams = cost.emissions.grams
      resumeSeconds = cost.time.components.seconds
      chargesFirstStart = cost.chargesFirstStart
      minimumRunSeconds = limits.minimumRun.components.seconds
      minimumPauseSeconds = limits.minimumPause.components.seconds
      maximumPauses = ExplicitNull(limits.maximumPauses)
    }

    /// Costs and limits in one field of a CSV file; empty without any.
    var constraints: String {
      let parts: [(String, String?)] = [
        ("resume-energy", resumeEnergyKilowattHours == 0 ? nil : "\(resumeEnergyKilowattHours)kWh"),
        ("resume-emissions", resumeEmissionsGrams == 0 ? nil : "\(resumeEmissionsGrams)g"),
        ("resume-time", resumeSeconds == 0 ? nil : "\(resumeSeconds)s"),
        ("charge-first-start", chargesFirstStart ? "yes" : nil),
        ("minimum-run", minimumRunSeconds == 0 ? nil : "\(minimumRunSeconds)s"),
        ("minimum-pause", minimumPauseSeconds == 0 ? nil : "\(minimumPauseSeconds)s"),
        ("maximum-pauses", maximumPauses.value.map { "\($0)" }),
      ]
      return parts.compactMap { name, value in value.map { "\(name)=\($0)" } }.joined(separator: " ")
    }
  }
}
