import Foundation
import Testing

/// `carbon-schedule compare` as a user runs it.
@Suite struct CompareCommandLine {
  static let table = """
    alternative,unit,duration_minutes,energy_kwh,functional_units,fixed_energy_kwh
    large,image,60,4,100,
    "<i>small</i>",image,60,2,100,10

    """
  static let regions = "timestamp_utc,here,there\n2024-01-01T00:00:00Z,200,100\n2024-01-01T01:00:00Z,100,50\n"

  private func compare(_ more: [String], table: String = table) throws -> (Command.Outcome, TemporaryFolder) {
    let folder = try TemporaryFolder()
    let words = [
      "compare", "--alternatives", try folder.file("a.csv", table), "--traces",
      try folder.file("regions.csv", Self.regions), "--added-time", "1h",
    ]
    return (
      try Command.run("carbon-schedule", words + more.map { $0.replacing("@", with: folder.url.path + "/") }), folder
    )
  }

  @Test func partsAddUp() throws {
    let outcome = try compare(["--region", "here", "--json"]).0
    #expect(outcome.code == 0)
    let json = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    let parts = try #require(json["parts"] as? [String: Double])
    #expect(parts["from_g"] == 8)
    // 4 kWh at 50 g, of 100 images: the second pays its 10 kWh first.
    #expect(json["best"] as? String == "large" && parts["to_g"] == 2)
    let sum = try ["energy_g", "embodied_g", "time_g", "place_g"].reduce(0) { $0 + (try #require(parts[$1])) }
    #expect(sum == parts["total_g"] && sum == 6)
    let crossings = try #require(json["break_even"] as? [[String: Any]])
    #expect(crossings[0]["functional_units"] as? Double == 500)
    #expect(crossings[0]["dearer_start"] as? String == "<i>small</i>")
  }

  @Test func asText() throws {
    let text = try compare(["--region", "here"]).0.output
    #expect(text.contains("emissions per image, at once and as planned in here, and where they are least"))
    #expect(text.contains("large at once in here: 8.00 g; large as planned in there: 2.00 g"))
    #expect(text.contains("all         6.000 g") && text.contains("energy      0.000 g"))
    #expect(text.contains("<i>small</i> begins with more than large, and pays from 500 on (image)."))
  }

  @Test func asAPage() throws {
    let (outcome, folder) = try compare(["--region", "here", "--report", "@page.html"])
    #expect(outcome.code == 0)
    let page = try String(contentsOf: folder["page.html"], encoding: .utf8)
    #expect(page.contains("Where the saving comes from"))
    #expect(!page.contains("<i>small") && page.contains("&lt;i&gt;small"))
    let inside = try compare(["--region", "here", "--report", "@a.csv"]).0
    #expect(inside.code == 64 && inside.errors.contains("is read as an input"))
  }

  /// A cleaner place is no finding where one grid's marginal is set beside another's average.
  @Test func mixedSignalsAreSaid() throws {
    let folder = try TemporaryFolder()
    let traces = folder["traces"]
    try FileManager.default.createDirectory(at: traces, withIntermediateDirectories: false)
    for (name, signal) in [("here", "marginal"), ("there", "average")] {
      _ = try folder.file(
        "traces/\(name).csv",
        "timestamp_utc,gco2_per_kwh,signal\n2024-01-01T00:00:00Z,200,\(signal)\n2024-01-01T01:00:00Z,9,\n")
    }
    let sentence = "Some traces are marginal and others average intensities, which must not be compared."
    let words = [
      "compare", "--alternatives", try folder.file("a.csv", Self.table), "--traces", traces.path, "--region", "here",
      "--added-time", "0h", "--report", folder["page.html"].path,
    ]
    #expect(try Command.run("carbon-schedule", words).output.contains(sentence))
    #expect(try String(contentsOf: folder["page.html"], encoding: .utf8).contains(sentence))
    let replay = try Command.run(
      "carbon-replay",
      ["--traces", traces.path, "--starts", "1h", "--added-times", "0h", "--report", folder["replay.html"].path])
    #expect(replay.errors.contains(sentence))
    #expect(try String(contentsOf: folder["replay.html"], encoding: .utf8).contains(sentence))
    let fleet = try Command.run(
      "carbon-schedule",
      [
        "fleet", "--jobs",
        try folder.file("j.csv", FleetCommandTests.header + "a,2024-01-01T00:00:00Z,2024-01-01T02:00:00Z,60,1,1\n"),
        "--sites",
        try folder.file("s.csv", "region,trace,capacity\nhere,traces/here.csv,2\nthere,traces/there.csv,2\n"),
      ])
    #expect(fleet.errors.contains(sentence), "\(fleet.errors)")
  }

  @Test func whatIsMissing() throws {
    let region = try compare([]).0
    #expect(region.code == 64)
    #expect(region.errors.contains("--region is missing: where is the work done now? Give one of here, there."))
    #expect(
      try compare(["--region", "mars"]).0.errors.contains(
        "--region: There is no trace of the region mars; there are here, there."))
    let table = try compare(
      ["--region", "here"], table: Self.table.replacing(",image,60,4,100", with: ",image,60,4,0")
    ).0
    #expect(table.code == 65)
    #expect(table.errors.contains("a.csv:2: the functional_units \"0\" is not possible"))
    #expect(try compare(["--region", "here", "--trace", "x"]).0.code == 64)
    #expect(try compare(["--region", "here", "--power", "1kW"]).0.errors.contains("there is no option --power"))
  }
}
