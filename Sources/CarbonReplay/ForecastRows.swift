import CarbonScheduling

/// Forecasts as rows of numbers: what a replay of thousands of plans reads many times.
protocol ForecastRows: Sendable {
  /// The history's first instant, in seconds since 1970, and its slots.
  var start: Int64 { get }
  var slotSeconds: Int64 { get }

  /// How far forecasts of the next slot were off lately, if that is counted.
  var standardError: Double? { get }

  /// Learns what is published by an instant, in order; what is asked for later may begin there again from a copy.
  mutating func learn(by instant: Int64) throws(ForecastError)

  /// Writes the forecast at an instant: the slot that it lies in, and as many more as there are in `row`.
  mutating func forecast(at instant: Int64, into row: inout [Double]) throws(ForecastError)
}

/// Rows of a region's own past.
struct HistoryRows<Method: Forecaster>: ForecastRows {
  private var forecasts: HistoryForecasts<Method>
  let start: Int64
  let slotSeconds: Int64
  var standardError: Double? { forecasts.standardError }

  init(_ forecasts: HistoryForecasts<Method>) {
    self.forecasts = forecasts
    start = forecasts.slotStart.secondsSince1970
    slotSeconds = forecasts.slot.components.seconds
  }

  mutating func learn(by instant: Int64) throws(ForecastError) {
    try forecasts.learn(by: Instant(secondsSince1970: instant))
  }

  mutating func forecast(at instant: Int64, into row: inout [Double]) throws(ForecastError) {
    try forecasts.learn(by: Instant(secondsSince1970: instant))
    _ = forecasts.forecast(from: forecasts.firstSlot(at: Instant(secondsSince1970: instant)), into: &row)
  }
}

/// Rows of a provider's forecasts, put together with those of the past.
struct ArchiveRows<Method: Forecaster>: ForecastRows {
  private var forecasts: ArchivedForecasts<Method>
  let start: Int64
  let slotSeconds: Int64
  var standardError: Double? { forecasts.standardError }

  init(_ forecasts: ArchivedForecasts<Method>) {
    self.forecasts = forecasts
    start = forecasts.slotStart.secondsSince1970
    slotSeconds = forecasts.slot.components.seconds
  }

  mutating func learn(by instant: Int64) throws(ForecastError) {
    _ = try forecasts.forecast(
      at: Instant(secondsSince1970: instant), until: Instant(secondsSince1970: instant + slotSeconds))
  }

  mutating func forecast(at instant: Int64, into row: inout [Double]) throws(ForecastError) {
    let first = start + (instant - start).dividedRoundingDown(by: slotSeconds) * slotSeconds
    let end = Instant(secondsSince1970: first + Int64(row.count) * slotSeconds)
    let values = try forecasts.forecast(at: Instant(secondsSince1970: instant), until: end).trace.originalIntensities
    for index in row.indices { row[index] = values[index] }
  }
}

extension Foresight {
  /// The rows of a region.
  func rows(of region: Replay.Region) throws(ForecastError) -> any ForecastRows {
    try rows(of: region, method.forecaster(for: region.history ?? region.trace))
  }

  private func rows(of region: Replay.Region, _ method: some Forecaster) throws(ForecastError) -> any ForecastRows {
    let history = try HistoryForecasts(
      of: region.history ?? region.trace, by: method, publicationDelay: publicationDelay,
      countsErrors: replanning.rule == .stopping)
    guard let archive = region.archive else { return HistoryRows(history) }
    return ArchiveRows(try ArchivedForecasts(archive, continuedBy: history, blend: blend))
  }

  /// Plans made one by one; releases that leave no plan are left out.
  func plans<Algorithm: ReplanningAlgorithm>(
    of job: Workload, by algorithm: Algorithm, within added: Int64, releasedAt releases: [Instant],
    in region: Replay.Region
  ) throws(ForecastError) -> [ReplannedSchedule] {
    try plans(job, algorithm, added, releases, region, method.forecaster(for: region.history ?? region.trace))
  }

  private func plans(
    _ job: Workload, _ algorithm: some ReplanningAlgorithm, _ added: Int64, _ releases: [Instant],
    _ region: Replay.Region,
    _ method: some Forecaster
  ) throws(ForecastError) -> [ReplannedSchedule] {
    var history = try HistoryForecasts(
      of: region.history ?? region.trace, by: method, publicationDelay: publicationDelay,
      countsErrors: replanning.rule == .stopping)
    var plans: [ReplannedSchedule] = []
    var gate = overPromiseShare.map {
      OverPromiseGate(
        share: $0, of: job, by: algorithm, judgedBy: region.trace, on: history,
        publicationDelay: publicationDelay, within: added, from: releases.first)
    }
    for release in releases {
      let over = gate?.gate(at: release)
      let replanning = try Replanning(
        every: replanning.interval, hysteresis: replanning.hysteresis, gate: over ?? replanning.gate,
        rule: replanning.rule)
      do throws(ForecastError) {
        if let archive = region.archive {
          var forecasts = try ArchivedForecasts(archive, continuedBy: history, blend: blend)
          plans.append(
            try algorithm.replanned(job, judgedBy: region.trace, releasedAt: release, on: &forecasts, replanning))
        } else {
          try history.learn(by: release)
          var forecasts = history
          plans.append(
            try algorithm.replanned(job, judgedBy: region.trace, releasedAt: release, on: &forecasts, replanning))
        }
      } catch {
        switch error {
        case .planning(.infeasible), .planning(.minimumRun): continue
        default: throw error
        }
      }
    }
    return plans
  }
}

extension Foresight {
  /// Which of the slots asked for, all where that is `nil`, something is known at, and whose windows meet no gap; and how many
  /// others there are.
  func releases(
    _ slots: [Int]?, of region: Replay.Region, window: Int64
  ) -> (slots: [Int], skippedCount: Int) {
    let (trace, history) = (region.trace, region.history ?? region.trace)
    let fitting = 0..<max(0, Int((trace.lengthSeconds - window).dividedRoundingDown(by: trace.slotSeconds)) + 1)
    let asked = slots.map { $0.filter { fitting.contains($0) } } ?? Array(fitting)
    let first = history.gaps.first?.lowerBound == 0 ? history.gaps[0].upperBound : 0
    var earliest = history.start(ofSlot: first + 1).advanced(by: publicationDelay)
    if let archive = region.archive { earliest = max(earliest, archive.forecasts[0].issued) }
    let known = asked.filter { slot in
      let begin = Int64(slot) * trace.slotSeconds
      return trace.start(ofSlot: slot) >= earliest
        && trace.firstGap(touching: trace.slots(from: begin, to: begin + window)) == nil
    }
    return (known, asked.count - known.count)
  }
}
