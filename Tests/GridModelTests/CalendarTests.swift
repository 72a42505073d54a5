import GridModel
import Testing

@Suite struct CalendarTests {
  @Test func theYearHasItsSlots() {
    #expect(Year2020.monthLengths.reduce(0, +) == 366)
    #expect(Year2020.slots == 366 * Year2020.slotsPerDay)
    #expect(Year2020.monthStarts == [0, 8928, 17280, 26208, 34848, 43776, 52416, 61344, 70272, 78912, 87840, 96480])
  }

  @Test(arguments: [
    (0, "2020-01-01T00:00:00Z"), (13, "2020-01-01T01:05:00Z"), (17_279, "2020-02-29T23:55:00Z"),
    (17_280, "2020-03-01T00:00:00Z"), (105_407, "2020-12-31T23:55:00Z"),
  ])
  func timestamps(slot: Int, text: String) {
    #expect(Year2020.timestamp(slot) == text)
  }

  /// Each change of the clocks in 2020: the last slot before it and the first after, with the hours from UTC.
  @Test(arguments: [
    ("france", 3, 29, 1, 1, 2), ("france", 10, 25, 1, 2, 1), ("uk-south", 3, 29, 1, 0, 1),
    ("west-us", 3, 8, 10, -8, -7), ("west-us", 11, 1, 9, -7, -8), ("central-us", 3, 8, 8, -6, -5),
    ("east-us", 11, 1, 6, -4, -5), ("australia", 4, 4, 16, 11, 10), ("australia", 10, 3, 16, 10, 11),
    ("west-us-3", 7, 1, 0, -7, -7),
  ])
  func clockChanges(id: String, month: Int, day: Int, hour: Int, before: Int, after: Int) throws {
    let clock = try #require(Region.all.first { $0.id == id }).clock
    let slot = Year2020.slot(month: month, day: day, hour: hour)
    #expect(clock.localSlot(slot - 1) == slot - 1 + before * Year2020.slotsPerHour)
    #expect(clock.localSlot(slot) == slot + after * Year2020.slotsPerHour)
  }

  /// New Year's Day was a Wednesday, so the first Saturday is three days on.
  @Test func demandKnowsTheWeekend() {
    let demand = Demand(lowHour: 4, holidays: .unitedStates)
    let noon = 12 * Year2020.slotsPerHour
    let days = (0..<8).map { demand.isWorkingDay(localSlot: noon + $0 * Year2020.slotsPerDay) }
    #expect(days == [false, true, true, false, false, true, true, true])
    // The evening of 31 December 2019, local time, is a Tuesday's.
    #expect(demand.isWorkingDay(localSlot: -60))
    #expect(demand.wave(localSlot: -60) == demand.wave(localSlot: 6 * Year2020.slotsPerDay + 228))
  }

  /// What is no working day by its weekday is no holiday, and every holiday is a day of 2020.
  @Test(arguments: [
    (Holidays.unitedStates, 11), (.ontario, 9), (.europe, 7), (.england, 8), (.newSouthWales, 8), (.none, 0),
  ])
  func holidaysAreWorkingDaysElsewhere(holidays: Holidays, count: Int) {
    let demand = Demand(lowHour: 4)
    #expect(holidays.days.count == count)
    #expect(holidays.days.allSatisfy { demand.isWorkingDay(localSlot: $0 * Year2020.slotsPerDay) })
  }

  /// European signals change once an hour and Australia's every half-hour; PJM's two regions move together.
  @Test func signalsChangeAsTheirSourcesDo() throws {
    let slots = Dictionary(uniqueKeysWithValues: Region.all.map { ($0.id, $0.slotsPerValue) })
    #expect(slots["germany"] == 12 && slots["uk-south"] == 12 && slots["australia"] == 6 && slots["west-us"] == 1)
    let weather = Dictionary(uniqueKeysWithValues: Region.all.map { ($0.id, $0.weather.id) })
    #expect(weather["north-central-us"] == "east-us" && weather["east-us"] == "east-us")
  }

  @Test func demandIsLowestAtNight() {
    let demand = Demand(lowHour: 4)
    let lowest = (0..<Year2020.slotsPerDay).min { demand.wave(localSlot: $0) < demand.wave(localSlot: $1) }
    #expect((36...60).contains(lowest ?? 0))
  }
}
