import CarbonScheduling
import Testing

@testable import CarbonTraces

@Suite struct PowerLogReadingTests {
  static let nvidia = """
    timestamp, power.draw [W]
    2024/01/01 09:00:00.000, 100.00 W
    2024/01/01 09:00:01.500, 300.00 W
    2024/01/01 09:00:03.000, 100.00 W

    """
  static let twoGPUs = """
    timestamp, index, name, power.draw [W]
    2024/01/01 00:00:00.000, 0, A100, 100.00
    2024/01/01 00:00:00.007, 1, A100, [N/A]
    2024/01/01 00:00:10.000, 0, A100, 100.00
    2024/01/01 00:00:10.007, 1, A100, 50.00
    2024/01/01 00:00:20.007, 1, A100, 50.00

    """
  static let codeCarbon = """
    timestamp,project_name,run_id,duration,emissions,energy_consumed,country_name,region
    2024-01-01T01:00:00,p,run-a,3600,0.1,0.5,"Korea, Republic of",seoul
    2024-01-01T02:00:00,p,run-a,7200,0.3,1.5,"Korea, Republic of",seoul
    2024-01-01T04:00:00,p,run-b,3600.0004,0.3,0.25,"Korea, Republic of",seoul

    """

  @Test func nvidiaWithUnits() throws {
    let log = try PowerLog(source(Self.nvidia), clock: LogClock(UTCOffset(parsing: "+09:00")))
    // 200 W on average, for 3 s.
    #expect(abs(log.energy.kilowattHours - 0.2 * 3 / 3_600) < 1e-18)
    #expect(log.start.description == "2024-01-01T00:00:00Z")
    #expect(log.deviceCount == 1)
    #expect(log.irregularities.isEmpty)
    #expect(log.intervals[0].endMilliseconds - log.intervals[0].startMilliseconds == 1_500)
  }

  @Test func severalGPUsByIndex() throws {
    let log = try PowerLog(source(Self.twoGPUs), clock: .utc)
    #expect(log.deviceCount == 2)
    #expect(log.irregularities == [.missingReadings(device: 1, count: 1)])
    #expect(abs(log.energy.kilowattHours - (1_000 + 500) / 3.6e6) < 1e-15)
  }

  @Test func severalGPUsByStamp() throws {
    let text = """
      timestamp, power.draw [W]
      2024/01/01 00:00:00.000, 100.00 W
      2024/01/01 00:00:00.000, 40.00 W
      2024/01/01 00:00:10.000, 100.00 W
      2024/01/01 00:00:10.000, 40.00 W
      """
    let log = try PowerLog(source(text), clock: .utc)
    #expect(log.deviceCount == 2)
    #expect(abs(log.energy.kilowattHours - 1_400 / 3.6e6) < 1e-15)
  }

  @Test func codeCarbonRunsAreRunningTotals() throws {
    let log = try PowerLog(source(Self.codeCarbon), clock: .utc)
    #expect(log.energy.kilowattHours == 1.75)
    #expect(log.intervals.map(\.energy.kilowattHours) == [0.5, 1, 0.25])
    #expect(log.start.description == "2024-01-01T00:00:00Z")
    let gap = PowerLog.Irregularity.gap(
      device: 0, from: try Instant(iso8601: "2024-01-01T02:00:00Z"), to: try Instant(iso8601: "2024-01-01T03:00:00Z"))
    #expect(log.irregularities == [gap])
  }

  /// Clocks that change put minutes twice or not at all: neither is integrated.
  @Test func gapsAndClockSteps() throws {
    var rows = ["timestamp, power.draw [W]"]
    for second in [0, 10, 20, 120, 130, 60, 70, 131, 141] {
      rows.append("2024/01/01 00:0\(second / 60):\(second % 60 < 10 ? "0" : "")\(second % 60).000, 360 W")
    }
    let log = try PowerLog(source(rows.joined(separator: "\n")), clock: .utc)
    let start = try Instant(iso8601: "2024-01-01T00:00:00Z")
    func at(_ seconds: Int) -> Instant { start.advanced(by: .seconds(seconds)) }
    #expect(
      log.irregularities == [
        .gap(device: 0, from: at(20), to: at(120)),
        .clockStep(device: 0, at: at(130), to: at(60), readings: 2),
      ])
    #expect(log.unplacedReadingCount == 2)
    // 20 s, 10 s and 10 s at 360 W.
    #expect(abs(log.energy.kilowattHours - 40 * 360 / 3.6e6) < 1e-15)
    let tolerant = try PowerLog(
      source(rows.joined(separator: "\n")), clock: .utc, longestInterval: .seconds(100))
    #expect(tolerant.irregularities.count == 1)
  }

  /// A reading alone, first or last, is in no interval, and the gap beside it is noted once.
  @Test(arguments: [
    (seconds: [0, 10, 20, 59], gap: 20..<59), (seconds: [0, 39, 49, 59], gap: 0..<39),
  ]) func readingsAlone(_ log: (seconds: [Int], gap: Range<Int>)) throws {
    let rows = log.seconds.map { "2024/01/01 00:00:\($0 < 10 ? "0" : "")\($0).000, 360 W" }
    let read = try PowerLog(source((["timestamp, power.draw [W]"] + rows).joined(separator: "\n")), clock: .utc)
    let start = try Instant(iso8601: "2024-01-01T00:00:00Z")
    func at(_ seconds: Int) -> Instant { start.advanced(by: .seconds(seconds)) }
    #expect(read.irregularities == [.gap(device: 0, from: at(log.gap.lowerBound), to: at(log.gap.upperBound))])
    #expect(read.unplacedReadingCount == 1)
    #expect(abs(read.energy.kilowattHours - 20 * 360 / 3.6e6) < 1e-15)
  }

  @Test func offsets() throws {
    for (text, seconds) in [("+09:00", 32_400), ("-0800", -28_800), ("+01", 3_600), ("Z", 0), ("UTC", 0)] {
      #expect(try UTCOffset(parsing: text).seconds == Int64(seconds))
    }
    for text in ["", "9", "Asia/Seoul", "+25:00", "+9", "+09:00Z", ":30Z"] {
      #expect(
        failure { _ = try UTCOffset(parsing: text) }
          == "\"\(text)\" is not an offset from UTC; write it like +09:00, -08:00 or Z")
    }
  }

  static let malformed: [Malformed] = [
    Malformed(
      "no header", "2024/01/01 00:00:00.000, 61.00 W\n",
      ":1: there is no column power.draw and none energy_consumed; "
        + "expected nvidia-smi's CSV with its header, or CodeCarbon's emissions.csv"),
    Malformed("empty", "", ": the file is empty; expected the header timestamp,power.draw [W] and rows below it"),
    Malformed(
      "no time", "index, power.draw [W]\n0, 5 W\n",
      ":1: there is no column timestamp; ask for --query-gpu=timestamp,power.draw"),
    Malformed(
      "not a time", nvidia, "2024/01/01 09:00:01.500", "09:00:01",
      #":3: the time stamp "09:00:01" is not a time stamp; expected one such as 2024/01/01 00:00:00.000"#),
    Malformed(
      "no such day", nvidia, "2024/01/01 09:00:01.500", "2024/02/30 00:00:00.000",
      #":3: the time stamp "2024/02/30 00:00:00.000" names a day that does not exist; "#
        + "check the month and the day (2020-02-29 exists, 2021-02-29 does not)"),
    Malformed(
      "other unit", nvidia, "300.00 W", "0.3 kW",
      #":3: the power "0.3 k" is not a number; write a plain decimal such as 61.00"#),
    Malformed(
      "negative", nvidia, "300.00 W", "-3 W",
      #":3: the power "-3" is negative; give a number from 0 to 1000000000.0"#),
    Malformed(
      "too large", nvidia, "300.00 W", "1e30 W",
      #":3: the power "1e30" is too large; give a number from 0 to 1000000000.0"#),
    Malformed(
      "fields", nvidia, "300.00 W", "300,00 W",
      ":3: the row has 3 fields, the header 2; "
        + "remove commas that separate no fields, such as those between thousands"),
    Malformed(
      "one reading", "timestamp, power.draw [W]\n2024/01/01 00:00:00.000, 61 W\n",
      ":2: the readings cover no time; give at least two readings of a GPU with a power sensor"),
    Malformed(
      "no sensor",
      nvidia.replacing("00.00 W", with: "").replacing(", 1\n", with: ", [N/A]\n")
        .replacing(", 3\n", with: ", [N/A]\n"),
      ":4: the readings cover no time; give at least two readings of a GPU with a power sensor"),
    Malformed(
      "other columns", nvidia + "timestamp, index, power.draw [W]\n2024/01/01 09:00:04.000, 0, 100.00 W\n",
      ":5: the log goes on with other columns; split it here, and give both logs"),
    Malformed(
      "who is who",
      "timestamp, power.draw [W]\n"
        + [0, 3, 1_000, 1_003, 1_006, 2_000, 3_000, 3_003, 3_006, 3_009, 4_000].map {
          "2024/01/01 00:00:0\($0 / 1_000).\(String($0 % 1_000 + 1_000).dropFirst()), 50.00 W\n"
        }.joined(),
      ":2: nobody can tell how many GPUs the rows are of: they name none, and come in samples of unlike size; "
        + "ask nvidia-smi for the index too: --query-gpu=timestamp,index,power.draw"),
  ]

  static let malformedCodeCarbon: [Malformed] = [
    Malformed(
      "no duration", codeCarbon, "duration", "length",
      ":1: there is no column duration; expected CodeCarbon's emissions.csv"),
    Malformed(
      "no timestamp", codeCarbon, "timestamp", "time",
      ":1: there is no column timestamp; expected CodeCarbon's emissions.csv"),
    Malformed(
      "no rows", String(codeCarbon.prefix { $0 != "\n" }),
      ":1: there are no rows below the header; give at least one run that lasts some time"),
    Malformed(
      "not a time", codeCarbon, "2024-01-01T01:00:00", "soon",
      #":2: the time stamp "soon" is not a time stamp; expected one such as 2024/01/01 00:00:00.000"#),
    Malformed(
      "negative energy", codeCarbon, "0.1,0.5", "0.1,-0.5",
      #":2: the energy in kWh "-0.5" is negative; give a number from 0 to 1000000000.0"#),
    Malformed(
      "energy is text", codeCarbon, "0.1,0.5", "0.1,half",
      #":2: the energy in kWh "half" is not a number; write a plain decimal such as 61.00"#),
    Malformed(
      "energy goes down", codeCarbon, "0.3,1.5", "0.3,0.4",
      #":3: the run "run-a" has gone on, but its energy has become less; "#
        + "keep the rows of a run as they are; they are running totals"),
    Malformed(
      "duration is empty", codeCarbon, "run-a,3600,", "run-a,,",
      #":2: the duration in seconds "" is not a number; write a plain decimal such as 61.00"#),
    Malformed(
      "quote", codeCarbon, "Republic of\"", "Republic of",
      ":2: a quoted field has no closing quote on its line; close it, and write a quote inside a field twice"),
  ]

  @Test(arguments: malformed + malformedCodeCarbon) func saysWhatIsWrong(_ example: Malformed) {
    #expect(failure { _ = try PowerLog(source(example.text), clock: .utc) } == "t.csv" + example.message)
  }

  @Test(arguments: [nvidia, codeCarbon]) func theZoneIsAskedFor(_ text: String) {
    #expect(
      failure { _ = try PowerLog(source(text)) }?.hasSuffix(
        "has no time zone; say which the log's clock has, as an offset such as +09:00 or a name such as Europe/Berlin")
        == true)
  }

  @Test func mutatedLogs() {
    let fixtures = [Self.nvidia, Self.twoGPUs, Self.codeCarbon].map { Array($0.utf8) }
    var random = SeededNumbers(seed: 41)
    for round in 0..<1_500 {
      var bytes = fixtures[round % fixtures.count]
      for _ in 0..<3 where !bytes.isEmpty {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        if Bool.random(using: &random) {
          bytes[place] = Array("0123456789-:/.,W[\n".utf8).randomElement(using: &random) ?? 0
        } else {
          bytes.remove(at: place)
        }
      }
      let message = failure { _ = try PowerLog(.bytes(bytes, name: "t"), clock: .utc) }
      #expect(message?.contains("\n") != true)
    }
  }
}
