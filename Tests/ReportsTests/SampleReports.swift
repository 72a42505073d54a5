import CarbonReplay
import CarbonScheduling
import TestSupport

@testable import Reports

/// Replays and plans that are small enough to make in every test, with any names.
enum SampleReports {
  static let start = Instant(secondsSince1970: 1_577_836_800)

  /// Some days of five-minute slots.
  static func trace(
    _ region: String, days: Int = 3, seed: UInt64, pattern: TracePattern = .decimals
  ) throws -> IntensityTrace {
    try pattern.trace(count: 288 * days, seed: seed, start: start, region: region)
  }

  static func replay(
    regions: [String], workloads: [String], pattern: TracePattern = .decimals, foresight: Foresight? = nil
  ) throws -> Replay {
    Replay(
      regions: try regions.enumerated().map {
        .init(name: $1, trace: try trace($1, seed: UInt64($0), pattern: pattern))
      },
      workloads: try workloads.enumerated().map {
        NamedWorkload(
          name: $1, workload: try Workload(duration: .seconds(1_800 * ($0 + 1)), energy: .kilowattHours(0.5)))
      }, releases: foresight == nil ? .published : .spaced(.seconds(18_000)), foresight: foresight)
  }

  static func report(
    _ replay: Replay, published: [PublishedRow]? = [], command: [String] = ["carbon-replay"]
  ) async -> ReplayReport {
    let result = await replay.run(jobs: 2)
    return ReplayReport(
      result, replay: replay, insights: ReplayInsights(of: result, replay: replay),
      circumstances: .init(command: command, published: published, traceNotes: ["Made up."]))
  }

  static func publishedRows(of workloads: [String]) -> [PublishedRow] {
    workloads.flatMap { workload in
      Replay.publishedAddedTimes.map {
        PublishedRow(
          workload: workload, addedTime: $0, flexibleStartPercent: 12.3, pauseAndResumePercent: 23.4,
          segmentsPerHour: 0.5)
      }
    }
  }

  static func plan(
    region: String = "norway", added: AddedTime = .hours(12), clock: ReaderClock = .utc,
    pattern: TracePattern = .decimals, power: Power? = nil
  ) throws -> PlanReport {
    let trace = try trace(region, seed: 7, pattern: pattern)
    let job =
      try power.map { try Workload(duration: .seconds(7_200), power: $0) }
      ?? Workload(duration: .seconds(7_200), energy: .kilowattHours(1.5))
    let release = start.advanced(by: .seconds(6 * 3_600))
    let schedule = try PauseAndResume(within: added).schedule(job, on: trace, releasedAt: release)
    let tradeOff = PlanTradeOff(
      of: schedule, job: job, on: trace,
      planners: [
        .init(.flexibleStart) { try? FlexibleStart(within: $0).schedule(job, on: trace, releasedAt: release) },
        .init(.pauseAndResume) { try? PauseAndResume(within: $0).schedule(job, on: trace, releasedAt: release) },
      ])
    return PlanReport(
      of: schedule, job: job, on: trace,
      circumstances: .init(
        command: ["carbon-schedule", "plan"], algorithm: .pauseAndResume, tradeOff: tradeOff, clock: clock))
  }

  static let hostileName = "<script>alert(1)</script> & \"quotes\" 'n\nlines"
  /// The same as a reader sees it.
  static let hostileText = "<script>alert(1)</script> & \"quotes\" 'n lines"
}
