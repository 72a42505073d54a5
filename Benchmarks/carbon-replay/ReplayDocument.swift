import CarbonReplay
import CarbonScheduling
import CommandLineKit

/// The JSON of a replay, or of one shard of it.
struct ReplayDocument: Codable {
  /// The version of the program that wrote it.
  var version: String
  /// The command line, without what says where results go and how fast they come.
  var command: [String]
  var settings: Settings
  var traces: [Trace]
  var cells: [ReplayRow]
  /// The months or hours of each cell; left out unless asked for.
  var groups: [ReplayRow]?
  /// How many plans were made.
  var plans: Int
  /// One line for each region that failed; left out if none did.
  var failures: [String]?
  /// Left out unless asked for: nothing else depends on the clock.
  var timings: Timings?
  /// What a shard is a part of; left out of a whole replay.
  var shard: Part?

  /// Which part of the whole: parts are joined if all else that says how they were made is the same.
  struct Part: Codable, Equatable {
    var index: Int
    let count: Int
  }

  struct Trace: Codable, Equatable {
    let region: String
    let signal: String
    /// How the values came about: `measured`, `modelled`, `forecast` or `unknown`; and by whom.
    let provenance: String
    let publisher: ExplicitNull<String>
    let start: String
    let slots: Int
    let slotSeconds: Int64
    /// How long the slots of the source are.
    let originalSlotSeconds: Int64
    let source: ExplicitNull<String>
    /// Slots of the source without a value, and how many of them were filled.
    let gapSlots: Int
    let filledSlots: Int

    enum CodingKeys: String, CodingKey {
      case region, signal, provenance, publisher, start, slots, source
      case slotSeconds = "slot_s"
      case originalSlotSeconds = "original_slot_s"
      case gapSlots = "gap_slots"
      case filledSlots = "filled_slots"
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

  init(
    _ result: ReplayResult, _ loaded: LoadedTraces, options: ReplayOptions, failures: [String], timings: Timings?
  ) {
    version = packageVersion
    command = options.command
    settings = Settings(options)
    let replayed = Set(result.regions.map(\.name))
    traces = loaded.regions.filter { replayed.contains($0.region.name) }.map { entry in
      let trace = entry.region.trace
      return Trace(
        region: entry.region.name, signal: trace.signal.rawValue, provenance: trace.provenance.kind.rawValue,
        publisher: ExplicitNull(trace.provenance.publisher), start: trace.start.description, slots: trace.slotCount,
        slotSeconds: trace.slot.components.seconds, originalSlotSeconds: entry.slot.components.seconds,
        source: ExplicitNull(trace.source), gapSlots: entry.missing, filledSlots: entry.filled)
    }
    cells = result.cells.map { ReplayRow($0) }
    if options.grouping?.ofReleases != nil { groups = result.groups.map { ReplayRow($0.cell, group: $0.name) } }
    plans = result.planCount
    self.failures = failures.isEmpty ? nil : failures
    self.timings = timings
    shard = options.shard == .all ? nil : Part(index: options.shard.index, count: options.shard.count)
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
