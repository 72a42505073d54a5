import CarbonReplay
import CarbonScheduling
import CommandLineKit

/// The JSON of a replay, or of one shard of it.
struct ReplayDocument: Codable {
  var traces: [Trace]
  var cells: [Cell]
  /// How many plans were made.
  var plans: Int
  /// One line for each region that failed; left out if none did.
  var failures: [String]?
  /// Left out unless asked for: nothing else depends on the clock.
  var timings: Timings?
  /// What a shard is a part of; left out of a whole replay.
  var shard: Part?

  /// Which part of which replay: parts are joined if all but the index is the same.
  struct Part: Codable, Equatable {
    var index: Int
    let count: Int
    let workloads: [String]
    let addedTimes: [String]
    let starts: String
    let gaps: String

    enum CodingKeys: String, CodingKey {
      case index, count, workloads, starts, gaps
      case addedTimes = "added_times"
    }
  }

  struct Trace: Codable, Equatable {
    let region: String
    let signal: String
    let start: String
    let slots: Int
    let slotSeconds: Int64
    let source: ExplicitNull<String>
    /// Slots of the source without a value, and how many of them were filled.
    let gapSlots: Int
    let filledSlots: Int

    enum CodingKeys: String, CodingKey {
      case region, signal, start, slots, source
      case slotSeconds = "slot_s"
      case gapSlots = "gap_slots"
      case filledSlots = "filled_slots"
    }
  }

  /// Means per start; `null` where no start counts.
  struct Cell: Codable {
    let region: String
    let workload: String
    let algorithm: String
    let addedTime: String
    let starts: Int
    let skippedStarts: Int
    let zeroBaselines: Int
    let baselineGrams: ExplicitNull<Double>
    let emissionsGrams: ExplicitNull<Double>
    let meanOfRatios: ExplicitNull<Double>
    let ratioOfSums: ExplicitNull<Double>
    let pauses: ExplicitNull<Double>
    let pausesPerHour: ExplicitNull<Double>

    enum CodingKeys: String, CodingKey {
      case region, workload, algorithm, starts, pauses
      case addedTime = "added_time"
      case skippedStarts = "skipped_starts"
      case zeroBaselines = "zero_baselines"
      case baselineGrams = "baseline_g"
      case emissionsGrams = "emissions_g"
      case meanOfRatios = "savings_percent_mean_of_ratios"
      case ratioOfSums = "savings_percent_ratio_of_sums"
      case pausesPerHour = "pauses_per_hour"
    }
  }

  struct Timings: Codable {
    let loadSeconds: Double
    let planningSeconds: Double
    let totalSeconds: Double

    init(load: Duration, planning: Duration, total: Duration) {
      loadSeconds = load / .seconds(1)
      planningSeconds = planning / .seconds(1)
      totalSeconds = total / .seconds(1)
    }

    enum CodingKeys: String, CodingKey {
      case loadSeconds = "load_s"
      case planningSeconds = "planning_s"
      case totalSeconds = "total_s"
    }
  }

  init(_ result: ReplayResult, _ loaded: LoadedTraces, failures: [String], timings: Timings?, part: Part?) {
    shard = part
    let replayed = Set(result.regions.map(\.name))
    traces = loaded.regions.filter { replayed.contains($0.region.name) }.map { entry in
      let trace = entry.region.trace
      return Trace(
        region: entry.region.name, signal: trace.signal.rawValue, start: trace.start.description,
        slots: trace.slotCount, slotSeconds: trace.slot.components.seconds, source: ExplicitNull(trace.source),
        gapSlots: entry.missing, filledSlots: entry.filled)
    }
    cells = result.cells.map(Cell.init)
    plans = result.planCount
    self.failures = failures.isEmpty ? nil : failures
    self.timings = timings
  }
}

extension ReplayDocument {
  /// Says on standard error which regions failed, and gives the exit code that follows.
  static func report(_ failures: [String], replayed: Int) throws(CommandFailure) -> ExitCode {
    for failure in failures { Output.note(failure) }
    guard !failures.isEmpty else { return .success }
    Output.note("\(failures.count) of \(failures.count + replayed) regions failed, see above.")
    return .badData
  }
}

extension ReplayDocument.Cell {
  init(_ cell: ReplayCell) {
    region = cell.region
    workload = cell.workload
    algorithm = cell.algorithm.rawValue
    addedTime = cell.addedTime.description
    starts = cell.releaseCount
    skippedStarts = cell.skippedCount
    zeroBaselines = cell.zeroBaselineCount
    baselineGrams = ExplicitNull(cell.baseline?.grams)
    emissionsGrams = ExplicitNull(cell.emissions?.grams)
    meanOfRatios = ExplicitNull(cell.meanOfRatios)
    ratioOfSums = ExplicitNull(cell.ratioOfSums)
    pauses = ExplicitNull(cell.pauses)
    pausesPerHour = ExplicitNull(cell.pausesPerHour)
  }
}
