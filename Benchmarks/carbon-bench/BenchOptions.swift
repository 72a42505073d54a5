import CommandLineKit
import Foundation
import Measuring

/// The options of `carbon-bench`, read and checked.
struct BenchOptions {
  let filter: String?
  let json: String?
  let baseline: BenchmarkReport?
  let isQuick: Bool
  let lists: Bool
  let showsGrowth: Bool
  let peers: PeerCases.Part?
  let traces: String
  let region: String?

  static let filterOption = Option.text(
    "filter", "TEXT", "only benchmarks whose name holds this text", whenLeftOut: "all")
  static let jsonOption = Option.output("json", "FILE", "write all figures as JSON; - is standard output")
  static let compareOption = Option.path(
    "compare", "BASELINE.json",
    "compare with the figures of an earlier run, and exit with 1 if one is slower by more than noise explains")
  static let quickOption = Option.flag("quick", "fewer patterns and sizes, shorter samples")
  static let listOption = Option.flag("list", "print the names of the benchmarks and time none")
  static let growthOption = Option.flag(
    "growth", "show how the cost of a start grows with the trace, the job and the regions")
  static let peersOption = Option.choice(
    "peers", "run the cases of Benchmarks/Peers once each, and print a line of JSON for each",
    among: PeerCases.Part.self)
  static let tracesOption = Option.path(
    "traces", "FILE", "the intensities: a CSV file", whenLeftOut: modelledTraces)
  static let regionOption = Option.text("region", "NAME", "the one region to use", whenLeftOut: "all")

  private static let modelledTraces = "Datasets/traces/modelled-2020.csv"

  static let table = OptionTable(
    command: "carbon-bench",
    summary:
      "Times kernels, plans, sweeps and the whole replay against their references, which they have to equal first.",
    options: [
      filterOption, jsonOption, compareOption, quickOption, listOption, growthOption, peersOption, tracesOption,
      regionOption,
    ],
    example: "carbon-bench --filter sweep/ --quick")

  init(_ parsed: ParsedOptions) throws(CommandFailure) {
    filter = try parsed[Self.filterOption]
    json = try parsed[Self.jsonOption]
    baseline = try parsed[Self.compareOption].map(Self.report)
    isQuick = try parsed[Self.quickOption]
    lists = try parsed[Self.listOption]
    showsGrowth = try parsed[Self.growthOption]
    peers = try parsed[Self.peersOption]
    traces = try parsed[Self.tracesOption] ?? Self.modelledTraces
    region = try parsed[Self.regionOption]
    try parsed.checkOutputs(alsoReading: [traces])
  }

  private static func report(_ path: String) throws(CommandFailure) -> BenchmarkReport {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw CommandFailure(.noInput, "\(path): cannot be read; write a baseline with --json first.")
    }
    do {
      return try JSONDecoder().decode(BenchmarkReport.self, from: data)
    } catch {
      throw CommandFailure(.badData, "\(path): is no report of carbon-bench --json: \(error).")
    }
  }
}
