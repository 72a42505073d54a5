import CarbonScheduling
import Testing

/// What is left out of a log, counted.
@Suite struct PowerLogTests {
  /// A picture of readings ten seconds apart: `#` is 360 W, `-` a reading without a value, a blank no reading.
  private func readings(_ picture: String) -> [PowerReading] {
    picture.enumerated().compactMap { place, sign in
      sign == " "
        ? nil : PowerReading(millisecondsSince1970: Int64(place) * 10_000, kilowatts: sign == "#" ? 0.36 : nil)
    }
  }

  /// Seconds of power, readings left out, seconds without any reading.
  @Test(arguments: [
    ("######", 50, 0, 0),
    ("##-###", 50, 0, 0),
    ("##--##", 50, 0, 0),
    ("###---###", 40, 3, 40),
    ("-#####-", 40, 2, 0),
    ("###     ###", 40, 0, 60),
    ("####    #    ####", 60, 1, 100),
  ]) func whatIsCovered(_ picture: String, seconds: Int, unplaced: Int, uncovered: Int) throws {
    let log = try PowerLog(devices: [readings(picture)])
    #expect(abs(log.energy.kilowattHours - Double(seconds) * 1e-4) < 1e-12)
    #expect(log.unplacedReadingCount == unplaced)
    #expect(log.uncoveredDuration == .seconds(uncovered))
    #expect(log.readingCount == picture.count { $0 != " " })
  }

  /// Exactly a tenth is still tolerable.
  @Test func theTenth() throws {
    #expect(try !PowerLog(devices: [readings("#########-")]).hasTooManyGaps)
    #expect(try PowerLog(devices: [readings("########-")]).hasTooManyGaps)
    #expect(try PowerLog(devices: [readings("#########-")]).unplacedShare == PowerLog.tolerableUnplacedShare)
  }

  /// A device counts while it was measured, so that one which falls silent is missed.
  @Test func aSilentDeviceIsMissed() throws {
    let log = try PowerLog(devices: [readings("##########"), readings("####")])
    #expect(
      log.irregularities == [
        .gap(device: 1, from: Instant(secondsSince1970: 30), to: Instant(secondsSince1970: 90))
      ])
    #expect(log.uncoveredDuration == .zero)
  }

  @Test func nodesAndIntervalsJoin() throws {
    let first = try PowerLog(devices: [readings("###"), readings("###")], named: [.init(uuid: "a"), .init(uuid: "b")])
    let later = try PowerLog(devices: [readings("      ###")], named: [.init(uuid: "a")])
    let log = try PowerLog(joining: [first.named("one.csv"), later.named("two.csv")])
    #expect(log.deviceCount == 3)
    #expect(log.devices.map(\.log) == ["one.csv", "one.csv", "two.csv"])
    #expect(abs(log.energy.kilowattHours - 60e-4) < 1e-12)
    #expect(log.uncoveredDuration == .seconds(40))
    #expect(log.uncoveredShare == 0.5)
    #expect(log.readingCount == 9)
    #expect(throws: PowerLogError.sameDevice(uuid: "a", at: Instant(secondsSince1970: 0))) {
      try PowerLog(joining: [first, first])
    }
    #expect(throws: PowerLogError.coversNoTime) { try PowerLog(joining: []) }
  }

  @Test func runsThatOverlapAllCount() throws {
    let log = try PowerLog(runs: [
      (60_000, 90_000, .kilowattHours(1)), (0, 120_000, .kilowattHours(2)), (118_000, 200_000, .kilowattHours(4)),
      (5, 5, .kilowattHours(0)), (7, 7, .kilowattHours(1)),
    ])
    #expect(abs(log.energy.kilowattHours - 7) < 1e-12)
    #expect(
      log.irregularities == [
        .overlap(device: 0, from: Instant(secondsSince1970: 60), to: Instant(secondsSince1970: 90)),
        .momentaryReadings(device: 0, count: 1),
      ])
    #expect(log.unplacedReadingCount == 1)
  }

  @Test func ofHardwareThatNobodyMeasured() throws {
    let board = try #require(HardwareBoard.all.first { $0.name == "T4" })
    let hardware = try HardwarePower(count: 10, of: board, utilisation: 0.5, overheadKilowatts: 0.15)
    let log = try PowerLog(of: hardware, from: Instant(secondsSince1970: 60), for: .seconds(7_200))
    #expect(log.energy.kilowattHours == 1)
    #expect(throws: PowerLogError.self) {
      try PowerLog(of: hardware, from: Instant(secondsSince1970: .max), for: .seconds(1))
    }
    #expect(throws: PowerLogError.coversNoTime) {
      try PowerLog(of: hardware, from: Instant(secondsSince1970: 0), for: .zero)
    }
  }
}
