import CarbonJobs
import CarbonScheduling
import Testing

/// The rules of running by plan, in simulated hours.
@Suite struct SupervisorTests {
  @Test func runsInTheCheapestHours() throws {
    let simulation = try Simulation([50, 10, 60, 10, 20, 70, 10, 80], hours: 3)
    let (ending, receipt, state) = try simulation.run()
    #expect(ending == JobEnding(code: 0))
    #expect(Simulation.picture(receipt, slots: 8) == ".#.#..#.")
    #expect(receipt.pauses == 2 && state.outlook.replans == 0)
    #expect(receipt.progress == 3 * 3_600)
    #expect(abs((receipt.emissionsGrams ?? 0) - 30) < 0.01 && receipt.plannedGrams == 30)
    #expect(receipt.baselineGrams == 120 && receipt.hindsightGrams == 30)
    #expect(abs(receipt.kilowattHours - 3) < 1e-3)
    #expect(simulation.machine.kinds == [.planned, .started, .paused, .resumed, .paused, .resumed, .ended])
  }

  @Test func flexibleStartRunsOnce() throws {
    let simulation = try Simulation([50, 10, 60, 10, 20, 70], .flexibleStart, hours: 2)
    let (_, receipt, _) = try simulation.run()
    #expect(Simulation.picture(receipt, slots: 6) == "...##.")
    #expect(receipt.pauses == 0)
  }

  @Test func runNowRunsAtOnce() throws {
    let (_, receipt, _) = try Simulation([50, 10, 60, 10], .runNow, hours: 2).run()
    #expect(Simulation.picture(receipt, slots: 4) == "##..")
  }

  @Test func whatEndsEarlyDropsTheRestOfThePlan() throws {
    let simulation = try Simulation([50, 10, 60, 10, 20, 70, 10, 80], hours: 3, work: .seconds(5_400))
    let (ending, receipt, _) = try simulation.run()
    #expect(ending.code == 0)
    #expect(Simulation.picture(receipt, slots: 8) == ".#.+....")
    #expect(receipt.progress == 5_400 && receipt.pauses == 1)
  }

  @Test func whatIsLateRunsOn() throws {
    let simulation = try Simulation([50, 10, 60, 10, 20, 70, 10, 80], hours: 2, work: .seconds(3 * 3_600))
    let (_, receipt, _) = try simulation.run()
    // The plan is the second and the fourth hour.
    #expect(Simulation.picture(receipt, slots: 8) == ".#.##...")
    #expect(simulation.machine.kinds.contains(.late))
  }

  @Test func whatIsLateMayWaitForCheapHours() throws {
    var simulation = try Simulation([50, 10, 60, 10, 20, 70, 10, 80, 10], hours: 2, work: .seconds(4 * 3_600))
    simulation.policy.whenLate = .pause
    let (_, receipt, _) = try simulation.run()
    #expect(Simulation.picture(receipt, slots: 9) == ".#.#..#.#")
  }

  @Test func aDeadlineThatCannotBeMetIsRunAtOnce() throws {
    var simulation = try Simulation([50, 10, 60, 10], hours: 2)
    simulation.deadline = SimulatedMachine.midnight.advanced(by: .seconds(3_600))
    let (_, receipt, _) = try simulation.run()
    #expect(Simulation.picture(receipt, slots: 4) == "##..")
    #expect(simulation.machine.kinds.contains(.deadline))
  }

  @Test func exitCodesAreTheCommandsOwn() throws {
    let simulation = try Simulation([10, 10], hours: 1)
    simulation.machine.exitCode = 3
    #expect(try simulation.run().ending == JobEnding(code: 3))
  }

  @Test func signalsAreHandedOn() throws {
    for (time, phase) in [(1.5, "running"), (2.5, "paused")] {
      let simulation = try Simulation([50, 10, 60, 10], hours: 2)
      simulation.machine.at(.seconds(time * 3_600)) { $0.pendingSignals = [15] }
      let (ending, _, _) = try simulation.run()
      #expect(ending == JobEnding(code: 143, signal: 15), "\(phase)")
      #expect(simulation.machine.delivered == [15], "\(phase)")
    }
    let waiting = try Simulation([50, 10, 60, 10], hours: 2)
    waiting.machine.at(.seconds(60)) { $0.pendingSignals = [2] }
    #expect(try waiting.run().ending == JobEnding(code: 130, signal: 2))
    #expect(waiting.machine.starts.isEmpty && waiting.machine.delivered.isEmpty)
  }

  @Test func restartsEndAndStartAgain() throws {
    var simulation = try Simulation([50, 10, 60, 10, 20, 70, 10, 80], hours: 3)
    simulation.policy.endsInPauses = true
    let (ending, receipt, _) = try simulation.run()
    #expect(ending == JobEnding(code: 0))
    #expect(Simulation.picture(receipt, slots: 8) == ".#.#..#.")
    #expect(simulation.machine.starts.map(\.resumes) == [false, true, true])
    #expect(simulation.machine.starts.map(\.attempt) == [1, 2, 3])
    #expect(receipt.progress == 3 * 3_600 && receipt.starts == 3)
    let waiting = simulation.machine.events.filter { $0.kind == .paused }
    #expect(waiting.count == 2)
  }

  @Test func aSignalInARestartsPauseEndsTheJob() throws {
    var simulation = try Simulation([50, 10, 60, 10], hours: 2)
    simulation.policy.endsInPauses = true
    simulation.machine.at(.seconds(9_000)) { $0.pendingSignals = [1] }
    #expect(try simulation.run().ending == JobEnding(code: 129, signal: 1))
    #expect(simulation.machine.delivered.isEmpty)
  }

  @Test func whatDoesNotPauseIsForcedTo() throws {
    let simulation = try Simulation([50, 10, 60, 10], hours: 2)
    simulation.machine.ignoresPause = true
    let (_, receipt, _) = try simulation.run()
    #expect(simulation.machine.forced == 1)
    // Ten seconds of grace into the third hour, and as much less of the fourth.
    #expect(Simulation.picture(receipt, slots: 4) == ".#++" || Simulation.picture(receipt, slots: 4) == ".#+#")
    #expect(receipt.progress == 7_200 && receipt.pauses == 1)
  }

  @Test func whatCannotBePausedRunsOn() throws {
    let simulation = try Simulation([50, 10, 60, 10], hours: 2)
    (simulation.machine.ignoresPause, simulation.machine.ignoresForce) = (true, true)
    let (ending, receipt, _) = try simulation.run()
    #expect(ending.code == 0 && receipt.pauses == 0)
    #expect(Simulation.picture(receipt, slots: 4) == ".##.")
    #expect(simulation.machine.kinds.contains(.stillRunning))
  }

  @Test func stoppedByOthersIsNoProgress() throws {
    let simulation = try Simulation([10, 10, 10, 10, 10], hours: 2)
    simulation.machine.at(.seconds(1_800)) { $0.stopByOthers() }
    simulation.machine.at(.seconds(3_600)) { $0.goByOthers() }
    let (_, receipt, _) = try simulation.run()
    #expect(Simulation.picture(receipt, slots: 5) == "+#+..")
    #expect(receipt.progress == 7_200 && receipt.pauses == 0)
    #expect(simulation.machine.kinds.contains(.stoppedByOthers) && simulation.machine.kinds.contains(.wentByOthers))
  }

  /// While nothing happens, the machine is woken once a second at most.
  @Test func sleepsASecond() throws {
    let simulation = try Simulation([50, 50, 50, 50, 50, 50, 10, 50], hours: 1)
    _ = try simulation.run()
    #expect(simulation.machine.sleeps < 7 * 3_600 + 100)
    // Once a minute while it runs; while it waits there is nothing to save.
    #expect((60..<80).contains(simulation.machine.saves))
    #expect(simulation.machine.statuses < 7 * 60 + 20)
  }
}
