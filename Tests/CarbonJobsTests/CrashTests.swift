import CarbonJobs
import CarbonScheduling
import Foundation
import TestSupport
import Testing

/// Supervisors that are killed at any change of state, and others that go on.
@Suite struct CrashTests {
  static let seeds = 0..<(LargeCases.areAsked ? 2_000 : 80)

  @Test func goesOnAfterACrash() throws {
    for seed in Self.seeds {
      var random = SeededGenerator(seed: UInt64(seed))
      let intensities = (0..<12).map { _ in Double(Int.random(in: 1..<10, using: &random)) }
      var simulation = try Simulation(intensities, slot: .seconds(60), hours: 3.0 / 60)
      simulation.policy.endsInPauses = seed % 2 == 1
      simulation.machine.crashAfter = Int.random(in: 1..<20, using: &random)
      simulation.machine.crashesBeforeWriting = Bool.random(using: &random)
      let (ending, receipt, _) = try simulation.run()
      #expect(ending == JobEnding(code: 0), "seed \(seed)")
      #expect(simulation.machine.worked == 180 * .second, "seed \(seed)")
      #expect(abs(receipt.progress - 180) < 1e-3, "seed \(seed): \(receipt.progress)")
      #expect(abs(receipt.kilowattHours - 0.05) < 1e-3, "seed \(seed): \(receipt.kilowattHours)")
      if simulation.policy.endsInPauses {
        #expect(simulation.machine.starts.first?.resumes == false, "seed \(seed)")
      } else {
        // Exactly once.
        #expect(simulation.machine.starts.count == 1, "seed \(seed): \(simulation.machine.starts)")
      }
    }
  }

  /// After a reboot nothing is left of the process; with restarts it is started again, else that is an error.
  @Test func theProcessIsGone() throws {
    for endsInPauses in [true, false] {
      var simulation = try Simulation([10, 10, 10, 10, 10, 10], hours: 2)
      simulation.policy.endsInPauses = endsInPauses
      simulation.machine.work = 3 * 3_600 * .second
      simulation.machine.crashAfter = 40
      simulation.machine.whenCrashed = { $0.lose() }
      if endsInPauses {
        let (ending, _, _) = try simulation.run()
        #expect(ending.code == 0)
        #expect(simulation.machine.starts.map(\.resumes) == [false, true])
      } else {
        #expect(throws: SupervisionError.processLost) { try simulation.run() }
      }
    }
  }

  /// A disk that is full is said once, and ends no job that runs; but none is begun whose state cannot be kept.
  @Test func aFullDisk() throws {
    let simulation = try Simulation([50, 10, 60, 10, 20, 70, 10, 80], hours: 3)
    simulation.machine.at(.seconds(3_000)) { $0.isFull = true }
    simulation.machine.at(.seconds(20_000)) { $0.isFull = false }
    let (ending, receipt, state) = try simulation.run()
    #expect(ending.code == 0 && Simulation.picture(receipt, slots: 8) == ".#.#..#.")
    #expect(simulation.machine.kinds.count { $0 == .unsaved } == 1)
    let saved = try #require(simulation.machine.saved)
    #expect(try JSONDecoder().decode(JobState.self, from: saved).ending == state.ending && state.ending != nil)
    let other = try Simulation([10, 10], hours: 1)
    other.machine.isFull = true
    #expect(throws: SimulatedMachine.FullDisk.self) { try other.run() }
    #expect(other.machine.starts.isEmpty)
  }

  /// Ten thousand pauses: neither the state nor what is held grows.
  @Test func manyChanges() throws {
    let pauses = LargeCases.areAsked ? 5_000 : 200
    let intensities = (0..<2 * pauses).map { $0 % 2 == 0 ? 90.0 : 10 }
    var simulation = try Simulation(intensities, slot: .seconds(20), hours: Double(pauses) * 20 / 3_600)
    simulation.policy.grace = 0
    let (ending, receipt, _) = try simulation.run()
    #expect(ending.code == 0 && receipt.pauses == pauses - 1)
    #expect(receipt.runs.count == pauses)
    #expect(simulation.machine.events.count >= 2 * pauses)
    #expect(simulation.machine.saves >= 2 * pauses)
    #expect(simulation.machine.largestState < 2_000)
  }
}
