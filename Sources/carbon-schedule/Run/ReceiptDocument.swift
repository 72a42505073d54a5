import CarbonCommands
import CarbonJobs
import CarbonScheduling
import CommandLineKit

/// The JSON of a receipt.
struct ReceiptDocument: Encodable {
  struct Run: Encodable {
    let start: String
    let end: String
  }

  let plannedGrams: ExplicitNull<Double>
  let emissionsGrams: ExplicitNull<Double>
  let baselineGrams: ExplicitNull<Double>
  let hindsightGrams: ExplicitNull<Double>
  let energyKilowattHours: Double
  let idleKilowattHours: Double
  /// `rated`, from --power and its like, or `metered`.
  let energySource: String
  let pauses: Int
  let replans: Int
  let starts: Int
  let runs: [Run]
  let progressSeconds: Double
  let unknownSeconds: Double
  let exitCode: Int32
  let signal: ExplicitNull<Int32>
  let release: String
  let deadline: String
  let durationSeconds: Int64
  let region: ExplicitNull<String>
  let source: ExplicitNull<String>

  enum CodingKeys: String, CodingKey {
    case pauses, replans, starts, runs, signal, release, deadline, region, source
    case plannedGrams = "planned_g"
    case emissionsGrams = "emissions_g"
    case baselineGrams = "baseline_g"
    case hindsightGrams = "hindsight_g"
    case energyKilowattHours = "energy_kwh"
    case idleKilowattHours = "idle_kwh"
    case energySource = "energy_source"
    case progressSeconds = "progress_s"
    case unknownSeconds = "unknown_s"
    case exitCode = "exit_code"
    case durationSeconds = "duration_s"
  }

  /// - Parameter metered: What a meter has found, if there was one.
  init(_ receipt: JobReceipt, _ state: JobState, _ request: JobRequest, metered: Metered?) {
    plannedGrams = ExplicitNull(receipt.plannedGrams)
    // What was measured without an intensity is not known, whatever the rating says.
    emissionsGrams = ExplicitNull(metered == nil ? receipt.emissionsGrams : metered?.grams)
    // Other times are compared at one energy: the one that was measured, where there is one.
    let share =
      receipt.kilowattHours > 0 ? (metered?.kilowattHours ?? receipt.kilowattHours) / receipt.kilowattHours : 1
    baselineGrams = ExplicitNull(receipt.baselineGrams.map { $0 * share })
    hindsightGrams = ExplicitNull(receipt.hindsightGrams.map { $0 * share })
    energyKilowattHours = metered?.kilowattHours ?? receipt.kilowattHours
    idleKilowattHours = receipt.idleKilowattHours
    energySource = metered == nil ? "rated" : "metered"
    (pauses, replans, starts) = (receipt.pauses, receipt.replans, receipt.starts)
    runs = receipt.runs.map { Run(start: $0.start.description, end: $0.end.description) }
    (progressSeconds, unknownSeconds) = (receipt.progress, receipt.unknown)
    (exitCode, signal) = (receipt.ending.code, ExplicitNull(receipt.ending.signal))
    (release, deadline) = (state.release.description, state.deadline.description)
    durationSeconds = request.job.duration.components.seconds
    region = ExplicitNull(state.outlook.intensity.latest?.region)
    source = ExplicitNull(state.outlook.intensity.latest?.source)
  }

  /// What a meter has measured.
  struct Metered {
    let kilowattHours: Double
    /// `nil` where the trace does not cover all of it.
    let grams: Double?
  }

  /// The receipt as a person reads it.
  var text: String {
    func mass(_ grams: ExplicitNull<Double>) -> String { grams.value.map { massText(grams: $0) } ?? "not known" }
    var table = TextTable(columns: [.left(""), .right("emissions")])
    table.add(["planned", mass(plannedGrams)])
    table.add(["emitted", mass(emissionsGrams)])
    table.add(["run now", mass(baselineGrams)])
    table.add(["hindsight", mass(hindsightGrams)])
    let idle = idleKilowattHours == 0 ? "" : ", \(significant(idleKilowattHours)) kWh of it in pauses"
    let ran = Duration.seconds(Int64(progressSeconds.rounded())).compactDescription
    let unknown =
      unknownSeconds == 0
      ? "" : "\nFor \(Duration.seconds(Int64(unknownSeconds.rounded())).compactDescription) the intensity is not known."
    return """
      \(ran) in \(runs.count) \(runs.count == 1 ? "run" : "runs"), \(pauses) \(pauses == 1 ? "pause" : "pauses"), \
      \(significant(energyKilowattHours)) kWh (\(energySource))\(idle)
      \(table)\(unknown)
      """
  }
}
