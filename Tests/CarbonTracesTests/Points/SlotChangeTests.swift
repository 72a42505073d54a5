import CarbonScheduling
import Testing

@testable import CarbonTraces

/// Files whose slots change their length: a spacing that persists is a length, a single wider step is a gap.
@Suite struct SlotChangeTests {
  /// A file of rows at these minutes into 2020, each with its own value.
  private func file(_ minutes: [Int]) -> InputSource {
    source("timestamp_utc,gco2_per_kwh\n" + minutes.enumerated().map { row($1, "\($0)") + "\n" }.joined())
  }

  private func hours(_ range: Range<Int>) -> [Int] { range.map { 60 * $0 } }
  private func quarters(_ range: Range<Int>) -> [Int] { range.map { 15 * $0 } }

  @Test(arguments: [(4, 20), (40, 4), (20, 20), (3, 2)])
  func fromHoursToQuarters(_ hourCount: Int, _ quarterCount: Int) throws {
    let quarterStart = 4 * hourCount
    let document = try TraceDocument(
      file(hours(0..<hourCount) + quarters(quarterStart..<quarterStart + quarterCount + 1)))
    let trace = document.trace
    #expect(trace.slot == .seconds(900))
    #expect(trace.gaps.isEmpty)
    #expect(trace.slotCount == quarterStart + quarterCount + 1)
    for hour in 0..<hourCount {
      #expect((0..<4).allSatisfy { trace[4 * hour + $0] == Double(hour) })
    }
    for quarter in 0...quarterCount { #expect(trace[quarterStart + quarter] == Double(hourCount + quarter)) }
    let change = newYear.advanced(by: .seconds(3_600 * hourCount))
    #expect(document.slotChanges.map(\.description) == ["\(change): 1h before, 15m from then on"])
  }

  @Test func fromQuartersToHours() throws {
    let document = try TraceDocument(file(quarters(0..<8) + hours(2..<7)))
    #expect(document.trace.slotCount == 28)
    #expect(document.trace.gaps.isEmpty)
    #expect(document.trace[27] == 12)
    #expect(document.slotChanges.map(\.to) == [.seconds(3_600)])
  }

  @Test func gapsOnBothSides() throws {
    var rows = hours(0..<10) + quarters(40..<60)
    rows.removeAll { [120, 180, 645, 660].contains($0) }
    let document = try TraceDocument(file(rows))
    #expect(document.trace.slot == .seconds(900))
    #expect(document.trace.gaps == [8..<16, 43..<45])
    #expect(document.slotChanges.count == 1)
  }

  @Test func aWiderStepIsAGap() throws {
    let document = try TraceDocument(file(quarters(0..<8) + quarters(12..<20)))
    #expect(document.trace.gaps == [8..<12])
    #expect(document.slotChanges.isEmpty)
    let atTheStart = try TraceDocument(file([0] + quarters(4..<20)))
    #expect(atTheStart.trace.gaps == [1..<4])
    // Two wider steps within the file, as where single rows are missing.
    let within = try TraceDocument(file([0, 15, 30, 60, 90, 105, 120, 135]))
    #expect(within.trace.gapSlotCount == 2)
    #expect(within.slotChanges.isEmpty)
  }

  @Test func weeksWithinAYearOfQuarters() throws {
    let document = try TraceDocument(file(quarters(0..<100) + hours(25..<50) + quarters(200..<300)))
    #expect(document.trace.gaps.isEmpty)
    #expect(document.slotChanges.map(\.from) == [.seconds(900), .seconds(3_600)])
  }

  @Test func strayRowsAreStillFaults() {
    for odd in [hours(0..<10) + [601] + hours(11..<20), hours(0..<10) + [615] + hours(11..<20)] {
      #expect(failure { _ = try TraceDocument(file(odd)) }?.contains("is off the 1h slots") == true)
    }
  }

  /// Whatever the two lengths and counts, every row holds for its own length, and resampling to the longer keeps all.
  @Test func rowsHoldForTheirOwnLength() throws {
    var random = SeededNumbers(seed: 31)
    for _ in 0..<200 {
      let fine = Int.random(in: 1...20, using: &random)
      let factor = Int.random(in: 2...6, using: &random)
      let (coarseCount, fineCount) = (
        Int.random(in: 3...30, using: &random), factor * Int.random(in: 2...30, using: &random)
      )
      let change = coarseCount * factor * fine
      let rows = (0..<coarseCount).map { $0 * factor * fine } + (0..<fineCount).map { change + $0 * fine }
      let trace = try TraceDocument(file(rows)).trace
      #expect(trace.slot == .seconds(60 * fine))
      #expect(trace.slotCount == coarseCount * factor + fineCount)
      #expect(trace.gaps.isEmpty)
      let coarse = try trace.resampled(to: .seconds(60 * fine * factor))
      for slot in 0..<coarseCount { #expect(coarse[slot] == Double(slot)) }
    }
  }

  static let electricityMaps = """
    {"zone": "BE", "temporalGranularity": "15_minutes", "history": [
      {"carbonIntensity": 150, "datetime": "2025-09-30T22:00:00.000Z", "temporalGranularity": "hourly"},
      {"carbonIntensity": 151, "datetime": "2025-09-30T23:00:00.000Z", "temporalGranularity": "hourly"},
      {"carbonIntensity": 100, "datetime": "2025-10-01T00:00:00.000Z", "temporalGranularity": "15_minutes"},
      {"carbonIntensity": 101, "datetime": "2025-10-01T00:15:00.000Z", "temporalGranularity": "15_minutes"}]}
    """

  /// Where a file says how long each slot is, two rows are enough.
  @Test func granularityIsSaid() throws {
    let document = try TraceDocument(source(Self.electricityMaps))
    #expect(document.trace.gramsPerKilowattHour == [150, 150, 150, 150, 151, 151, 151, 151, 100, 101])
    #expect(document.slotChanges.map(\.at.description) == ["2025-10-01T00:00:00Z"])
    // What contradicts the times does not count.
    let stamps = (0..<4).map { newYear.advanced(by: .seconds(3_600 * $0)) }
    let points = (stamps + [14_400, 15_300, 16_200].map { newYear.advanced(by: .seconds($0)) }).map {
      #"{"carbonIntensity": 1, "datetime": "\#($0)", "temporalGranularity": "hourly"}"#
    }
    let text = #"{"zone": "BE", "history": [\#(points.joined(separator: ","))]}"#
    #expect(try IntensityTrace(source(text)).slot == .seconds(900))
  }

  @Test func durationsAreSaid() throws {
    let points = ["00:00", "01:00", "02:00", "02:15"].enumerated().map { place, time in
      #"{"location": "x", "time": "2024-01-01T\#(time):00Z", "rating": \#(place), "duration": "\#(place < 2 ? "01:00" : "00:15")"}"#
    }
    let trace = try IntensityTrace(source("[\(points.joined(separator: ","))]"))
    #expect(trace.gramsPerKilowattHour == [0, 0, 0, 0, 1, 1, 1, 1, 2, 3])
  }
}
