import Foundation
import TestSupport

/// A command that is run by plan to its end.
enum PlannedRun {
  /// Runs four seconds of a command by plan on a trace of slots of two seconds.
  ///
  /// - Parameters:
  ///   - options: Options of `carbon-schedule run`.
  ///   - values: The trace's values.
  ///   - folder: Where the files lie.
  ///   - command: What is run.
  ///   - dearSlots: Slots before those of `values` that are dearer, in which a busy machine can start everything.
  static func run(
    _ options: [String], _ values: [Int], in folder: TemporaryFolder, _ command: [String], dearSlots: Int = 2
  ) throws -> (outcome: Command.Outcome, receipt: Receipt) {
    let values = [Int](repeating: 90, count: dearSlots) + values
    let trace = try folder.file("trace.csv", ShortTrace.csv(slot: 2, values))
    let words = [
      "run", "--trace", trace, "--duration", "4s", "--added-time", "\(2 * values.count - 4)s",
      "--algorithm", "pause-and-resume", "--state", folder["state.json"].path, "--receipt", "-",
    ]
    do {
      let outcome = try Command.run("carbon-schedule", words + options + ["--"] + command)
      return (outcome, try Receipt(outcome.output))
    } catch let failure as Command.NeverEnds {
      // Its command outlives it.
      for name in try Leftovers.processes(naming: folder.url.path) { kill(Int32(name) ?? 0, SIGKILL) }
      throw failure
    }
  }
}
