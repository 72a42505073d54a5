import CarbonScheduling
import Testing

/// Alternatives, times and places worked by hand.
@Suite struct AlternativeComparisonTests {
  let start = Instant(secondsSince1970: 1_577_836_800)

  private func trace(_ region: String?, _ values: [Double?]) throws -> IntensityTrace {
    try IntensityTrace(start: start, slot: .seconds(3_600), gramsPerKilowattHour: values, region: region)
  }

  private func job(_ name: String, _ kilowattHours: Double, units: Double = 1, fixed: Double = 0, embodied: Double = 0)
    throws -> Alternative
  {
    try Alternative(
      name: name, workload: Workload(duration: .seconds(3_600), energy: .kilowattHours(kilowattHours)),
      fixedEnergy: .kilowattHours(fixed), embodied: Emissions(grams: embodied), functionalUnits: units)
  }

  @Test func energyOnly() throws {
    let comparison = try AlternativeComparison(
      of: [job("large", 5), job("small", 2)], by: FlexibleStart(within: .hours(2)),
      in: [trace("here", [100, 100, 100])], home: "here")
    let parts = try #require(comparison.parts)
    #expect((parts.from, parts.to, parts.energy, parts.time, parts.place) == (500, 200, 300, 0, 0))
    #expect(comparison.best.alternative.name == "small")
  }

  @Test func timeOnly() throws {
    let comparison = try AlternativeComparison(
      of: [job("one", 2), job("other", 2)], by: FlexibleStart(within: .hours(1)),
      in: [trace(nil, [300, 100])], home: "unnamed")
    let parts = try #require(comparison.parts)
    #expect((parts.from, parts.to, parts.energy, parts.time, parts.place) == (600, 200, 0, 400, 0))
    // Of equals the first.
    #expect(comparison.bestIndex == 0)
  }

  /// 4 kWh at 200 g here at once; 2 kWh at 50 g there an hour later.
  @Test func allThree() throws {
    let comparison = try AlternativeComparison(
      of: [job("large", 4), job("small", 2)], by: FlexibleStart(within: .hours(1)),
      in: [trace("there", [100, 50]), trace("here", [200, 100])], home: "here")
    #expect(comparison.best.best.region == "there")
    let parts = try #require(comparison.parts)
    #expect((parts.from, parts.to) == (800, 100))
    #expect(parts.energy + parts.time + parts.place == 700)
    for part in [parts.energy, parts.time, parts.place] { #expect(abs(part - 700.0 / 3) < 1e-11) }
  }

  /// (2 kWh x 100 g + 40 kWh paid once x 100 g + 500 g) / 10 units.
  @Test func perFunctionalUnit() throws {
    let comparison = try AlternativeComparison(
      of: [job("model", 10, units: 10), job("distilled", 2, units: 10, fixed: 40, embodied: 500)], by: RunNow(),
      in: [trace("here", [100])], home: "here")
    #expect(comparison.choices[0].now?.gramsPerUnit == 100)
    #expect(comparison.choices[1].now?.gramsPerUnit == 470)
    #expect(comparison.choices[1].now?.total.grams == 4_700)
    #expect(comparison.bestIndex == 0)
    let lines = comparison.choices.map(\.planned.line)
    #expect(lines[1] == EmissionLine(fixedGrams: 4_000, gramsPerUnit: 70))
    // 4000 g against 30 g less for each unit.
    #expect(BreakEven(between: lines[0], and: lines[1]).units == 134)
  }

  /// Nothing is moved for nothing, and a region that cannot take a job is named.
  @Test func placesThatDoNotHelp() throws {
    let comparison = try AlternativeComparison(
      of: [job("one", 1)], by: FlexibleStart(within: .hours(0)),
      in: [trace("same", [100]), trace("gap", [nil]), trace("home", [100])], home: "home", releasedAt: start)
    #expect(comparison.best.best.region == "home")
    #expect(comparison.failures.map(\.region) == ["gap"])
    #expect(throws: ComparisonError.noSuchRegion("mars", among: ["home"])) {
      try AlternativeComparison(of: [job("one", 1)], by: RunNow(), in: [trace("home", [1])], home: "mars")
    }
    #expect(throws: ComparisonError.noAlternatives) {
      try AlternativeComparison(of: [], by: RunNow(), in: [trace("home", [1])], home: "home")
    }
    #expect(throws: ComparisonError.self) {
      try AlternativeComparison(of: [job("one", 1)], by: RunNow(), in: [trace("home", [nil])], home: "home")
    }
  }

  /// Where the best region has no room for the first alternative, nobody knows what the place saves.
  @Test func partsThatNobodyKnows() throws {
    let long = try Alternative(
      name: "long", workload: Workload(duration: .seconds(7_200), energy: .kilowattHours(1)))
    let comparison = try AlternativeComparison(
      of: [long, job("short", 1)], by: RunNow(), in: [trace("home", [100, 100]), trace("clean", [1])], home: "home")
    #expect(comparison.best.best.region == "clean")
    #expect(comparison.parts == nil)
  }

  /// What runs at once in a gap has no emissions, and nothing is a saving against it.
  @Test func noBaselineInAGap() throws {
    let comparison = try AlternativeComparison(
      of: [job("one", 1), job("two", 2)], by: FlexibleStart(within: .hours(2)),
      in: [trace("home", [nil, 100, 50]).handlingGaps(.avoid)], home: "home")
    #expect(comparison.choices[0].now == nil && comparison.parts == nil)
    #expect(comparison.savings(of: comparison.best) == nil)
    #expect(comparison.best.best.emissions.gramsPerUnit == 50)
  }

  @Test func whatIsNoAlternative() {
    #expect(throws: AccountingError.functionalUnits(0)) { try job("x", 1, units: 0) }
    #expect(throws: AccountingError.fixedEnergy(.kilowattHours(-1))) { try job("x", 1, fixed: -1) }
    #expect(throws: AccountingError.self) { try job("x", 1, embodied: .nan) }
  }
}
