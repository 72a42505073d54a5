import CarbonScheduling
import TestSupport
import Testing

/// What can be asked of a series: values, times, integrals, parts.
@Suite struct SeriesTests {
  private func series(_ values: [Double?], slot: Int64 = 3_600) throws -> StepSeries {
    try StepSeries(start: newYear2020, slot: .seconds(slot), values: values)
  }

  @Test func valuesAtInstants() throws {
    let series = try series([10, nil, 30])
    #expect(series.slot(containing: after(-1)) == nil && series.slot(containing: after(10_800)) == nil)
    #expect(series.slot(containing: newYear2020) == 0 && series.slot(containing: after(10_799)) == 2)
    #expect(series.value(at: after(3_599)) == 10 && series.value(at: after(3_600)) == nil)
    #expect(series.value(at: after(7_200)) == 30 && series.value(at: after(10_800)) == nil)
  }

  /// Every span of seconds of a short series, against the sum over seconds.
  @Test func integralsOverTime() throws {
    let values = [3.0, -1, 4.5, 0]
    let series = try series(values, slot: 4)
    for begin in 0...16 {
      for end in begin...16 {
        let sum = (begin..<end).reduce(0.0) { $0 + values[$1 / 4] }
        let time = after(begin)..<after(end)
        #expect(try #require(series.integral(over: time)) * 3_600 == sum, "\(begin) to \(end)")
        let mean = series.mean(over: time)
        #expect(begin == end ? mean == nil : abs(try #require(mean) - sum / Double(end - begin)) < 1e-12)
      }
    }
    #expect(series.integral(over: after(-1)..<after(1)) == nil && series.integral(over: after(15)..<after(17)) == nil)
  }

  @Test func noIntegralOverGaps() throws {
    let series = try series([10, nil, 30], slot: 4)
    #expect(
      series.integral(over: after(0)..<after(5)) == nil && series.integral(over: after(0)..<after(4)) == 40.0 / 3_600)
  }

  @Test func partsAndContinuations() throws {
    let series = try series([1, nil, nil, 4, 5], slot: 4)
    let part = try series.slice(after(5)..<after(13))
    #expect(part.start == after(4) && part.values == [nil, nil, 4])
    #expect(
      try part.appending(StepSeries(start: part.end, slot: .seconds(4), values: [5]))
        == series.slice(after(4)..<after(99)))
    let head = try series.slice(after(-9)..<after(8))
    #expect(try head.appending(series.slice(after(8)..<after(20))) == series)
    #expect(try head.appending(series.slice(after(8)..<after(20))).gaps == [1..<3])
    #expect(throws: SeriesError.empty) { try series.slice(after(20)..<after(30)) }
    #expect(
      throws: SeriesError.notAdjoining(end: after(20), slot: .seconds(4), nextStart: after(24), nextSlot: .seconds(4))
    ) { try series.appending(StepSeries(start: after(24), slot: .seconds(4), values: [1])) }
  }

  @Test func slotsAreACollection() throws {
    let slots = try series([1, nil, 3]).slots
    #expect(slots.count == 3 && slots.map(\.value) == [1, nil, 3])
    #expect(slots[1].time == after(3_600)..<after(7_200) && slots.last?.time.upperBound == after(10_800))
  }

  /// Pounds are added up as pounds: equal sums stay equal, and become grams by one factor.
  @Test func sumsInTheirSourcesUnit() throws {
    let pounds = try IntensityTrace(
      start: newYear2020, slot: .seconds(300), values: [900.1, 800.3, 900.1, 800.3], gaps: [],
      in: .poundsPerMegawattHour,
      signal: .marginal, region: nil, source: nil)
    #expect(pounds.roundingStep == 0)
    let job = try job(seconds: 600)
    let first = try pounds.emissions(of: job, in: [Run(start: newYear2020, end: after(600))])
    let second = try pounds.emissions(of: job, in: [Run(start: after(600), end: after(1_200))])
    #expect(first == second && abs(first.grams - 1_700.4 * 0.45359237 / 12) < 1e-12)
    #expect(
      try FlexibleStart(within: .minutes(10)).schedule(job, on: pounds, releasedAt: newYear2020).runs[0].start
        == newYear2020)
    #expect(pounds[0] == 900.1 * 45_359_237 / 100_000_000)
  }

  /// Prices are no intensities: they may be far larger.
  @Test func largePrices() throws {
    let prices = try PriceSeries(start: newYear2020, slot: .seconds(3_600), pricePerKilowattHour: [2_000_000, -5])
    #expect(prices[0] == 2_000_000)
    #expect(throws: SeriesError.value(1e16, slot: 0, at: newYear2020)) {
      try PriceSeries(start: newYear2020, slot: .seconds(3_600), pricePerKilowattHour: [1e16])
    }
  }

  @Test func descriptionsAreOneLine() throws {
    var trace = try trace([1, nil, 3], slotSeconds: 3_600)
    trace.region = "west-us"
    trace.provenance = Provenance(.forecast, by: "WattTime")
    #expect(
      "\(trace)" == "west-us: 3 slots of 1h, 2020-01-01T00:00:00Z/2020-01-01T03:00:00Z, 1 without a value, "
        + "unknown signal, forecast by WattTime")
  }
}
