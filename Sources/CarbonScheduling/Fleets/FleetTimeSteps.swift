/// The steps in which a fleet is planned.
///
/// Their length is the greatest common divisor, in seconds, of the traces' slot and of all times and lengths that jobs ask
/// for, if the whole time then has at most 8,928 steps; else the finest divisor of the slot that fits, or the slot.
///
/// What rounds then: releases up and latest ends down; durations up, and a job's energy spreads over all its steps.
struct FleetTimeSteps: Sendable {
  let origin: Instant
  let stepSeconds: Int64
  let stepCount: Int

  /// As many as five-minute steps in a month of 31 days.
  static let mostSteps: Int64 = 8_928

  /// - Parameter sites: At least one, all with slots of one length that begin together.
  init(_ fleet: Fleet) {
    let trace = fleet.sites[0].trace
    let slot = trace.slotSeconds
    let earliest = fleet.jobs.map { $0.release }.min() ?? trace.start
    let latest = fleet.jobs.map { $0.latestEnd }.max() ?? trace.end
    let before = earliest.secondsSince1970.subtractingClamped(trace.start.secondsSince1970)
    let start = trace.start.secondsSince1970.addingClamped(before.dividedRoundingDown(by: slot) * slot)
    origin = Instant(secondsSince1970: start)
    let length = max(slot, latest.secondsSince1970.subtractingClamped(start))
    var divisor = slot
    func meet(_ seconds: Int64) { divisor = greatestCommonDivisor(divisor, abs(seconds)) }
    for job in fleet.jobs {
      meet(job.release.secondsSince1970.subtractingClamped(start))
      meet(job.latestEnd.secondsSince1970.subtractingClamped(start))
      if case .elastic = job.algorithm {} else { meet(job.workload.durationSeconds) }
      if case .flexibleStart(let startStep?) = job.algorithm { meet(startStep.secondsRoundedUp) }
      if case .pauseAndResume(let cost, let limits) = job.algorithm {
        meet(cost.time.secondsRoundedUp)
        meet(limits.minimumRun.secondsRoundedUp)
        meet(limits.minimumPause.secondsRoundedUp)
      }
      for time in job.unavailable where time.overlaps(job.release..<job.latestEnd) {
        meet(time.lowerBound.secondsSince1970.subtractingClamped(start))
        meet(time.upperBound.secondsSince1970.subtractingClamped(start))
      }
    }
    func count(_ step: Int64) -> Int64 { (length - 1) / step + 1 }
    if count(divisor) > Self.mostSteps {
      // From fine to coarse: slots have few divisors, and at most a year's seconds.
      divisor =
        (1...max(1, slot / divisor)).lazy.map { slot / $0 * $0 == slot ? slot / $0 : slot }
        .filter { count($0) <= Self.mostSteps }.min() ?? slot
    }
    stepSeconds = divisor
    stepCount = Int(count(divisor))
  }

  /// The first step that begins at or after an instant.
  func firstStep(from instant: Instant) -> Int {
    let seconds = instant.secondsSince1970.subtractingClamped(origin.secondsSince1970)
    return Int((seconds.addingClamped(stepSeconds - 1)).dividedRoundingDown(by: stepSeconds))
  }

  /// The step that ends last at or before an instant, and one more.
  func endStep(by instant: Instant) -> Int {
    Int(instant.secondsSince1970.subtractingClamped(origin.secondsSince1970).dividedRoundingDown(by: stepSeconds))
  }

  /// How many steps hold a length.
  func steps(_ seconds: Int64) -> Int { Int((seconds.addingClamped(stepSeconds - 1)) / stepSeconds) }

  func instant(_ step: Int) -> Instant { origin.advanced(by: .seconds(Int64(step) * stepSeconds)) }
}

/// The greatest common divisor; of 0 and a number, the number.
func greatestCommonDivisor(_ a: Int64, _ b: Int64) -> Int64 {
  var (a, b) = (a, b)
  while b != 0 { (a, b) = (b, a % b) }
  return a
}
