import CarbonReplay
import CarbonScheduling
import Charts
import TestSupport
import Testing

@testable import Reports

@Suite struct ReplayReports {
  @Test func sectionsComeInOrder() async throws {
    let page = try PageCheck(
      await SampleReports.report(SampleReports.replay(regions: ["a", "b"], workloads: ["x", "y"])).html)
    #expect(
      page.sections == [
        "answer", "months", "workloads", "savings", "hours", "published", "paper", "pauses", "delays", "method",
      ])
    #expect(page.elements.count { $0.name == "figure" } == 13)
  }

  @Test func withoutHindsightAPageSaysWhatComesTrue() async throws {
    let replay = try SampleReports.replay(regions: ["a", "b"], workloads: ["x", "y"], foresight: .init())
    let page = try PageCheck(await SampleReports.report(replay).html)
    #expect(page.sections.prefix(3) == ["answer", "foresight", "months"])
    let lead = try #require(page.elements.first { $0.attributes["class"] == "lead" }).text
    #expect(lead.contains("made on what was known"))
    #expect(page.texts(of: "h2").contains { $0.hasSuffix("of the possible savings come true without hindsight") })
    #expect(page.elements.count { $0.name == "figure" } == 14)
    #expect(page.html.contains("id=\"foresight-table\"") && page.html.contains("id=\"forecast-errors\""))
  }

  @Test func theAnswerHasGramsBesidePercent() async throws {
    let report = try await SampleReports.report(SampleReports.replay(regions: ["a"], workloads: ["x"]))
    let page = try PageCheck(report.html)
    let lead = try #require(page.elements.first { $0.attributes["class"] == "lead" }).text
    #expect(lead.contains("plans, made with hindsight: 1 job in 1 region, released five times a month"))
    let strong = page.texts(of: "strong").prefix(4)
    #expect(strong.map { $0.last } == ["%", "g", "%", "g"])
    let heading = try #require(page.texts(of: "h2").first)
    #expect(heading.contains("% (") && heading.contains("g)"))
  }

  /// What a page says of intensities is in grams, whatever units a trace computes in: the same trace in whole grams and
  /// with a hundredth more in one slot gives the same words.
  @Test(arguments: TracePattern.allCases)
  func hoursAreNearTheMean(pattern: TracePattern) async throws {
    let report = try await SampleReports.report(
      SampleReports.replay(regions: ["a", "b"], workloads: ["x"], pattern: pattern))
    for (region, replayed) in zip(report.insights.regions, report.regions) {
      let values = replayed.trace.gramsPerKilowattHour.compactMap(\.self)
      let range = (values.min() ?? 0)...(values.max() ?? 0)
      for mean in region.hourlyMeans { #expect(range.contains(try #require(mean))) }
    }
  }

  @Test func namesComeOutAsText() async throws {
    let name = SampleReports.hostileName
    let replay = try SampleReports.replay(regions: [name, "b"], workloads: [name, "y"])
    let page = try PageCheck(
      await SampleReports.report(
        replay, published: SampleReports.publishedRows(of: [name]), command: ["carbon-replay", "--regions", name]
      ).html)
    #expect(!page.html.contains("<script>alert"))
    let cells = page.texts(of: "th").filter { $0.contains(SampleReports.hostileText) }
    #expect(cells.count >= 10, "in each published table, by job and by region")
    #expect(page.texts(of: "pre").contains { $0.contains("alert(1)") && $0.contains("\\n") })
  }

  @Test func sameBytesOnAnyNumberOfCores() async throws {
    let replay = try SampleReports.replay(regions: ["a", "b", "c"], workloads: ["x", "y"])
    var pages: Set<String> = []
    for jobs in 1...3 {
      let result = await replay.run(jobs: jobs)
      pages.insert(
        ReplayReport(
          result, replay: replay, insights: ReplayInsights(of: result, replay: replay),
          circumstances: .init(command: ["carbon-replay"])
        ).html)
    }
    #expect(pages.count == 1)
  }

  @Test func theLargestPageIsUnderTwoMegabytes() async throws {
    let regions = (1...16).map { "a-region-with-a-long-name-\($0)" }
    let workloads = (1...11).map { "a-workload-with-a-long-name-\($0)" }
    let replay = try SampleReports.replay(regions: regions, workloads: workloads)
    #expect(replay.addedTimes.count == 8)
    let html = await SampleReports.report(replay, published: SampleReports.publishedRows(of: workloads)).html
    #expect(html.utf8.count < 2_000_000)
    // Savings by region: 16 x 8 bars, two algorithms, percent and grams, wide and narrow.
    #expect(html.components(separatedBy: ", +100%: ").count - 1 >= 16 * 2 * 2 * 2)
  }

  @Test func theSameRegionHasTheSameColour() async throws {
    let regions = (0..<5).map { "region \($0)" }
    let report = try await SampleReports.report(SampleReports.replay(regions: regions, workloads: ["x"]))
    let page = try PageCheck(report.html)
    for (index, region) in regions.enumerated() {
      let labels = page.elements.filter { $0.name == "text" && ($0.text == region || $0.text.hasPrefix(region + ",")) }
      let classes = labels.map { Set(($0.attributes["class"] ?? "").split(separator: " ")) }
      #expect(labels.count >= 10)
      #expect(classes.allSatisfy { $0.contains("f\(index)") })
    }
  }

  @Test func withoutTablesItSaysSo() async throws {
    let replay = try SampleReports.replay(regions: ["a"], workloads: ["x"])
    let missing = try PageCheck(await SampleReports.report(replay, published: nil).html)
    #expect(missing.texts.contains { $0.contains("their file was not found") })
    let others = try PageCheck(await SampleReports.report(replay, published: []).html)
    #expect(others.texts.contains { $0.contains("none of the published jobs") })
  }

  @Test func nothingReplayed() async throws {
    let page = try PageCheck(await SampleReports.report(Replay(regions: [], workloads: [])).html)
    #expect(page.sections.count == 10)
    #expect(page.texts.contains { $0.contains("Nothing was replayed") })
    let report = await SampleReports.report(Replay(regions: [], workloads: []))
    #expect(report.mainChart == nil)
  }

  @Test func hoursAreLocalOnlyIfAllAreKnown() async throws {
    let replay = try SampleReports.replay(regions: ["a", "b"], workloads: ["x"])
    let result = await replay.run()
    let insights = ReplayInsights(of: result, replay: replay)
    func report(_ hours: [String: Int]) -> ReplayReport {
      ReplayReport(
        result, replay: replay, insights: insights,
        circumstances: .init(command: [], hoursAheadOfUTC: hours))
    }
    #expect(report(["a": 1]).clockWords == "UTC")
    #expect(report(["a": 1]).local(Array(0..<24), of: "a") == Array(0..<24))
    let local = report(["a": 1, "b": -8])
    #expect(local.clockWords == "local standard time")
    #expect(local.local(Array(0..<24), of: "a").prefix(2) == [23, 0])
    #expect(local.local(Array(0..<24), of: "b").prefix(2) == [8, 9])
  }
}
