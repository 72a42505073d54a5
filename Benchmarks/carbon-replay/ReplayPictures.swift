import CarbonReplay
import CarbonScheduling
import Charts
import CommandLineKit
import Foundation
import Reports

/// The files of `--report` and `--svg`.
struct ReplayPictures {
  let options: ReplayOptions

  /// Writes what was asked for; computes nothing if that is nothing.
  func write(
    _ result: ReplayResult, of replay: Replay, _ loaded: LoadedTraces, failures: [String]
  ) throws(CommandFailure) {
    guard options.report != nil || options.svg != nil else { return }
    let report = ReplayReport(
      result, replay: replay, insights: ReplayInsights(of: result, replay: replay),
      circumstances: .init(
        command: ["carbon-replay"] + CommandLine.arguments.dropFirst(),
        published: try? PublishedTables().savings, hoursAheadOfUTC: RegionClocks.hoursAheadOfUTC,
        traceNotes: notes(on: loaded, result), failures: failures))
    if let path = options.report { try Output.write(report.html, to: path) }
    guard let path = options.svg else { return }
    guard let chart = report.mainChart else {
      throw CommandFailure(.badData, "\(path): not written, no job fits its trace; give longer traces or shorter jobs.")
    }
    try Output.write(chart.svg(), to: path)
  }

  private func notes(on loaded: LoadedTraces, _ result: ReplayResult) -> [String] {
    var notes: [String] = []
    if !loaded.regions.isEmpty, loaded.regions.allSatisfy({ $0.region.trace.provenance == TraceLoader.ourModel }) {
      notes.append(
        "These traces are modelled, never measured: made-up years that reproduce the paper’s published figures. How "
          + "savings differ between regions is the model’s guess. They do not say what any grid did on any day.")
    }
    let gaps = loaded.gapSummary(skipped: result.cells).split(separator: "\n").dropFirst()
    return notes + gaps.map { $0.trimmingCharacters(in: .whitespaces) }
  }
}

/// What the package knows of the clocks in its own regions.
private enum RegionClocks {
  /// Standard time, without daylight saving, so that an hour is the same hour all year. Regions whose zone is unknown to
  /// the system are left out, and so are all if there is no file.
  static var hoursAheadOfUTC: [String: Int] {
    guard let text = try? String(contentsOfFile: PublishedTables.regionsPath, encoding: .utf8) else { return [:] }
    var hours: [String: Int] = [:]
    for line in text.split(separator: "\n").dropFirst() {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard fields.count > 3, let zone = TimeZone(identifier: fields[3]) else { continue }
      // A fixed date, so that the page does not depend on the day it is made.
      let date = Date(timeIntervalSince1970: 1_577_836_800)
      let seconds = zone.secondsFromGMT(for: date) - Int(zone.daylightSavingTimeOffset(for: date))
      hours[fields[0]] = Int((Double(seconds) / 3_600).rounded())
    }
    return hours
  }
}
