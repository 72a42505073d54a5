import Foundation
import TestSupport
import Testing

/// `--report` and `--svg` of both commands, as a user runs them.
@Suite struct Pictures {
  /// Two days of hours, written as a file.
  private func trace(in folder: TemporaryFolder) throws -> String {
    let rows = (0..<48).map { hour in
      "2020-01-0\(1 + hour / 24)T\(hour % 24 < 10 ? "0" : "")\(hour % 24):00:00Z,\(300 + hour % 7 * 20)\n"
    }
    return try folder.file("a&b.csv", "timestamp_utc,gco2_per_kwh\n" + rows.joined())
  }

  private func plan(_ trace: String, _ more: [String]) throws -> Command.Outcome {
    let zone = more.contains("--report") ? ["--time-zone", "UTC"] : []
    return try Command.run(
      "carbon-schedule", ["plan", "--trace", trace, "--duration", "2h", "--added-time", "12h"] + zone + more)
  }

  @Test func planWritesBoth() throws {
    let folder = try TemporaryFolder()
    let path = try trace(in: folder)
    let files = (folder["p.html"], folder["p.svg"])
    let outcome = try plan(path, ["--report", files.0.path, "--svg", files.1.path])
    #expect(outcome.code == 0 && outcome.errors.isEmpty && outcome.output.contains("saved"))
    let page = try String(contentsOf: files.0, encoding: .utf8)
    #expect(page.hasPrefix("<!DOCTYPE html>") && page.contains("a&amp;b.csv"))
    let chart = try String(contentsOf: files.1, encoding: .utf8)
    #expect(TinyXML.elements(of: chart)?.first?.name == "svg")
    let printed = try plan(path, ["--svg", "-"])
    #expect(printed.output == chart)
  }

  @Test func replayWritesBoth() throws {
    let folder = try TemporaryFolder()
    let files = (folder["r.html"], folder["r.svg"])
    let outcome = try Command.run(
      "carbon-replay",
      ["--traces", try trace(in: folder), "--added-times", "6h", "--report", files.0.path, "--svg", files.1.path])
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(try String(contentsOf: files.0, encoding: .utf8).contains("id=\"delays-by-hour\""))
    #expect(TinyXML.elements(of: try String(contentsOf: files.1, encoding: .utf8)) != nil)
  }

  /// Before any work, and without a trace of a file.
  @Test(arguments: ["--report", "--svg"])
  func unwritableFilesAreFoundFirst(option: String) throws {
    let replay = try Command.run("carbon-replay", ["--traces", "no/such", option, "no/such/folder/x"])
    #expect(replay.code == 73 && replay.errors.contains("there is no folder"))
    let planned = try plan("no/such", [option, "no/such/folder/x"])
    #expect(planned.code == 73 && planned.errors.contains("there is no folder"))
  }

  @Test(arguments: [
    ["--report", "-", "--svg", "-"], ["--report", "-", "--json"], ["--report", "-", "--time-zone=Mars/Olympus"],
    ["--time-zone=CEST?"],
  ])
  func planAnswersMistakes(arguments: [String]) throws {
    let base = ["plan", "--trace", "no/such", "--duration", "2h"]
    let outcome = try Command.run("carbon-schedule", base + arguments)
    #expect(outcome.code == 64 && outcome.output.isEmpty)
    #expect(outcome.errors.count { $0 == "\n" } == 1)
  }

  /// The charts that the README shows are what the commands write. An unoptimised command takes long to load all regions:
  /// there `Benchmarks/charts/update --check` compares them.
  @Test(.enabled(if: LargeCases.areAsked, "compared where large cases are asked for"))
  func committedChartsAreCurrent() throws {
    let process = Process()
    process.executableURL = Command.packageFolder.appending(path: "Benchmarks/charts/update")
    process.arguments = ["--check"]
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["CARBON_PRODUCTS": Products.folder.path]) { $1 }
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "run Benchmarks/charts/update, and look at the charts")
  }
}
