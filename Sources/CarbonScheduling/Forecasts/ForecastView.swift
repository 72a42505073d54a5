/// A forecast as it is planned on: held against the truth that it speaks of, and with a price weighed in.
struct ForecastView {
  /// The intensities expected.
  let trace: IntensityTrace
  /// What is minimised: `trace`, or with a price both.
  let objective: IntensityTrace

  /// - Parameters:
  ///   - truth: What the plan will be valued on.
  ///   - instant: From when on the forecast is needed.
  ///   - end: Until when.
  /// - Throws: ``ForecastError`` if it speaks of another signal, or does not cover the time.
  init(
    _ forecast: Forecast, of truth: IntensityTrace, from instant: Instant, to end: Instant,
    weighing price: WeightedPrice?
  ) throws(ForecastError) {
    let trace = forecast.trace
    guard trace.signal == truth.signal || trace.signal == .unknown || truth.signal == .unknown else {
      throw .signal(trace.signal, issued: forecast.issued, truth: truth.signal)
    }
    guard trace.start <= instant else {
      throw .beginsLate(issued: forecast.issued, start: trace.start, needed: instant)
    }
    guard trace.end >= end else { throw .tooShort(issued: forecast.issued, end: trace.end, needed: end) }
    self.trace = trace
    guard let price else {
      objective = trace
      return
    }
    let first = trace.start.duration(to: instant).components.seconds
    let length = instant.duration(to: end).components.seconds
    objective = try planning { () throws(SchedulingError) in
      try price.weigh(trace, in: SchedulingWindow(start: first, addedTime: 0, duration: length)).objective
    }
  }

  /// What the whole job is expected to cost in the objective, run from `start`.
  func grams(of job: Workload, from start: Instant) -> Double {
    let begin = objective.start.duration(to: start).components.seconds
    return job.grams(from: begin, to: begin + job.durationSeconds, progress: 0, on: objective.series)
  }

  /// What a plan that costs so much is expected to save against running at once.
  func savings(of planned: Double, against job: Workload, from release: Instant) -> Savings {
    Savings(baseline: Emissions(grams: grams(of: job, from: release)), emissions: Emissions(grams: planned))
  }

  /// The same for a part of it in runs, in seconds since 1970, that come after so much progress.
  func grams(of job: Workload, in runs: [Range<Int64>], progress: Int64) -> Double {
    let origin = objective.start.secondsSince1970
    var (grams, progress) = (0.0, progress)
    for run in runs {
      grams += job.grams(
        from: run.lowerBound - origin, to: run.upperBound - origin, progress: progress, on: objective.series)
      progress += run.upperBound - run.lowerBound
    }
    return grams
  }
}
