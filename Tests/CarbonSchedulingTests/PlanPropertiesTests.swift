import CarbonScheduling
import Foundation
import TestSupport
import Testing

/// Plans against the second-by-second reference, and what must hold of every plan.
@Suite struct PlanProperties {
  /// Every release, duration and added time on short traces of few values, where ties are everywhere.
  @Test(arguments: [1, 2, 3])
  func exhaustively(slotSeconds: Int) throws {
    for code in stride(from: 0, to: 81, by: sized(debug: 2 * slotSeconds - 1, release: 1)) {
      let intensities = [code % 3, code / 3 % 3, code / 9 % 3, code / 27].map(Double.init)
      let length = 4 * slotSeconds
      let (trace, reference) = try both(intensities, slotSeconds: slotSeconds)
      for release in 0..<length {
        for duration in 1...length - release {
          for added in 0...length - release - duration {
            try check(trace, reference, release: release, duration: duration, added: added)
          }
        }
      }
    }
  }

  /// Seeded requests to the second on every pattern, and on the slot lengths that grids publish in.
  @Test(arguments: Pattern.allCases, [300, 900, 1_800, 3_600])
  func onPatterns(pattern: Pattern, slotSeconds: Int) throws {
    let seed: UInt64 = 20_220_621
    var generator = SeededGenerator(seed: seed)
    let (trace, reference) = try both(pattern.values(count: 12, seed: seed), slotSeconds: slotSeconds)
    let length = 12 * slotSeconds
    for _ in 0..<3 {
      let release = Int.random(in: 0..<length - 2, using: &generator)
      let duration = Int.random(in: 1..<length - release, using: &generator)
      let added = Int.random(in: 0...length - release - duration, using: &generator)
      try check(trace, reference, release: release, duration: duration, added: added)
    }
  }

  /// Seeded requests on days of each real trace, in hundredths of a gram, so that the reference's sums are exact too.
  @Test(.enabled(if: !RealTraces.hourly.isEmpty, "There are no real traces here."))
  func onRealTraces() throws {
    var generator = SeededGenerator(seed: 12)
    for path in RealTraces.some(of: RealTraces.hourly) {
      let days = sized(debug: 4, release: 14)
      let values = try RealTraces.hundredths(of: path) { _ in 5_000..<5_000 + days * 24 }
      try #require(values.count == days * 24, "\(path)")
      let (trace, reference) = try both(values, slotSeconds: 3_600)
      for _ in 0..<2 {
        let release = Int.random(in: 0..<days * 43_200, using: &generator)
        let duration = Int.random(in: 1...30_000, using: &generator)
        let added = Int.random(in: 0...sized(debug: 20_000, release: 60_000), using: &generator)
        try check(trace, reference, release: release, duration: duration, added: added)
      }
    }
  }

  @Test(arguments: Pattern.allCases)
  func moreTimeNeverEmitsMore(pattern: Pattern) throws {
    let trace = try trace(pattern.values(count: 60, seed: 7), slotSeconds: 60)
    let job = try job(seconds: 601)
    var last: (start: Emissions, pause: Emissions)?
    for added in stride(from: 0, through: 2_500, by: 37) {
      let added = AddedTime.duration(.seconds(added))
      let start = try FlexibleStart(within: added).schedule(job, on: trace, releasedAt: after(13)).emissions
      let pause = try PauseAndResume(within: added).schedule(job, on: trace, releasedAt: after(13)).emissions
      if let last {
        #expect(start <= last.start, "\(pattern), \(added)")
        #expect(pause <= last.pause, "\(pattern), \(added)")
      }
      last = (start, pause)
    }
  }

  @Test func startsInSteps() throws {
    let intensities = Pattern.noise.values(count: 40, seed: 3)
    let (trace, reference) = try both(intensities, slotSeconds: 10)
    for step in [1, 3, 7, 10, 60, 1_000] {
      let expected = reference.flexibleStart(release: 17, duration: 33, added: 200, step: step)
      let plan = try FlexibleStart(within: .duration(.seconds(200)), startStep: .seconds(step))
        .schedule(job(seconds: 33), on: trace, releasedAt: after(17))
      #expect(plan.runs[0].start == after(expected.start), "step \(step)")
      #expect(plan.emissions.grams == expected.integral / 3_600, "step \(step)")
    }
  }

  private func both(_ intensities: [Double], slotSeconds: Int) throws -> (IntensityTrace, ReferenceScheduler) {
    (
      try trace(intensities, slotSeconds: slotSeconds),
      ReferenceScheduler(intensities: intensities, slotSeconds: slotSeconds)
    )
  }

  private func check(
    _ trace: IntensityTrace, _ reference: ReferenceScheduler, release: Int, duration: Int, added: Int,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    // Said only when something is wrong.
    func what() -> Comment {
      "\(trace.originalIntensities), release \(release), duration \(duration), added \(added)"
    }
    let job = try job(seconds: duration)
    let addedTime = AddedTime.duration(.seconds(added))
    let now = try RunNow().schedule(job, on: trace, releasedAt: after(release))
    let start = try FlexibleStart(within: addedTime).schedule(job, on: trace, releasedAt: after(release))
    let pause = try PauseAndResume(within: addedTime).schedule(job, on: trace, releasedAt: after(release))

    let bestStart = reference.flexibleStart(release: release, duration: duration, added: added)
    let leastPaused = reference.pauseAndResume(release: release, duration: duration, added: added)
    let atOnce = reference.integral(from: release, seconds: duration)
    // One kilowatt for one second at 1 g/kWh is 1/3600 g; all sums are exact, so the quotients agree to the last bit.
    #expect(now.emissions.grams == atOnce / 3_600, what(), sourceLocation: sourceLocation)
    #expect(start.emissions.grams == bestStart.integral / 3_600, what(), sourceLocation: sourceLocation)
    #expect(start.runs[0].start == after(bestStart.start), what(), sourceLocation: sourceLocation)
    #expect(pause.emissions.grams == leastPaused / 3_600, what(), sourceLocation: sourceLocation)
    #expect(pause.emissions <= start.emissions, what(), sourceLocation: sourceLocation)
    #expect(start.emissions <= now.emissions, what(), sourceLocation: sourceLocation)
    for plan in [now, start, pause] {
      #expect(isSound(plan, release: release, duration: duration), what(), sourceLocation: sourceLocation)
      #expect(plan.baseline.emissions == now.emissions, what(), sourceLocation: sourceLocation)
    }
  }

  /// Whether runs lie in the window, sorted, apart, and add up to the duration.
  private func isSound(_ plan: Schedule, release: Int, duration: Int) -> Bool {
    let total = plan.runs.reduce(Duration.zero) { $0 + $1.duration }
    return plan.runs.allSatisfy { plan.release <= $0.start && $0.start < $0.end && $0.end <= plan.deadline }
      && zip(plan.runs, plan.runs.dropFirst()).allSatisfy { $0.end < $1.start }
      && total == .seconds(duration) && plan.release == after(release)
      && plan.pauses == plan.runs.count - 1
  }
}
