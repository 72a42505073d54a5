import CarbonScheduling
import TestSupport
import Testing

/// The SCI against cases worked by hand.
@Suite struct AccountingTests {
  let start = Instant(secondsSince1970: 1_577_836_800)

  /// Readings of constant power in kW, one for each hour of `kilowatts`, as steps of a minute.
  private func log(_ powers: [[Double]], from first: Instant? = nil) throws -> PowerLog {
    let begin = (first ?? start).secondsSince1970 * 1_000
    return try PowerLog(
      devices: powers.map { hours in
        hours.enumerated().flatMap { hour, kilowatts in
          // Two readings close to the ends of the hour make a step of it, but for one millisecond.
          [(0, kilowatts), (3_599_999, kilowatts)].map {
            PowerReading(millisecondsSince1970: begin + Int64(hour) * 3_600_000 + $0.0, kilowatts: $0.1)
          }
        }
      }, longestInterval: .seconds(3_600))
  }

  private func trace(_ values: [Double?], slot: Int = 3_600) throws -> IntensityTrace {
    try IntensityTrace(start: start, slot: .seconds(slot), gramsPerKilowattHour: values)
  }

  /// 1 kWh at 100 g and 3 kWh at 300 g are 1000 g; the average of 200 g would make it 800 g.
  @Test func slotBySlotIsNotTheAverage() throws {
    let operational = try OperationalEmissions(of: log([[1, 3]]), on: trace([100, 300, 900]))
    #expect(abs(operational.emissions.grams - 1_000) < 0.001)
    #expect(abs(operational.averageMethod.grams - 800) < 0.001)
    #expect(abs(operational.energy.kilowattHours - 4) < 1e-5)
  }

  /// A straight line from 0 to 2 kW over two hours: 0.5 kWh, then 1.5 kWh.
  @Test func rampsAreSplitAtSlots() throws {
    let ramp = try PowerLog(
      devices: [
        [
          PowerReading(millisecondsSince1970: start.secondsSince1970 * 1_000, kilowatts: 0),
          PowerReading(millisecondsSince1970: (start.secondsSince1970 + 7_200) * 1_000, kilowatts: 2),
        ]
      ])
    let operational = try OperationalEmissions(of: ramp, on: trace([10, 1_000]))
    #expect(operational.energy.kilowattHours == 2)
    #expect(operational.emissions.grams == 0.5 * 10 + 1.5 * 1_000)
    #expect(operational.averageMethod.grams == 2 * 505)
  }

  @Test func constantPowerMakesBothMethodsEqual() throws {
    let operational = try OperationalEmissions(
      of: PowerLog(runs: [
        (start.secondsSince1970 * 1_000, (start.secondsSince1970 + 5_400) * 1_000, .kilowattHours(3))
      ]), on: trace([100, 400]))
    // 2 kW for an hour at 100 g and half an hour at 400 g.
    #expect(operational.emissions.grams == 600)
    #expect(abs(operational.averageMethod.grams - 600) < 1e-12)
  }

  @Test func pueAndDevices() throws {
    let operational = try OperationalEmissions(of: log([[1, 0], [0, 1]]), on: trace([100, 300]), pue: 1.5)
    #expect(abs(operational.meteredEnergy.kilowattHours - 2) < 1e-5)
    #expect(abs(operational.energy.kilowattHours - 3) < 1e-5)
    #expect(abs(operational.devices[0].emissions.grams - 150) < 1e-3)
    #expect(abs(operational.devices[1].emissions.grams - 450) < 1e-3)
    let sum = operational.devices.reduce(0) { $0 + $1.emissions.grams }
    #expect(abs(sum - operational.emissions.grams) < 1e-9)
  }

  /// 150 kg over four years of 365 days, for a day: 150000 / 1460 g; of one GPU in four a quarter of that.
  @Test func embodiedByShareOfTimeAndHardware() throws {
    let fourYears = Duration.seconds(4 * 365 * 86_400)
    let whole = try EmbodiedEmissions(total: Emissions(grams: 150_000), lifetime: fourYears)
    #expect(try abs(whole.share(of: .seconds(86_400)).grams - 150_000.0 / 1_460) < 1e-12)
    #expect(try whole.share(of: fourYears).grams == 150_000)
    #expect(throws: AccountingError.self) { try whole.share(of: fourYears + .seconds(1)) }
    let quarter = try EmbodiedEmissions(total: Emissions(grams: 150_000), lifetime: fourYears, resourceShare: 0.25)
    #expect(try quarter.share(of: fourYears).grams == 37_500)
  }

  /// SCI = (E x I + M) / R.
  @Test func theFormula() throws {
    let operational = try OperationalEmissions(
      of: PowerLog(runs: [
        (start.secondsSince1970 * 1_000, (start.secondsSince1970 + 3_600) * 1_000, .kilowattHours(2))
      ]), on: trace([250]))
    let sci = try SoftwareCarbonIntensity(
      operational: operational, embodied: Emissions(grams: 100), functionalUnits: 4)
    #expect(sci.total.grams == 600)
    #expect(sci.gramsPerUnit == 150)
    #expect(throws: AccountingError.functionalUnits(0)) {
      try SoftwareCarbonIntensity(operational: operational, functionalUnits: 0)
    }
  }

  @Test func whatCannotBeAccountedForIsAnError() throws {
    let log = try log([[1, 1, 1]])
    #expect(
      failure { _ = try OperationalEmissions(of: log, on: trace([1, 2])) }
        == "The power log lasts from 2020-01-01T00:00:00Z to 2020-01-01T03:00:00Z, the trace only from "
        + "2020-01-01T00:00:00Z to 2020-01-01T02:00:00Z; give a trace of the log's time, and check the log's time zone."
    )
    #expect(
      failure { _ = try OperationalEmissions(of: log, on: trace([1, nil, 2])) }
        == "The trace has no value at 2020-01-01T01:00:00Z (1 of the 3 slots needed are missing); "
        + "fill short gaps or give a complete trace.")
    for pue in [0.9, .nan, 1_000] {
      #expect(throws: AccountingError.self) { try OperationalEmissions(of: log, on: trace([1, 2, 3]), pue: pue) }
    }
    #expect(throws: AccountingError.self) {
      try EmbodiedEmissions(total: Emissions(grams: .nan), lifetime: .seconds(1))
    }
    #expect(throws: AccountingError.self) { try EmbodiedEmissions(total: Emissions(grams: 1), lifetime: .zero) }
    #expect(throws: AccountingError.self) {
      try EmbodiedEmissions(total: Emissions(grams: 1), lifetime: .seconds(1), resourceShare: 1.5)
    }
    #expect(throws: PowerLogError.coversNoTime) { try PowerLog(devices: []) }
    #expect(throws: PowerLogError.self) {
      try PowerLog(devices: [[PowerReading(millisecondsSince1970: 0, kilowatts: .nan)]])
    }
  }

  @Test func extremeTimesDoNotTrap() throws {
    for time in [Int64.min, .max, 1 << 60] {
      let readings = [PowerReading(millisecondsSince1970: time, kilowatts: 1)]
      #expect(throws: PowerLogError.time(millisecondsSince1970: time)) { try PowerLog(devices: [readings]) }
      #expect(throws: PowerLogError.self) { try PowerLog(runs: [(.min, time, .kilowattHours(1))]) }
    }
    let readings = [0, 1].map { PowerReading(millisecondsSince1970: $0, kilowatts: 1) }
    #expect(try PowerLog(devices: [readings], longestInterval: .seconds(Int64.max)).intervals.count == 1)
    #expect(throws: PowerLogError.coversNoTime) {
      try PowerLog(devices: [readings], longestInterval: .seconds(Int64.min))
    }
  }

  /// However a log is cut into intervals and a trace into slots, the grams are those of the plan that draws as much.
  @Test func agreesWithPlans() throws {
    let values = Pattern.randomWalk.values(count: 48, seed: 9)
    let trace = try trace(values.map { $0 }, slot: 1_800)
    let job = try Workload(duration: .seconds(12_345), power: .constant(kilowatts: 0.7))
    let plan = try FlexibleStart(within: .hours(18)).schedule(job, on: trace, releasedAt: start)
    let run = plan.runs[0]
    let cuts = stride(from: run.start.secondsSince1970, to: run.end.secondsSince1970, by: 97)
    let log = try PowerLog(
      devices: [
        (Array(cuts) + [run.end.secondsSince1970]).map {
          PowerReading(millisecondsSince1970: $0 * 1_000, kilowatts: 0.7)
        }
      ])
    let operational = try OperationalEmissions(of: log, on: trace)
    #expect(abs(operational.emissions.grams - plan.emissions.grams) < 1e-9 * abs(plan.emissions.grams))
  }

  @Test func equivalents() {
    let ton = Emissions(grams: 1e6)
    #expect(abs(EverydayEquivalent.phoneCharge.count(in: ton) - 121_654.5) < 0.1)
    #expect(abs(EverydayEquivalent.mileDriven.count(in: ton) - 2_512.56) < 0.01)
    #expect(abs(EverydayEquivalent.kilometreDriven.count(in: ton) - 4_043.58) < 0.01)
    #expect(abs(EverydayEquivalent.gallonOfGasoline.count(in: ton) - 112.52) < 0.01)
    #expect(abs(EverydayEquivalent.homeYear.count(in: ton) - 0.12048) < 1e-5)
    #expect(abs(EverydayEquivalent.railcarOfCoal.count(in: ton) - 1 / 181.29) < 1e-12)
    #expect(abs(EverydayEquivalent.barrelOfOil.count(in: ton) - 1 / 0.43) < 1e-12)
    #expect(EverydayEquivalent.nearest(below: Emissions(grams: 1)) == .phoneCharge)
    #expect(EverydayEquivalent.nearest(below: Emissions(grams: 397)) == .phoneCharge)
    #expect(EverydayEquivalent.nearest(below: Emissions(grams: 398)) == .mileDriven)
    #expect(EverydayEquivalent.nearest(below: Emissions(grams: 1e12)) == .railcarOfCoal)
    let masses = EverydayEquivalent.allCases.map(\.emissions)
    #expect(masses == masses.sorted())
    #expect(EverydayEquivalent.allCases.allSatisfy { $0.source.hasPrefix("US EPA") })
  }

  @Test func regionsCleanestFirst() throws {
    func region(_ name: String, _ values: [Double?], _ signal: Signal) throws -> IntensityTrace {
      try IntensityTrace(
        start: start, slot: .seconds(3_600), gramsPerKilowattHour: values, signal: signal, region: name)
    }
    let job = try Workload(duration: .seconds(3_600), power: .constant(kilowatts: 1))
    let traces = try [
      region("dear", [300, 290, 280], .marginal), region("clean", [100, 90, 80], .average),
      region("even", [300, 300, 280], .marginal), region("short", [1], .marginal),
    ]
    let comparison = RegionComparison(of: job, by: FlexibleStart(within: .hours(2)), in: traces)
    #expect(comparison.choices.map(\.region) == ["clean", "dear", "even"])
    #expect(comparison.choices.map(\.total.grams) == [80, 280, 280])
    #expect(comparison.failures.map(\.region) == ["short"])
    #expect(comparison.mixesSignals)
    let moved = RegionComparison(
      of: job, by: FlexibleStart(within: .hours(2)), in: traces, transfers: ["clean": Emissions(grams: 201)])
    #expect(moved.choices.map(\.region) == ["dear", "even", "clean"])
    #expect(moved.choices[2].total.grams == 281)
  }

  private func failure(_ body: () throws -> Void) -> String? {
    do {
      try body()
      return nil
    } catch {
      return "\(error)"
    }
  }
}
