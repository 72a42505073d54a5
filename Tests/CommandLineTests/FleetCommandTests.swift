import Foundation
import Testing

@Suite struct FleetCommandTests {
  static let header = "job,release,deadline,duration_minutes,width,kilowatts_per_unit\n"
  static let small = "small,2020-01-01T00:00:00Z,2020-01-01T06:00:00Z,60,1,1\n"
  static let large = "large,2020-01-01T00:00:00Z,2020-01-01T06:00:00Z,60,1,5\n"

  private func run(_ jobs: String, _ options: [String] = ["--capacity", "1"], file: String = "jobs.csv") throws
    -> Command.Outcome
  {
    let folder = try TemporaryFolder()
    let jobs = try folder.file(file, jobs)
    let trace = try folder.file("grid.csv", PlanCommandTests.hourly)
    let words = options.map { $0 == "GRID" ? trace : $0 }
    return try Command.run("carbon-schedule", ["fleet", "--jobs", jobs, "--trace", trace] + words)
  }

  @Test func printsAnObjectWithEveryJob() throws {
    let outcome = try run(Self.header + Self.small + Self.large, ["--capacity", "1", "--json"])
    #expect(outcome.code == 0 && outcome.errors.isEmpty)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    #expect(object["capacity"] as? Int == 1)
    #expect(object["emissions_g"] as? Double == 70 && object["bound_g"] as? Double == 70)
    #expect(object["gap_percent"] as? Double == 0)
    #expect(object["run_now_g"] as? Double == 120 && object["alone_g"] as? Double == 60)
    let jobs = try #require(object["jobs"] as? [[String: Any]])
    #expect(jobs.map { $0["job"] as? String } == ["small", "large"])
    let runs = try #require(jobs[1]["runs"] as? [[String: Any]])
    #expect(runs[0]["start"] as? String == "2020-01-01T02:00:00Z" && runs[0]["width"] as? Int == 1)
    #expect((object["unplaced"] as? [Any])?.isEmpty == true)
  }

  @Test func tablesPagesAndLines() throws {
    let table = try run(Self.header + Self.small + Self.large)
    #expect(table.code == 0 && table.output.contains("proven optimal") && table.output.contains("together"))
    let page = try run(Self.header + Self.small + Self.large, ["--capacity", "1", "--report", "-"])
    #expect(page.code == 0 && page.output.contains("</html>") && page.output.contains("small"))
    let lines = try run(
      Self.header + "it's;$(x)," + Self.small.dropFirst(6), ["--capacity", "1", "--emit", "slurm"])
    #expect(lines.code == 0 && lines.output.contains("sbatch --begin=2020-01-01T02:00:00"))
    #expect(!lines.output.contains(" it's"))
  }

  @Test(
    arguments: [
      ("small,2020-01-01T00:00:00Z,2020-01-01T06:00:00Z,60,2,1\n", 2, "takes 2 units"),
      ("small,2020-01-01T00:00:00Z,,60,1,1\n", 2, "deadline is empty"),
      ("small,2020-01-01T00:00:00Z,2020-01-01T00:30:00Z,60,1,1\n", 2, "does not fit"),
      (small + small, 3, "is on line 2 already"),
      ("small,2020-01-01T00:00:00Z,2020-01-01T09:00:00Z,60,1,1\n", 2, "values for"),
      ("small,2020-01-01T00:00:00Z,2020-01-01T06:00:00Z,0,1,1\n", 2, "not a length"),
      ("small,2020-01-01T00:00:00Z,2020-01-01T06:00:00Z,60,1,x\n", 2, "not a number"),
      ("a;b,2020-01-01T00:00:00Z,2020-01-01T00:30:00Z,60,1,1\n", 2, "'a;b' of 1h does not fit"),
    ])
  func badRowsAreNamedByLine(rows: String, line: Int, problem: String) throws {
    let outcome = try run(Self.header + rows)
    #expect(outcome.code == 65, "\(outcome.errors)")
    #expect(outcome.errors.contains("jobs.csv:\(line): ") && outcome.errors.contains(problem), "\(outcome.errors)")
    #expect(outcome.errors.split(separator: "\n").count == 1)
  }

  @Test func unknownRegionsAndShortCapacitiesAreNamed() throws {
    let header = "job,release,deadline,duration_minutes,kilowatts_per_unit,regions\n"
    let unknown = try run(header + "a,2020-01-01T00:00:00Z,2020-01-01T06:00:00Z,60,1,mars\n")
    #expect(unknown.code == 65 && unknown.errors.contains("jobs.csv:2: ") && unknown.errors.contains("'mars'"))
    let folder = try TemporaryFolder()
    let capacity = try folder.file(
      "units.csv", "timestamp_utc,units\n2020-01-01T00:00:00Z,1\n2020-01-01T01:00:00Z,1\n")
    let short = try run(Self.header + Self.small, ["--capacity", capacity])
    #expect(short.code == 65 && short.errors.contains("jobs.csv:2: ") && short.errors.contains("capacity of"))
  }

  @Test func everyAlgorithmAndConstraintHasAColumn() throws {
    let header =
      "job,release,deadline,duration_minutes,kilowatts_per_unit,power_profile,algorithm,start_step_minutes,unavailable,"
      + "idle_kilowatts\n"
    let window = "2020-01-01T00:00:00Z,2020-01-01T06:00:00Z"
    let hour = "2020-01-01T02:00:00Z/2020-01-01T03:00:00Z; 2020-01-01T04:00:00Z/2020-01-01T05:00:00Z"
    let folder = try TemporaryFolder()
    _ = try folder.file("power.csv", "minutes,kilowatts\n60,1\n60,2\n")
    let jobs = try folder.file(
      "jobs.csv",
      header + "start,\(window),60,1,,flexible-start,120,,\n" + "away,\(window),60,1,,,,\(hour),\n"
        + "profile,\(window),120,,power.csv,flexible-start,,,\n" + "idle,\(window),120,1,,,,,0.4\n")
    let trace = try folder.file("grid.csv", PlanCommandTests.hourly)
    let outcome = try Command.run(
      "carbon-schedule", ["fleet", "--jobs", jobs, "--trace", trace, "--capacity", "9", "--emit", "csv"])
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("\nstart,") && outcome.output.contains("\nprofile,"))
    // Of 20, 60, 10, 80, 40 and 90 g: every second hour, without hours 2 and 4, and one run whose heavy hour is the cleanest.
    for line in [
      "start,grid,2020-01-01T02", "away,grid,2020-01-01T00", "profile,grid,2020-01-01T01",
    ] { #expect(outcome.output.contains(line), "\(outcome.output)") }
    for (row, problem) in [
      ("b,\(window),60,1,power.csv,,,,\n", "leave one of the two empty"),
      ("b,\(window),60,,nowhere.csv,,,,\n", "nowhere.csv"), ("b,\(window),60,1,,,60,,\n", "start_step_minutes"),
      ("b,\(window),60,1,,,,2020-01-01,\n", "unavailable times"),
      ("b,\(window),60,1,,flexible-start,,,0.1\n", "idle_kilowatts"),
    ] {
      let bad = try folder.file("bad.csv", header + row)
      let outcome = try Command.run(
        "carbon-schedule", ["fleet", "--jobs", bad, "--trace", trace, "--capacity", "9"])
      #expect(outcome.code == 65 && outcome.errors.contains("bad.csv:2: "), "\(outcome.errors)")
      #expect(outcome.errors.contains(problem) && outcome.errors.split(separator: "\n").count == 1, "\(outcome.errors)")
    }
  }

  @Test func sitesMayHavePrices() throws {
    let folder = try TemporaryFolder()
    let jobs = try folder.file("jobs.csv", Self.header + Self.small)
    let trace = try folder.file("grid.csv", PlanCommandTests.hourly)
    let rows = (0..<6).map { "2020-01-01T0\($0):00:00Z,\($0 == 4 ? 0 : 1)\n" }.joined()
    let price = try folder.file("price.csv", "timestamp_utc,price\n" + rows)
    let sites = try folder.file(
      "sites.csv", "region,trace,capacity,price,price_weight\nhere,grid.csv,1,price.csv,1000\n")
    for options in [
      ["--trace", trace, "--capacity", "1", "--price", price, "--price-weight", "1000"], ["--sites", sites],
    ] {
      let outcome = try Command.run("carbon-schedule", ["fleet", "--jobs", jobs, "--emit", "csv"] + options)
      #expect(outcome.output.contains("2020-01-01T04:00:00Z,2020-01-01T05:00:00Z"), "\(outcome.errors)")
    }
    let half = try Command.run(
      "carbon-schedule", ["fleet", "--jobs", jobs, "--trace", trace, "--capacity", "1", "--price", price])
    #expect(half.code == 64 && half.errors.contains("--price-weight"))
    let bad = try folder.file("bad.csv", "region,trace,capacity,price,price_weight\nhere,grid.csv,1,price.csv,x\n")
    let named = try Command.run("carbon-schedule", ["fleet", "--jobs", jobs, "--sites", bad])
    #expect(named.code == 65 && named.errors.contains("bad.csv:2: "), "\(named.errors)")
  }

  @Test func readsLogsAndPrintsCapacityCurves() throws {
    let log = "; UnixStartTime: 1577836800\n; a comment\n  1 0 5 3600 2 -1 -1 2\n  2 0 5 -1 2 -1 -1 2\n"
    let outcome = try run(
      log, ["--capacity", "2", "--slack", "4h", "--unit-power", "0.5kW", "--json"], file: "log.swf")
    #expect(outcome.code == 0 && outcome.errors.contains("1 rows are no jobs"), "\(outcome.errors)")
    #expect(outcome.output.contains("\"emissions_g\" : 10,"))
    let folder = try TemporaryFolder()
    let curve = try Command.run(
      "carbon-schedule",
      [
        "capacity", "--jobs", try folder.file("jobs.csv", Self.header + Self.small), "--capacity", "1", "--trace",
        try folder.file("grid.csv", PlanCommandTests.hourly),
      ])
    #expect(curve.code == 0)
    #expect(curve.output.contains("2020-01-01T01:00:00Z,0\n2020-01-01T02:00:00Z,1\n"))
  }
}
