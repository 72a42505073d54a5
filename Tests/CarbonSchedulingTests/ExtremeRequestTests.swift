import CarbonScheduling
import Foundation
import TestSupport
import Testing

/// Lengths, powers and costs at the ends of what types can hold are answered: with a plan or an error, never a trap.
@Suite struct ExtremeRequests {
  /// More seconds than `Int64` holds, of which `components` cannot be asked.
  static let beyond: [Duration] = [.seconds(Int64.max) * 3, .seconds(Int64.min) * 3]

  let wave: IntensityTrace

  init() throws { wave = try trace((0..<50).map { Double($0 * 37 % 23) }, slotSeconds: 300) }

  @Test(arguments: Self.beyond)
  func lengthsBeyondAllSeconds(length: Duration) throws {
    let job = try job(seconds: 900)
    #expect(throws: JobError.self) { try Workload(duration: length, power: .constant(kilowatts: 1)) }
    #expect(throws: TraceError.slotLength(length)) {
      try IntensityTrace(start: newYear2020, slot: length, gramsPerKilowattHour: [1.0])
    }
    #expect(throws: SchedulingError.self) {
      try FlexibleStart(within: .duration(length)).schedule(job, on: wave, releasedAt: newYear2020)
    }
    let stepped = FlexibleStart(within: .hours(1), startStep: length)
    if length < .zero {
      #expect(throws: SchedulingError.startStep(length)) {
        try stepped.schedule(job, on: wave, releasedAt: newYear2020)
      }
    } else {
      #expect(try stepped.schedule(job, on: wave, releasedAt: newYear2020).runs[0].start == newYear2020)
    }
    #expect(throws: JobError.self) { try ResumeCost(time: length) }
    #expect(throws: JobError.self) { try RunLimits(minimumRun: length) }
    #expect(throws: JobError.self) { try RunLimits(minimumPause: length) }
    let end = Instant(secondsSince1970: length < .zero ? .min : .max)
    let epoch = Instant(secondsSince1970: 0)
    #expect(epoch.advanced(by: length) == end)
    #expect(AddedTime.duration(length).description.hasSuffix(length < .zero ? "s" : "7s"))
    #expect(throws: JobError.powerPiece(duration: length, kilowatts: 1)) {
      try Power.Piece(duration: length, kilowatts: 1)
    }
    #expect(throws: AccountingError.self) {
      try EmbodiedEmissions(total: Emissions(grams: 1), lifetime: .zero).share(of: length)
    }
  }

  @Test func addedTimesBeyondAllSeconds() {
    #expect(AddedTime.hours(.max) == .duration(.seconds(Int64.max)))
    #expect(AddedTime.days(.min) == .duration(.seconds(Int64.min)))
    #expect(AddedTime.minutes(90) == .duration(.seconds(5_400)))
  }

  @Test func curveWithAStepBeyondTheTrace() throws {
    let curve = try FlexibleStart(within: .hours(1), startStep: .seconds(Int64.max))
      .savingsCurve(job(seconds: 900), on: wave, releasedAt: newYear2020)
    let now = try RunNow().schedule(job(seconds: 900), on: wave, releasedAt: newYear2020)
    #expect(curve.count == 13)
    #expect(curve.allSatisfy { $0.emissions == now.emissions })
  }

  /// Where sums of very many slots have no room for what tells them apart, there is no plan, rather than one of values that were
  /// rounded to nothing.
  @Test func slotsBeyondAllSums() throws {
    let cost = try ResumeCost(emissions: Emissions(grams: 1))
    let count = 1 << 18
    let seconds = try trace((0..<count).map { $0 / 300 % 2 == 0 ? 500 : 100 }, slotSeconds: 1)
    let dear = try ResumeCost(emissions: Emissions(grams: 4_000))
    #expect {
      try PauseAndResume(within: .duration(.seconds(Int64(count) - 2_000)), resumeCost: dear)
        .schedule(job(seconds: 1_800, kilowatts: 100), on: seconds, releasedAt: newYear2020)
    } throws: { error in
      guard case SchedulingError.tooLarge = error else { return false }
      return true
    }
    let few = try trace((0..<4_000).map { $0 / 300 % 2 == 0 ? 500 : 100 }, slotSeconds: 1)
    let plan = try PauseAndResume(within: .duration(.seconds(2_000)), resumeCost: cost)
      .schedule(job(seconds: 600, kilowatts: 100), on: few, releasedAt: newYear2020)
    #expect(plan.runs.count == 2)
  }

  /// Intensities that fall from slot to slot, so that no plan is the one of a shorter added time. What is said to fit does.
  @Test(arguments: [nil, 3]) func curvesOfTooManyPlans(mostPauses: Int?) throws {
    let falling = try trace((0..<400).map { Double(1_000 - $0 + 300 * ($0 % 3)) }, slotSeconds: 3_600)
    let job = try job(seconds: 36_000)
    let cost = try ResumeCost(emissions: Emissions(grams: 20))
    let limits = try RunLimits(maximumPauses: mostPauses)
    func curve(_ added: Duration, _ most: Double) throws -> [TradeOff] {
      try PauseAndResume(within: .duration(added), resumeCost: cost, limits: limits)
        .savingsCurve(job, on: falling, releasedAt: newYear2020, mostWork: most) { _, _ in }
    }
    let all = try curve(.seconds(390 * 3_600), CurveWork.most)
    #expect(all.count == 391)
    do {
      _ = try curve(.seconds(390 * 3_600), 200_000)
      Issue.record("There is no limit.")
    } catch SchedulingError.curveTooLarge(points: 391, fitting: .addedTime(let fitting)) {
      #expect(fitting > .zero)
      let short = try curve(fitting, 200_000)
      #expect(short == Array(all.prefix(short.count)))
      #expect(throws: SchedulingError.self) { try curve(fitting + .seconds(100 * 3_600), 200_000) }
    }
  }

  @Test(arguments: [0x1p-1074, 1e-300, 0.99e-12])
  func powersNextToNothing(kilowatts: Double) throws {
    #expect(throws: JobError.power(kilowatts: kilowatts)) { try job(seconds: 60, kilowatts: kilowatts) }
    let energy = Energy.kilowattHours(kilowatts / 60)
    #expect(throws: JobError.energy(energy)) { try Workload(duration: .seconds(60), energy: energy) }
    _ = try job(seconds: 60, kilowatts: 1e-12)
  }

  /// Costs on a grid no finer than the smallest number, and starts that no number has room for.
  @Test(arguments: [0x1p-1074, 0x1p-1030, 1e-300, 1e-12], [0, 0x1p-1074, 2, 1e12])
  func startsBesideTinyIntensities(unit: Double, grams: Double) throws {
    let trace = try trace([1, 0, 3, 0, 1, 3].map { $0 * unit }, slotSeconds: 300)
    for kilowatts in [1e-12, 1, 1e12] {
      let algorithm = PauseAndResume(
        within: .minutes(20),
        resumeCost: try ResumeCost(energy: .kilowattHours(grams), emissions: Emissions(grams: grams)),
        limits: try RunLimits(minimumPause: .seconds(600)))
      let plan = try algorithm.schedule(job(seconds: 600, kilowatts: kilowatts), on: trace, releasedAt: newYear2020)
      #expect(plan.emissions.grams.isFinite)
      #expect(plan.runs.reduce(.zero) { $0 + $1.duration } == .seconds(600))
    }
  }

  /// As many pieces as seconds, all alike, are a constant power.
  @Test func profilesOfManyPieces() throws {
    let seconds = sized(debug: 60, release: 3_600)
    let pieces = [Power.Piece](repeating: try Power.Piece(duration: .seconds(1), kilowatts: 2), count: seconds)
    let profiled = try Workload(duration: .seconds(seconds), power: .profile(pieces))
    let steady = try job(seconds: seconds, kilowatts: 2)
    for time in [0, 300] {
      let algorithm = PauseAndResume(within: .hours(2), resumeCost: try ResumeCost(time: .seconds(time)))
      let plan = try algorithm.schedule(profiled, on: wave, releasedAt: newYear2020)
      let other = try algorithm.schedule(steady, on: wave, releasedAt: newYear2020)
      #expect(plan.runs == other.runs)
      #expect(abs(plan.emissions.grams - other.emissions.grams) < 1e-9)
      #expect(abs(plan.resumeEmissions.grams - other.resumeEmissions.grams) < 1e-9)
    }
  }

  /// Pieces that cancel out would let a run end before it begins.
  @Test func decodedProfilesAreChecked() throws {
    let good = try Power.profile([try Power.Piece(duration: .seconds(60), kilowatts: 2)])
    let text = String(decoding: try JSONEncoder().encode(good), as: UTF8.self)
    #expect(try JSONDecoder().decode(Power.self, from: Data(text.utf8)) == good)
    let bad = #"{"pieces": [{"seconds": -60, "kilowatts": 2}, {"seconds": 120, "kilowatts": 2}]}"#
    #expect(throws: JobError.powerPiece(duration: .seconds(-60), kilowatts: 2)) {
      try JSONDecoder().decode(Power.self, from: Data(bad.utf8))
    }
  }

  @Test func savingsBesideABaselineNextToNothing() {
    let savings = Savings(baseline: Emissions(grams: 0x1p-1074), emissions: Emissions(grams: -1e6))
    #expect(savings.percent == .greatestFiniteMagnitude)
  }
}
