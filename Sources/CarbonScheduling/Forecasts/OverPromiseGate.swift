/// What forecasts of the last 28 days over-promised: a trial every six hours, planned once, whose window has ended and whose
/// values are published.
package struct OverPromiseGate<Source: ForecastSource> {
  private let share: Double
  private let trial: @Sendable (Instant, inout Source) -> Double?
  private var forecasts: Source
  /// How long after its release all is known of a trial.
  private let lateness: Int64
  private var next: Int64
  private var excesses: [(release: Int64, excess: Double)] = []

  private static var step: Int64 { 6 * 3_600 }
  private static var memory: Int64 { 28 * 86_400 }

  /// - Parameters:
  ///   - share: From 0 to 1: of releases that forecasts may over-promise.
  ///   - added: How many seconds later the job may end.
  ///   - delay: How long after its end a value is published.
  ///   - first: The first release that will be asked for.
  package init(
    share: Double, of job: Workload, by algorithm: some ReplanningAlgorithm, judgedBy truth: IntensityTrace,
    on forecasts: Source, publicationDelay delay: Duration, within added: Int64, from first: Instant?
  ) {
    self.share = share
    self.forecasts = forecasts
    lateness = job.duration.components.seconds + added + max(0, delay.components.seconds)
    let begin = max(truth.start.secondsSince1970, (first ?? truth.start).secondsSince1970 - Self.memory)
    // On the trials' own clock, whatever the releases are.
    next = truth.start.secondsSince1970 + (begin - truth.start.secondsSince1970 + Self.step - 1) / Self.step * Self.step
    trial = { release, forecasts in
      algorithm.overPromises(of: job, judgedBy: truth, on: &forecasts, releases: [release]).first
    }
  }

  /// What a release asks for.
  package mutating func gate(at release: Instant) -> WaitingGate {
    let now = release.secondsSince1970
    while next + lateness <= now {
      if let excess = trial(Instant(secondsSince1970: next), &forecasts) { excesses.append((next, excess)) }
      next += Self.step
    }
    excesses.removeAll { $0.release < now - Self.memory }
    return .exceeds(overPromise: excesses.map(\.excess).conformalQuantile(missing: share))
  }
}
