import CarbonReplay
import CarbonScheduling
import TestSupport
import Testing

@Suite struct Spreads {
  /// The spread of every cell against plans made one by one, in all units, for few releases and for all.
  @Test(arguments: [TracePattern.wholes, .decimals, .pounds], [ReleaseRule.every, .spaced(.seconds(3 * 3_600))])
  func spreadsAreThoseOfPlans(pattern: TracePattern, releases: ReleaseRule) async throws {
    let trace = try pattern.trace(count: sized(debug: 480, release: 900), seed: 6)
    let jobs = try [(25, 0.037), (190, 3.1)].map { minutes, energy in
      NamedWorkload(
        name: "\(minutes)", workload: try Workload(duration: .seconds(60 * minutes), energy: .kilowattHours(energy)))
    }
    let replay = Replay(
      regions: [.init(name: "a", trace: trace)], workloads: jobs, addedTimes: [.hours(6), .percent(100)],
      releases: releases)
    for cell in await replay.run().cells {
      let job = try #require(jobs.first { $0.name == cell.workload }).workload
      let plans = try plans(of: job, cell, on: trace, releases)
      let spread = try #require(cell.spread)
      #expect(plans.count == cell.releaseCount)
      let grams = try plans.map { try #require($0.baseline.emissions).grams - $0.emissions.grams }
      check(spread.grams, against: grams)
      let percents = try zip(plans, grams).map { 100 * $1 / (try #require($0.baseline.emissions)).grams }
      check(try #require(spread.percents), against: percents)
      #expect(spread.savingNothingCount == plans.count { $0.emissions == $0.baseline.emissions })
      #expect(spread.atOnceCount == plans.count { $0.runs == [$0.baseline.run] })
    }
  }

  private func plans(
    of job: Workload, _ cell: ReplayCell, on trace: IntensityTrace, _ releases: ReleaseRule
  ) throws -> [Schedule] {
    let added = AddedTime.duration(.seconds(cell.key.addedSeconds))
    let step = releases == .every ? 1 : 36
    return try stride(from: 0, to: trace.slotCount, by: step).filter {
      Int64($0) * 300 + cell.key.addedSeconds + cell.key.durationSeconds <= Int64(trace.slotCount) * 300
    }.map { slot in
      let release = trace.start(ofSlot: slot)
      switch cell.algorithm {
      case .flexibleStart: return try FlexibleStart(within: added).schedule(job, on: trace, releasedAt: release)
      case .runNow: return try RunNow().schedule(job, on: trace, releasedAt: release)
      case .pauseAndResume: return try PauseAndResume(within: added).schedule(job, on: trace, releasedAt: release)
      }
    }
  }

  /// Grams of single plans are rounded twice before they are subtracted, exact differences once.
  private func check(_ quantiles: ReplayCell.Spread.Quantiles, against values: [Double]) {
    let sorted = values.sorted()
    let scale = max(1, sorted.map(\.magnitude).max() ?? 1)
    for (found, tenths) in [(quantiles.tenth, 1), (quantiles.median, 5), (quantiles.ninetieth, 9)] {
      #expect(abs(found - sorted[(tenths * sorted.count + 9) / 10 - 1]) <= 1e-10 * scale)
    }
    let mean = values.reduce(0, +) / Double(values.count)
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
    #expect(abs(quantiles.standardDeviation - variance.squareRoot()) <= 1e-9 * scale)
  }

  /// Months and hours together are the cell.
  @Test(arguments: ReplayGrouping.allCases)
  func groupsAddUpToTheirCell(grouping: ReplayGrouping) async throws {
    let trace = try TracePattern.decimals.trace(count: 24 * 70, seed: 2, slotSeconds: 3_600)
    let job = NamedWorkload(name: "job", workload: try Workload(duration: .seconds(7_200), energy: .kilowattHours(1)))
    let replay = Replay(
      regions: [.init(name: "a", trace: trace)], workloads: [job], addedTimes: [.hours(6)], releases: .every,
      grouping: grouping)
    let result = await replay.run()
    for cell in result.cells {
      let groups = result.groups.filter { $0.cell.key == cell.key }
      #expect(groups.map(\.name) == (grouping == .month ? ["2020-01", "2020-02", "2020-03"] : hours))
      #expect(groups.reduce(0) { $0 + $1.cell.releaseCount } == cell.releaseCount)
      let grams = groups.reduce(0) { $0 + ($1.cell.emissions?.grams ?? 0) * Double($1.cell.releaseCount) }
      #expect(abs(grams / Double(cell.releaseCount) - (try #require(cell.emissions)).grams) <= 1e-9 * grams)
      let nothing = groups.reduce(0) { $0 + ($1.cell.spread?.savingNothingCount ?? 0) }
      #expect(nothing == cell.spread?.savingNothingCount)
    }
  }

  private let hours = (0..<24).map { $0 < 10 ? "0\($0)" : "\($0)" }

  @Test func spreadsAreLeftOutIfNotAskedFor() async throws {
    let trace = try TracePattern.wholes.trace(count: 600, seed: 1)
    let job = NamedWorkload(name: "job", workload: try Workload(duration: .seconds(3_600), energy: .kilowattHours(1)))
    let replay = Replay(
      regions: [.init(name: "a", trace: trace)], workloads: [job], releases: .every, measuresSpread: false)
    #expect(await replay.run().cells.allSatisfy { $0.spread == nil })
  }
}
