package import CarbonScheduling

/// What a job came to, told at its end on what is known of the intensity then.
package struct JobReceipt: Sendable {
  /// What the first plan was to emit on its forecast.
  package let plannedGrams: Double?
  /// What it emitted; `nil` where the intensity is not known for all of it.
  package let emissionsGrams: Double?
  /// What it would have emitted in one run from its release.
  package let baselineGrams: Double?
  /// What the best plan would have emitted, had all been known from the beginning.
  package let hindsightGrams: Double?
  package let kilowattHours: Double
  /// What it drew of that in pauses.
  package let idleKilowattHours: Double
  package let pauses: Int
  package let replans: Int
  package let starts: Int
  package let runs: [Run]
  /// In seconds.
  package let progress: Double
  /// For how many seconds of running and pausing the intensity is not known.
  package let unknown: Double
  package let ending: JobEnding

  package init(_ state: JobState, spans: [RunSpan], progress: Int64, request: JobRequest, ending: JobEnding) {
    let costs = RunCosts(request, on: state.outlook.intensity)
    var total = RunCosts.Total()
    for (index, span) in spans.enumerated() {
      if index > 0 { costs.addPause(from: spans[index - 1].end, to: span.start, to: &total) }
      costs.add(span, to: &total)
    }
    plannedGrams = state.outlook.plannedGrams
    emissionsGrams = total.knownGrams
    kilowattHours = total.kilowattHours + total.idleKilowattHours
    idleKilowattHours = total.idleKilowattHours
    unknown = total.unknown.seconds
    (pauses, replans, starts) = (state.pauses, state.outlook.replans, state.attempt)
    self.progress = progress.seconds
    self.ending = ending
    runs = Self.runs(spans)

    let now = RunSpan(start: state.release.wall, length: progress, progress: 0, isResume: false)
    var baseline = RunCosts.Total()
    costs.add(now, to: &baseline)
    baselineGrams = progress > 0 ? baseline.knownGrams : nil
    hindsightGrams = Self.hindsight(state, progress, request, lastEnd: spans.last?.end)
  }

  /// In whole seconds; spans that follow one another without a pause are one run.
  private static func runs(_ spans: [RunSpan]) -> [Run] {
    var runs: [Run] = []
    var last: RunSpan?
    for span in spans {
      let start = Instant(secondsSince1970: (span.start + .second / 2).dividedRoundingDown(by: .second))
      let end = Instant(secondsSince1970: (span.end + .second / 2).dividedRoundingDown(by: .second))
      if let before = last, !span.isResume, abs(span.start - before.end) < .second, let run = runs.last,
        run.start < end
      {
        runs[runs.count - 1] = Run(run.start..<end)
      } else if start < end {
        runs.append(Run(start..<end))
      }
      last = span
    }
    return runs
  }

  /// The best plan for as much work, from the release on, no later than the deadline or than it really ended.
  private static func hindsight(
    _ state: JobState, _ progress: Int64, _ request: JobRequest, lastEnd: Int64?
  ) -> Double? {
    let seconds = (progress + .second / 2).dividedRoundingDown(by: .second)
    guard seconds >= 1, let trace = state.outlook.intensity.latest, trace.start <= state.release else { return nil }
    var whole = request
    whole.job = request.prefix(seconds)
    let end = Instant(secondsSince1970: ((lastEnd ?? 0) + .second - 1).dividedRoundingDown(by: .second))
    let standing = RestPlanner.Standing(
      now: state.release.wall, progress: 0, deadline: max(state.deadline, end))
    return (try? RestPlanner(whole).plan(standing, on: trace))?.grams
  }
}
