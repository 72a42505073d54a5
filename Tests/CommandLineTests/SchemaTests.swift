import Foundation
import TestSupport
import Testing

/// What `--json` prints follows the schemas in Benchmarks/schemas, by a public validator.
@Suite struct SchemaTests {
  /// Validates files against schemas: pairs of both. Exits with 77 where Python lacks the validator.
  private static let validation = """
    import sys
    try: import json, jsonschema
    except ImportError: sys.exit(77)
    for schema, path in zip(sys.argv[1::2], sys.argv[2::2]):
      schema = json.load(open(schema))
      jsonschema.Draft202012Validator.check_schema(schema)
      jsonschema.Draft202012Validator(schema).validate(json.load(open(path)))
    """

  private func python(_ arguments: [String]) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", Self.validation] + arguments
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    if process.terminationStatus == 77 { print("Schemas are not checked: Python lacks jsonschema.") }
    return process.terminationStatus
  }

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
      ("plan", ["plan", "--trace", trace] + job), ("where", ["where", "--traces", trace] + job),
      ("curve", ["curve", "--trace", trace] + job),
      ("curve", ["curve", "--trace", trace, "--algorithm", "pause-and-resume", "--over", "pauses"] + job),
      ("compare", ["compare", "--trace", trace, "--alternatives", alternatives]),
      ("sci", ["sci", "--power-log", log, "--log-time-zone", "+02:00", "--trace", britain]),
      ("backtest", ["backtest", "--trace", trace, "--releases", "12"] + job),
      ("fleet", ["fleet", "--jobs", jobs, "--trace", trace, "--capacity", "2"]), ("fleet", ["fleet"] + sites),
      ("capacity", ["capacity"] + sites), ("traces", ["traces", "describe", trace]),
      (
        "sci",
        ["sci", "--power-log", planned.log, "--log-time-zone", "Z", "--trace", planned.grid, "--plan", planned.plan]
      ),
    ]
    var pairs: [String] = []
    for (index, kind) in kinds.enumerated() {
      let outcome = try Command.run("carbon-schedule", kind.words + ["--json"])
      #expect(outcome.code == 0, "\(kind.words[0]): \(outcome.errors)")
      let schema = Command.packageFolder.appending(path: "Benchmarks/schemas/\(kind.schema).schema.json").path
      pairs += [schema, try folder.file("\(index).json", outcome.output)]
    }
    let code = try python(pairs)
    #expect(code == 0 || code == 77)
    // Each schema can fail: another kind's result does not follow it.
    for index in kinds.indices where kinds[index].schema != "curve" {
      let other = try #require(kinds.indices.first { kinds[$0].schema == "curve" })
      let failing = try python([pairs[2 * index], pairs[2 * other + 1]])
      #expect(failing == 1 || failing == 77, "\(kinds[index].schema)")
    }
  }

  /// A job that runs to its end, and one that never starts.
  @Test(arguments: [["true"], ["/no/such/command"]]) func receiptsAndLogsFollowTheirSchemas(command: [String]) throws {
    let folder = try TemporaryFolder()
    let trace = try folder.file("trace.csv", ShortTrace.csv(slot: 2, [90, 50, 90, 90]))
    _ = try Command.run(
      "carbon-schedule",
      [
        "run", "--trace", trace, "--duration", "2s", "--added-time", "4s", "--state", folder["state.json"].path,
        "--receipt", folder["receipt.json"].path, "--log", folder["log.jsonl"].path, "--",
      ] + command)
    func schema(_ name: String) -> String {
      Command.packageFolder.appending(path: "Benchmarks/schemas/\(name).schema.json").path
    }
    var pairs: [String] = []
    if FileManager.default.fileExists(atPath: folder["receipt.json"].path) {
      pairs += [schema("receipt"), folder["receipt.json"].path]
    } else {
      #expect(command != ["true"])
    }
    let lines = try String(contentsOf: folder["log.jsonl"], encoding: .utf8).split(separator: "\n")
    #expect(!lines.isEmpty)
    for (index, line) in lines.enumerated() {
      pairs += [schema("run-log"), try folder.file("line-\(index).json", String(line))]
    }
    let code = try python(pairs)
    #expect(code == 0 || code == 77)
    let swapped = try python([schema("receipt"), pairs[pairs.count - 1]])
    #expect(swapped == 1 || swapped == 77)
  }
}
