import CarbonJobs
import CarbonScheduling
import TestSupport
import Testing

/// What is left of a job, planned again, against every choice of hours.
@Suite struct RestPlannerTests {
  private struct Case {
    var intensities: [Double]
    /// Of a job of `work` hours, so many are left.
    var work: Int
    var left: Int
    var energy: Double
    var emissions: Double
    var idle: Double
    var hasStarted: Bool
    var isRunning: Bool
    var mostPauses: Int?

    init(_ random: inout SeededGenerator) {
      let count = Int.random(in: 2...9, using: &random)
      intensities = (0..<count).map { _ in Double(Int.random(in: 0...20, using: &random)) }
      left = Int.random(in: 1...count, using: &random)
      work = left + Int.random(in: 0...3, using: &random)
      energy = Double(Int.random(in: 0...4, using: &random)) / 4
      emissions = Double(Int.random(in: 0...4, using: &random))
      idle = [0, 0, 0.25, 0.5, 1.5].randomElement(using: &random) ?? 0
      hasStarted = work > left || Bool.random(using: &random)
      isRunning = hasStarted && Bool.random(using: &random)
      mostPauses = Int.random(in: 0...3, using: &random) == 0 ? Int.random(in: 0...3, using: &random) : nil
    }

    /// What the cheapest choice of hours costs from now on: running, resuming, and being held.
    var least: Double {
      var least = Double.infinity
      for mask in 1..<1 << intensities.count where mask.nonzeroBitCount == left {
        let used = intensities.indices.filter { mask >> $0 & 1 == 1 }
        var (grams, pauses) = (0.0, 0)
        for hour in (hasStarted ? 0 : used[0])...used[left - 1] {
          let value = intensities[hour]
          if mask >> hour & 1 == 0 {
            grams += value * idle
            continue
          }
          grams += value
          let followsARun = hour > 0 ? mask >> (hour - 1) & 1 == 1 : isRunning
          if !followsARun, hasStarted || hour != used[0] { grams += energy * value + emissions }
          if !followsARun, hour != used[0] || isRunning { pauses += 1 }
        }
        if pauses <= mostPauses ?? .max { least = min(least, grams) }
      }
      return least
    }
  }

  static let seeds = 0..<(LargeCases.areAsked ? 2_000 : 120)

  @Test(arguments: seeds)
  func againstEveryChoice(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let one = Case(&random)
    let start = SimulatedMachine.midnight
    var request = JobRequest(
      .pauseAndResume, try Workload(duration: .seconds(3_600 * one.work), power: .constant(kilowatts: 1)))
    request.resumeCost = try ResumeCost(
      energy: .kilowattHours(one.energy), emissions: .grams(one.emissions), idleKilowatts: one.idle)
    if let most = one.mostPauses { request.limits = try RunLimits(maximumPauses: most) }
    let trace = try Simulation.trace(one.intensities)
    let outcome = try RestPlanner(request).plan(
      .init(
        now: start.wall, progress: Int64(one.work - one.left) * 3_600 * .second, deadline: trace.end,
        hasStarted: one.hasStarted, isRunning: one.isRunning), on: trace)
    #expect(abs((outcome.grams ?? .infinity) - one.least) < 1e-9, "seed \(seed): \(one), \(outcome)")
    let planned = outcome.runs.reduce(Int64(0)) { $0 + max($1.start, start).duration(to: $1.end).components.seconds }
    #expect(planned == Int64(one.left) * 3_600, "seed \(seed): \(outcome)")
  }

  /// With limits of every kind: none is broken by a change of plan, whatever is in progress.
  @Test(arguments: seeds)
  func limitsHold(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let one = Case(&random)
    let (start, hour) = (SimulatedMachine.midnight, Duration.seconds(3_600))
    let least = (run: Int.random(in: 0...2, using: &random), pause: Int.random(in: 0...3, using: &random))
    let most = Int.random(in: 0...3, using: &random)
    let made = min(most, Int.random(in: 0...2, using: &random))
    var request = JobRequest(
      .pauseAndResume, try Workload(duration: hour * one.work, power: .constant(kilowatts: 1)))
    request.resumeCost = try ResumeCost(
      energy: .kilowattHours(one.energy), emissions: .grams(one.emissions), idleKilowatts: one.idle)
    request.limits = try RunLimits(minimumRun: hour * least.run, minimumPause: hour * least.pause, maximumPauses: most)
    let trace = try Simulation.trace(one.intensities)
    var standing = RestPlanner.Standing(
      now: start.wall, progress: Int64(one.work - one.left) * 3_600 * .second, deadline: trace.end,
      hasStarted: one.hasStarted, isRunning: one.isRunning, pauses: made)
    standing.mayStop = Bool.random(using: &random)
    let wait = one.hasStarted && !one.isRunning ? Int.random(in: 0...2, using: &random) : 0
    if wait > 0 { standing.mayGoFrom = start.advanced(by: hour * wait).wall }
    guard let outcome = try? RestPlanner(request).plan(standing, on: trace), let first = outcome.runs.first else {
      // It cannot be done, and says so; what runs can always go on.
      #expect(!one.isRunning, "seed \(seed): \(one)")
      return
    }
    let words: Comment = "seed \(seed): \(one), \(least), at most \(most), \(made) made, \(standing), \(outcome)"
    let goesOn = one.isRunning && first.start <= start
    #expect(goesOn || !one.isRunning || standing.mayStop, words)
    let pauses = outcome.runs.count - 1 + (one.isRunning && !goesOn ? 1 : 0)
    #expect(made + pauses <= most, words)
    var end = one.isRunning && !goesOn ? start : nil
    for (index, run) in outcome.runs.enumerated() {
      if let end { #expect(end.duration(to: run.start) >= hour * least.pause, words) }
      // A run in progress may be old enough; the last one has no more to do than what is left.
      let length = min(hour * least.run, hour * one.left)
      if index > 0 || !goesOn { #expect(run.duration >= length, words) }
      end = run.end
    }
    #expect(first.start >= start.advanced(by: hour * wait) || goesOn, words)
    let planned = outcome.runs.reduce(Int64(0)) { $0 + max($1.start, start).duration(to: $1.end).components.seconds }
    #expect(planned == Int64(one.left) * 3_600, words)
  }
}
