import CarbonScheduling
import Charts
import TestSupport
import Testing

@testable import Reports

@Suite struct PlanReports {
  @Test func sectionsComeInOrder() throws {
    let report = try SampleReports.plan()
    let page = try PageCheck(report.html)
    #expect(page.sections == ["when", "trade-off", "runs", "method"])
    let strong = page.texts(of: "strong")[1]
    #expect(strong.contains("g or ") && strong.hasSuffix("%"))
  }

  @Test func runsAreInLocalAndUniversalTime() throws {
    let clock = ReaderClock(name: "Europe/Berlin") { _ in 3_600 }
    let report = try SampleReports.plan(clock: clock)
    let cells = try PageCheck(report.html).texts(of: "td")
    for run in report.schedule.runs {
      #expect(cells.contains(run.start.words.string))
      #expect(cells.contains(clock.wordsWithoutOffset(run.end).string))
    }
    let instant = Instant(secondsSince1970: 1_577_836_800)
    #expect(clock.words(instant).string == "1 Jan 2020 01:00 +01:00")
    #expect(ReaderClock(name: "x") { _ in -12_600 }.words(instant).string == "31 Dec 2019 20:30 \u{2212}03:30")
  }

  /// Where clocks change between runs, a time without its offset could be either of two.
  @Test func offsetsStandBesideTimesIfTheyDiffer() throws {
    let change = try #require(SampleReports.plan().schedule.runs.last?.start)
    let clock = ReaderClock(name: "Europe/Berlin") { $0 < change ? 3_600 : 7_200 }
    let cells = try PageCheck(SampleReports.plan(clock: clock).html).texts(of: "td")
    #expect(cells.contains { $0.hasSuffix("+01:00") } && cells.contains { $0.hasSuffix("+02:00") })
  }

  @Test func namesComeOutAsText() throws {
    let page = try PageCheck(SampleReports.plan(region: SampleReports.hostileName).html)
    #expect(!page.html.contains("<script>alert"))
    #expect(page.texts(of: "h1")[0].contains(SampleReports.hostileText))
  }

  @Test func moreTimeNeverEmitsMore() throws {
    let report = try SampleReports.plan()
    let tradeOff = report.circumstances.tradeOff
    #expect(tradeOff.addedTimes.first == 0 && tradeOff.addedTimes.last == 24 * 3_600)
    let own = try #require(tradeOff.ownIndex)
    #expect(tradeOff.addedTimes[own] == 12 * 3_600)
    for curve in tradeOff.curves {
      let grams = curve.grams.compactMap(\.self)
      #expect(grams.count == tradeOff.addedTimes.count)
      #expect(zip(grams, grams.dropFirst()).allSatisfy { $0 >= $1 })
    }
    #expect(tradeOff.curves[1].grams[own] == report.schedule.emissions.grams)
    #expect(tradeOff.curves[1].grams[0] == report.schedule.baseline.emissions?.grams)
  }

  @Test func noTimeToSpare() throws {
    let page = try PageCheck(SampleReports.plan(added: .hours(0)).html)
    #expect(page.texts.contains { $0.contains("there is no time to spare") })
  }

  /// What else is asked for may cost more than it saves, and is then not called a saving.
  @Test func plansThatEmitMoreSaySo() throws {
    let sample = try SampleReports.plan()
    let release = sample.schedule.release
    let algorithm = PauseAndResume(
      within: .hours(0), resumeCost: try ResumeCost(emissions: Emissions(grams: 50), chargesFirstStart: true))
    let report = PlanReport(
      of: try algorithm.schedule(sample.job, on: sample.trace, releasedAt: release), job: sample.job,
      on: sample.trace, circumstances: sample.circumstances)
    let texts = try PageCheck(report.html).texts
    #expect(texts.contains { $0.contains("there is no time to spare") })
    #expect(texts.contains { $0.contains("50\u{A0}g of what it emits are due to that") })
    let late = FlexibleStart(within: .hours(12), unavailable: [release..<release.advanced(by: .seconds(8 * 3_600))])
    let trace = try IntensityTrace(
      start: release, slot: .seconds(3_600), gramsPerKilowattHour: (0..<15).map { $0 < 4 ? 100 : 150 })
    let dear = PlanReport(
      of: try late.schedule(sample.job, on: trace, releasedAt: release), job: sample.job, on: trace,
      circumstances: sample.circumstances)
    let page = try PageCheck(dear.html)
    #expect(page.texts(of: "strong")[1] == "75\u{A0}g or 50.0%")
    #expect(page.texts.contains { $0.contains("more than the 150\u{A0}g of starting at once") })
  }

  /// A page of another trace is another page, and of the same trace the same.
  @Test func pagesFollowTheirTrace() throws {
    #expect(try SampleReports.plan().html == SampleReports.plan().html)
    #expect(try SampleReports.plan().html != SampleReports.plan(pattern: .wholes).html)
  }

  /// Each run's emissions, added up, are the plan's, whatever the power does.
  @Test(arguments: TracePattern.allCases, [false, true])
  func emissionsOfRunsAddUp(pattern: TracePattern, isStaged: Bool) throws {
    let staged = try Power.profile([
      try .init(duration: .seconds(1_200), kilowatts: 0.2), try .init(duration: .seconds(6_000), kilowatts: 1),
    ])
    let report = try SampleReports.plan(pattern: pattern, power: isStaged ? staged : nil)
    #expect(report.schedule.runs.count > 1)
    let sum = report.emissions(ofEach: report.schedule.runs).reduce(0) { $0 + $1.grams }
    #expect(abs(sum - report.schedule.emissions.grams) <= 1e-9 * abs(sum))
    #expect(report.runsTable.columns.map(\.title.string).contains("Emissions"))
  }

  /// The table of runs is no wider than the page, 880 units, with a reader's clock that changes too.
  @Test func runsTableFitsThePage() throws {
    let change = SampleReports.start.advanced(by: .seconds(9 * 3_600))
    let clock = ReaderClock(name: "Europe/Berlin") { $0 < change ? 3_600 : 7_200 }
    let table = try SampleReports.plan(clock: clock).runsTable
    let cells = try PageCheck(SampleReports.plan(clock: clock).html).elements.filter { ["td", "th"].contains($0.name) }
    let count = table.columns.count
    let ofRuns = cells.suffix(count * table.rows.count)
    var widths = table.columns.map { TextWidth.of($0.title, size: 14) }
    for (place, cell) in ofRuns.enumerated() {
      widths[place % count] = max(widths[place % count], TextWidth.of(PlainText(cell.text), size: 14))
    }
    // Half an em on either side.
    #expect(widths.reduce(0) { $0 + $1 + 14 } <= 880)
  }

  @Test(arguments: TracePattern.allCases)
  func theMeanOverRunsIsTheEmissionsPerEnergy(pattern: TracePattern) throws {
    let report = try SampleReports.plan(pattern: pattern)
    let expected = report.schedule.emissions.grams / report.job.energy.kilowattHours
    #expect(abs(report.mean(report.schedule.runs) - expected) < 1e-6)
  }

  /// The file for papers is XML, and has a title and a description.
  @Test func mainChart() throws {
    let elements = try #require(TinyXML.elements(of: SampleReports.plan().mainChart.svg()))
    #expect(elements.prefix(3).map(\.name) == ["svg", "title", "desc"])
  }
}
