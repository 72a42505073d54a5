import CarbonJobs
import CarbonScheduling
import TestSupport
import Testing

/// Machines that are suspended and clocks that are set, with progress right to the second.
@Suite struct SuspendTests {
  @Test func suspendedWhileRunning() throws {
    let simulation = try Simulation([10, 10, 10, 10, 10, 10], hours: 2)
    simulation.machine.at(.seconds(3_000)) { $0.wall += 2 * 3_600 * .second }
    let (_, receipt, _) = try simulation.run()
    #expect(receipt.progress == 7_200)
    #expect(Simulation.picture(receipt, slots: 6) == "+.+#..")
    let seconds = receipt.runs.reduce(0) { $0 + $1.duration.components.seconds }
    #expect(abs(seconds - 7_200) <= 1)
    #expect(simulation.machine.kinds.contains(.clockJumped))
    #expect(abs((receipt.emissionsGrams ?? 0) - 20) < 0.01)
  }

  /// Asleep over the planned run: what is left is planned anew.
  @Test func suspendedOverAPlannedRun() throws {
    let simulation = try Simulation([50, 10, 60, 20, 70, 30, 80, 90], hours: 1)
    simulation.machine.at(.seconds(1_800)) { $0.wall += 5_400 * .second }
    let (_, receipt, state) = try simulation.run()
    #expect(Simulation.picture(receipt, slots: 8) == "...#....")
    #expect(state.outlook.replans == 1)
  }

  @Test func suspendedUntilTheDeadlineIsNear() throws {
    let simulation = try Simulation([50, 10, 60, 10, 70, 10, 80, 90], hours: 2)
    simulation.machine.at(.seconds(1_800)) { $0.wall += 5 * 3_600 * .second + 2_400 * .second }
    let (_, receipt, _) = try simulation.run()
    #expect(receipt.progress == 7_200 && receipt.pauses == 0)
    #expect(simulation.machine.kinds.contains(.deadline))
  }

  @Test func theClockIsSetBack() throws {
    let simulation = try Simulation([10, 10, 10, 10, 10, 10], hours: 2)
    simulation.machine.at(.seconds(3_000)) { $0.wall -= 1_000 * .second }
    let (_, receipt, _) = try simulation.run()
    #expect(receipt.progress == 7_200)
    #expect(abs(receipt.kilowattHours - 2) < 1e-3)
  }

  /// A machine so busy that each look comes late, and the end of each run too: what ran is what counts.
  @Test(arguments: 0..<20)
  func wokenLate(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let simulation = try Simulation([50, 10, 60, 10, 20, 70, 10, 80], hours: 3)
    simulation.machine.oversleeps = { Int64.random(in: 0..<90 * .second, using: &random) }
    let (ending, receipt, _) = try simulation.run()
    #expect(ending.code == 0 && simulation.machine.worked == 3 * 3_600 * .second)
    #expect(abs(receipt.progress - 3 * 3_600) < 1e-3, "seed \(seed): \(receipt.progress)")
    #expect(abs(receipt.kilowattHours - 3) < 1e-3)
    #expect(receipt.pauses == 2 && !simulation.machine.kinds.contains(.clockJumped))
  }

  /// Many suspends, steps and stops at random: what it worked is what it is said to have.
  @Test(arguments: 0..<sized(debug: 24, release: 200))
  func progressIsWhatItWorked(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let intensities = (0..<48).map { _ in Double.random(in: 10..<100, using: &random) }
    var simulation = try Simulation(intensities, slot: .seconds(120), hours: 0.2)
    simulation.policy.endsInPauses = seed % 3 == 0
    simulation.deadline = SimulatedMachine.midnight.advanced(by: .seconds(24 * 120))
    for _ in 0..<8 {
      let time = Duration.seconds(Double.random(in: 0..<20 * 120, using: &random))
      let jump = Int64.random(in: -100..<300, using: &random) * .second
      simulation.machine.at(time) { $0.wall += jump }
    }
    let (ending, receipt, _) = try simulation.run()
    #expect(ending.code == 0)
    #expect(simulation.machine.worked == 720 * .second)
    #expect(abs(receipt.progress - 720) < 1e-3, "seed \(seed)")
    // Each run is told in whole seconds.
    let seconds = receipt.runs.reduce(0) { $0 + $1.duration.components.seconds }
    #expect(abs(seconds - 720) <= Int64(receipt.runs.count), "seed \(seed): \(seconds)")
    #expect(abs(receipt.kilowattHours - 0.2) < 1e-3)
  }
}
