import CarbonScheduling
import Testing

@testable import CarbonTraces

/// Logs by clocks that are set forward and back.
@Suite struct LogClocks {
  /// New York in 2023: daylight saving from 12 March 07:00Z to 5 November 06:00Z.
  static let newYork = LogClock {
    let seconds = $0.secondsSince1970
    return seconds >= 1_678_604_400 && seconds < 1_699_164_000 ? -4 * 3_600 : -5 * 3_600
  }

  private func log(_ stamps: [String], index: Bool = true) throws -> PowerLog {
    let rows = stamps.map { "2023/\($0):00.000, 0, 1000.00 W" }
    return try PowerLog(
      source("timestamp, index, power.draw [W]\n" + rows.joined(separator: "\n") + "\n"), clock: Self.newYork,
      longestInterval: .seconds(3_600))
  }

  @Test func theHourThatComesTwice() throws {
    let log = try log(["11/05 00:30", "11/05 01:00", "11/05 01:30", "11/05 01:00", "11/05 01:30", "11/05 02:00"])
    #expect(log.energy.kilowattHours == 2.5)
    #expect(log.irregularities.isEmpty)
    #expect(log.start.description == "2023-11-05T04:30:00Z")
    #expect(log.end.description == "2023-11-05T07:00:00Z")
  }

  /// The same stamp again is the second hour too.
  @Test func hourlyReadings() throws {
    let log = try log(["11/05 00:30", "11/05 01:30", "11/05 01:30", "11/05 02:30"])
    #expect(log.energy.kilowattHours == 3)
    #expect(log.irregularities.isEmpty)
  }

  @Test func theHourThatIsLeftOut() throws {
    let log = try log(["03/12 01:00", "03/12 01:30", "03/12 03:00", "03/12 03:30"])
    #expect(log.energy.kilowattHours == 1.5)
    #expect(
      failure { _ = try self.log(["03/12 01:30", "03/12 02:30"]) }
        == "t.csv:3: the time stamp is in an hour that the log's clock leaps over; check the time zone")
  }

  /// Each device goes back for itself, and codecarbon's runs do.
  @Test func devicesAndRunsGoBackForThemselves() throws {
    var text = "timestamp, index, power.draw [W]\n"
    for stamp in ["01:00", "01:30", "01:00", "01:30"] {
      for device in 0..<3 { text += "2023/11/05 \(stamp):00.00\(device), \(device), 1000.00 W\n" }
    }
    let devices = try PowerLog(source(text), clock: Self.newYork)
    #expect(abs(devices.energy.kilowattHours - 4.5) < 1e-12)
    #expect(devices.irregularities.isEmpty)
    let runs = try PowerLog(
      source(
        """
        timestamp,run_id,duration,energy_consumed
        2023-11-05T01:40:00,a,1200,0.1
        2023-11-05T01:20:00,a,3600,0.4

        """), clock: Self.newYork)
    #expect(abs(runs.energy.kilowattHours - 0.4) < 1e-12)
    #expect(runs.end.description == "2023-11-05T06:20:00Z")
  }

  @Test func stampsWithAZoneNeedNoClock() throws {
    let text = "timestamp, power.draw [W]\n2023-11-05T01:00:00+01:00, 10 W\n2023-11-05T01:00:00Z, 10 W\n"
    #expect(try abs(PowerLog(source(text)).energy.kilowattHours - 0.01) < 1e-15)
  }
}
