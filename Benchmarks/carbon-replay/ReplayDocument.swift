import CarbonReplay
import CarbonScheduling

/// The JSON of a replay. Property names are the keys.
struct ReplayDocument: Encodable {
  let traces: [Trace]
  let cells: [Cell]
  /// How many plans were made.
  let plans: Int
  /// One line for each region that failed; left out if none did.
  let failures: [String]?
  /// Left out unless asked for: nothing else depends on the clock.
  let timings: Timings?

  struct Trace: Encodable {
    let region: String
    let signal: String
    let start: String
    let slots: Int
    let slot_s: Int64
    let source: String?
    /// Slots of the source without a value, and how many of them were filled.
    let gap_slots: Int
    let filled_slots: Int
  }

  /// Means per start; `null` where no start counts.
  struct Cell: Encodable {
    let region: String
    let workload: String
    let algorithm: String
    let added_time: String
    let starts: Int
    let skipped_starts: Int
    let zero_baselines: Int
    let baseline_g: Double?
    let emissions_g: Double?
    let savings_percent_mean_of_ratios: Double?
    let savings_percent_ratio_of_sums: Double?
    let pauses: Double?
    let pauses_per_hour: Double?
  }

  struct Timings: Encodable {
    let load_s: Double
    let planning_s: Double
    let total_s: Double

    init(load: Duration, planning: Duration, total: Duration) {
      load_s = load / .seconds(1)
      planning_s = planning / .seconds(1)
      total_s = total / .seconds(1)
    }
  }

  init(_ result: ReplayResult, _ loaded: LoadedTraces, failures: [String], timings: Timings?) {
    let replayed = Set(result.regions.map(\.name))
    traces = loaded.regions.filter { replayed.contains($0.region.name) }.map { entry in
      let trace = entry.region.trace
      return Trace(
        region: entry.region.name, signal: trace.signal.rawValue, start: trace.start.description,
        slots: trace.slotCount, slot_s: trace.slot.components.seconds, source: trace.source,
        gap_slots: entry.missing, filled_slots: entry.filled)
    }
    cells = result.cells.map(Cell.init)
    plans = result.planCount
    self.failures = failures.isEmpty ? nil : failures
    self.timings = timings
  }
}

extension ReplayDocument.Cell {
  init(_ cell: ReplayCell) {
    region = cell.region
    workload = cell.workload
    algorithm = cell.algorithm.rawValue
    added_time = cell.addedTime.description
    starts = cell.releaseCount
    skipped_starts = cell.skippedCount
    zero_baselines = cell.zeroBaselineCount
    baseline_g = cell.baseline?.grams
    emissions_g = cell.emissions?.grams
    savings_percent_mean_of_ratios = cell.meanOfRatios
    savings_percent_ratio_of_sums = cell.ratioOfSums
    pauses = cell.pauses
    pauses_per_hour = cell.pausesPerHour
  }
}
