import CarbonReplay
import CarbonScheduling
import CommandLineKit
import Foundation

/// `carbon-replay merge`: joins the shards of a replay into what one run gives, to the byte.
enum MergeCommand {
  static let jsonOption = Option.output("json", "FILE", "where the whole is written", whenLeftOut: "standard output")
  static let table = OptionTable(
    command: "carbon-replay merge", operands: "FILE...",
    summary: "Joins the JSON of all parts of a replay, made with --shard, into what one run writes: the same bytes.",
    options: [jsonOption],
    example: "carbon-replay merge part-1.json part-2.json --json replay.json")

  static func run(_ words: [String]) throws(CommandFailure) -> ExitCode {
    let parsed = try table.parse(words)
    if try table.answersHelp(parsed) { return .success }
    let path = try parsed[jsonOption] ?? "-"
    try parsed.checkOutputs(alsoReading: parsed.operands)
    let whole = try merge(parsed.operands)
    try Output.write(try json(whole), to: path)
    return try ReplayDocument.report(whole.failures ?? [], replayed: whole.traces.count)
  }

  /// - Throws: ``CommandFailure`` that names the file which is missing, no part, of another replay, or given twice.
  private static func merge(_ paths: [String]) throws(CommandFailure) -> ReplayDocument {
    guard let first = paths.first else {
      throw .usage("carbon-replay merge: there is nothing to join; name the JSON file of each part.")
    }
    let (whole, part) = try read(first)
    var (merged, seen) = (whole, [part.index: first])
    for path in paths.dropFirst() {
      var (document, other) = try read(path)
      if let earlier = seen.updateValue(path, forKey: other.index) {
        throw CommandFailure(.badData, "\(path): this is part \(other.index), as is \(earlier); give each part once.")
      }
      other.index = part.index
      guard other == part, document.traces == whole.traces, document.failures == whole.failures else {
        throw CommandFailure(
          .badData, "\(path): this is part of another replay than \(first); make all parts with the same options.")
      }
      merged.cells += document.cells
      merged.plans += document.plans
    }
    guard let missing = (1...part.count).first(where: { seen[$0] == nil }) else {
      let names = Set(merged.cells.map { [$0.region, $0.workload, $0.algorithm, $0.addedTime] })
      let wanted =
        whole.traces.count * part.workloads.count * Algorithm.delaying.count * part.addedTimes.count
      guard names.count == wanted, merged.cells.count == wanted else {
        throw CommandFailure(
          .badData,
          "\(first): the parts hold \(merged.cells.count) cells of \(wanted); one was changed, make them again.")
      }
      merged.cells = inOrder(merged.cells, part, whole.traces)
      (merged.shard, merged.timings) = (nil, nil)
      return merged
    }
    throw CommandFailure(.badData, "\(first): part \(missing) of \(part.count) is missing; give all parts.")
  }

  private static func read(_ path: String) throws(CommandFailure) -> (ReplayDocument, ReplayDocument.Part) {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw CommandFailure(.noInput, "\(path): there is no such file; give the JSON of each part.")
    }
    guard let document = try? JSONDecoder().decode(ReplayDocument.self, from: data), let part = document.shard else {
      throw CommandFailure(.badData, "\(path): this is not the JSON of a part; make it with --shard I/K --json FILE.")
    }
    return (document, part)
  }

  /// The cells as one run has them: by region, workload, algorithm and added time.
  private static func inOrder(
    _ cells: [ReplayDocument.Cell], _ part: ReplayDocument.Part, _ traces: [ReplayDocument.Trace]
  ) -> [ReplayDocument.Cell] {
    func places(_ names: [String]) -> [String: Int] {
      Dictionary(zip(names, 0...), uniquingKeysWith: { first, _ in first })
    }
    let orders = [
      places(traces.map(\.region)), places(part.workloads),
      places(Algorithm.delaying.map(\.rawValue)), places(part.addedTimes),
    ]
    let keyed = cells.map { cell in
      (key: zip([cell.region, cell.workload, cell.algorithm, cell.addedTime], orders).map { $1[$0] ?? 0 }, cell: cell)
    }
    return keyed.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.cell)
  }
}
