import CommandLineKit
import Foundation
import Measuring
import Testing

@testable import carbon_bench

@Suite struct BenchCommandTests {
  @Test func listsBenchmarksUnderNamesOfTheirOwn() throws {
    let folder = try TemporaryFolder()
    let outcome = try Command.run("carbon-bench", ["--list", "--traces", Self.trace(in: folder)])
    #expect(outcome.code == 0)
    let names = outcome.output.split(separator: "\n")
    #expect(Set(names).count == names.count)
    for area in ["kernel/", "plan/", "sweep/", "replay/"] { #expect(names.contains { $0.hasPrefix(area) }) }
  }

  @Test func aFilterThatFitsNothingIsAMistake() throws {
    let folder = try TemporaryFolder()
    let outcome = try Command.run(
      "carbon-bench", ["--filter", "no such benchmark", "--traces", Self.trace(in: folder)])
    #expect(outcome.code == 64)
    #expect(outcome.errors.contains("--list"))
  }

  @Test func aBaselineHasToBeOne() throws {
    #expect(try Command.run("carbon-bench", ["--compare", "/no/such/file"]).code == 66)
    let folder = try TemporaryFolder()
    #expect(try Command.run("carbon-bench", ["--compare", folder.file("b.json", "{}")]).code == 65)
  }

  /// Told apart from noise by what the report says, not by the clock.
  @Test func aSlowerRunThanTheBaselineEndsWithOne() throws {
    func report(_ nanoseconds: [Double]) -> BenchmarkReport {
      BenchmarkReport(
        environment: .current(),
        measurements: [
          Measurement(
            name: "a", unit: .element, unitCount: 1, repetitions: 1, nanoseconds: Spread(nanoseconds), reference: nil)
        ])
    }
    let then = report([100, 100, 101])
    #expect(CarbonBenchCommand.verdict(on: report([100, 101, 101]), against: then) == .success)
    #expect(CarbonBenchCommand.verdict(on: report([150, 150, 151]), against: then) == .worse)
    #expect(CarbonBenchCommand.verdict(on: report([50, 50, 51]), against: then) == .success)
  }

  /// The same from end to end, with a baseline of a picosecond, which no noise explains unless a run is nothing but noise.
  @Test func baselinesAreReadAndHeldAgainst() throws {
    let folder = try TemporaryFolder()
    let words = ["--quick", "--filter", "kernel/prefix-sum/allEqual", "--traces", try Self.trace(in: folder)]
    #expect(try Command.run("carbon-bench", words + ["--json", folder["now.json"].path]).code == 0)
    var report = try #require(
      JSONSerialization.jsonObject(with: Data(contentsOf: folder["now.json"])) as? [String: Any])
    var measurements = try #require(report["measurements"] as? [[String: Any]])
    measurements[0]["nanoseconds"] = [
      "median": 1e-3, "lowerQuartile": 1e-3, "upperQuartile": 1e-3, "sampleCount": 7,
    ]
    report["measurements"] = measurements
    let baseline = folder["then.json"]
    try JSONSerialization.data(withJSONObject: report).write(to: baseline)
    // One of several: a machine that was busy then may hide it once.
    let isSeen = try (0..<5).contains { _ in
      let outcome = try Command.run("carbon-bench", words + ["--compare", baseline.path])
      return outcome.code == 1 && outcome.errors.contains("% slower (")
    }
    #expect(isSeen)
  }

  /// A trace of two days: benchmarks repeat it as often as they need.
  private static func trace(in folder: TemporaryFolder) throws -> String {
    try folder.file(
      "x.csv",
      "timestamp_utc,gco2_per_kwh\n"
        + (0..<48).map { "2020-01-0\(1 + $0 / 24)T\($0 % 24 < 10 ? "0" : "")\($0 % 24):00:00Z,\(200 + $0 % 5)\n" }
        .joined())
  }
}
