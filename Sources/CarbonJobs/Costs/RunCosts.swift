package import CarbonScheduling

/// What runs come to on what is known of the intensity: measured ones, and those of plans to be compared.
package struct RunCosts: Sendable {
  package let request: JobRequest
  package let intensity: KnownIntensity

  package init(_ request: JobRequest, on intensity: KnownIntensity) {
    (self.request, self.intensity) = (request, intensity)
  }

  /// Emissions and energy, and how long nothing is known of the intensity.
  package struct Total: Hashable, Sendable {
    package var grams = 0.0
    package var kilowattHours = 0.0
    package var idleGrams = 0.0
    package var idleKilowattHours = 0.0
    /// In nanoseconds.
    package var unknown: Int64 = 0

    package init() {}

    /// The grams, if all of them are known.
    package var knownGrams: Double? { unknown == 0 ? grams + idleGrams : nil }
  }

  /// A span of running; warming up draws the power of the point of progress that the job has reached.
  package func add(_ span: RunSpan, to total: inout Total) {
    var (time, progress) = (span.start, span.progress)
    if span.isResume {
      total.kilowattHours += request.resumeCost.energy.kilowattHours
      let value = intensity.value(at: time).gramsPerKilowattHour ?? 0
      total.grams += request.resumeCost.energy.kilowattHours * value + request.resumeCost.emissions.grams
      let warmUp = min(span.length, request.resumeCost.time.nanoseconds)
      add(from: time, to: time + warmUp, kilowatts: request.kilowatts(atProgress: progress.seconds), to: &total)
      time += warmUp
    }
    while time < span.end {
      let kilowatts = request.kilowatts(atProgress: progress.seconds)
      let next = min(span.end, time.addingClamped(pieceLeft(after: progress)))
      add(from: time, to: next, kilowatts: kilowatts, to: &total)
      progress += next - time
      time = next
    }
  }

  /// A time in which the job was held.
  package func addPause(from start: Int64, to end: Int64, to total: inout Total) {
    guard start < end, request.idleKilowatts != 0 else { return }
    let (hours, unknown) = intensity.integral(from: start, to: end)
    total.idleGrams += request.idleKilowatts * hours
    total.idleKilowattHours += request.idleKilowatts * (end - start).seconds / 3_600
    total.unknown += unknown
  }

  /// What a plan's runs come to from now on.
  ///
  /// - Parameters:
  ///   - progress: The progress made, in nanoseconds.
  ///   - pausedSince: Since when the job is paused or would be: `nil` if it has not been started.
  ///   - goesOn: Whether the job is running, so that a run from this instant is no resume.
  package func cost(
    of runs: [Run], from now: Int64, progress: Int64, pausedSince: Int64?, goesOn: Bool
  ) -> Total {
    var (total, progress, pause) = (Total(), progress, pausedSince)
    for run in runs where run.end.wall > now {
      let start = max(run.start.wall, now)
      let isResume = pause != nil && !(goesOn && start == now)
      if let pause { addPause(from: pause, to: start, to: &total) }
      let span = RunSpan(start: start, length: run.end.wall - start, progress: progress, isResume: isResume)
      add(span, to: &total)
      progress += span.length - (isResume ? min(span.length, request.resumeCost.time.nanoseconds) : 0)
      pause = span.end
    }
    return total
  }

  private func add(from start: Int64, to end: Int64, kilowatts: Double, to total: inout Total) {
    guard start < end else { return }
    let (hours, unknown) = intensity.integral(from: start, to: end)
    total.grams += kilowatts * hours
    total.kilowattHours += kilowatts * (end - start).seconds / 3_600
    total.unknown += unknown
  }

  /// How long the power stays as it is from a point of the progress on.
  private func pieceLeft(after progress: Int64) -> Int64 {
    var end: Int64 = 0
    for piece in request.job.power.pieces {
      end += piece.duration.nanoseconds
      if progress < end { return end - progress }
    }
    return .max
  }
}
