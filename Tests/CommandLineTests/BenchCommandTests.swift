import Foundation
import Testing

@Suite struct BenchCommandTests {
  @Test func listsBenchmarksUnderNamesOfTheirOwn() throws {
    let outcome = try Command.run("carbon-bench", ["--list"])
    #expect(outcome.code == 0)
    let names = outcome.output.split(separator: "\n")
    #expect(Set(names).count == names.count)
    for area in ["kernel/", "plan/", "sweep/", "replay/"] { #expect(names.contains { $0.hasPrefix(area) }) }
  }

  @Test func aFilterThatFitsNothingIsAMistake() throws {
    let outcome = try Command.run("carbon-bench", ["--filter", "no such benchmark"])
    #expect(outcome.code == 64)
    #expect(outcome.errors.contains("--list"))
  }

  @Test func aBaselineHasToBeOne() throws {
    #expect(try Command.run("carbon-bench", ["--compare", "/no/such/file"]).code == 66)
    let folder = try TemporaryFolder()
    #expect(try Command.run("carbon-bench", ["--compare", folder.file("b.json", "{}")]).code == 65)
  }

  @Test func aSlowerRunThanTheBaselineEndsWithOne() throws {
    let folder = try TemporaryFolder()
    let words = ["--quick", "--filter", "kernel/prefix-sum/allEqual"]
    #expect(try Command.run("carbon-bench", words + ["--json", folder["now.json"].path]).code == 0)
    var report = try #require(
      JSONSerialization.jsonObject(with: Data(contentsOf: folder["now.json"])) as? [String: Any])
    var measurements = try #require(report["measurements"] as? [[String: Any]])
    // A baseline of a picosecond, which no noise explains.
    measurements[0]["nanoseconds"] = [
      "median": 1e-3, "lowerQuartile": 1e-3, "upperQuartile": 1e-3, "sampleCount": 7,
    ]
    report["measurements"] = measurements
    let baseline = folder["then.json"]
    try JSONSerialization.data(withJSONObject: report).write(to: baseline)
    let outcome = try Command.run("carbon-bench", words + ["--compare", baseline.path])
    // Very noisy runs are allowed anything; then there is nothing to be seen here.
    #expect(outcome.code == (outcome.errors.contains("slower (") ? 1 : 0))
  }
}
