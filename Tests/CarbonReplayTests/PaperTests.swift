import CarbonReplay
import CarbonScheduling
import TestSupport
import Testing

@Suite struct Paper {
  @Test func tablesAreComplete() {
    #expect(PublishedRow.all.count == 88)
    for added in Replay.publishedAddedTimes {
      #expect(
        PublishedRow.all.filter { $0.addedTime == added }.map(\.workload) == Replay.publishedWorkloads.map(\.name))
    }
    #expect(PublishedJob.all.map(\.name) == Replay.publishedWorkloads.map(\.name))
    #expect(abs(PublishedPowerShare.all.reduce(0) { $0 + $1.watts } - 251.6) < 1e-9)
    #expect(PublishedDay.all.map(\.grams.count) == [8, 8, 8])
    let perHour = PublishedJob.all.map(\.kilowattHoursPerGPUHour)
    #expect(perHour.allSatisfy { (0.06...0.29).contains($0) }, "the paper has 0.07 to 0.28 kWh a GPU hour")
  }

  @Test func regionsHaveTwoNames() {
    #expect(PublishedRegion.all.count == 16)
    for region in PublishedRegion.all {
      #expect(PublishedRegion.named(region.name) == region && PublishedRegion.named(region.azureName) == region)
      #expect(region.monthlyMeans.count == 12)
    }
    #expect(PublishedRegion.named("atlantis") == nil)
  }

  /// Means of cells count each alike; those without a ratio are left out of ratios only.
  @Test func comparisonsKnowTheRegions() async throws {
    let job = Replay.publishedWorkloads[3]
    func comparison(_ names: [String]) async throws -> PaperComparison {
      let regions = try names.enumerated().map {
        Replay.Region(name: $1, trace: try TracePattern.wholes.trace(count: 2_000, seed: UInt64($0)))
      }
      let result = await Replay(regions: regions, workloads: [job]).run()
      return PaperComparison(result, against: PublishedRow.all)
    }
    let all = try await comparison(PublishedRegion.all.map(\.azureName))
    #expect(all.regionNote == nil && all.rows.count == 8)
    let some = try await comparison(["france", "atlantis"])
    #expect(some.missingRegions.count == 15 && some.otherRegions == ["atlantis"])
    #expect(some.regionNote?.contains("1 of them and 1 other:") == true)
  }

  /// A constant trace emits the same in every month and at every hour.
  @Test func rangesAndDays() throws {
    let trace = try IntensityTrace(
      start: newYear2020, slot: .seconds(300), gramsPerKilowattHour: [Double](repeating: 400, count: 288 * 40))
    let job = Replay.publishedWorkloads[0]
    let range = try #require(EmissionRange(of: job, in: [.init(name: "a", trace: trace)]))
    #expect(range.regionMonths.map(\.month) == [1, 2])
    for share in [0, 0.25, 0.5, 1] { #expect(range.quantile(share).grams == 3.1 * 400) }
    let day = TimeOfDay(of: job.workload, on: trace, hoursAheadOfUTC: -6)
    #expect(day.emissions.allSatisfy { abs(($0?.grams ?? 0) - 1_240) < 1e-9 })
    // Two prices by the hour: 100 before noon, 300 after it, an hour ahead of UTC.
    let steps = try IntensityTrace(
      start: newYear2020, slot: .seconds(3_600),
      gramsPerKilowattHour: (0..<240).map { ($0 + 1) % 24 < 12 ? 100.0 : 300 })
    let short = try Workload(duration: .seconds(3_600), energy: .kilowattHours(1))
    let byHour = TimeOfDay(of: short, on: steps, hoursAheadOfUTC: 1).emissions.map { $0?.grams }
    #expect(byHour == [100, 100, 100, 100, 300, 300, 300, 300])
  }
}
