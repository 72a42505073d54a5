import CarbonReplay
import CarbonScheduling
import CommandLineKit
import Foundation

/// `carbon-replay merge`: joins the shards of a replay into what one run gives, to the byte.
enum MergeCommand {
  static let jsonOption = Option.output(
    "json", "FILE", "where the whole is written as JSON",
    whenLeftOut: "standard output, if nothing else is asked for")
  static let csvOption = Option.output("csv", "FILE", "write all figures as CSV; - is standard output")
  static let reportOption = Option.output(
    "report", "FILE", "write the page as HTML; the parts' traces are read again")
  static let svgOption = Option.output(
    "svg", "FILE", "write the page's main chart as SVG; the parts' traces are read again")

  static let table = OptionTable(
    command: "carbon-replay merge", operands: "FILE...",
    summary: "Joins the JSON of all parts of a replay, made with --shard, into what one run writes: the same bytes.",
    options: [jsonOption, csvOption, reportOption, svgOption],
    example: "carbon-replay merge part-1.json part-2.json --json replay.json")

  static func run(_ words: [String]) throws(CommandFailure) -> ExitCode {
    let parsed = try table.parse(words)
    if try table.answersHelp(parsed) { return .success }
    let (csv, report, svg) = (try parsed[csvOption], try parsed[reportOption], try parsed[svgOption])
    let json = try parsed[jsonOption] ?? (csv == nil && report == nil && svg == nil ? "-" : nil)
    try parsed.checkOutputs(alsoReading: parsed.operands)
    let whole = try merge(parsed.operands)
    if let json { try Output.write(try CommandLineKit.json(whole), to: json) }
    if let csv { try Output.write(ReplayCSV(document: whole).text, to: csv) }
    if report != nil || svg != nil { try writePictures(of: whole, report: report, svg: svg) }
    return try ReplayDocument.report(whole.failures ?? [], replayed: whole.traces.count)
  }

  /// The page needs the traces, which the parts name.
  private static func writePictures(of whole: ReplayDocument, report: String?, svg: String?) throws(CommandFailure) {
    let options = try ReplayOptions(ReplayOptions.table.parse(Array(whole.command.dropFirst())))
    let loaded = try TraceLoader(options: options).load()
    let replayed = Set(whole.traces.map(\.region))
    let replay = options.replay(of: loaded.regions.map(\.region))
    let cells = whole.cells.compactMap(\.cell)
    guard cells.count == whole.cells.count,
      ReplayDocument(ReplayResult(), loaded, options: options, failures: [], timings: nil).settings == whole.settings
    else {
      throw CommandFailure(.badData, "The parts hold figures that this version does not read; make them again.")
    }
    let result = ReplayResult(
      regions: loaded.regions.map(\.region).filter { replayed.contains($0.name) }, cells: cells)
    try ReplayPictures(options: options, report: report, svg: svg)
      .write(result, of: replay, loaded, failures: whole.failures ?? [])
  }

  /// - Throws: ``CommandFailure`` that names the file which is missing, no part, of another replay, or given twice.
  private static func merge(_ paths: [String]) throws(CommandFailure) -> ReplayDocument {
    guard let first = paths.first else {
      throw .usage("carbon-replay merge: there is nothing to join; name the JSON file of each part.")
    }
    let (whole, part) = try read(first)
    var (merged, seen) = (whole, [part.index: first])
    for path in paths.dropFirst() {
      let (document, other) = try read(path)
      if let earlier = seen.updateValue(path, forKey: other.index) {
        throw CommandFailure(.badData, "\(path): this is part \(other.index), as is \(earlier); give each part once.")
      }
      guard other.count == part.count, document.isPart(ofTheSameAs: whole) else {
        throw CommandFailure(
          .badData, "\(path): this is part of another replay than \(first); make all parts with the same options.")
      }
      merged.cells += document.cells
      if let groups = document.groups { merged.groups = (merged.groups ?? []) + groups }
      merged.plans += document.plans
    }
    if let missing = (1...part.count).first(where: { seen[$0] == nil }) {
      throw CommandFailure(.badData, "\(first): part \(missing) of \(part.count) is missing; give all parts.")
    }
    let names = Set(merged.cells.map { row in ["region", "workload", "algorithm", "added_time"].map { row.text($0) } })
    let wanted =
      whole.traces.count * whole.settings.workloads.count * Algorithm.delaying.count
      * whole.settings.addedTimes.count
    guard names.count == wanted, merged.cells.count == wanted else {
      throw CommandFailure(
        .badData,
        "\(first): the parts hold \(merged.cells.count) cells of \(wanted); one was changed, make them again.")
    }
    merged.cells = inOrder(merged.cells, whole)
    merged.groups = merged.groups.map { inOrder($0, whole) }
    (merged.shard, merged.timings) = (nil, nil)
    return merged
  }

  private static func read(_ path: String) throws(CommandFailure) -> (ReplayDocument, ReplayDocument.Part) {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw CommandFailure(.noInput, "\(path): there is no such file; give the JSON of each part.")
    }
    guard let document = try? JSONDecoder().decode(ReplayDocument.self, from: data), let part = document.shard,
      part.count >= 1
    else {
      throw CommandFailure(.badData, "\(path): this is not the JSON of a part; make it with --shard I/K --json FILE.")
    }
    return (document, part)
  }

  /// The rows as one run has them: by region, workload, algorithm and added time, then by group.
  private static func inOrder(_ rows: [ReplayRow], _ whole: ReplayDocument) -> [ReplayRow] {
    func places(_ names: [String]) -> [String: Int] {
      Dictionary(zip(names, 0...), uniquingKeysWith: { first, _ in first })
    }
    let orders = [
      ("region", places(whole.traces.map(\.region))), ("workload", places(whole.settings.workloads.map(\.workload))),
      ("algorithm", places(Algorithm.delaying.map(\.rawValue))),
      ("added_time", places(whole.settings.addedTimes)),
    ]
    let keyed = rows.enumerated().map { offset, row in
      // Rows of one cell come from one part, in order.
      (key: orders.map { $1[row.text($0)] ?? 0 } + [offset], row: row)
    }
    return keyed.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.row)
  }
}

extension ReplayDocument {
  /// Whether both were made in the same way of the same traces.
  fileprivate func isPart(ofTheSameAs other: ReplayDocument) -> Bool {
    version == other.version && command == other.command && settings == other.settings && traces == other.traces
      && failures == other.failures
  }
}
