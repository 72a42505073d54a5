import CarbonScheduling
import WindowKernels

/// A plan of one job from its release on, made again on each new forecast: the planners' algorithms, on rows that many plans
/// share. Pauses cost nothing here.
struct PlanInProgress {
  /// The job's times, in seconds since 1970.
  let release: Int64
  let duration: Int64
  let latestStart: Int64
  var end: Int64 { latestStart + duration }

  private let algorithm: Algorithm
  private let hysteresis: Double
  /// What has run, or under Flexible Start is to run.
  private(set) var runs: [Range<Int64>] = []
  private(set) var changeCount = 0
  private(set) var issueCount = 0
  /// Whether nothing is left to decide.
  private(set) var isDone = false
  private var left: Int64
  /// What the last decision would run until the one after the next.
  private var foreseen: [Range<Int64>] = []

  init(
    _ algorithm: Algorithm, release: Int64, duration: Int64, added: Int64, hysteresis: Double
  ) {
    self.algorithm = algorithm
    self.release = release
    self.duration = duration
    self.hysteresis = hysteresis
    latestStart = release + added
    left = duration
  }

  /// Decides at an instant, and runs until the next decision.
  ///
  /// - Parameters:
  ///   - row: The forecast of that instant.
  ///   - next: When the next decision is taken, and the one after that; `nil` if never.
  ///   - workspace: Memory for choosing slots.
  mutating func decide(
    at instant: Int64, on row: borrowing ForecastRow, next: (Int64, Int64)?, workspace: inout Selection
  ) {
    issueCount += 1
    switch algorithm {
    case .flexibleStart: decideStart(at: instant, on: row, next: next?.0)
    case .pauseAndResume, .runNow: decideRuns(at: instant, on: row, next: next, workspace: &workspace)
    }
  }

  private mutating func decideStart(at instant: Int64, on row: borrowing ForecastRow, next: Int64?) {
    let best = row.bestStart(of: duration, from: instant, to: latestStart)
    var start = best
    if let planned = runs.first?.lowerBound {
      let old = row.grams(from: planned, to: planned + duration)
      let new = row.grams(from: best, to: best + duration)
      start = best != planned && new < old - hysteresis * abs(old) ? best : planned
      changeCount += start == planned ? 0 : 1
    }
    runs = [start..<start + duration]
    guard let next, next <= latestStart, start >= next else {
      isDone = true
      return
    }
  }

  private mutating func decideRuns(
    at instant: Int64, on row: borrowing ForecastRow, next: (Int64, Int64)?, workspace: inout Selection
  ) {
    let until = min(next?.0 ?? end, end)
    let beyond = min(next?.1 ?? end, end)
    var now: [Range<Int64>] = []
    var then: [Range<Int64>] = []
    func take(_ run: Range<Int64>) {
      if run.lowerBound < until { now.appendJoining(run.lowerBound..<min(run.upperBound, until)) }
      if run.upperBound > until { then.appendJoining(max(run.lowerBound, until)..<min(run.upperBound, beyond)) }
    }
    if left == end - instant {
      take(instant..<end)
    } else if row.isWhole(instant, end, left) {
      row.choose(left, from: instant, to: end, before: beyond, workspace: &workspace, take)
    } else {
      row.forEachPiece(from: instant, until: beyond, end: end, left: left) { _, run in
        if !run.isEmpty { take(run) }
      }
    }
    if issueCount > 1, now != foreseen { changeCount += 1 }
    foreseen = then
    for run in now {
      runs.appendJoining(run)
      left -= run.upperBound - run.lowerBound
    }
    isDone = left <= 0 || next == nil || until >= end
  }
}

extension ForecastRow {
  /// Whether times and a length are whole slots.
  func isWhole(_ begin: Int64, _ end: Int64, _ length: Int64) -> Bool {
    (begin - start) % slotSeconds == 0 && (end - start) % slotSeconds == 0 && length % slotSeconds == 0
  }

  /// The runs of the cheapest `left` seconds that begin before an instant, where all are whole slots.
  func choose(
    _ left: Int64, from begin: Int64, to end: Int64, before limit: Int64, workspace: inout Selection,
    _ body: (Range<Int64>) -> Void
  ) {
    let slots = Int((begin - start) / slotSeconds)..<Int((end - start) / slotSeconds)
    _ = workspace.choose(Int(left / slotSeconds), of: values.span.extracting(slots))
    var runs = ChosenRuns()
    while let run = runs.next(in: workspace.mask.span) {
      let from = begin + Int64(run.lowerBound) * slotSeconds
      guard from < limit else { return }
      body(from..<min(limit, begin + Int64(run.upperBound) * slotSeconds))
    }
  }
}
