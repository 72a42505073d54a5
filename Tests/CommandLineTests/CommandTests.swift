import CarbonScheduling
import CarbonTraces
import CommandLineKit
import Foundation
import Testing

@testable import carbon_schedule

/// Commands from their words to their exit codes; what they print goes to the test's own output.
@Suite struct CommandTests {
  /// A folder of files for one test.
  private struct Folder: ~Copyable {
    let path = FileManager.default.temporaryDirectory.appending(path: "carbon-\(UUID())").path

    init(_ files: [String: String]) throws {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      for (name, text) in files { try Data(text.utf8).write(to: URL(fileURLWithPath: "\(path)/\(name)")) }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
  }

  private static let trace = """
    timestamp_utc,gco2_per_kwh
    2024-01-01T00:00:00Z,300
    2024-01-01T01:00:00Z,100
    2024-01-01T02:00:00Z,200
    2024-01-01T03:00:00Z,200

    """
  private static let log = """
    timestamp, power.draw [W]
    2024/01/01 09:00:00.000, 1000.00 W
    2024/01/01 10:00:00.000, 1000.00 W
    2024/01/01 11:00:00.000, 1000.00 W

    """

  private func failure(_ words: String...) -> CommandFailure? {
    do {
      _ = try CarbonScheduleCommand.run(words)
      return nil
    } catch {
      return error as? CommandFailure
    }
  }

  /// 1 kWh at 300 g and 1 kWh at 100 g are 400 g.
  @Test func budgetsAreHeld() throws {
    let folder = try Folder(["t.csv": Self.trace, "p.csv": Self.log])
    let words = [
      "sci", "--power-log", folder.path + "/p.csv", "--trace", folder.path + "/t.csv", "--log-time-zone", "+09:00",
    ]
    #expect(try CarbonScheduleCommand.run(words + ["--budget", "0.4kg"]) == .success)
    #expect(try CarbonScheduleCommand.run(words + ["--budget", "399g", "--json"]) == .worse)
    #expect(try CarbonScheduleCommand.run(words + ["--budget", "400g", "--pue", "1.1"]) == .worse)
    #expect(
      try CarbonScheduleCommand.run(
        words + ["--budget", "400g", "--embodied", "150kg", "--lifetime", "4y", "--resource-share", "25%"])
        == .worse)
    #expect(ExitCode.worse.rawValue == 1)
  }

  @Test func scoresAsJSON() throws {
    let log = try PowerLog(.bytes(Array(Self.log.utf8), name: "p"), clock: LogClock(UTCOffset(parsing: "+09:00")))
    let trace = try IntensityTrace(.bytes(Array(Self.trace.utf8), name: "t"))
    let sci = try SoftwareCarbonIntensity(
      operational: OperationalEmissions(of: log, on: trace), embodied: Emissions(grams: 100), functionalUnits: 2)
    let text = try json(SCIDocument(Score(log: log, trace: trace, pue: 1, sci: sci)))
    let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(object["energy_kwh"] as? Double == 2)
    #expect(object["operational_g"] as? Double == 400)
    #expect(object["embodied_g"] as? Double == 100)
    #expect(object["total_g"] as? Double == 500)
    #expect(object["functional_units"] as? Double == 2)
    #expect(object["sci_g_per_unit"] as? Double == 250)
    #expect(object["average_method_g"] as? Double == 400)
    #expect((object["gaps"] as? [Any])?.isEmpty == true)
  }

  @Test func usageErrors() {
    #expect(failure("plann")?.description == "carbon-schedule: there is no command 'plann'; did you mean plan?")
    #expect(
      failure("sci", "--pew", "2")?.description == "carbon-schedule sci: there is no option --pew; did you mean --pue?")
    #expect(failure("sci")?.description == "carbon-schedule sci: --power-log is missing; give --power-log FILE.")
    #expect(
      failure("sci", "--power-log", "p", "--trace", "t", "--embodied", "1kg")?.description
        == "carbon-schedule sci: --embodied and --lifetime go together; give both or none.")
    #expect(
      failure("sci", "--power-log", "-", "--trace", "-")?.description
        == "carbon-schedule sci: --power-log, --trace and --plan: one only can be standard input; name a file.")
    #expect(
      failure("traces", "shred", "x")?.description
        == "carbon-schedule traces cannot 'shred'; give one of describe, validate, convert, resample, and a file.")
    #expect(
      failure("traces", "resample", "x")?.description
        == "carbon-schedule traces resample: --to is missing; give --to DURATION, such as 5m.")
    #expect(failure("completions", "csh")?.code == .usage)
    #expect(failure("where", "--traces", "x", "--duration", "1h", "--transfer", "x")?.code == .usage)
    #expect(
      failure("where", "--traces", "x", "--duration", "1h", "--transfer", "a=1g", "--transfer", "a=2g")?.description
        == "carbon-schedule where: --transfer is given twice for 'a'; give it once for each region.")
    #expect(
      failure("sci", "--power-log", "x", "--trace", "y", "--pue", "0x2")?.description.contains(
        #""0x2" is not a number"#) == true)
    #expect(
      failure("where", "--traces", "x", "--duration", "1h", "--power", "1kW", "--energy", "1kWh")?.description
        == "carbon-schedule where: --power and --energy say the same; give one.")
    #expect(failure()?.code == .usage)
  }

  @Test func badFilesEndWith65AndMissingOnesWith66() throws {
    let folder = try Folder([
      "bad.json": #"{"zone":"DE","history":[{"datetime":"2024","carbonIntensity":1}]}"#, "t.csv": Self.trace,
      "p.csv": Self.log,
    ])
    let bad = failure("traces", "validate", folder.path + "/bad.json")
    #expect(bad?.code == .badData)
    #expect(
      bad?.description == folder.path
        + "/bad.json:1: $.history[0].datetime: the time stamp \"2024\" is not a time stamp; "
        + "write ISO 8601, such as 2020-01-01T00:00:00Z")
    #expect(failure("traces", "validate", folder.path + "/none.json")?.code == .noInput)
    let zone = failure("sci", "--power-log", folder.path + "/p.csv", "--trace", folder.path + "/t.csv")
    #expect(zone?.code == .badData)
    #expect(zone?.description.hasSuffix("a name such as Europe/Berlin (--log-time-zone)") == true)
    #expect(failure("where", "--traces", folder.path, "--duration", "1h")?.code == .badData)
  }

  @Test func everyTableHasItsOwnCommandLine() throws {
    for table in Subcommand.suite.tables {
      #expect(table.command.hasPrefix("carbon-schedule "))
      #expect(table.example.contains(table.command))
      #expect(table.help.contains("--help"))
      let names = table.options.map(\.name)
      #expect(Set(names).count == names.count, "\(table.command)")
    }
  }

  /// However short a run, it is there, and the range is that of the slots, not of the columns' means.
  @Test(arguments: [
    (30, "██▁▁██▁  200 to 300", "..=...."), (60, "█▁█▁  200 to 300", ".=.."), (45, "██▁▁██▁▁  200 to 300", "..==...."),
  ])
  func chartsShowShortRuns(minutes: Int, bars: String, marks: String) throws {
    let trace = try IntensityTrace(
      start: Instant(secondsSince1970: 0), slot: .seconds(3_600), gramsPerKilowattHour: [300, 200, 290, 210])
    let job = try Workload(duration: .seconds(60 * minutes), power: .constant(kilowatts: 1))
    let schedule = try FlexibleStart(within: .hours(3)).schedule(job, on: trace, releasedAt: trace.start)
    let plan = Plan(algorithm: .flexibleStart, job: job, trace: trace, schedule: schedule, deadline: schedule.deadline)
    let lines = PlanChart(plan, isColored: false).text.split(separator: "\n")
    #expect(lines[0].hasPrefix("g/kWh  \(bars)") && lines[1] == "runs   \(marks)", "\(lines)")
  }

  @Test func chartsShowTheRuns() throws {
    let trace = try IntensityTrace(
      start: Instant(secondsSince1970: 0), slot: .seconds(3_600), gramsPerKilowattHour: [300, 100, nil, 100, 400],
      region: "x"
    ).handlingGaps(.avoid)
    let job = try Workload(duration: .seconds(7_200), power: .constant(kilowatts: 1))
    let schedule = try PauseAndResume(within: .hours(3)).schedule(job, on: trace, releasedAt: trace.start)
    let plan = Plan(algorithm: .pauseAndResume, job: job, trace: trace, schedule: schedule, deadline: schedule.deadline)
    #expect(
      PlanChart(plan, isColored: false).text == """
        g/kWh  ▆▁ ▁█  100 to 400
        runs   .=.=.
        """)
    #expect(PlanChart(plan, isColored: true).text.contains("\u{1B}[32m=\u{1B}[0m"))
  }
}
