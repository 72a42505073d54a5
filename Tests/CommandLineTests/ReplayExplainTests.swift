import Foundation
import TestSupport
import Testing

/// Results that explain themselves: the schema, the data dictionary, and what they say against what is written.
@Suite struct ReplayExplainTests {
  private func trace(in folder: TemporaryFolder) throws -> String {
    let values = Pattern.randomWalk.values(count: sized(debug: 720, release: 1_500), seed: 3)
    let lines = zip(values, 0...).map { value, hour in "\(after(3_600 * hour)),\(value + 50.25)" }
    return try folder.file("north, 1.csv", "timestamp_utc,gco2_per_kwh\n" + lines.joined(separator: "\n") + "\n")
  }

  /// The committed texts are what the command prints.
  @Test(arguments: [("schema", "replay.schema.json"), ("dictionary", "columns.md")])
  func committedTextsAreCurrent(topic: String, name: String) throws {
    let printed = try Command.run("carbon-replay", ["explain", topic])
    let path = Command.packageFolder.appending(path: "Benchmarks/schemas/\(name)")
    #expect(try printed.output == String(contentsOf: path, encoding: .utf8), "carbon-replay explain \(topic) renews it")
    #expect(try Command.run("carbon-replay", ["explain", "all"]).code == 64)
  }

  /// By a public validator: whole replays, parts, rows by month, failures and timings.
  @Test func resultsFollowTheirSchema() throws {
    let folder = try TemporaryFolder()
    let base = ["--traces", try trace(in: folder), "--starts", "\(sized(debug: 120, release: 24))h"]
    // Plans whose runs are not short take long without optimisation.
    let both = ["--added-times", "6h,100%"]
    let ways = [
      both + ["--by", "month", "--timings"], both + ["--shard", "1/2"],
      (LargeCases.areAsked ? both : ["--added-times", "6h"]) + ["--minimum-run", "10m"],
    ]
    var paths: [String] = []
    for (index, more) in ways.enumerated() {
      paths.append(folder["\(index).json"].path)
      #expect(try Command.run("carbon-replay", base + more + ["--json", paths[index]]).code == 0)
    }
    let plan = try Command.run(
      "carbon-schedule", ["plan", "--trace", base[1], "--duration", "2h", "--algorithm", "pause-and-resume", "--json"])
    // The schema can fail: a key too many.
    let spoilt = try folder.file(
      "spoilt.json",
      try String(contentsOfFile: paths[1], encoding: .utf8).replacing("\"window_h\" : ", with: "\"window_hours\" : "))
    let claims = [
      SchemaClaim("plan", try folder.file("plan.json", plan.output)), SchemaClaim("replay", spoilt, isValid: false),
    ]
    #expect(try SchemaClaim.faults(claims + paths.map { SchemaClaim("replay", $0) }) == "")
  }

  /// From the CSV and the dictionary alone.
  @Test func columnsFollowFromOthers() throws {
    let folder = try TemporaryFolder()
    let outcome = try Command.run(
      "carbon-replay",
      ["--traces", try trace(in: folder), "--added-times", "6h,100%", "--starts", "24h", "--by", "hour", "--csv", "-"])
    #expect(outcome.code == 0, "\(outcome.errors)")
    let rows = outcome.output.split(separator: "\n").map(fields)
    let names = rows[0]
    #expect(names.prefix(3) == ["group", "region", "workload"] && names.suffix(2) == ["version", "command"])
    #expect(rows.count == 1 + 2 * 11 * 2 * 2, "a row for each cell, and one for its one hour")
    for row in rows.dropFirst() {
      #expect(row.count == names.count)
      let values = Dictionary(uniqueKeysWithValues: zip(names, row))
      func number(_ name: String) throws -> Double { try #require(Double(values[name] ?? ""), "\(name)") }
      #expect(values["region"] == "north, 1" && ["", "00"].contains(values["group"]))
      let segments = try (number("pauses") + 1) / number("window_h")
      #expect(abs(try number("segments_per_hour") - segments) <= 1e-12 * segments)
      let (baseline, emissions) = (try number("baseline_g"), try number("emissions_g"))
      let ratio = 100 * (baseline - emissions) / baseline
      #expect(abs(try number("savings_percent_ratio_of_sums") - ratio) <= 1e-9)
      #expect(try number("window_h") == (number("duration_s") + number("added_time_s")) / 3_600)
      #expect(try number("original_slot_s") == 3_600)
    }
  }

  /// The fields of a line, with quotes resolved.
  private func fields(_ line: Substring) -> [String] {
    var fields = [""]
    var isQuoted = false
    for scalar in line.unicodeScalars {
      switch scalar {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted: fields.append("")
      default: fields[fields.count - 1].unicodeScalars.append(scalar)
      }
    }
    return fields
  }

  /// What merging writes beside JSON is what one run writes.
  @Test func mergingWritesTablesAndPages() throws {
    let folder = try TemporaryFolder()
    let base = ["--traces", try trace(in: folder), "--added-times", "6h", "--starts", "72h", "--by", "month"]
    #expect(
      try Command.run(
        "carbon-replay",
        base + ["--csv", folder["one.csv"].path, "--svg", folder["one.svg"].path, "--json", folder["one.json"].path]
      ).code == 0)
    let parts = (1...2).map { folder["part-\($0).json"].path }
    for (index, part) in parts.enumerated() {
      #expect(try Command.run("carbon-replay", base + ["--shard", "\(index + 1)/2", "--json", part]).code == 0)
    }
    let merged = try Command.run(
      "carbon-replay",
      ["merge"] + parts + [
        "--csv", folder["two.csv"].path, "--svg", folder["two.svg"].path, "--json", folder["two.json"].path,
        "--report", folder["two.html"].path,
      ])
    #expect(merged.code == 0, "\(merged.errors)")
    for name in ["csv", "svg", "json"] {
      #expect(try Data(contentsOf: folder["one.\(name)"]) == Data(contentsOf: folder["two.\(name)"]), "\(name)")
    }
    #expect(try String(contentsOf: folder["two.html"], encoding: .utf8).contains("id=\"paper-jobs\""))
  }

  @Test func figuresAreFilesOfTheirOwn() throws {
    let folder = try TemporaryFolder()
    let figures = folder["figures"]
    let outcome = try Command.run(
      "carbon-replay",
      ["--traces", try trace(in: folder), "--added-times", "6h,100%", "--starts", "72h", "--figures", figures.path])
    #expect(outcome.code == 0, "\(outcome.errors)")
    let names = try FileManager.default.contentsOfDirectory(atPath: figures.path).sorted()
    #expect(names.contains("savings-by-region-6h.svg") && names.contains("savings-by-region-100-percent.svg"))
    let captions = try String(contentsOf: figures.appending(path: "captions.txt"), encoding: .utf8)
    for name in names where name.hasSuffix(".svg") {
      let text = try String(contentsOf: figures.appending(path: name), encoding: .utf8)
      #expect(TinyXML.elements(of: text)?.first?.name == "svg")
      #expect(!text.contains("prefers-color-scheme") && captions.contains(name))
    }
  }
}
