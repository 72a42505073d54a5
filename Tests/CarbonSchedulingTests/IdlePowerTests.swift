import CarbonScheduling
import TestSupport
import Testing

/// What a job draws while it is paused, as a cost of pauses.
@Suite struct IdlePowerTests {
  static let midnight = Instant(secondsSince1970: 1_577_836_800)

  private func plan(_ intensities: [Double], hours: Int64, kilowatts: Double = 1, idle: Double) throws -> Schedule {
    let trace = try IntensityTrace(start: Self.midnight, slot: .seconds(3_600), gramsPerKilowattHour: intensities)
    let job = try Workload(duration: .seconds(hours * 3_600), power: .constant(kilowatts: kilowatts))
    let algorithm = PauseAndResume(
      within: .hours(intensities.count - Int(hours)), resumeCost: try ResumeCost(idleKilowatts: idle))
    return try algorithm.schedule(job, on: trace, releasedAt: Self.midnight)
  }

  @Test func threeHours() throws {
    for (idle, grams, pauses) in [(0.0, 0.0, 1), (0.5, 1.5, 1), (4, 3, 0)] {
      let schedule = try plan([0, 3, 0], hours: 2, idle: idle)
      #expect(schedule.emissions.grams == grams && schedule.pauses == pauses, "\(idle)")
      #expect(schedule.idleEmissions.grams == (pauses == 0 ? 0 : 3 * idle))
      #expect(schedule.idleEnergy.kilowattHours == (pauses == 0 ? 0 : idle))
      #expect(schedule.energy.kilowattHours == 2 + schedule.idleEnergy.kilowattHours)
    }
  }

  /// Every choice of hours, for every idle power in quarters of a kilowatt.
  @Test(arguments: 0..<200)
  func againstEveryChoice(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let count = Int.random(in: 1...9, using: &random)
    let lowest = seed % 4 == 0 ? -20 : 0
    let intensities = (0..<count).map { _ in Double(Int.random(in: lowest...20, using: &random)) }
    let hours = Int.random(in: 1...count, using: &random)
    let idle = Double(Int.random(in: 0...8, using: &random)) / 4
    var least: (grams: Double, pauses: Int)?
    for mask in 1..<1 << count where mask.nonzeroBitCount == hours {
      let used = (0..<count).filter { mask >> $0 & 1 == 1 }
      var (grams, pauses) = (0.0, 0)
      for hour in used[0]...used[hours - 1] {
        let isUsed = mask >> hour & 1 == 1
        grams += intensities[hour] * (isUsed ? 1 : idle)
        if !isUsed, mask >> (hour - 1) & 1 == 1 { pauses += 1 }
      }
      if (grams, pauses) < least ?? (.infinity, 0) { least = (grams, pauses) }
    }
    let schedule = try plan(intensities, hours: Int64(hours), idle: idle)
    #expect(schedule.emissions.grams == least?.grams, "seed \(seed): \(intensities), \(hours) h, \(idle) kW")
    // With nothing drawn it is the paper's algorithm, which counts no pauses.
    if idle > 0 { #expect(schedule.pauses == least?.pauses, "seed \(seed)") }
  }

  /// Profiles follow progress; what is drawn in pauses does not.
  @Test func profiles() throws {
    let trace = try IntensityTrace(start: Self.midnight, slot: .seconds(3_600), gramsPerKilowattHour: [1, 9, 1])
    let job = try Workload(
      duration: .seconds(7_200),
      power: .profile([.init(duration: .seconds(3_600), kilowatts: 2), .init(duration: .seconds(3_600), kilowatts: 1)]))
    for (idle, grams) in [(0.25, 2 + 2.25 + 1), (1, 2 + 9.0)] {
      let algorithm = PauseAndResume(within: .hours(1), resumeCost: try ResumeCost(idleKilowatts: idle))
      let schedule = try algorithm.schedule(job, on: trace, releasedAt: Self.midnight)
      #expect(schedule.emissions.grams == grams, "\(idle)")
    }
  }

  @Test func whatIsImpossible() {
    for idle in [-0.1, .nan, .infinity, 2e12] {
      #expect(throws: JobError.self) { try ResumeCost(idleKilowatts: idle) }
    }
  }
}
