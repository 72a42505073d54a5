import CarbonScheduling
import Testing

@testable import CarbonTraces

/// What meters write when things go wrong: the energy that is right all the same, and what is said about it.
@Suite struct OddPowerLogs {
  /// One odd log: the rows below the header, the energy, and what the reader says.
  struct Odd: CustomTestStringConvertible {
    let name: String
    let text: String
    let wattHours: Double
    var irregularities: [PowerLog.Irregularity] = []
    var unplaced = 0
    var testDescription: String { name }
  }

  static let header = "timestamp, index, power.draw [W]\n"

  /// Rows of half an hour, a reading each quarter of an hour, the middle one replaced.
  static func withMiddle(_ power: String) -> String {
    header
      + """
      2023/03/05 20:00:00.250, 2, 80.00 W
      2023/03/05 20:15:00.250, 2, \(power)
      2023/03/05 20:30:00.250, 2, 80.00 W

      """
  }

  static let meters: [Odd] =
    ["ERR!", "Unknown Error", "[Unknown Error]", "[N/A]", "N/A", "[GPU is lost]", ""].map { word in
      Odd(
        name: "\(word) for a power", text: withMiddle(word), wattHours: 40,
        irregularities: [.missingReadings(device: 0, count: 1)])
    } + [
      Odd(
        name: "the header again, at a restart",
        text: withMiddle("80.00 W") + header
          + "2023/03/05 20:45:00.250, 2, 80.00 W\n2023/03/05 21:00:00.250, 2, 80.00 W\n",
        wattHours: 80),
      Odd(
        name: "a message at the end", text: withMiddle("80.00 W") + "No devices were found\n", wattHours: 40,
        irregularities: [.message("No devices were found", count: 1)]),
      Odd(
        name: "a message in the middle, twice",
        text: header + "2023/03/05 20:00:00.250, 2, 80.00 W\n"
          + "Unable to determine the device handle for GPU 0000:01:00.0: GPU is lost.  Reboot\n"
          + "Unable to determine the device handle for GPU 0000:01:00.0: GPU is lost.  Reboot\n"
          + "2023/03/05 20:30:00.250, 2, 80.00 W\n2023/03/05 20:45:00.250, 2, 80.00 W\n",
        wattHours: 60,
        irregularities: [
          .message("Unable to determine the device handle for GPU 0000:01:00.0: GPU is lost.  Reboot", count: 2)
        ]),
      Odd(
        name: "a message with as many commas as a row",
        text: withMiddle("80.00 W") + "Failed to initialize NVML: Driver, library, version mismatch\n", wattHours: 40,
        irregularities: [.message("Failed to initialize NVML: Driver, library, version mismatch", count: 1)]),
      Odd(
        name: "broken off in a stamp", text: withMiddle("80.00 W") + "2023/03/05 20:4", wattHours: 40,
        irregularities: [.brokenOff(line: 5)]),
      Odd(
        name: "broken off in a value", text: withMiddle("80.00 W") + "2023/03/05 20:45:00.250, 2, 8", wattHours: 40,
        irregularities: [.brokenOff(line: 5)]),
      Odd(
        name: "not broken off, but for the last line end",
        text: withMiddle("80.00 W") + "2023/03/05 20:45:00.250, 2, 80.00 W", wattHours: 60),
      Odd(
        name: "blank lines", text: withMiddle("80.00 W") + "\n\n2023/03/05 20:45:00.250, 2, 80.00 W\n", wattHours: 60),
      Odd(
        name: "saved by a spreadsheet, with semicolons and decimal commas",
        text: "timestamp; index; power.draw [W]\n2023/03/05 20:00:00.250; 2; 80,50 W\n"
          + "2023/03/05 21:00:00.250; 2; 80,50 W\n", wattHours: 80.5),
      Odd(
        name: "broken off in a decimal comma's digits",
        text: "timestamp; index; power.draw [W]\n2023/03/05 20:00:00.250; 2; 80,50\n"
          + "2023/03/05 20:30:00.250; 2; 80,50\n2023/03/05 21:00:00.250; 2; 80,5", wattHours: 40.25,
        irregularities: [.brokenOff(line: 4)]),
      Odd(
        name: "no plain power, only mean and momentary",
        text: """
          timestamp, index, power.draw [W], power.draw.average [W], power.draw.instant [W]
          2023/03/05 20:00:00.250, 0, [N/A], 80.00 W, 140.00 W
          2023/03/05 21:00:00.250, 0, [N/A], 80.00 W, 30.00 W

          """, wattHours: 80),
      Odd(
        name: "a mean of one device only",
        text: """
          timestamp, uuid, power.draw.average [W], power.draw.instant [W]
          2023/03/05 20:00:00.250, GPU-a, 80.00 W, 140.00 W
          2023/03/05 20:00:00.250, GPU-b, [N/A], 30.00 W
          2023/03/05 21:00:00.250, GPU-a, 80.00 W, 140.00 W
          2023/03/05 21:00:00.250, GPU-b, [N/A], 30.00 W

          """, wattHours: 110),
      Odd(
        name: "a device that falls silent halfway",
        text: header + (0..<8).map { "2023/03/05 20:0\($0):00.000, 0, 60.00 W\n" }.joined()
          + (0..<3).map { "2023/03/05 20:0\($0):00.004, 1, 60.00 W\n" }.joined(), wattHours: 9,
        irregularities: [
          .gap(
            device: 1, from: Instant(secondsSince1970: 1_678_046_520), to: Instant(secondsSince1970: 1_678_046_820))
        ]),
    ]

  static let codeCarbonHeader = "timestamp,project_name,task_name,run_id,duration,energy_consumed\n"

  static let runs: [Odd] = [
    Odd(
      name: "tasks of one run",
      text: codeCarbonHeader + "2023-03-05T20:20:00,p,load,r1,1200,0.02\n"
        + "2023-03-05T20:50:00,p,fit,r1,1800,0.5\n", wattHours: 520),
    Odd(
      name: "saved by a spreadsheet, with tabs and decimal commas",
      text: codeCarbonHeader.replacing(",", with: "\t") + "2023-03-05T20:20:00\tp, q\t\tr1\t1200,5\t0,52\n",
      wattHours: 520),
    Odd(
      name: "tasks whose amounts become less",
      text: codeCarbonHeader + "2023-03-05T20:20:00,p,fit,r1,1200,0.5\n"
        + "2023-03-05T20:50:00,p,test,r1,1800,0.02\n", wattHours: 520),
    Odd(
      name: "stopped twice",
      text: codeCarbonHeader + "2023-03-05T20:20:00,p,,r1,1200.1,0.5\n"
        + "2023-03-05T20:20:00,p,,r1,1200.3,0.50001\n", wattHours: 500.01),
    Odd(
      name: "one name, two starts",
      text: codeCarbonHeader + "2023-03-05T20:20:00,p,,r1,1200,0.5\n"
        + "2023-03-05T20:50:00,p,,r1,1800,0.5\n", wattHours: 1_000),
    Odd(
      name: "running totals in any order",
      text: codeCarbonHeader + "2023-03-05T20:50:00,p,,r1,3000,0.7\n"
        + "2023-03-05T20:20:00,p,,r1,1200,0.5\n", wattHours: 700),
    Odd(
      name: "ranks, a second apart",
      text: codeCarbonHeader + "2023-03-05T20:50:00,p,,r1,3000,0.3\n"
        + "2023-03-05T20:50:01,p,,r2,3000,0.3\n", wattHours: 600,
      irregularities: [
        .overlap(
          device: 0, from: Instant(secondsSince1970: 1_678_046_401), to: Instant(secondsSince1970: 1_678_049_400))
      ]),
    Odd(
      name: "one run within another",
      text: codeCarbonHeader + "2023-03-05T20:30:00,p,,short,600,0.1\n"
        + "2023-03-05T20:50:00,p,,long,3000,0.3\n", wattHours: 400,
      irregularities: [
        .overlap(
          device: 0, from: Instant(secondsSince1970: 1_678_047_600), to: Instant(secondsSince1970: 1_678_048_200))
      ]),
    Odd(
      name: "runs that follow each other, by stamps of whole seconds",
      text: codeCarbonHeader
        + "2023-03-05T20:20:00,p,,r1,1200,0.1\n2023-03-05T20:50:00,p,,r2,1801.2,0.3\n", wattHours: 400),
    Odd(
      name: "no names of runs",
      text: codeCarbonHeader + "2023-03-05T20:20:00,p,,,1200,0.3\n"
        + "2023-03-05T20:50:00,p,,,1800,0.1\n", wattHours: 400),
    Odd(
      name: "no energy",
      text: codeCarbonHeader + "2023-03-05T20:20:00,p,,r1,1200,0.3\n"
        + "2023-03-05T20:50:00,p,,r2,1800,\n", wattHours: 300,
      irregularities: [.missingReadings(device: 0, count: 1)], unplaced: 1),
    Odd(
      name: "a row of no time and no energy",
      text: codeCarbonHeader + "2023-03-05T20:20:00,p,,r1,1200,0.3\n"
        + "2023-03-05T20:50:00,p,,r2,0,0\n", wattHours: 300),
    Odd(
      name: "a row of no time, but of energy",
      text: codeCarbonHeader + "2023-03-05T20:20:00,p,,r1,1200,0.3\n"
        + "2023-03-05T20:50:00,p,,r2,0,0.1\n", wattHours: 300,
      irregularities: [.momentaryReadings(device: 0, count: 1)], unplaced: 1),
    Odd(
      name: "the header again",
      text: codeCarbonHeader + "2023-03-05T20:20:00,p,,r1,1200,0.3\n" + codeCarbonHeader
        + "2023-03-05T20:50:00,p,,r2,1800,0.1\n", wattHours: 400),
  ]

  @Test(arguments: meters + runs) func energyAndNotes(_ odd: Odd) throws {
    let log = try PowerLog(source(odd.text), clock: .utc)
    #expect(abs(log.energy.kilowattHours - odd.wattHours / 1_000) < 1e-12)
    #expect(log.irregularities == odd.irregularities)
    #expect(log.unplacedReadingCount == odd.unplaced)
    #expect(log.hasTooManyGaps == (odd.unplaced > 0))
  }

  @Test func devicesKeepTheirNames() throws {
    let text = """
      index, uuid, timestamp, pci.bus_id, power.draw [W]
      1, GPU-b, 2023/03/05 20:00:00.000, 00000000:41:00.0, 100.00 W
      0, GPU-a, 2023/03/05 20:00:00.004, 00000000:01:00.0, 100.00 W
      1, GPU-b, 2023/03/05 21:00:00.000, 00000000:41:00.0, 100.00 W
      0, GPU-a, 2023/03/05 21:00:00.004, 00000000:01:00.0, 100.00 W

      """
    let log = try PowerLog(source(text), clock: .utc)
    #expect(
      log.devices == [
        .init(index: 1, uuid: "GPU-b", busID: "00000000:41:00.0"),
        .init(index: 0, uuid: "GPU-a", busID: "00000000:01:00.0"),
      ])
  }
}
