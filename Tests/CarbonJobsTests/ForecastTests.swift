import CarbonJobs
import CarbonScheduling
import Testing

/// New forecasts, missing ones, and what changes of plan cost.
@Suite struct ForecastTests {
  @Test func aBetterForecastChangesThePlan() throws {
    let simulation = try Simulation([50, 60, 60, 10, 60, 60, 60, 60], hours: 1)
    let newer = try Simulation.trace([50, 60, 60, 70, 60, 5, 60, 60])
    simulation.machine.at(.seconds(3_600)) { $0.forecasts = [newer] }
    let (_, receipt, state) = try simulation.run()
    #expect(Simulation.picture(receipt, slots: 8) == ".....#..")
    #expect(state.outlook.replans == 1 && receipt.plannedGrams == 10)
    #expect(abs((receipt.emissionsGrams ?? 0) - 5) < 1e-2 && receipt.hindsightGrams == 5)
  }

  /// What is saved by pausing now is less than the resume costs.
  @Test func changesPayForTheirResume() throws {
    for (energy, picture) in [(0.0, "#..#...."), (1.0, "##......")] {
      var simulation = try Simulation([10, 10, 60, 60, 60, 60, 60, 60], hours: 2)
      simulation.request.resumeCost = try ResumeCost(energy: .kilowattHours(energy))
      let newer = try Simulation.trace([10, 20, 60, 15, 60, 60, 60, 60])
      simulation.machine.at(.seconds(3_590)) { $0.forecasts = [newer] }
      let (_, receipt, _) = try simulation.run()
      #expect(Simulation.picture(receipt, slots: 8) == picture, "\(energy)")
    }
  }

  /// A pause in progress lasts as long as it must, whatever a new forecast says.
  @Test func limitsHoldOverWhatIsInProgress() throws {
    for (least, picture) in [(Duration.zero, "#.#..."), (.seconds(7_200), "#..#..")] {
      var paused = try Simulation([10, 90, 90, 10, 90, 90], hours: 2)
      paused.request.limits = try RunLimits(minimumPause: least, maximumPauses: 4)
      let newer = try Simulation.trace([10, 90, 5, 50, 90, 90])
      paused.machine.at(.seconds(5_400)) { $0.forecasts = [newer] }
      #expect(Simulation.picture(try paused.run().receipt, slots: 6) == picture, "\(least)")
    }
  }

  /// So does a run in progress.
  @Test func aRunInProgressIsLongEnough() throws {
    for (least, seconds) in [(Duration.zero, Int64(3_590)...3_610), (.seconds(7_200), 7_190...14_410)] {
      var running = try Simulation([10, 10, 90, 90, 10, 10, 90, 90], hours: 4)
      running.request.limits = try RunLimits(minimumRun: least, maximumPauses: 4)
      let newer = try Simulation.trace([10, 90, 90, 10, 10, 10, 90, 90])
      running.machine.at(.seconds(3_590)) { $0.forecasts = [newer] }
      let run = try #require(try running.run().receipt.runs.first)
      #expect(seconds.contains(run.duration.components.seconds), "\(run)")
    }
  }

  @Test func withoutAForecastItRuns() throws {
    let simulation = try Simulation([10, 10, 10, 10], hours: 2)
    simulation.machine.forecasts = []
    let (_, receipt, _) = try simulation.run()
    #expect(Simulation.picture(receipt, slots: 4) == "##..")
    #expect(receipt.emissionsGrams == nil && receipt.unknown == 7_200)
    #expect(simulation.machine.kinds.first == .withoutForecast)
  }

  @Test func withoutAForecastItMayWait() throws {
    var simulation = try Simulation([10, 10, 10, 10], hours: 1)
    simulation.machine.forecasts = []
    simulation.policy.withoutForecast = .wait
    let (_, receipt, _) = try simulation.run()
    // As long as the deadline allows.
    #expect(Simulation.picture(receipt, slots: 4) == "...#")
    var helped = try Simulation([10, 10, 10, 10], hours: 1)
    helped.machine.forecasts = []
    helped.policy.withoutForecast = .wait
    let forecast = try Simulation.trace([50, 50, 10, 50])
    helped.machine.at(.seconds(60)) { $0.forecasts = [forecast] }
    #expect(Simulation.picture(try helped.run().receipt, slots: 4) == "..#.")
  }

  /// A forecast that has ended is to blame, and no deadline.
  @Test func aForecastThatHasEnded() throws {
    var simulation = try Simulation([50, 10], hours: 1)
    simulation.machine.wall += 3 * 3_600 * .second
    simulation.deadline = SimulatedMachine.midnight.advanced(by: .seconds(48 * 3_600))
    _ = try simulation.run()
    let event = try #require(simulation.machine.events.first { $0.kind == .withoutForecast })
    #expect(event.note.contains("lies after the trace, which ends at 2020-01-01T02:00:00Z"), "\(event.note)")
    simulation.request.job = try Workload(duration: .seconds(3 * 3_600), power: .constant(kilowatts: 1))
    let trace = try Simulation.trace([50, 10])
    #expect(
      throws: SchedulingError.windowPastTrace(
        windowEnd: SimulatedMachine.midnight.advanced(by: .seconds(3 * 3_600)), traceEnd: trace.end)
    ) {
      try RestPlanner(simulation.request).plan(
        .init(now: SimulatedMachine.midnight.wall, progress: 0, deadline: simulation.deadline), on: trace)
    }
  }

  /// A forecast that ends before the deadline leaves the time that it knows.
  @Test func aShortForecast() throws {
    var simulation = try Simulation([50, 10, 60], hours: 1)
    simulation.deadline = SimulatedMachine.midnight.advanced(by: .seconds(48 * 3_600))
    let (_, receipt, _) = try simulation.run()
    #expect(Simulation.picture(receipt, slots: 4) == ".#..")
  }

  @Test func knownIntensityIsTheLatest() throws {
    var known = KnownIntensity()
    let end = SimulatedMachine.midnight.advanced(by: .seconds(86_400))
    known.take(try Simulation.trace([10, 12, 11, 9, 8]), from: SimulatedMachine.midnight, to: end)
    let later = SimulatedMachine.midnight.advanced(by: .seconds(7_200))
    known.take(try Simulation.trace([13, 9], from: later), from: SimulatedMachine.midnight, to: end)
    let hours = (0..<6).map { known.value(at: SimulatedMachine.midnight.wall + Int64($0) * 3_600 * .second) }
    #expect(hours.map(\.gramsPerKilowattHour) == [10, 12, 13, 9, 8, nil])
    let (sum, unknown) = known.integral(
      from: SimulatedMachine.midnight.wall + 1_800 * .second, to: SimulatedMachine.midnight.wall + 6 * 3_600 * .second)
    #expect(sum == 5 + 12 + 13 + 9 + 8 && unknown == 3_600 * .second)
  }

  /// Slots of other lengths lie side by side, the latest on top.
  @Test func slotsThatDoNotFit() throws {
    var known = KnownIntensity()
    let end = SimulatedMachine.midnight.advanced(by: .seconds(86_400))
    known.take(try Simulation.trace([10, 20]), from: SimulatedMachine.midnight, to: end)
    let half = SimulatedMachine.midnight.advanced(by: .seconds(1_800))
    known.take(
      try Simulation.trace([1, 2], slot: .seconds(600), from: half), from: SimulatedMachine.midnight, to: end)
    let (sum, unknown) = known.integral(
      from: SimulatedMachine.midnight.wall, to: SimulatedMachine.midnight.wall + 7_200 * .second)
    #expect(abs(sum - (5 + 1.0 / 6 + 2.0 / 6 + 10.0 / 6 + 20)) < 1e-9 && unknown == 0)
  }

  /// Profiles follow progress; warming up is no progress.
  @Test func profilesAndWarmUps() throws {
    var simulation = try Simulation([10, 60, 10, 60, 60, 60], hours: 1.5)
    simulation.machine.work = 2 * 3_600 * .second
    simulation.request.job = try Workload(
      duration: .seconds(5_400),
      power: .profile([
        try .init(duration: .seconds(3_600), kilowatts: 2), try .init(duration: .seconds(1_800), kilowatts: 1),
      ]))
    simulation.request.resumeCost = try ResumeCost(time: .seconds(1_800))
    let (_, receipt, _) = try simulation.run()
    // Two hours at work, of which half an hour is warm-up or is late.
    #expect(receipt.kilowattHours > 2.4 && receipt.kilowattHours < 4.1)
    #expect(receipt.progress <= 7_200)
  }
}
