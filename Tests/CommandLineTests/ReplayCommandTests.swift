import CarbonReplay
import CarbonScheduling
import CarbonTraces
import Foundation
import TestSupport
import Testing

@Suite struct ReplayCommandTests {
  private static let hourCount = sized(debug: 720, release: 1_500)

  /// Hourly weeks, and a third trace with a gap.
  private func traces() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for (seed, name) in ["clean", "dirty", "gappy"].enumerated() {
      let values = Pattern.randomWalk.values(count: Self.hourCount, seed: UInt64(seed)).map { $0 + 100 * Double(seed) }
      var lines = zip(values, 0...).map { value, hour in "\(after(3_600 * hour)),\(value)" }
      if name == "gappy" { lines.remove(at: 700) }
      _ = try folder.file("\(name).csv", "timestamp_utc,gco2_per_kwh\n" + lines.joined(separator: "\n") + "\n")
    }
    return folder
  }

  /// The paper's jobs take from 20 minutes to nine days.
  @Test func jobsShorterThanTheMinimumRunAreNamed() throws {
    let folder = try traces()
    let words = ["--traces", folder.url.path, "--regions", "clean", "--added-times", "6h", "--starts", "240h"]
    let some = try Command.run("carbon-replay", words + ["--minimum-run", "1h"])
    #expect(some.code == 0)
    #expect(some.errors.contains("--minimum-run 1h is longer than densenet-121 (20m), "), "\(some.errors)")
    let all = try Command.run("carbon-replay", words + ["--minimum-run", "30d"])
    #expect(all.code == 64 && all.output.isEmpty)
    #expect(all.errors.contains("longer than every job, the longest of which takes 9d"), "\(all.errors)")
  }

  @Test func theSameBytesForAnyNumberOfJobs() throws {
    let folder = try traces()
    let arguments = [
      "--traces", folder.url.path, "--gaps", "fill=2h", "--added-times", "6h,100%", "--starts",
      "\(sized(debug: 72, release: 3))h",
    ]
    let one = try Command.run("carbon-replay", arguments + ["--jobs", "1", "--json", "-"])
    let three = try Command.run("carbon-replay", arguments + ["--jobs", "3", "--json", "-"])
    #expect(one.code == 0)
    #expect(one.output == three.output)
    let document = try JSONSerialization.jsonObject(with: Data(one.output.utf8)) as? [String: Any]
    let cells = try #require(document?["cells"] as? [[String: Any]])
    #expect(cells.count == 3 * 11 * 2 * 2)
    let established: Set = [
      "region", "workload", "algorithm", "added_time", "starts", "skipped_starts", "zero_baselines", "baseline_g",
      "emissions_g", "savings_percent_mean_of_ratios", "savings_percent_ratio_of_sums", "pauses", "pauses_per_hour",
    ]
    #expect(established.isSubset(of: cells[0].keys))
    #expect(document?["plans"] as? Int == cells.reduce(0) { $0 + ($1["starts"] as! Int) })
    #expect(document?["timings"] == nil)
    let traces = try #require(document?["traces"] as? [[String: Any]])
    #expect(traces.map { $0["region"] as? String } == ["clean", "dirty", "gappy"])
    #expect(traces.map { $0["filled_slots"] as? Int } == [0, 0, 1])
    #expect(traces.allSatisfy { $0["slot_s"] as? Int == 300 && $0["slots"] as? Int == 12 * Self.hourCount })
  }

  /// Shards, joined in any order, are the whole to the byte; with more shards than there is work, too: 13 for the paper's eleven
  /// jobs, and where large cases are not asked for three for two.
  @Test(arguments: [(2, "clean,gappy"), (3, "gappy,dirty,clean"), (sized(debug: 3, release: 13), "clean")])
  func shardsJoinIntoTheWhole(count: Int, regions: String) throws {
    let folder = try traces()
    let isMoreThanWork = regions == "clean"
    let jobs = try folder.file("jobs.txt", "workload,duration_minutes,energy_kwh\na,90,1\nb,300,2\n")
    let options =
      (isMoreThanWork && !LargeCases.areAsked ? ["--workloads", jobs] : []) + [
        "--traces", folder.url.path, "--regions", regions, "--gaps", "avoid", "--added-times", "6h,25%", "--starts",
        "\(sized(debug: 144, release: 12))h",
      ]
    let whole = try Command.run("carbon-replay", options + ["--json", "-"])
    var parts: [String] = []
    for index in 1...count {
      parts.append(folder["\(index).json"].path)
      let part = try Command.run(
        "carbon-replay", options + ["--shard", "\(index)/\(count)", "--json", parts[index - 1]])
      #expect(part.code == 0 && part.output.isEmpty)
    }
    let joined = try Command.run("carbon-replay", ["merge"] + parts.reversed())
    #expect(joined.code == 0)
    #expect(joined.output == whole.output)

    func failure(_ paths: [String]) throws -> String {
      let outcome = try Command.run("carbon-replay", ["merge"] + paths)
      #expect(outcome.code == 65 && outcome.output.isEmpty)
      return outcome.errors
    }
    #expect(try failure([parts[0]]).contains("part 2 of \(count) is missing"))
    #expect(try failure([parts[0], parts[0]]).contains("give each part once"))
    #expect(try failure([parts[0], folder["clean.csv"].path]).contains("clean.csv: this is not the JSON of a part"))
    let other = folder["other.json"].path
    _ = try Command.run(
      "carbon-replay",
      [
        "--traces", folder.url.path, "--regions", regions, "--gaps", "avoid", "--added-times", "6h", "--starts", "240h",
        "--shard",
        "2/\(count)", "--json", other,
      ])
    #expect(try failure([parts[0], other]).contains("part of another replay"))
    let emptied = try String(contentsOfFile: parts[1], encoding: .utf8)
      .replacing(/(?s)"cells" : \[.*?\n  \]/, with: "\"cells\" : []")
    let tampered = [try folder.file("emptied.json", emptied)] + parts.filter { $0 != parts[1] }
    if !isMoreThanWork { #expect(try failure(tampered).contains("one was changed")) }
  }

  @Test func aRegionThatFailsIsReportedLast() throws {
    let folder = try traces()
    _ = try folder.file("broken.csv", "timestamp_utc,gco2_per_kwh\n2020-01-01T00:00:00Z,1\n2020-01-01T01:00:00Z,x\n")
    let outcome = try Command.run(
      "carbon-replay", ["--traces", folder.url.path, "--added-times", "6h", "--json", folder["out.json"].path])
    #expect(outcome.code == 65)
    #expect(outcome.output.contains("2 regions"))
    let lines = outcome.errors.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines[0].contains("broken.csv:3: "))
    #expect(lines[1].hasPrefix("gappy: The trace has no value at 2020-01-30T04:00:00Z"))
    #expect(lines[2] == "2 of 4 regions failed, see above.")
    #expect(FileManager.default.fileExists(atPath: folder["out.json"].path))
  }

  @Test func saysWhatWasFilledAndSkipped() throws {
    let folder = try traces()
    func summary(_ gaps: String) throws -> String {
      let arguments = ["--traces", folder.url.path, "--added-times", "6h", "--gaps", gaps]
      return try Command.run("carbon-replay", arguments).output
    }
    #expect(try summary("fill=2h").contains("gappy: 1 slots of 1h missing, 1 filled\n"))
    #expect(try summary("avoid").contains("gappy: 1 slots of 1h missing, 1 avoided; "))
  }

  /// What the paper has means over sixteen regions of is compared with a warning where the regions are others.
  @Test func comparisonsOfOtherRegionsSaySo() throws {
    let folder = try traces()
    let words = ["--compare", "--added-times", "6h"]
    let others = try Command.run("carbon-replay", words + ["--traces", folder["clean.csv"].path])
    #expect(others.output.contains("the paper's 16 regions, and this replay has none of them, but 1 other:"))
    let two = try folder.file(
      "two.csv",
      "timestamp_utc,westus2,uk-south\n"
        + (0..<1_000).map { hour in
          "\(after(3_600 * hour)),\(hour % 7 + 100),\(hour % 5 + 200)\n"
        }.joined())
    let some = try Command.run("carbon-replay", words + ["--traces", two])
    #expect(some.code == 0 && some.output.contains("this replay has 2 of them:"), "\(some.errors)")
  }

  /// A few rows, years apart, in many columns are a small file and a large replay.
  @Test func whatWouldNotFitIsRefused() throws {
    let folder = try TemporaryFolder()
    let names = (1...600).map { "r\($0)" }.joined(separator: ",")
    let values = [String](repeating: "1", count: 600).joined(separator: ",")
    let rows = ["2020-01-01", "2021-01-01", "2022-01-02"].map { "\($0)T00:00:00Z,\(values)\n" }.joined()
    let path = try folder.file("wide.csv", "timestamp_utc,\(names)\n\(rows)")
    let outcome = try Command.run("carbon-replay", ["--traces", path])
    #expect(outcome.code == 65 && outcome.output.isEmpty)
    #expect(outcome.errors.contains("its 600 regions come to "), "\(outcome.errors)")
    #expect(outcome.errors.contains("replay them in turns with --regions, the first "))
  }

  @Test func writesTheCellsAsCSV() throws {
    let folder = try traces()
    let outcome = try Command.run(
      "carbon-replay",
      ["--traces", folder["clean.csv"].path, "--added-times", "6h", "--csv", "-"])
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.count == 1 + 11 * 2)
    let columns = lines[0].split(separator: ",")
    #expect(columns.prefix(4) == ["region", "workload", "algorithm", "added_time"])
    #expect(lines.allSatisfy { $0.split(separator: ",", omittingEmptySubsequences: false).count == columns.count })
  }

  /// Whatever jobs and regions are called, a reader of CSV finds as many fields as there are columns, and no formula.
  @Test func hostileNamesAreFieldsOfCSV() throws {
    let folder = try TemporaryFolder()
    let names = ["=1+2", "@SUM(A1)", "a\"\u{301},b", "x\u{202E}y", "-1", "+1", "per;day"]
    let regions = names.map { name in
      // Scalar by scalar: a quote with a mark behind it equals no quote.
      "\"" + name.unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\""
    }
    let rows = (0..<48).map { hour in
      "2020-01-0\(1 + hour / 24)T\(hour % 24 < 10 ? "0" : "")\(hour % 24):00:00Z"
        + String(repeating: ",100", count: names.count)
    }
    let traces = try folder.file(
      "wide.csv", "timestamp_utc," + regions.joined(separator: ",") + "\n" + rows.joined(separator: "\n") + "\n")
    let jobs = try folder.file(
      "jobs.csv", "workload,duration_minutes,energy_kwh\n" + regions.map { "\($0),60,1\n" }.joined())
    let words = ["--traces", traces, "--workloads", jobs, "--added-times", "1h", "--starts", "3h"]
    let outcome = try Command.run("carbon-replay", words + ["--csv", "-"])
    #expect(outcome.code == 0, "\(outcome.errors)")
    let records = try #require(CSVRecords.parse(outcome.output))
    #expect(records.count == 1 + names.count * names.count * 2)
    for record in records {
      #expect(record.count == records[0].count)
      #expect(
        record.prefix(2).allSatisfy { field in
          field.unicodeScalars.first.map { !"=+-@".unicodeScalars.contains($0) } ?? true
        })
    }
    // An apostrophe stands before what would be computed.
    let written = names.map { ["=", "@", "-", "+"].contains($0.prefix(1)) ? "'" + $0 : $0 }
    #expect(
      Set(records.dropFirst().map { Array($0[0].unicodeScalars) }) == Set(written.map { Array($0.unicodeScalars) }))
    // The wide file that `traces convert` writes has the same names when it is read again.
    let converted = try Command.run("carbon-schedule", ["traces", "convert", traces])
    let again = try folder.file("again.csv", converted.output)
    let described = try Command.run("carbon-schedule", ["traces", "describe", again, "--json"])
    let documents = try #require(
      try JSONSerialization.jsonObject(with: Data(described.output.utf8)) as? [[String: Any]])
    #expect(documents.compactMap { $0["region"] as? String } == names, "\(converted.errors)")
  }

  @Test(arguments: [
    (64, ["--jobs", "0"], "--jobs"),
    (64, ["--starts", "sometimes"], "--starts"),
    (64, ["--added-times", "6h,,12h"], "--added-times"),
    (
      64, ["--traces", "Datasets/examples/great-britain.json", "--regions", "atlantis"], "there is no region 'atlantis'"
    ),
    (64, ["--json", "-", "--csv", "-"], "cannot both"),
    (64, ["--workloads", "Datasets/workloads.csv", "--csv", "Datasets/workloads.csv"], "would be overwritten"),
    (64, ["--shard", "3/2", "--json", "-"], "--shard"),
    (64, ["--shard", "1/2"], "--json"),
    (64, ["merge"], "nothing to join"),
    (66, ["merge", "no/such.json"], "no/such.json"),
    (66, ["--traces", "no/such"], "no/such: there is no such file"),
    (66, ["--traces", "Sources"], "the folder has no *.csv file"),
    (66, ["--workloads", "no/such.csv"], "no/such.csv: there is no such file"),
    (65, ["--workloads", "Datasets/regions.csv"], "Datasets/regions.csv:1: "),
    (73, ["--json", "no/such/folder/x.json"], "there is no folder"),
    (73, ["--csv", "Sources"], "it is a folder"),
  ])
  func answersMistakes(code: Int32, arguments: [String], text: String) throws {
    let outcome = try Command.run("carbon-replay", arguments)
    #expect(outcome.code == code)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains(text), "\(outcome.errors)")
    #expect(outcome.errors.count { $0 == "\n" } == 1)
  }

  @Test func withoutDatasetsSaysHowToGiveTraces() throws {
    let empty = try TemporaryFolder()
    let outcome = try Command.run("carbon-replay", [], in: empty.url)
    #expect(outcome.code == 66)
    #expect(outcome.errors.contains("--traces") && outcome.errors.count { $0 == "\n" } == 1)
  }

  /// The table in code is the table in `Datasets`.
  @Test func publishedWorkloadsAreThoseOfDatasets() throws {
    let path = Command.packageFolder.appending(path: "Datasets/workloads.csv").path
    #expect(try NamedWorkload.all(in: InputSource(path)) == Replay.publishedWorkloads)
  }
}
