import CarbonScheduling
import CarbonTraces
import CommandLineKit
import Foundation
import GridModel

/// `carbon-datasets`: writes what is generated in `Datasets`, or checks that it is as the model makes it.
@main
struct CarbonDatasetsCommand {
  static let outputOption = Option.text("output", "DIR", "the folder", default: "Datasets")
  static let seedOption = Option.value(
    "seed", "N", "another seed gives other weather with the same statistics", default: "\(ModelledTrace.defaultSeed)",
    read: seed)

  static let table = OptionTable(
    command: "carbon-datasets generate|check|fit",
    summary: "Writes the modelled traces of 2020 and the table of regions, or compares those that are there with the "
      + "model, byte for byte, and prints monthly means, shapes and the time of day. 'fit' finds again the numbers that all "
      + "regions share, which takes minutes.",
    options: [outputOption, seedOption],
    example: "carbon-datasets check")

  static func main() {
    runCommand(concurrently: {
      var words = Array(CommandLine.arguments.dropFirst())
      let action = words.first.map { $0.hasPrefix("--") ? "" : words.removeFirst() } ?? "--help"
      let parsed = try table.parse(action == "--help" ? ["--help"] : words)
      if try table.answersHelp(parsed) { return .success }
      guard let action = Action(rawValue: action) else {
        throw CommandFailure.usage(
          "carbon-datasets: say what to do: 'carbon-datasets generate', 'check' or 'fit'.")
      }
      if action == .fit { return try await fit(seed: parsed[seedOption]) }
      return try run(action, folder: parsed[outputOption], seed: parsed[seedOption])
    })
  }

  private enum Action: String { case generate, check, fit }

  @Sendable private static func seed(_ text: String) throws -> UInt64 {
    guard let seed = UInt64(text) else {
      throw CommandFailure.usage("carbon-datasets: --seed '\(text)' is not a whole number from 0 to 2^64 - 1.")
    }
    return seed
  }

  private static func run(_ action: Action, folder: String, seed: UInt64) throws(CommandFailure) -> ExitCode {
    let traces = Region.all.map { ModelledTrace(of: $0, seed: seed) }
    let files = [
      ("\(folder)/\(DatasetText.regionsPath)", DatasetText.regions(Region.all)),
      ("\(folder)/\(DatasetText.tracesPath)", DatasetText.traces(Region.all, traces)),
    ]
    var report = ""
    for (path, text) in files {
      switch action {
      case .generate: try write(text, to: path)
      case .check, .fit: try check(path, against: text)
      }
      report += "\(path): \(text.count) bytes, \(action == .generate ? "written" : "as modelled")\n"
    }
    if action == .check {
      report += "\n" + Report.lines(Region.all, traces, real: realTraces(in: folder)).joined(separator: "\n") + "\n"
    }
    try Output.write(report, to: "-")
    return .success
  }

  private static func fit(seed: UInt64) async throws -> ExitCode {
    var fit = Fit(seed: seed)
    try await fit.run { line in Output.note(line) }
    let lines = SharedNumbers.all.map { name, path in
      "\(name) \(fixed(fit.numbers[keyPath: path], decimals: 4)), as made: \(SharedNumbers.fitted[keyPath: path])"
    }
    try Output.write(lines.joined(separator: "\n") + "\n", to: "-")
    return .success
  }

  /// California's real signal of the same year, where the folder has it.
  private static func realTraces(in folder: String) -> [(name: String, values: [Double])] {
    let path = "\(folder)/traces/real/california-2020.csv"
    guard FileManager.default.fileExists(atPath: path),
      let documents = try? TraceDocument.all(in: InputSource(path))
    else { return [] }
    return documents.map { ($0.trace.region ?? "", $0.trace.gramsPerKilowattHour.compactMap(\.self)) }
      .filter { $0.1.count == Year2020.slots }
  }

  private static func write(_ text: [UInt8], to path: String) throws(CommandFailure) {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    // Where this fails, writing does too, and says why.
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Output.write(String(decoding: text, as: UTF8.self), to: path)
  }

  private static func check(_ path: String, against text: [UInt8]) throws(CommandFailure) {
    guard let found = FileManager.default.contents(atPath: path) else {
      throw CommandFailure(.noInput, "\(path): there is no such file; 'carbon-datasets generate' writes it.")
    }
    guard found != Data(text) else { return }
    let line = zip(found, text).prefix { $0 == $1 }.count { $0.1 == UInt8(ascii: "\n") } + 1
    throw CommandFailure(
      .badData, "\(path):\(line): differs from the model; 'carbon-datasets generate' restores it.")
  }
}
