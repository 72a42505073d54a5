import CarbonReplay
import CarbonScheduling
import Foundation
import TestSupport
import Testing

/// A replay without foresight shares forecasts between plans; plans made one by one must come to the same.
@Suite("Replay without foresight")
struct ForesightReplayTests {
  private static let releaseStep = sized(debug: 90_600, release: 45_300)

  @Test("Cells are what plans made one by one add up to", arguments: [Int64(3_600), 300])
  func oneByOne(slotSeconds: Int64) async throws {
    let days = 14
    let values = Pattern.randomWalk.values(count: days * Int(86_400 / slotSeconds), seed: 3).map { $0 + 400 }
    let start = Instant(secondsSince1970: 1_577_836_800)
    let history = try IntensityTrace(start: start, slot: .seconds(slotSeconds), gramsPerKilowattHour: values)
    let fine = try IntensityTrace(
      start: start, slot: .seconds(300),
      gramsPerKilowattHour: values.flatMap { Array(repeating: $0, count: Int(slotSeconds / 300)) })
    let region = Replay.Region(name: "here", trace: fine, history: history)
    let jobs = [20, 150, 600].map { minutes in
      NamedWorkload(name: "\(minutes)m", workload: job(minutes: minutes))
    }
    let policies = [
      Replanning.never, .everyHour, try Replanning(every: .seconds(7_200), hysteresis: 0.01),
      try Replanning(every: .seconds(3_600), rule: .stopping),
    ]
    for replanning in policies {
      let foresight = Foresight(replanning: replanning, publicationDelay: .seconds(3_600))
      let replay = Replay(
        regions: [region], workloads: jobs, addedTimes: [.hours(6), .percent(100)],
        releases: .spaced(.seconds(Self.releaseStep)), foresight: foresight,
        between: start.advanced(by: .seconds(9 * 86_400 + 600))..<fine.end)
      let cells = await replay.run().cells
      #expect(cells.count == 12)
      for cell in cells { try check(cell, replay, history, replanning) }
    }
  }

  private func check(
    _ cell: ReplayCell, _ replay: Replay, _ history: IntensityTrace, _ replanning: Replanning
  ) throws {
    let (truth, workload) = (replay.regions[0].trace, try #require(replay.workloads.first { $0.name == cell.workload }))
    var forecasts = try HistoryForecasts(
      of: history, by: DailyWeeklyProfile.suited(to: history), publicationDelay: .seconds(3_600),
      countsErrors: replanning.rule == .stopping)
    var (grams, now, hindsight, worse, count, issues) = (0.0, 0.0, 0.0, 0, 0, 0)
    let added = AddedTime.duration(.seconds(try cell.addedTime.wholeSlots(of: workload.workload)))
    var release = try #require(replay.period).lowerBound
    while release < truth.end {
      defer { release = release.advanced(by: .seconds(Self.releaseStep)) }
      let algorithm: any ReplanningAlgorithm =
        cell.algorithm == .flexibleStart ? FlexibleStart(within: added) : PauseAndResume(within: added)
      guard let best = try? algorithm.schedule(workload.workload, on: truth, releasedAt: release) else { continue }
      let plan = try algorithm.replanned(
        workload.workload, judgedBy: truth, releasedAt: release, on: &forecasts, replanning)
      let baseline = try #require(plan.schedule.baseline.emissions)
      grams += plan.schedule.emissions.grams
      now += baseline.grams
      hindsight += best.emissions.grams
      worse += plan.schedule.emissions.grams > baseline.grams ? 1 : 0
      issues += plan.decisions.count
      count += 1
    }
    let figures = try #require(cell.foresight)
    #expect(cell.releaseCount == count)
    #expect(cell.emissions?.grams == grams / Double(count), "\(cell.algorithm) \(cell.workload) \(cell.addedTime)")
    #expect(abs(figures.hindsight.grams - hindsight / Double(count)) <= 1e-9 * abs(hindsight))
    #expect(figures.worseThanRunNowPercent == 100 * Double(worse) / Double(count))
    #expect(figures.issuesUsed == Double(issues) / Double(count))
    if let share = figures.shareRealisedPercent {
      #expect(abs(share - 100 * (now - grams) / (now - hindsight)) < 1e-6)
      #expect(share <= 100.000_001)
    }
  }

  @Test("The result does not depend on how many regions are worked on at a time")
  func jobs() async throws {
    let start = Instant(secondsSince1970: 1_577_836_800)
    let regions = try (0..<4).map { seed in
      Replay.Region(
        name: "\(seed)",
        trace: try IntensityTrace(
          start: start, slot: .seconds(300),
          gramsPerKilowattHour: Pattern.noise.values(count: 12 * 24 * 6, seed: UInt64(seed))))
    }
    let kinds = [
      Foresight(replanning: .everyHour),
      Foresight(by: .adaptive, replanning: try Replanning(every: .seconds(3_600), rule: .stopping)),
      Foresight(replanning: try Replanning(every: .seconds(3_600), gate: .minimumSaving(0.02))),
      Foresight(replanning: .everyHour, overPromiseShare: 0.2),
    ]
    for foresight in kinds {
      let replay = Replay(
        regions: regions, workloads: [NamedWorkload(name: "2h", workload: job(minutes: 120))],
        addedTimes: [.hours(6)], releases: .spaced(.seconds(sized(debug: 36_000, release: 18_000))),
        foresight: foresight)
      let (one, four) = (await replay.run(jobs: 1), await replay.run(jobs: 4))
      #expect(one.cells == four.cells, "\(foresight)")
      // The first release of each region knows nothing, and is left out.
      #expect(one.cells.allSatisfy { $0.skippedCount == 1 }, "\(foresight)")
    }
  }

  @Test("All that says how plans are made is written down and read again, and told apart in words")
  func written() throws {
    let kinds = [
      Foresight(), Foresight(by: .adaptive, replanning: try Replanning(every: .seconds(3_600), rule: .stopping)),
      Foresight(replanning: .everyHour, publicationDelay: .seconds(7_200), blend: .issuedAlone),
      Foresight(replanning: .everyHour, overPromiseShare: 0.2),
      Foresight(replanning: .everyHour, overPromiseShare: 0.1),
      Foresight(replanning: try Replanning(every: .seconds(3_600), gate: .minimumSaving(0.02))),
    ]
    for foresight in kinds {
      let again = try JSONDecoder().decode(Foresight.self, from: JSONEncoder().encode(foresight))
      #expect(again.description == foresight.description && again.overPromiseShare == foresight.overPromiseShare)
    }
    #expect(Set(kinds.map(\.description)).count == kinds.count)
  }

  private func job(minutes: Int) -> Workload {
    do {
      return try Workload(duration: .seconds(60 * minutes), power: .constant(kilowatts: 1))
    } catch {
      preconditionFailure("A short job is valid: \(error)")
    }
  }
}

extension AddedTime {
  /// As the replay counts it: shares of the duration in whole slots.
  fileprivate func wholeSlots(of job: Workload) throws -> Int64 {
    let seconds = try seconds(for: job, releasedAt: Instant(secondsSince1970: 0))
    return seconds - seconds % 300
  }
}
