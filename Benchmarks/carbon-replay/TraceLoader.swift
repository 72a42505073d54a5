import CarbonCommands
import CarbonReplay
import CarbonScheduling
import CarbonTraces
import CommandLineKit
import Foundation
import Reports

/// The traces of a replay, on five-minute slots, and what became of their gaps.
struct LoadedTraces {
  struct Entry {
    let region: Replay.Region
    /// How many slots the file lacks, in its own slots.
    let missing: Int
    /// How many of them were filled.
    let filled: Int
    /// How long the file's slots are.
    let slot: Duration
  }

  var regions: [Entry] = []
  /// One line for each file that could not be used.
  var failures: [String] = []

  /// What was filled, and what was skipped for gaps that are left; empty if no trace has any.
  func gapSummary(skipped cells: [ReplayCell]) -> String {
    let byRegion = Dictionary(grouping: cells, by: \.region)
    let lines = regions.compactMap { entry -> String? in
      guard entry.missing > 0, let ofRegion = byRegion[entry.region.name] else { return nil }
      let skipped = ofRegion.reduce(0) { $0 + $1.skippedCount }
      let plans = ofRegion.reduce(0) { $0 + $1.releaseCount }
      let avoided = entry.missing - entry.filled
      return "  \(entry.region.name): \(entry.missing) slots of \(entry.slot.compactDescription) missing"
        + (entry.filled > 0 ? ", \(entry.filled) filled" : "")
        + (avoided > 0
          ? ", \(avoided) avoided; \(skipped) of \(skipped + plans) plans skipped, whose run-now would meet a gap" : "")
        + "\n"
    }
    return lines.isEmpty ? "" : "\nGaps\n" + lines.joined()
  }
}

/// Reads the traces of a replay.
struct TraceLoader {
  let options: ReplayOptions

  /// The slot length of a replay, as in the paper: coarser values hold for all their slots.
  static let slotSeconds: Int64 = 300

  /// How many slots all traces together may have, on the slots of a replay: 300 regions of a year, whose values and sums
  /// take about a gigabyte.
  static let mostSlots: Int64 = 32_000_000

  /// The traces that come with the package.
  static let modelledTraces = "Datasets/traces"

  /// What those say of themselves, wherever they lie.
  static let ourModel = Provenance(.modelled, by: "carbon-scheduling")

  /// - Throws: ``CommandFailure`` if there is nothing to replay. A file that cannot be used is no such failure: it is noted
  ///   in the result.
  func load() throws(CommandFailure) -> LoadedTraces {
    var loaded = LoadedTraces()
    var traces: [IntensityTrace] = []
    let paths = try paths()
    for path in paths {
      do throws(InputError) {
        traces += try TraceDocument.all(in: InputSource(path)).map(\.trace)
      } catch {
        // In a folder, the other regions go on.
        guard paths.count > 1 || error.kind == .malformed else { throw CommandFailure(error) }
        loaded.failures.append(error.description)
      }
    }
    let asked = try chosen(traces)
    try checkSize(of: asked)
    for trace in asked {
      let name = trace.region ?? "stdin"
      let handled = trace.handlingGaps(options.gaps)
      let archive = try options.foresight.archive(of: name, signal: trace.signal)
      do throws(ResamplingError) {
        loaded.regions.append(
          .init(
            region: .init(
              name: name, trace: try handled.resampled(to: .seconds(Self.slotSeconds)),
              history: options.foresight.foresight == nil ? nil : trace, archive: archive),
            missing: trace.gapSlotCount, filled: trace.gapSlotCount - handled.gapSlotCount, slot: trace.slot))
      } catch {
        loaded.failures.append("\(trace.source ?? name): \(error)")
      }
    }
    if loaded.regions.map(\.region.trace).mixesSignals { Output.note("carbon-replay: \(mixedSignalsWarning)") }
    return loaded
  }

  /// Refuses what would not fit into memory, and says how much would.
  private func checkSize(of traces: [IntensityTrace]) throws(CommandFailure) {
    var total: Int64 = 0
    for (count, trace) in traces.enumerated() {
      total = total.addingClamped(trace.lengthSeconds / Self.slotSeconds)
      guard total > Self.mostSlots else { continue }
      let all = traces.reduce(Int64(0)) { $0.addingClamped($1.lengthSeconds / Self.slotSeconds) }
      throw CommandFailure(
        .badData,
        "\(options.traces): its \(traces.count) regions come to \(all) slots of five minutes, more than the "
          + "\(Self.mostSlots) that fit into a gigabyte; "
          + (count == 0
            ? "give shorter traces."
            : "replay them in turns with --regions, the first \(count) of them at a time, or give shorter traces."))
    }
  }

  private func paths() throws(CommandFailure) -> [String] {
    guard let folder = TraceFolder(options.traces, endings: ["csv"]) else {
      if options.traces == Self.modelledTraces, !FileManager.default.fileExists(atPath: options.traces) {
        throw CommandFailure(
          .noInput,
          "carbon-replay: there is no folder \(Self.modelledTraces) here; "
            + "give traces with --traces FILE or DIR, or run it where the package is.")
      }
      return [options.traces]
    }
    for name in folder.ignored {
      Output.note(
        "carbon-replay: \(printable(name)) is ignored: only files in .csv are read, plain or .gz, under names in UTF-8."
      )
    }
    guard !folder.files.isEmpty else {
      throw CommandFailure(
        .noInput, "\(options.traces): the folder has no *.csv file; put one region's trace in each, named for it.")
    }
    return folder.files
  }

  /// The traces of the regions asked for, in that order, or all.
  private func chosen(_ traces: [IntensityTrace]) throws(CommandFailure) -> [IntensityTrace] {
    var byName: [String: IntensityTrace] = [:]
    for trace in traces {
      let name = trace.region ?? "stdin"
      guard byName.updateValue(trace, forKey: name) == nil else {
        throw CommandFailure(.badData, "\(options.traces): two traces are of region \(name); keep one.")
      }
    }
    guard let regions = options.regions else { return traces }
    var chosen: [IntensityTrace] = []
    for region in regions {
      // Azure's names are known beside ours.
      let names = PublishedRegion.named(region).map { [region, $0.name, $0.azureName] } ?? [region]
      guard let trace = names.lazy.compactMap({ byName[$0] }).first else {
        let known = byName.keys.sorted().joined(separator: ", ")
        throw .usage("carbon-replay: --regions: there is no region '\(region)'; there are \(known).")
      }
      chosen.append(trace)
    }
    return chosen
  }
}
