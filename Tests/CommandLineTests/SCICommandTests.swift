import Foundation
import Testing

/// `carbon-schedule sci` as a user runs it.
@Suite struct SCICommandLine {
  static let grid = "timestamp_utc,gco2_per_kwh\n2023-03-05T20:00:00Z,300\n2023-03-05T21:00:00Z,500\n"
  static let header = "timestamp, index, power.draw [W]\n"

  /// Rows of 1 kW every ten minutes from 20:00, `-` for a reading without a value.
  static func rows(_ picture: String, index: Int = 0) -> String {
    header
      + picture.enumerated().map { place, sign in
        "2023/03/05 2\(place / 6):\(place % 6)0:00.000, \(index), \(sign == "-" ? "[N/A]" : "1000.00 W")\n"
      }.joined()
  }

  private func sci(_ logs: [String], _ more: [String] = [], grid: String = grid) throws -> Command.Outcome {
    let folder = try TemporaryFolder()
    var words = ["sci", "--trace", try folder.file("grid.csv", grid)]
    for (number, log) in logs.enumerated() { words += ["--power-log", try folder.file("log\(number).csv", log)] }
    return try Command.run(
      "carbon-schedule", words + (more.contains("--log-time-zone") ? [] : ["--log-time-zone", "Z"]) + more)
  }

  private func document(_ outcome: Command.Outcome) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
  }

  /// Where more than a tenth of the readings are left out, the total is shown, but nothing passes.
  @Test func noBudgetPassesOnGaps() throws {
    let log = Self.rows("######----")
    let refused = try sci([log], ["--budget", "1t", "--json"])
    #expect(refused.code == 65)
    #expect(
      refused.errors.hasSuffix(
        "carbon-schedule sci: 4 of 10 readings are left out, more than a tenth, so that the total is not the job's; "
          + "mend the log, or take the total as it is with --accept-gaps.\n"))
    #expect(try document(refused)["energy_kwh"] as? Double == 5.0 / 6)
    #expect(try sci([log], ["--budget", "1t", "--accept-gaps"]).code == 0)
    #expect(try sci([log], ["--budget", "1g", "--accept-gaps"]).code == 1)
    #expect(try sci([Self.rows("#########-")], ["--budget", "1t"]).code == 0)
  }

  /// One line sums up; `--verbose` lists.
  @Test func whatIsLeftOutIsSummedUp() throws {
    let log =
      Self.rows("####        ####".replacing(" ", with: "-").replacing("--------", with: "-")) + """
        2023/03/05 21:50:00.000, 0, 1000.00 W
        2023/03/05 22:00:00.000, 0, 1000.00 W

        """
    let text = try sci([log, Self.rows("##", index: 1)])
    #expect(text.code == 0)
    #expect(
      text.output.contains("left out: 1 of 13 readings, which have no value and are bridged; --verbose lists it."))
    let verbose = try sci([log, Self.rows("##", index: 1)], ["--verbose"])
    #expect(verbose.output.contains("left out: 1 reading without a value (") && verbose.output.contains("device 0)."))
    #expect(!verbose.output.contains("--verbose"))
  }

  @Test func severalLogsAreOneJob() throws {
    let outcome = try sci([Self.rows("#######", index: 3), Self.rows("#######", index: 3)], ["--json"])
    let json = try document(outcome)
    #expect(json["energy_kwh"] as? Double == 2)
    #expect(json["operational_g"] as? Double == 600)
    let devices = try #require(json["devices"] as? [[String: Any]])
    #expect(devices.map { $0["index"] as? Int } == [3, 3])
    #expect(devices.map { ($0["log"] as? String)?.suffix(8) } == ["log0.csv", "log1.csv"])
    let folder = try TemporaryFolder()
    let path = try folder.file("a.csv", Self.rows("##"))
    let twice = try Command.run("carbon-schedule", ["sci", "--trace", "t", "--power-log", path, "--power-log", path])
    #expect(twice.code == 64 && twice.errors.contains("is given twice; give each log once"))
    for name in ["soft.csv", "hard.csv"] {
      if name == "hard.csv" {
        try FileManager.default.linkItem(atPath: path, toPath: folder[name].path)
      } else {
        try FileManager.default.createSymbolicLink(atPath: folder[name].path, withDestinationPath: "a.csv")
      }
      let words = ["sci", "--trace", "t", "--power-log", path, "--power-log", folder[name].path]
      let linked = try Command.run("carbon-schedule", words)
      #expect(linked.code == 64 && linked.errors.contains("is given twice"), "\(name): \(linked.errors)")
    }
    let uuid = Self.rows("##").replacing("index", with: "uuid")
    let same = try sci([uuid, uuid])
    #expect(same.code == 65 && same.errors.contains("The device 0 is in two power logs at 2023-03-05T20:00:00Z"))
  }

  @Test func localClocksOfAName() throws {
    let grid =
      "timestamp_utc,gco2_per_kwh\n2023-10-28T23:00:00Z,100\n2023-10-29T00:00:00Z,200\n2023-10-29T01:00:00Z,400\n"
    let log =
      Self.header + ["01:00", "02:00", "02:00", "03:00"].map { "2023/10/29 \($0):00.000, 0, 1000 W\n" }.joined()
    let outcome = try sci([log], ["--log-time-zone", "Europe/Paris", "--json"], grid: grid)
    #expect(try document(outcome)["operational_g"] as? Double == 700)
    let unknown = try sci([log], ["--log-time-zone", "Europe/Nowhere"])
    #expect(unknown.code == 64)
    #expect(
      unknown.errors.contains(
        "\"Europe/Nowhere\" is no time zone that is known here; write an offset such as +09:00, Z, or a name"))
  }

  @Test func smallAmountsKeepThreeDigits() throws {
    let log = Self.header + "2023/03/05 20:00:00.000, 0, 0.13 W\n2023/03/05 20:10:00.000, 0, 0.13 W\n"
    let text = try sci([log]).output
    #expect(text.contains("0.0000217 kWh"))
    #expect(text.contains("0.00650 g"))
  }

  @Test func hardwareWithoutALog() throws {
    let outcome = try sci(
      [],
      [
        "--hardware", "10xT4", "--utilisation", "0.5", "--overhead", "150W", "--start", "2023-03-05T20:30:00Z",
        "--duration", "1h", "--json",
      ])
    #expect(try document(outcome)["operational_g"] as? Double == 200)
    #expect(
      outcome.errors.contains("from the rating and not measured: 10 x T4, rated 70 W each (NVIDIA T4 data sheet)"))
    for (words, message) in [
      (["--hardware", "T4"], "--hardware needs --start INSTANT and --duration DURATION"),
      (["--utilisation", "1"], "--utilisation goes with --hardware"),
      ([], "--power-log is missing; give --power-log FILE."),
    ] {
      let outcome = try sci([], words)
      #expect(outcome.code == 64)
      #expect(outcome.errors.contains(message))
    }
  }
}
