import CarbonReplay
import CarbonScheduling
import TestSupport
import Testing

@Suite struct Replays {
  /// A few days of five-minute slots, three jobs, four added times: every cell against plans made one by one.
  @Test(arguments: [ReleaseRule.every, .spaced(.seconds(3 * 3_600)), .published])
  func cellsAreMeansOfPlans(releases: ReleaseRule) async throws {
    let patterns = TracePattern.allCases.filter { $0 != .negative }
    // Each release of each pattern takes seconds without optimisation.
    for pattern in patterns.prefix(releases == .every ? sized(debug: 1, release: patterns.count) : patterns.count) {
      try await checkCells(on: pattern, releases: releases)
    }
  }

  private func checkCells(on pattern: TracePattern, releases: ReleaseRule) async throws {
    // Each slot is a release: fewer are as many windows that begin and end anywhere.
    let count = releases == .every ? sized(debug: 480, release: 1_200) : 1_200
    let walk = try pattern.trace(count: count, seed: 4)
    let zeros = try trace(
      [Double](repeating: 0, count: count / 2) + Pattern.noise.values(count: count / 2, seed: 5), slotSeconds: 300)
    let jobs = [(20, 0.02), (25, 0.037), (360, 3.1)]
    let replay = Replay(
      regions: [.init(name: "walk", trace: walk), .init(name: "zeros", trace: zeros)],
      workloads: try jobs.map { minutes, energy in
        .init(
          name: "\(minutes)", workload: try Workload(duration: .seconds(60 * minutes), energy: .kilowattHours(energy)))
      },
      addedTimes: [.hours(6), .hours(24), .percent(25), .percent(100)], releases: releases)
    let result = await replay.run(jobs: 2)
    #expect(result.cells.count == 2 * 3 * 2 * 4)
    #expect(result.failures.isEmpty)
    #expect(result.planCount == result.cells.reduce(0) { $0 + $1.releaseCount })
    for cell in result.cells {
      let region = replay.regions.first { $0.name == cell.region }!
      let job = replay.workloads.first { $0.name == cell.workload }!.workload
      try check(cell, of: job, on: region.trace, releases: releases)
    }
  }

  /// Windows of few releases that nest are planned together: every cell against plans made one by one.
  @Test func nestedWindowsAreThoseOfPlans() async throws {
    let trace = try TracePattern.wholes.trace(count: 12 * 24 * 9, seed: 3)
    let jobs = try [5, 150, 360].map { minutes in
      NamedWorkload(
        name: "\(minutes)", workload: try Workload(duration: .seconds(60 * minutes), energy: .kilowattHours(0.7)))
    }
    let replay = Replay(
      regions: [.init(name: "a", trace: trace)], workloads: jobs, releases: .spaced(.seconds(86_400)))
    let cells = await replay.run().cells
    #expect(cells.count == 48)
    for cell in cells where cell.algorithm == .pauseAndResume {
      let job = try #require(jobs.first { $0.name == cell.workload }).workload
      var totals = (count: 0, grams: 0.0, pauses: 0)
      for slot in stride(from: 0, to: trace.slotCount, by: 288) {
        let added = AddedTime.duration(.seconds(cell.key.addedSeconds))
        guard
          let plan = try? PauseAndResume(within: added).schedule(job, on: trace, releasedAt: trace.start(ofSlot: slot))
        else { continue }
        totals = (totals.count + 1, totals.grams + plan.emissions.grams, totals.pauses + plan.pauses)
      }
      #expect(cell.releaseCount == totals.count)
      #expect(cell.emissions?.grams == totals.grams / Double(totals.count))
      #expect(cell.pauses == Double(totals.pauses) / Double(totals.count))
    }
  }

  /// The same figures in the same order, whoever works on what.
  @Test func tasksDoNotChangeFigures() async throws {
    let regions = try [TracePattern.wholes, .decimals, .pounds].enumerated().map { index, pattern in
      Replay.Region(name: "\(index)", trace: try pattern.trace(count: 700, seed: UInt64(index)))
    }
    let broken = Replay.Region(name: "gap", trace: try trace([1, nil, 3], slotSeconds: 300))
    let jobs = try [20, 25, 60, 95].map { minutes in
      NamedWorkload(
        name: "\(minutes)", workload: try Workload(duration: .seconds(60 * minutes), energy: .kilowattHours(1)))
    }
    let replay = Replay(
      regions: regions + [broken], workloads: jobs,
      releases: .spaced(.seconds(sized(debug: 10_800, release: 3_600))), grouping: .hour)
    let one = await replay.run(jobs: 1)
    #expect(one.cells.map(\.region) == regions.flatMap { Array(repeating: $0.name, count: 64) })
    for jobs in [2, 5] {
      let more = await replay.run(jobs: jobs)
      #expect(more.cells == one.cells && more.groups == one.groups)
      #expect(more.failures.map(\.region) == ["gap"] && one.failures.count == 1)
    }
  }

  /// Months that begin before all instants, or after them, are no reason to trap.
  @Test(arguments: [Int64.min, Int64.max - 3_600, Int64.max - 900])
  func theEndsOfTime(start: Int64) async throws {
    let trace = try IntensityTrace(
      start: Instant(secondsSince1970: start), slot: .seconds(300), gramsPerKilowattHour: [1.0, 2, 3])
    let job = try Workload(duration: .seconds(300), energy: .kilowattHours(1))
    let result = await Replay(
      regions: [.init(name: "far", trace: trace)], workloads: [.init(name: "job", workload: job)]
    ).run()
    #expect(result.failures.isEmpty)
    #expect(result.cells.count == 16)
  }

  private func check(_ cell: ReplayCell, of job: Workload, on trace: IntensityTrace, releases: ReleaseRule) throws {
    // 25 % of 25 minutes is 6 minutes 15, rounded down to one slot.
    let seconds = job.duration.components.seconds
    let added: Int64 =
      switch cell.addedTime {
      case .percent(25): seconds / 4 / 300 * 300
      case .percent: seconds
      case .hours(6): 21_600
      default: 86_400
      }
    let slots =
      switch releases {
      case .every: Array(0..<trace.slotCount)
      case .published: [0, 1_000]
      case .spaced: Array(stride(from: 0, to: trace.slotCount, by: 36))
      }
    let plans = try slots.filter { Int64($0) * 300 + added + seconds <= Int64(trace.slotCount) * 300 }.map { slot in
      let algorithm: any SchedulingAlgorithm =
        switch cell.algorithm {
        case .flexibleStart: FlexibleStart(within: .duration(.seconds(added)))
        case .pauseAndResume: PauseAndResume(within: .duration(.seconds(added)))
        case .runNow: RunNow()
        }
      return try algorithm.schedule(job, on: trace, releasedAt: trace.start(ofSlot: slot))
    }
    let count = Double(plans.count)
    let baseline = plans.reduce(0) { $0 + ($1.baseline.emissions?.grams ?? .nan) }
    let emissions = plans.reduce(0) { $0 + $1.emissions.grams }
    let rated = plans.compactMap { $0.savings?.percent }
    let pauses = Double(plans.reduce(0) { $0 + $1.pauses })
    #expect(cell.releaseCount == plans.count)
    #expect(cell.skippedCount == 0)
    #expect(cell.zeroBaselineCount == plans.count - rated.count)
    // Here every plan's grams are rounded and added up one by one: k additions err by k * 2^-53 of a sum of like signs.
    let tolerance = (count + 8) * 0x1p-53
    let meanOfRatios = rated.isEmpty ? nil : rated.reduce(0, +) / Double(rated.count)
    #expect(abs(try #require(cell.baseline).grams - baseline / count) <= tolerance * baseline / count)
    #expect(abs(try #require(cell.emissions).grams - emissions / count) <= tolerance * emissions / count)
    #expect((cell.meanOfRatios == nil) == (meanOfRatios == nil))
    if let meanOfRatios { #expect(abs(try #require(cell.meanOfRatios) - meanOfRatios) <= tolerance * 100) }
    #expect((cell.ratioOfSums == nil) == (baseline <= 0))
    if baseline > 0 {
      let ratioOfSums = 100 * (baseline - emissions) / baseline
      #expect(abs(try #require(cell.ratioOfSums) - ratioOfSums) <= tolerance * 200)
    }
    #expect(cell.pauses == pauses / count)
    #expect(cell.pausesPerHour == pauses / count / (Double(added + seconds) / 3_600))
  }

  @Test func sameCellsForAnyNumberOfJobs() async throws {
    let regions = try (0..<5).map { seed in
      Replay.Region(
        name: "r\(seed)", trace: try trace(Pattern.noise.values(count: 600, seed: UInt64(seed)), slotSeconds: 300))
    }
    let replay = Replay(regions: regions, workloads: [.init(name: "job", workload: try job(seconds: 3_600))])
    let one = await replay.run(jobs: 1)
    for jobs in [2, 5, 16] {
      #expect(await replay.run(jobs: jobs).cells == one.cells)
    }
  }

  @Test func aRegionThatFailsLeavesTheOthers() async throws {
    var values = Pattern.noise.values(count: 600, seed: 1).map { Double?.some($0) }
    values[100] = nil
    let good = try trace(Pattern.noise.values(count: 600, seed: 1), slotSeconds: 300)
    let bad = try trace(values, slotSeconds: 300)
    let replay = Replay(
      regions: [.init(name: "bad", trace: bad), .init(name: "good", trace: good)],
      workloads: [.init(name: "job", workload: try job(seconds: 3_600))], releases: .every)
    let result = await replay.run()
    #expect(Set(result.cells.map(\.region)) == ["good"])
    #expect(result.failures.map(\.region) == ["bad"])
    #expect(result.failures[0].error == .planning(.gap(at: after(30_000), gapSlots: 1, windowSlots: 600)))

    let avoiding = Replay(
      regions: [.init(name: "bad", trace: bad.handlingGaps(.avoid))], workloads: replay.workloads,
      addedTimes: [.hours(6)], releases: .every)
    let cells = await avoiding.run().cells
    // The window takes 84 slots, so 517 fit; the twelve slots up to the gap start a baseline that meets it.
    #expect(cells.map(\.releaseCount) == [505, 505])
    #expect(cells.map(\.skippedCount) == [12, 12])
  }

  @Test func aTraceTooShortForAWindowGivesAnEmptyCell() async throws {
    let trace = try trace(Pattern.noise.values(count: 100, seed: 1), slotSeconds: 300)
    let replay = Replay(
      regions: [.init(name: "short", trace: trace)], workloads: [.init(name: "job", workload: try job(seconds: 3_600))],
      addedTimes: [.hours(24)])
    let cells = await replay.run().cells
    #expect(cells.map(\.releaseCount) == [0, 0])
    #expect(cells.allSatisfy { $0.baseline == nil && $0.meanOfRatios == nil && $0.pauses == nil && $0.saved == nil })
  }
}

@Suite struct ReleaseRules {
  @Test func publishedAreFiveAMonth() throws {
    // Begins in mid-December, so January to March have their first slots in it; it ends on 9 March.
    let start = Instant(secondsSince1970: newYear2020.secondsSince1970 - 15 * 86_400)
    let trace = try IntensityTrace(
      start: start, slot: .seconds(300), gramsPerKilowattHour: [Double](repeating: 1, count: (15 + 68) * 288))
    let slots = try #require(try ReleaseRule.published.slots(of: trace))
    let firsts = [15, 15 + 31, 15 + 60].map { $0 * 288 }
    #expect(
      slots == firsts[..<2].flatMap { first in [0, 1, 2, 3, 4].map { first + $0 * 1_000 } } + [
        firsts[2], firsts[2] + 1_000, firsts[2] + 2_000,
      ])
  }

  @Test func spacedMustFallOnSlots() throws {
    let trace = try trace([1.0, 2, 3, 4, 5], slotSeconds: 300)
    #expect(try ReleaseRule.spaced(.seconds(600)).slots(of: trace) == [0, 2, 4])
    for step in [0, -300, 400] {
      #expect(throws: SchedulingError.releaseStep(.seconds(step), slot: .seconds(300))) {
        try ReleaseRule.spaced(.seconds(step)).slots(of: trace)
      }
    }
  }
}
