package import CarbonScheduling

/// What is asked of a run: the job, and how it may be planned.
package struct JobRequest: Sendable {
  package enum Algorithm: Hashable, Sendable {
    case runNow
    case flexibleStart
    case pauseAndResume
  }

  package var algorithm: Algorithm
  package var job: Workload
  package var resumeCost = ResumeCost.none
  package var limits = RunLimits.none
  package var unavailable: [Range<Instant>] = []
  package var price: WeightedPrice?
  package var startStep: Duration?
  /// What it draws while it is paused, in kW.
  package var idleKilowatts: Double { resumeCost.idleKilowatts }
  package var gaps = GapPolicy.reject

  package init(_ algorithm: Algorithm, _ job: Workload) {
    (self.algorithm, self.job) = (algorithm, job)
  }

  /// The power at a point of the progress, in kW; beyond the profile's end, its last one.
  package func kilowatts(atProgress progress: Double) -> Double {
    var end = 0.0
    for piece in job.power.pieces {
      end += Double(piece.duration.clampedComponents.seconds)
      if progress < end { return piece.kilowatts }
    }
    return job.power.pieces.last?.kilowatts ?? job.power.kilowatts
  }

  /// What is left of the job after some seconds of progress: of a profile, its rest.
  package func rest(after progress: Int64) -> Workload {
    let left = max(1, job.duration.clampedComponents.seconds - progress)
    return part(from: progress, seconds: left)
  }

  /// The job's first seconds; beyond its end it goes on as it ended.
  package func prefix(_ seconds: Int64) -> Workload { part(from: 0, seconds: seconds) }

  /// - Parameter seconds: At least 1.
  private func part(from progress: Int64, seconds: Int64) -> Workload {
    // The parts of a job that is possible are possible.
    (try? possiblePart(from: progress, seconds: seconds)) ?? job
  }

  private func possiblePart(from progress: Int64, seconds: Int64) throws(JobError) -> Workload {
    var (pieces, skipped, left) = ([Power.Piece](), progress, seconds)
    for piece in job.power.pieces where left > 0 {
      let length = piece.duration.clampedComponents.seconds
      let used = min(left, max(0, length - skipped))
      if used > 0 { pieces.append(try Power.Piece(duration: .seconds(used), kilowatts: piece.kilowatts)) }
      skipped = max(0, skipped - length)
      left -= used
    }
    if left > 0, let last = job.power.pieces.last {
      pieces.append(try Power.Piece(duration: .seconds(left), kilowatts: last.kilowatts))
    }
    // A part without any power is no job: it is planned as one that draws next to nothing.
    let isIdle = !pieces.isEmpty && pieces.allSatisfy { $0.kilowatts == 0 }
    let power = isIdle ? try Power.constant(kilowatts: 1e-9) : pieces.isEmpty ? job.power : try Power.profile(pieces)
    return try Workload(duration: .seconds(seconds), power: power)
  }
}
