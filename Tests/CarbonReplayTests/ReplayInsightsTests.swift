import CarbonReplay
import CarbonScheduling
import TestSupport
import Testing

@Suite struct Insights {
  private static let start = Instant(secondsSince1970: 1_577_836_800 + 7_200)

  private func trace(_ values: [Double?], start: Instant = Self.start) throws -> IntensityTrace {
    try IntensityTrace(start: start, slot: .seconds(300), gramsPerKilowattHour: values)
  }

  private func insights(
    on trace: IntensityTrace, minutes: [Int] = [60], addedTimes: [AddedTime] = [.hours(3)]
  ) async throws -> ReplayInsights {
    let replay = Replay(
      regions: [.init(name: "a", trace: trace)],
      workloads: try minutes.map {
        .init(name: "\($0)", workload: try Workload(duration: .seconds(60 * $0), energy: .kilowattHours(Double($0))))
      }, addedTimes: addedTimes)
    return ReplayInsights(of: await replay.run(), replay: replay)
  }

  /// In grams, whatever units a trace computes in: the hours of whole days have the trace's own mean.
  @Test(arguments: TracePattern.allCases)
  func hoursAreInGrams(pattern: TracePattern) async throws {
    let values = pattern.values(count: 864, seed: 3)
    let region = try await insights(on: trace(values.map { $0 })).regions[0]
    for hour in 0..<24 {
      // The trace begins at 02:00.
      let slots = (0..<864).filter { ($0 / 12 + 2) % 24 == hour }
      let mean = slots.reduce(0) { $0 + values[$1] } / Double(slots.count)
      #expect(abs(try #require(region.hourlyMeans[hour]) - mean) <= 1e-9)
    }
    let mean = values.reduce(0, +) / 864
    #expect(abs(region.meanIntensity - mean) <= 1e-9)
  }

  @Test func hoursAreMeansOfTheirSlots() async throws {
    // From 02:00 on, 100 in the first hour, 101 in the second, and so on, twice over.
    let values = (0..<576).map { Double(100 + $0 % 288 / 12) }
    let hours = try await insights(on: trace(values)).regions[0].hourlyMeans
    let expected: [Double?] = (0..<24).map { hour in Double(100 + (hour + 22) % 24) }
    #expect(hours == expected)
  }

  @Test func hoursLeaveGapsOut() async throws {
    var values = [Double?](repeating: 50, count: 288)
    values[0..<12] = [nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil]
    values[12] = nil
    values[13] = 50 + 11
    let gappy = try trace(values).handlingGaps(.avoid)
    let hours = try await insights(on: gappy).regions[0].hourlyMeans
    #expect(hours[2] == nil)
    #expect(hours[3] == 51)
    #expect(hours[4] == 50)
  }

  /// Every delay against a plan made by itself.
  @Test(arguments: [0, 1, 2])
  func delaysAreThoseOfPlans(seed: Int) async throws {
    let trace = try trace(Pattern.randomWalk.values(count: 400, seed: UInt64(seed)).map { $0 })
    let delays = try #require(try await insights(on: trace).regions[0].delays)
    var counts = [[Int]](repeating: [Int](repeating: 0, count: 4), count: 24)
    let job = try Workload(duration: .seconds(3_600), energy: .kilowattHours(60))
    for slot in 0...(400 - 48) {
      let release = trace.start(ofSlot: slot)
      let plan = try FlexibleStart(within: .hours(3)).schedule(job, on: trace, releasedAt: release)
      let delay = release.duration(to: plan.runs[0].start).components.seconds
      counts[Int(release.secondsSince1970 % 86_400 / 3_600)][Int((delay + 3_599) / 3_600)] += 1
    }
    #expect(delays.counts == counts)
    #expect(delays.binHours == 1)
  }

  @Test func binsAreFewEvenIfTheTimeIsLong() async throws {
    let trace = try trace(Pattern.noise.values(count: 2_000, seed: 1).map { $0 })
    let delays = try #require(
      try await insights(on: trace, addedTimes: [.hours(100)]).regions[0].delays)
    #expect(delays.binHours == 5)
    #expect(delays.binCount == 21)
  }

  @Test func jobsAreChosenByWhatFits() async throws {
    // A published release needs a month's first slot.
    let trace = try trace(
      [Double](repeating: 100, count: 288), start: Instant(secondsSince1970: 1_577_836_800))
    let chosen = try await insights(on: trace, minutes: [20, 400, 90_000], addedTimes: [.percent(100), .hours(2)])
    #expect(chosen.monthlyJob?.name == "400")
    #expect(chosen.delayed?.job.name == "400")
    #expect(chosen.delayed?.addedTime == .hours(2))
    let nothing = try await insights(on: trace, minutes: [90_000])
    #expect(nothing.monthlyJob == nil && nothing.delayed == nil)
  }
}
