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
  private let rule: DecisionRule
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
    _ algorithm: Algorithm, release: Int64, duration: Int64, added: Int64, _ replanning: Replanning
  ) {
    self.algorithm = algorithm
    self.release = release
    self.duration = duration
    (hysteresis, rule) = (replanning.hysteresis, replanning.rule)
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
    case .flexibleStart: decideStart(at: instant, on: row, next: next)
    case .pauseAndResume, .runNow: decideRuns(at: instant, on: row, next: next, workspace: &workspace)
    }
  }

  private mutating func decideStart(at instant: Int64, on row: borrowing ForecastRow, next: (Int64, Int64)?) {
    var best = row.bestStart(of: duration, from: instant, to: latestStart)
    let waits = paysToWait(from: best, on: row, next: next)
    if waits, let next { best = row.bestStart(of: duration, from: min(next.0, latestStart), to: latestStart) }
    var start = best
    if waits, let planned = runs.first?.lowerBound {
      changeCount += start == planned ? 0 : 1
    } else if let planned = runs.first?.lowerBound {
      let old = row.grams(from: planned, to: planned + duration)
      let new = row.grams(from: best, to: best + duration)
      start = best != planned && new < old - hysteresis * abs(old) ? best : planned
      changeCount += start == planned ? 0 : 1
    }
    runs = [start..<start + duration]
    guard let next = next?.0, next <= latestStart, start >= next else {
      isDone = true
      return
    }
  }

  /// Whether the stopping rule waits although the best start comes before the next decision.
  private func paysToWait(from best: Int64, on row: borrowing ForecastRow, next: (Int64, Int64)?) -> Bool {
    guard rule == .stopping, let next, best < min(next.0, latestStart),
      let rule = StoppingRule(standardError: row.standardError, slotSeconds: row.slotSeconds)
    else { return false }
    var costs: [Double] = []
    for decision in stride(from: next.0, to: latestStart, by: Int(next.1 - next.0)) {
      costs.append(row.grams(from: decision, to: decision + duration))
    }
    costs.append(row.grams(from: latestStart, to: latestStart + duration))
    let waiting = rule.costOfWaiting(
      costs, slots: Int((next.1 - next.0) / row.slotSeconds), flat: Double(duration),
      lasting: Double(duration) / Double(row.slotSeconds))
    return waiting < row.grams(from: best, to: best + duration)
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
    } else if let next, rule == .stopping,
      let rule = StoppingRule(standardError: row.standardError, slotSeconds: row.slotSeconds)
    {
      for run in rule.runs(of: left, on: row.values, start: row.start, from: instant, until: next.0, end: end) {
        take(run)
      }
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
