import Foundation
import TestSupport
import Testing

/// Results in the formats of other tools, and the gate of the documentation, as users run them.
@Suite struct ToolFormats {
  static let grid =
    "timestamp_utc,gco2_per_kwh\n2023-03-05T20:00:00Z,300\n2023-03-05T21:00:00Z,500\n2023-03-05T22:00:00Z,100\n"

  static func log(_ picture: String) -> String {
    SCICommandLine.rows(picture)
  }

  private func run(_ words: [String], log: String = log("##########"), grid: String = grid) throws -> (
    Command.Outcome, TemporaryFolder
  ) {
    let folder = try TemporaryFolder()
    _ = try folder.file("power.csv", log)
    _ = try folder.file("grid.csv", grid)
    return (try Command.run("carbon-schedule", words, in: folder.url), folder)
  }

  private static let sci = ["sci", "--power-log", "power.csv", "--log-time-zone", "Z", "--trace", "grid.csv"]

  /// What is written is read back: the same energy, over the same time.
  @Test func codeCarbonReadBack() throws {
    let (outcome, folder) = try run(Self.sci + ["--pue", "1.5", "--as", "codecarbon"])
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.count == 2 && lines.allSatisfy { $0.filter { $0 == "," }.count == 37 })
    _ = try folder.file("emissions.csv", outcome.output)
    let back = try Command.run(
      "carbon-schedule",
      ["sci", "--power-log", "emissions.csv", "--log-time-zone", "Z", "--trace", "grid.csv", "--json"], in: folder.url)
    let json = try #require(try JSONSerialization.jsonObject(with: Data(back.output.utf8)) as? [String: Any])
    #expect(json["energy_kwh"] as? Double == 2.25)
    #expect(json["start"] as? String == "2023-03-05T20:00:00Z" && json["end"] as? String == "2023-03-05T21:30:00Z")
    // 1.5 kWh at 300 g and 0.75 kWh at 500 g.
    #expect(lines[1].contains(",0.825,"))
  }

  @Test func manifestsHaveAnInputForEachSlot() throws {
    let measured = try run(Self.sci + ["--as", "impact-framework"]).0.output
    #expect(try sums(of: measured) == [1.5, 550])
    let planned = try run(
      [
        "plan", "--trace", "grid.csv", "--duration", "90m", "--energy", "3kWh", "--algorithm", "pause-and-resume",
        "--added-time",
        "90m", "--as", "impact-framework",
      ]).0.output
    // Half an hour at 300 g and an hour at 100 g, 2 kW.
    #expect(try sums(of: planned) == [3, 500])
    #expect(planned.contains("- timestamp: \"2023-03-05T22:00:00Z\"\n          duration: 3600.0\n"))
  }

  /// The framework's rules of a manifest, by a YAML parser and a public validator; what a plugin lacks is seen.
  @Test func manifestsFollowTheSchema() throws {
    let (outcome, folder) = try run(Self.sci + ["--as", "impact-framework", "--embodied", "10kg", "--lifetime", "1y"])
    let paths = try ["", "path: builtin", "grid/carbon-intensity: 300.0"].map { line in
      let manifest = line.isEmpty ? outcome.output : outcome.output.replacing(line, with: "other: 1")
      #expect(line.isEmpty || manifest != outcome.output)
      return try folder.file("\(line.count).yml", manifest)
    }
    // Which of the manifests are good, a digit each: one Python for all, as it takes longer to begin than to validate.
    let validation = """
      import sys
      try: import json, yaml, jsonschema
      except ImportError: sys.exit(77)
      schema = json.load(open(sys.argv[1]))
      jsonschema.Draft202012Validator.check_schema(schema)
      def is_good(manifest):
        if not jsonschema.Draft202012Validator(schema).is_valid(manifest): return False
        plugins = set(manifest["initialize"]["plugins"])
        steps = [step for child in manifest["tree"]["children"].values() for step in child["pipeline"]["compute"]]
        return set(steps) == plugins
      print(*[int(is_good(yaml.safe_load(open(path)))) for path in sys.argv[2:]], end="")
      """
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      [
        "python3", "-c", validation,
        Command.packageFolder.appending(path: "Benchmarks/schemas/impact-framework.schema.json").path,
      ] + paths
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    // 77: Python lacks the parser or the validator.
    #expect(process.terminationStatus == 0 && text == "1 0 0" || process.terminationStatus == 77, "\(text)")
  }

  /// Energy and grams of all inputs.
  private func sums(of manifest: String) throws -> [Double] {
    func values(_ key: String) -> [Double] {
      manifest.split(separator: "\n").compactMap { line in
        line.drop { $0 == " " }.hasPrefix("\(key): ") ? Double(line.split(separator: " ").last ?? "") : nil
      }
    }
    let (energies, intensities) = (values("energy"), values("grid/carbon-intensity"))
    #expect(energies.count == intensities.count && !energies.isEmpty)
    return [energies.reduce(0, +), zip(energies, intensities).reduce(0) { $0 + $1.0 * $1.1 }]
  }

  @Test func namesStayText() throws {
    let grid = "timestamp_utc,\"=1+2\"\n2023-03-05T20:00:00Z,300\n2023-03-05T21:00:00Z,500\n"
    #expect(try run(Self.sci + ["--as", "codecarbon"], grid: grid).0.output.contains(",'=1+2,"))
    let quoted = "timestamp_utc,\"a\"\"b: \\\"\n2023-03-05T20:00:00Z,300\n2023-03-05T21:00:00Z,500\n"
    #expect(try run(Self.sci + ["--as", "impact-framework"], grid: quoted).0.output.contains(#"in a\"b: \\: energy"#))
  }

  @Test func oneThingOnStandardOutput() throws {
    let both = try run(Self.sci + ["--as", "codecarbon", "--json"]).0
    #expect(both.code == 64 && both.errors.contains("--as and --json both go to standard output; give one."))
    let resumes = try run(
      [
        "plan", "--trace", "grid.csv", "--duration", "2h", "--algorithm", "pause-and-resume", "--added-time", "1h",
        "--resume-emissions", "1g", "--as", "codecarbon",
      ]).0
    #expect(resumes.code == 64 && resumes.errors.contains("--as cannot say what resumes cost"))
    #expect(try run(Self.sci + ["--junit", "-"]).0.code == 64)
    #expect(try run(Self.sci + ["--junit", "power.csv"]).0.errors.contains("is read as an input"))
  }

  @Test(arguments: [
    ("##########", ["--budget", "1kg"], 0, ["testsuites", "testsuite", "testcase", "testcase"]),
    ("##########", ["--budget", "1g"], 1, ["testsuites", "testsuite", "testcase", "testcase", "failure"]),
    ("######----", ["--budget", "1kg"], 65, ["testsuites", "testsuite", "testcase", "error", "testcase", "skipped"]),
    ("######----", ["--budget", "1kg", "--accept-gaps"], 0, ["testsuites", "testsuite", "testcase", "testcase"]),
    ("##########", [], 0, ["testsuites", "testsuite", "testcase"]),
  ]) func verdictsAsJUnit(_ log: String, _ more: [String], code: Int32, elements: [String]) throws {
    let (outcome, folder) = try run(Self.sci + more + ["--junit", "carbon.xml"], log: Self.log(log))
    #expect(outcome.code == code)
    // All but the declaration, which is no element.
    let text = try String(contentsOf: folder["carbon.xml"], encoding: .utf8)
    #expect(text.hasPrefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"))
    let body = String(text.drop { $0 != "\n" }.dropFirst())
    let found = try #require(TinyXML.elements(of: body))
    #expect(found.map(\.name) == elements)
  }

  /// The script of the documentation, as it stands there.
  @Test(arguments: [("1kg", 0), ("1g", 1)]) func theGateOfTheDocumentation(_ budget: String, code: Int32) throws {
    let article = Command.packageFolder.appending(
      path: "Sources/CarbonScheduling/CarbonScheduling.docc/Budget-gate.md")
    let text = try String(contentsOf: article, encoding: .utf8)
    let script = try #require(text.split(separator: "```sh\n").dropFirst().first?.split(separator: "```").first)
    let folder = try TemporaryFolder()
    _ = try folder.file("power.csv", Self.log("##########"))
    _ = try folder.file("grid.csv", Self.grid)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = [try folder.file("gate.sh", String(script))]
    process.currentDirectoryURL = folder.url
    var environment = ProcessInfo.processInfo.environment
    environment["PATH"] = "\(Products.folder.path):\(environment["PATH"] ?? "")"
    environment["CARBON_BUDGET"] = budget
    process.environment = environment
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == code)
    #expect(FileManager.default.fileExists(atPath: folder["carbon.xml"].path))
  }
}
