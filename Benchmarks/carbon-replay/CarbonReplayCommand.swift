import CarbonCommands
import CarbonReplay
import CarbonScheduling
import CommandLineKit

/// `carbon-replay`: replays the paper's evaluation over traces, and shows or writes what came of it.
@main
struct CarbonReplayCommand {
  static func main() {
    runCommand(concurrently: {
      let words = Array(CommandLine.arguments.dropFirst())
      if words.first == "merge" { return try MergeCommand.run(Array(words.dropFirst())) }
      if words.first == "explain" { return try ReplaySchema.run(Array(words.dropFirst())) }
      let parsed = try ReplayOptions.table.parse(words)
      if try ReplayOptions.table.answersHelp(parsed) { return .success }
      return try await CarbonReplayCommand(options: ReplayOptions(parsed)).run()
    })
  }

  let options: ReplayOptions

  /// Loads, replays, reports; failures of single regions come last, on standard error and in the exit code.
  private func run() async throws(CommandFailure) -> ExitCode {
    let clock = ContinuousClock()
    let begin = clock.now
    let loaded = try TraceLoader(options: options).load()
    let loadedAt = clock.now
    try options.foresight.check(loaded.regions.map(\.region))

    let regionCount = loaded.regions.count
    let replay = options.replay(of: loaded.regions.map(\.region))
    let result = await replay.run(jobs: options.jobs) { done in
      Terminal.progress(done < regionCount ? "replayed \(done) of \(regionCount) regions" : "")
    }
    let timings = ReplayDocument.Timings(
      load: begin.duration(to: loadedAt), planning: loadedAt.duration(to: clock.now),
      total: begin.duration(to: clock.now))

    let failures = loaded.failures + result.failures.map { "\($0.region): \($0.error)" }
    // Files first: a table on the terminal says that all is done.
    try ReplayPictures(options: options, report: options.report, svg: options.svg)
      .write(result, of: replay, loaded, failures: failures)
    try write(result, loaded, failures: failures, timings: options.showsTimings ? timings : nil)
    return try ReplayDocument.report(failures, replayed: result.regions.count)
  }

  private func write(
    _ result: ReplayResult, _ loaded: LoadedTraces, failures: [String], timings: ReplayDocument.Timings?
  ) throws(CommandFailure) {
    if options.json != nil || options.csv != nil {
      let document = ReplayDocument(result, loaded, options: options, failures: failures, timings: timings)
      if let path = options.json { try Output.write(try json(document), to: path) }
      if let path = options.csv { try Output.write(ReplayCSV(document: document).text, to: path) }
    }
    guard options.shard == .all, !options.outputs.contains("-"), !result.cells.isEmpty else { return }
    var text =
      options.compares
      ? try ComparisonText(result, against: options.published).text
      : ReplayTables.text(of: result, releases: options.releases, by: options.grouping)
    text += ForesightTables.text(of: result, options.foresight)
    text += loaded.gapSummary(skipped: result.cells)
    if let timings {
      text +=
        "\nLoaded in \(fixed(timings.loadSeconds, decimals: 3)) s, planned in "
        + "\(fixed(timings.planningSeconds, decimals: 3)) s, \(fixed(timings.totalSeconds, decimals: 3)) s in all.\n"
    }
    try Output.write(text, to: "-")
  }
}
