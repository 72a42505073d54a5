import CarbonScheduling
import Testing

@Suite struct SlotUseTests {
  let start = Instant(secondsSince1970: 1_577_836_800)

  /// A plan's log emits what the plan says, pieces of power and pauses included.
  @Test func plansAsLogs() throws {
    let trace = try IntensityTrace(
      start: start, slot: .seconds(3_600), gramsPerKilowattHour: [300, 100, 400, 50, 200])
    for power in try [
      Power.constant(kilowatts: 0.7),
      Power.profile([.init(duration: .seconds(1_000), kilowatts: 2), .init(duration: .seconds(6_200), kilowatts: 0.1)]),
    ] {
      let job = try Workload(duration: .seconds(7_200), power: power)
      let plan = try PauseAndResume(within: .hours(3)).schedule(job, on: trace, releasedAt: start)
      let log = try PowerLog(of: plan, for: job)
      #expect(abs(log.energy.kilowattHours - job.energy.kilowattHours) < 1e-12)
      let uses = try log.uses(on: trace)
      #expect(abs(uses.reduce(0) { $0 + $1.emissions.grams } - plan.emissions.grams) < 1e-9)
      guard power.pieces.isEmpty else { continue }
      #expect(uses.map(\.gramsPerKilowattHour) == [100, 50])
      #expect(uses.map(\.duration) == [.seconds(3_600), .seconds(3_600)])
    }
  }

  @Test func devicesShareASlot() throws {
    let trace = try IntensityTrace(start: start, slot: .seconds(3_600), gramsPerKilowattHour: [300, 100])
    func readings(_ seconds: [Int64], _ kilowatts: Double) -> [PowerReading] {
      seconds.map {
        PowerReading(millisecondsSince1970: (start.secondsSince1970 + $0) * 1_000, kilowatts: kilowatts)
      }
    }
    let log = try PowerLog(devices: [readings([0, 1_800, 3_600], 1), readings([1_800, 3_600, 5_400], 2)])
    let uses = try log.uses(on: trace, pue: 2)
    #expect(uses.map(\.energy.kilowattHours) == [4, 2])
    #expect(uses.map(\.duration) == [.seconds(3_600), .seconds(1_800)])
    #expect(throws: AccountingError.self) { try log.uses(on: trace, pue: 0) }
  }
}
