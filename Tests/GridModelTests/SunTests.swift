import Foundation
import GridModel
import Testing

@Suite struct SunTests {
  private static let greenwich = Sun(latitude: 51.48, longitude: 0)

  private static func day(_ month: Int, _ day: Int) -> Range<Int> {
    let first = Year2020.slot(month: month, day: day, hour: 0)
    return first..<first + Year2020.slotsPerDay
  }

  /// The noon height is 90 degrees less the latitude, plus the declination: 23.4 at the solstices, 0 at the equinoxes.
  @Test(arguments: [(6, 20, 23.4), (12, 21, -23.4), (3, 20, 0.0), (9, 22, 0.0)])
  func noonHeight(month: Int, day: Int, declination: Double) {
    let highest = Self.day(month, day).map { Self.greenwich.sineOfElevation(slot: $0) }.max() ?? 0
    #expect(abs(asin(highest) * 180 / .pi - (90 - 51.48 + declination)) < 1)
  }

  /// Noon by the sun falls 14 minutes after noon by the clock in mid-February, and 16 before it in early November.
  @Test(arguments: [(2, 12, 14.0), (11, 3, -16.0)])
  func equationOfTime(month: Int, day: Int, minutesLate: Double) throws {
    let slots = Self.day(month, day)
    let heights = slots.map { Self.greenwich.sineOfElevation(slot: $0) }
    let noon = try #require(heights.indices.max { heights[$0] < heights[$1] })
    #expect(abs(Double(noon - 144) * 5 + 2.5 - minutesLate) < 5)
  }

  @Test func seasonsAreReversedInTheSouth() {
    let sydney = Sun(latitude: -33.86, longitude: 151.21)
    func daylight(_ sun: Sun, _ slots: Range<Int>) -> Int { slots.count { sun.sineOfElevation(slot: $0) > 0 } }
    #expect(daylight(Self.greenwich, Self.day(6, 20)) > 190 && daylight(Self.greenwich, Self.day(12, 21)) < 98)
    #expect(daylight(sydney, Self.day(6, 20)) < 122 && daylight(sydney, Self.day(12, 21)) > 168)
  }

  @Test func nightIsDark() {
    #expect(Self.greenwich.sineOfElevation(slot: 0) == 0)
  }
}
