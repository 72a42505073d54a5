import TestSupport
import Testing

@testable import Charts

@Suite struct TimeTicksTests {
  private let newYear2020 = 1_577_836_800

  @Test func hours() {
    let ticks = TimeTicks(from: 0, through: 86_400, atMost: 5).ticks
    #expect(ticks.map(\.label.string) == ["1 Jan", "06:00", "12:00", "18:00", "2 Jan"])
    #expect(ticks.map(\.isMajor) == [true, false, false, false, true])
  }

  @Test func months() {
    let ticks = TimeTicks(from: newYear2020, through: newYear2020 + 366 * 86_400, atMost: 13).ticks
    #expect(ticks.map(\.label.string).prefix(3) == ["2020", "Feb", "Mar"])
    #expect(ticks.last?.label == "2021")
    #expect(ticks.count == 13)
  }

  @Test func weeksBeginOnMondays() {
    let ticks = TimeTicks(from: newYear2020, through: newYear2020 + 28 * 86_400, atMost: 6).ticks
    #expect(ticks.map(\.label.string) == ["6 Jan", "13 Jan", "20 Jan", "27 Jan"])
  }

  @Test func properties() {
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<2000 {
      let start = Int.random(in: -3_000_000_000...5_000_000_000, using: &generator)
      let span = Int(powerOfTen(Int.random(in: 0...11, using: &generator))) * Int.random(in: 0...9, using: &generator)
      let limit = Int.random(in: 1...20, using: &generator)
      let ticks = TimeTicks(from: start, through: start + span, atMost: limit).ticks
      let note: Comment = "\(start) + \(span), \(limit)"
      #expect(ticks.count <= limit, note)
      #expect(ticks.allSatisfy { (start...(start + span)).contains($0.unixSeconds) }, note)
      #expect(zip(ticks, ticks.dropFirst()).allSatisfy { $0.unixSeconds < $1.unixSeconds }, note)
    }
  }

  @Test(arguments: [
    (0, "1 Jan 1970 00:00"), (951_782_399, "28 Feb 2000 23:59:59"), (951_782_400, "29 Feb 2000 00:00"),
    (-1, "31 Dec 1969 23:59:59"), (4_107_542_400, "1 Mar 2100 00:00"), (-62_135_596_800, "1 Jan 1 00:00"),
  ])
  func civilTimes(unixSeconds: Int, text: String) {
    #expect(CivilTime(unixSeconds: unixSeconds).full.string == text)
  }

  @Test func monthsRoundTrip() {
    for month in stride(from: 1, through: 60_000, by: 7) {
      let civil = CivilTime(unixSeconds: CivilTime.unixSeconds(year: 0, month: month))
      #expect(civil.day == 1 && civil.secondOfDay == 0 && civil.year * 12 + civil.month == month)
    }
  }
}
