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

  static let table = OptionTable(
    command: "carbon-bench",
    summary:
      "Times kernels, plans, sweeps and the whole replay against their references, which they have to equal first.",
    options: [
      CommandOption("filter", value: "TEXT", "only benchmarks whose name holds this text", whenLeftOut: "all"),
      CommandOption("json", value: "FILE", "write all figures as JSON; - is standard output"),
      CommandOption(
        "compare", value: "BASELINE.json",
        "compare with the figures of an earlier run, and exit with 1 if one is slower by more than noise explains"),
      CommandOption("quick", "fewer patterns and sizes, shorter samples"),
      CommandOption("list", "print the names of the benchmarks and time none"),
      CommandOption("growth", "show how the cost of a start grows with the trace, the job and the regions"),
      CommandOption(
        "peers", value: "sweeps|replay",
        "run the cases of Benchmarks/Peers once each, and print a line of JSON for each"),
      CommandOption(
        "traces", value: "FILE", "the intensities: a CSV file", whenLeftOut: "Datasets/traces/modelled-2020.csv"),
      CommandOption("region", value: "NAME", "the one region to use", whenLeftOut: "all"),
    ],
    example: "carbon-bench --filter sweep/ --quick")

  init(_ parsed: ParsedOptions) throws(CommandFailure) {
    filter = parsed.value("filter")
    json = parsed.value("json")
    baseline = try parsed.value("compare").map(Self.report)
    isQuick = parsed.has("quick")
    lists = parsed.has("list")
    showsGrowth = parsed.has("growth")
    peers = try parsed.choice("peers", PeerCases.Part.self)
    traces = parsed.value("traces") ?? "Datasets/traces/modelled-2020.csv"
    region = parsed.value("region")
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
