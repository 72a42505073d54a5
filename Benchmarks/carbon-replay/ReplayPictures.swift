import CarbonReplay
import CarbonScheduling
import Charts
import CommandLineKit
import Foundation
import Reports

/// The files of `--report` and `--svg`.
struct ReplayPictures {
  let options: ReplayOptions
  let report: String?
  let svg: String?

  /// Writes what was asked for; computes nothing if that is nothing.
  func write(
    _ result: ReplayResult, of replay: Replay, _ loaded: LoadedTraces, failures: [String]
  ) throws(CommandFailure) {
    guard report != nil || svg != nil || options.figures != nil else { return }
    let page = ReplayReport(
      result, replay: replay, insights: ReplayInsights(of: result, replay: replay),
      circumstances: .init(
        command: ["carbon-replay"] + CommandLine.arguments.dropFirst(), published: options.published,
        hoursAheadOfUTC: hoursAheadOfUTC(in: result),
        traceNotes: notes(on: loaded, result), failures: failures))
    if let path = report { try Output.write(page.html, to: path) }
    if let folder = options.figures { try write(page.figuresForPrint, to: folder) }
    guard let path = svg else { return }
    guard let chart = page.mainChart else {
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
    if loaded.regions.map(\.region.trace).mixesSignals { notes.append(mixedSignalsWarning) }
    let gaps = loaded.gapSummary(skipped: result.cells).split(separator: "\n").dropFirst()
    return notes + gaps.map { $0.trimmingCharacters(in: .whitespaces) }
  }

  /// What is known of the regions' clocks: standard time, without daylight saving, so that an hour is the same hour all
  /// year.
  private func hoursAheadOfUTC(in result: ReplayResult) -> [String: Int] {
    let known = result.regions.compactMap { region in
      PublishedRegion.named(region.name).map { (region.name, $0.standardHours) }
    }
    return Dictionary(known, uniquingKeysWith: { first, _ in first })
  }

  /// Each figure as a file of its own, light only, and one file with all captions.
  private func write(_ figures: [ReplayReport.Figure], to folder: String) throws(CommandFailure) {
    // Where this fails, writing does too, and says why.
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    var captions = ""
    for figure in figures {
      let path = "\(folder)/\(figure.name).svg"
      try Output.check(path)
      try Output.write(figure.chart.svg(isLightOnly: true), to: path)
      captions += "\(figure.name).svg\n  \(figure.caption)\n\n"
    }
    try Output.write(captions, to: "\(folder)/captions.txt")
  }
}
