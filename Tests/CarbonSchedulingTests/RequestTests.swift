import CarbonScheduling
import Foundation
import TestSupport
import Testing

/// Requests that cannot be met, and how each is answered.
@Suite struct Requests {
  let flat: IntensityTrace

  init() throws { flat = try trace([Double](repeating: 100, count: 12), slotSeconds: 300) }

  @Test func jobsMustLastAndDraw() throws {
    for duration in [Duration.zero, .seconds(-1), .milliseconds(500), .seconds(10_001 * 86_400)] {
      #expect(throws: JobError.duration(duration)) {
        try Workload(duration: duration, power: .constant(kilowatts: 1))
      }
    }
    for kilowatts in [0, -1, .infinity, 1e13] {
      #expect(throws: JobError.power(kilowatts: kilowatts)) { try job(seconds: 60, kilowatts: kilowatts) }
    }
    #expect(throws: JobError.self) { try job(seconds: 60, kilowatts: .nan) }
    for energy in [0, -1, .infinity, 1e300] {
      #expect(throws: JobError.energy(.kilowattHours(energy))) {
        try Workload(duration: .seconds(60), energy: .kilowattHours(energy))
      }
    }
  }

  @Test func profilesMustDraw() throws {
    for kilowatts in [-1, .infinity, 1e13] {
      #expect(throws: JobError.powerPiece(duration: .seconds(60), kilowatts: kilowatts)) {
        try Power.Piece(duration: .seconds(60), kilowatts: kilowatts)
      }
    }
    #expect(throws: JobError.self) { try Power.Piece(duration: .seconds(60), kilowatts: .nan) }
    let idle = try Power.Piece(duration: .seconds(60), kilowatts: 0)
    #expect(throws: JobError.powerProfile(total: .seconds(120), duration: .seconds(120))) {
      try Power.profile([idle, idle])
    }
    #expect(throws: JobError.self) { try Power.profile([]) }
    let short = try Power.profile([Power.Piece(duration: .seconds(60), kilowatts: 1)])
    #expect(throws: JobError.powerProfile(total: .seconds(60), duration: .seconds(61))) {
      try Workload(duration: .seconds(61), power: short)
    }
  }

  /// Negative limits are errors where they are made, decoded ones too.
  @Test func limitsAreNotNegative() throws {
    let error = JobError.runLimits(minimumRun: .zero, minimumPause: .zero, maximumPauses: -1)
    #expect(throws: error) { try RunLimits(maximumPauses: -1) }
    #expect(error.description.contains("at most -1 of them"))
    #expect(throws: error) {
      try JSONDecoder().decode(RunLimits.self, from: Data(#"{"maximumPauses":-1}"#.utf8))
    }
    #expect(try RunLimits(maximumPauses: 0).maximumPauses == 0)
  }

  @Test func fractionsOfASecondAreShown() {
    let error = JobError.duration(.milliseconds(7_500))
    #expect(error.description.hasPrefix("A duration of 7.5s cannot be scheduled; give a whole number of seconds"))
  }

  @Test func windowsMustFitTheTrace() throws {
    let job = try job(seconds: 1_800)
    #expect(throws: SchedulingError.windowPastTrace(windowEnd: after(4_200), traceEnd: after(3_600))) {
      try FlexibleStart(within: .minutes(30)).schedule(job, on: flat, releasedAt: after(600))
    }
    #expect(throws: SchedulingError.releasedBeforeTrace(release: after(-60), traceStart: newYear2020)) {
      try RunNow().schedule(job, on: flat, releasedAt: after(-60))
    }
    #expect(throws: SchedulingError.deadline(after(1_700), release: newYear2020, duration: .seconds(1_800))) {
      try PauseAndResume(within: .deadline(after(1_700))).schedule(job, on: flat, releasedAt: newYear2020)
    }
  }

  @Test(arguments: [AddedTime.percent(-1), .percent(.nan), .percent(.infinity), .duration(.seconds(-1))])
  func addedTimeMustBeSome(added: AddedTime) throws {
    #expect(throws: SchedulingError.self) {
      try FlexibleStart(within: added).schedule(job(seconds: 60), on: flat, releasedAt: newYear2020)
    }
  }

  /// The far ends of time, length and share are answered, not trapped on.
  @Test(arguments: [Int64.min, .min + 1, -1, 0, 1, .max - 1, .max])
  func extremesAreErrors(seconds: Int64) throws {
    let job = try job(seconds: 60)
    for added in [
      AddedTime.duration(.seconds(seconds)), .percent(Double(seconds)), .deadline(Instant(secondsSince1970: seconds)),
    ] {
      _ = try? FlexibleStart(within: added).schedule(job, on: flat, releasedAt: newYear2020)
      _ = try? PauseAndResume(within: added).sweep(job, on: flat)
      _ = try? PauseAndResume(within: added).schedule(job, on: flat, releasedAt: Instant(secondsSince1970: seconds))
    }
    let farStart = Instant(secondsSince1970: seconds)
    func farTrace() throws(TraceError) -> IntensityTrace {
      try IntensityTrace(start: farStart, slot: .seconds(300), gramsPerKilowattHour: [1.0, 2, 3])
    }
    guard seconds < .max - 1 else {
      #expect(throws: TraceError.endsAfterAllTime(start: farStart, slotCount: 3)) { try farTrace() }
      return
    }
    let far = try farTrace()
    #expect(
      try FlexibleStart(within: .minutes(5)).schedule(job, on: far, releasedAt: far.start).runs[0].start == farStart)
    _ = try? FlexibleStart(within: .minutes(5), startStep: .seconds(seconds)).schedule(
      job, on: flat, releasedAt: newYear2020)
    _ = "\(far.end) \(Duration.seconds(seconds).compactDescription)"
  }

  @Test func sharesRoundDownToSeconds() throws {
    func added(_ percent: Double, of seconds: Int) throws -> Int64 {
      try AddedTime.percent(percent).seconds(for: job(seconds: seconds), releasedAt: newYear2020)
    }
    #expect(try added(29, of: 100) == 29)
    #expect(try added(25, of: 1_500) == 375)
    #expect(try added(33, of: 10) == 3)
    for percent in 0...400 {
      for seconds in [1, 7, 60, 1_200, 21_600, 777_600, 864_000_000] {
        #expect(try added(Double(percent), of: seconds) == Int64(percent * seconds / 100), "\(percent) % of \(seconds)")
      }
    }
  }

  @Test func everyErrorIsOneSentenceWithACure() throws {
    let errors: [(SchedulingError, String)] = [
      (
        .windowPastTrace(windowEnd: after(4_200), traceEnd: after(3_600)),
        "The job may run until 2020-01-01T01:10:00Z, but the trace ends at 2020-01-01T01:00:00Z, 10m short; "
          + "release the job earlier, add less time, or give a longer trace."
      ),
      (
        .releasedBeforeTrace(release: after(-60), traceStart: newYear2020),
        "The release at 2019-12-31T23:59:00Z lies 1m before the trace, which begins at 2020-01-01T00:00:00Z; "
          + "release the job later or give an earlier trace."
      ),
      (
        .deadline(after(3_600), release: newYear2020, duration: .seconds(5_400)),
        "A job of 1h30m released at 2020-01-01T00:00:00Z cannot end by 2020-01-01T01:00:00Z: that is 30m too early; "
          + "release it earlier or move the deadline."
      ),
      (
        .gap(at: after(600), gapSlots: 2, windowSlots: 24),
        "The trace has no value at 2020-01-01T00:10:00Z (2 of the 24 slots needed are missing); "
          + "fill short gaps, avoid them, or choose another window."
      ),
    ]
    for (error, text) in errors { #expect(error.description == text) }
  }
}
