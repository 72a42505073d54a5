import Foundation
import TestSupport
import Testing

/// What `--json` prints follows the schemas in Benchmarks/schemas, by a public validator.
@Suite(.serialized) actor SchemaTests {
  private let thread = WaitingThread()
  nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe thread.asUnownedSerialExecutor() }

  @Test func everyKindOfResultFollowsItsSchema() throws {
    let folder = try TemporaryFolder()
    let values = Pattern.randomWalk.values(count: 24 * 40, seed: 5)
    let lines = zip(values, 0...).map { value, hour in "\(after(3_600 * hour)),\(value + 50.25)" }
    let trace = try folder.file("grid.csv", "timestamp_utc,gco2_per_kwh\n" + lines.joined(separator: "\n") + "\n")
    let jobs = try folder.file(
      "jobs.csv",
      "job,release,deadline,duration_minutes,width,kilowatts_per_unit\n"
        + (0..<4).map { "job-\($0),\(after(0)),\(after(3 * 3_600)),60,\($0 / 2 + 1),0.5\n" }.joined())
    _ = try folder.file("sites.csv", "region,trace,capacity\nhere,grid.csv,2\nthere,grid.csv,1\n")
    let alternatives = try folder.file(
      "alternatives.csv",
      "alternative,duration_minutes,energy_kwh,functional_units\nnow,360,100,1\nhalf,200,60,1\n")
    let log = Command.packageFolder.appending(path: "Datasets/examples/power-log/nvidia-smi.csv").path
    let britain = Command.packageFolder.appending(path: "Datasets/examples/great-britain.json").path
    let planned = (
      plan: try folder.file("plan.json", SCIPlanTests.plan),
      log: try folder.file("log.csv", SCICommandLine.rows("#######")),
      grid: try folder.file("short.csv", SCICommandLine.grid)
    )
    let job = ["--duration", "6h", "--power", "0.5kW"]
    let sites = ["--jobs", jobs, "--sites", folder["sites.csv"].path]
    let kinds: [(schema: String, words: [String])] = [
      ("plan", ["plan", "--trace", trace] + job),
      ("plan", ["plan", "--trace", trace, "--minimum-saving", "90%"] + job),
      ("where", ["where", "--traces", trace] + job),
      ("curve", ["curve", "--trace", trace] + job),
      ("curve", ["curve", "--trace", trace, "--algorithm", "pause-and-resume", "--over", "pauses"] + job),
      ("compare", ["compare", "--trace", trace, "--alternatives", alternatives]),
      ("sci", ["sci", "--power-log", log, "--log-time-zone", "+02:00", "--trace", britain]),
      ("backtest", ["backtest", "--trace", trace, "--releases", "\(sized(debug: 4, release: 12))"] + job),
      (
        "backtest",
        ["backtest", "--trace", trace, "--releases", "\(sized(debug: 4, release: 12))", "--over-promise", "20%"] + job
      ),
      ("fleet", ["fleet", "--jobs", jobs, "--trace", trace, "--capacity", "2"]), ("fleet", ["fleet"] + sites),
      ("capacity", ["capacity"] + sites), ("traces", ["traces", "describe", trace]),
      (
        "sci",
        ["sci", "--power-log", planned.log, "--log-time-zone", "Z", "--trace", planned.grid, "--plan", planned.plan]
      ),
    ]
    var claims: [SchemaClaim] = []
    for (index, kind) in kinds.enumerated() {
      let outcome = try Command.run("carbon-schedule", kind.words + ["--json"])
      #expect(outcome.code == 0, "\(kind.words[0]): \(outcome.errors)")
      claims.append(SchemaClaim(kind.schema, try folder.file("\(index).json", outcome.output)))
    }
    // Each schema can fail: another kind's result does not follow it.
    let other = try #require(kinds.firstIndex { $0.schema == "curve" })
    for index in kinds.indices where kinds[index].schema != "curve" {
      claims.append(SchemaClaim(claims[index].schema, claims[other].path, isValid: false))
    }
    #expect(try SchemaClaim.faults(claims) == "")
  }

  /// A job that runs to its end, and one that never starts.
  @Test func receiptsAndLogsFollowTheirSchemas() throws {
    let folder = try TemporaryFolder()
    let claims = try ["true", "/no/such/command"].flatMap { try receiptAndLog(of: $0, in: folder) }
    #expect(try SchemaClaim.faults(claims) == "")
    // Until here the folder is there.
    #expect(FileManager.default.fileExists(atPath: folder.url.path))
  }

  private func receiptAndLog(of command: String, in folder: TemporaryFolder) throws -> [SchemaClaim] {
    func name(_ name: String) -> String { "\(command == "true" ? "runs" : "fails")-\(name)" }
    func path(_ file: String) -> String { folder[name(file)].path }
    let trace = try folder.file("trace.csv", ShortTrace.csv(slot: 2, [90, 50, 90, 90]))
    _ = try Command.run(
      "carbon-schedule",
      [
        "run", "--trace", trace, "--duration", "2s", "--added-time", "4s", "--state", path("state.json"),
        "--receipt", path("receipt.json"), "--log", path("log.jsonl"), "--", command,
      ])
    var claims: [SchemaClaim] = []
    if FileManager.default.fileExists(atPath: path("receipt.json")) {
      claims.append(SchemaClaim("receipt", path("receipt.json")))
    } else {
      #expect(command != "true")
    }
    let lines = try String(contentsOfFile: path("log.jsonl"), encoding: .utf8).split(separator: "\n")
    #expect(!lines.isEmpty)
    for (index, line) in lines.enumerated() {
      claims.append(SchemaClaim("run-log", try folder.file(name("line-\(index).json"), String(line))))
    }
    claims.append(SchemaClaim("receipt", claims[claims.count - 1].path, isValid: false))
    return claims
  }
}
