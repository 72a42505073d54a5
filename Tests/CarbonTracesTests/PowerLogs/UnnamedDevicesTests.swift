import CarbonScheduling
import Testing

@testable import CarbonTraces

/// Whose rows are whose, as pictures: a letter for each row's device, `?` where nobody can tell.
@Suite struct UnnamedDevicesTests {
  /// Stamps in milliseconds; `nil` before a row is an interruption.
  private func picture(_ stamps: [Int64?]) -> String? {
    var rows: [UnnamedDevices.Row] = []
    var isBroken = false
    for stamp in stamps {
      if let stamp { rows.append(.init(milliseconds: stamp, isAfterBreak: isBroken)) }
      isBroken = stamp == nil
    }
    return UnnamedDevices.devices(of: rows).map {
      $0.map { $0.map { String(UnicodeScalar(UInt8(97 + $0))) } ?? "?" }.joined()
    }
  }

  /// Samples of `count` devices, `spread` apart.
  private func samples(_ count: Int, every interval: Int64, spread: Int64, times: Int) -> [Int64?] {
    (0..<times).flatMap { sample in (0..<count).map { Int64(sample) * interval + Int64($0) * spread } }
  }

  @Test(arguments: [1, 10, 50, 100, 1_000, 60_000]) func oneDevice(interval: Int64) {
    #expect(picture(samples(1, every: interval, spread: 0, times: 6)) == "aaaaaa")
    let paused = samples(1, every: interval, spread: 0, times: 40)
    #expect(picture(paused + paused.map { $0.map { $0 + 9_000_000 } }) == String(repeating: "a", count: 80))
  }

  @Test(arguments: [2, 4, 8, 16], [0, 1, 4, 20, 55]) func severalDevices(count: Int, spread: Int64) {
    let letters = String("abcdefghijklmnop".prefix(count))
    for times in [2, 3, 30] {
      #expect(
        picture(samples(count, every: 5_000, spread: spread, times: times))
          == String(repeating: letters, count: times))
    }
  }

  @Test func slowDevicesInManySamples() {
    #expect(
      picture(samples(4, every: 2_000, spread: 150, times: 10)) == String(repeating: "abcd", count: 10))
  }

  @Test func whatIsInterruptedKeepsItsOrder() {
    #expect(picture([0, 3, 6, 1_000, 1_003, 1_006, 2_000, 2_003]) == "abcabcab")
    #expect(picture([0, 3, 1_000, 1_003, 2_000, nil, 9_000, 9_003, 10_000, 10_003]) == "ababaabab")
    // The clock goes back at the fifth row.
    #expect(picture([5_000, 5_003, 6_000, 6_003, 2_000, 2_003]) == "ababab")
  }

  @Test func samplesThatLackARow() {
    var stamps = samples(2, every: 1_000, spread: 3, times: 20)
    stamps.remove(at: 11)
    #expect(picture(stamps) == "ababababab?" + String(repeating: "ab", count: 14))
    // A GPU less from the middle on.
    #expect(
      picture(
        samples(3, every: 1_000, spread: 3, times: 6)
          + samples(2, every: 1_000, spread: 3, times: 6).map { $0! + 9_000 })
        == nil)
  }

  /// 6 devices of 100 W for an hour, stamps as nvidia-smi writes them.
  @Test func energyOfManyDevices() throws {
    var text = "timestamp, power.draw [W]\n"
    for minute in 0...60 {
      for device in 0..<6 {
        let hour = minute / 60
        text += "2023/03/05 2\(hour):\(minute % 60 < 10 ? "0" : "")\(minute % 60):07.1\(device)3, 100.00 W\n"
      }
    }
    let log = try PowerLog(source(text), clock: .utc)
    #expect(log.deviceCount == 6)
    #expect(abs(log.energy.kilowattHours - 0.6) < 1e-12)
    #expect(log.irregularities.isEmpty)
  }
}
