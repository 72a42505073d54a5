import CarbonCommands
import CarbonScheduling
import CarbonTraces
import CommandLineKit
import Foundation
import Testing

@testable import carbon_schedule

/// Lines for other tools, letter by letter; and read by those that are installed.
@Suite struct EmissionTests {
  /// Two runs, from 00:30 to 01:30 and from 03:00 to 03:45, next year, so that every tool takes them.
  private static let start = try! Instant(iso8601: "2096-02-29T00:00:00Z")

  private func plan(_ algorithm: PlanRequest.Algorithm) throws -> Plan {
    let cheap: Set = [1, 2, 6, 7]
    let values = (0..<12).map { cheap.contains($0) ? 100.0 + Double($0) : 400 }
    let trace = try IntensityTrace(start: Self.start, slot: .seconds(1_800), gramsPerKilowattHour: values, region: "x")
    let job = try Workload(duration: .seconds(6_300), power: .constant(kilowatts: 2))
    let schedule =
      try algorithm == .runNow
      ? RunNow().schedule(job, on: trace, releasedAt: Self.start)
      : PauseAndResume(within: .hours(4)).schedule(job, on: trace, releasedAt: Self.start)
    return Plan(algorithm: algorithm, job: job, trace: trace, schedule: schedule, deadline: schedule.deadline)
  }

  private func emitted(_ tool: String, _ algorithm: PlanRequest.Algorithm = .pauseAndResume) throws -> String {
    let parsed = try PlanCommand.table.parse(["--emit", tool, "--command", "./train 5% 'x'"])
    return try #require(try Emission(parsed)).text(of: plan(algorithm))
  }

  @Test func atKeepsUTC() throws {
    #expect(
      try emitted("at", .runNow) == """
        # run-now: saves 0 g (0.0 %)
        printf '%s\\n' './train 5% '\\''x'\\''' | TZ=UTC at -t 209602290000

        """)
    #expect(try emitted("at").split(separator: "\n")[1].hasPrefix(#"printf '%s\n' 'timeout 3600 sh -c "#))
  }

  @Test func slurmChainsTheRuns() throws {
    let job = "--job-name=carbon-schedule --dependency=singleton ./train 5% 'x'"
    #expect(
      try emitted("slurm").split(separator: "\n").dropFirst() == [
        "TZ=UTC sbatch --begin=2096-02-29T00:30:00 --time=60 \(job)",
        "TZ=UTC sbatch --begin=2096-02-29T03:00:00 --time=45 \(job)",
      ])
  }

  @Test func systemdHasSeconds() throws {
    #expect(
      try emitted("systemd").split(separator: "\n")[2]
        == "systemd-run --user --on-calendar='2096-02-29 03:00:00 UTC' --timer-property=AccuracySec=1s "
        + #"--property=RuntimeMaxSec=2700 /bin/sh -c './train 5% '\''x'\'''"#)
  }

  /// The service manager halves a doubled `$`, and `at` gets backslashes as they are.
  @Test func dollarsAndBackslashesSurvive() throws {
    func emitted(_ tool: String, _ command: String) throws -> Substring {
      let emission = try #require(try Emission(try PlanCommand.table.parse(["--emit", tool, "--command", command])))
      return try emission.text(of: plan(.runNow)).split(separator: "\n")[1]
    }
    #expect(try emitted("systemd", "echo $HOME").hasSuffix("/bin/sh -c 'echo $$HOME'"))
    let printing = try emitted("at", #"echo a\tb"#).split(separator: "|")[0]
    #expect(try run("/bin/sh", ["-c", String(printing)]) == #"echo a\tb"# + "\n")
  }

  @Test func cronAsksForTheYear() throws {
    #expect(
      try emitted("cron", .runNow).split(separator: "\n").last
        == #"0 0 29 2 * [ "$(date -u +\%Y)" = 2096 ] && ./train 5\% 'x'"#)
  }

  @Test func kubernetesSwitchesTheJob() throws {
    let yaml = try emitted("kubernetes")
    let documents = yaml.components(separatedBy: "---\n")
    #expect(documents.count == 4)
    #expect(documents[0].contains("  suspend: true\n"))
    #expect(documents[0].contains(#"command: ["/bin/sh", "-c", "./train 5% 'x'"]"#))
    let schedules = yaml.split(separator: "\n").filter { $0.contains("schedule: ") }.map { $0.trimmingPrefix("  ") }
    #expect(schedules == ["schedule: \"30 0 29 2 *\"", "schedule: \"30 1 29 2 *\"", "schedule: \"0 3 29 2 *\""])
    #expect(documents[2].contains(#"'{"spec":{"suspend":true}}'"#))
  }

  @Test func minutesAreRoundedUp() throws {
    #expect(try Instant(iso8601: "2020-12-31T23:59:01Z").roundedUpToMinute.description == "2021-01-01T00:00:00Z")
  }

  @Test func optionsThatDoNotGoTogether() {
    for words in [["--emit", "at", "--json"], ["--command", "x"], ["--emit", "at", "--command", "a\nb"]] {
      #expect(throws: CommandFailure.self) { try Emission(try PlanCommand.table.parse(words)) }
    }
  }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/systemd-analyze")))
  func systemdReadsTheCalendar() throws {
    for line in try emitted("systemd").split(separator: "\n").dropFirst() {
      let time = line.split(separator: "'")[1]
      #expect(try run("/usr/bin/systemd-analyze", ["calendar", String(time)]).contains("Normalized form: \(time)"))
    }
  }

  /// Completions load, and the manual page is shown without a warning, where the tools are.
  @Test func shellsReadTheCompletions() throws {
    for (shell, words) in [(Shell.bash, ["-n"]), (.zsh, ["-n"]), (.fish, ["-n"])] {
      let path = "/usr/bin/\(shell.rawValue)"
      guard FileManager.default.isExecutableFile(atPath: path) else { continue }
      let file = FileManager.default.temporaryDirectory.appending(path: "completions-\(UUID()).\(shell.rawValue)")
      try Data(Subcommand.suite.completions(for: shell).utf8).write(to: file)
      defer { try? FileManager.default.removeItem(at: file) }
      #expect(try run(path, words + [file.path]) == "")
    }
    let manual = Subcommand.suite.manualPage
    #expect(manual.hasPrefix(".TH CARBON\\-SCHEDULE 1 "))
    for option in PlanCommand.table.options {
      #expect(manual.contains("\\-\\-" + option.name.split(separator: "-").joined(separator: "\\-") + "\\fR"))
    }
  }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/bin/bash")))
  func bashCompletes() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "completions-\(UUID()).bash")
    try Data(Subcommand.suite.completions(for: .bash).utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    for (words, expected) in [
      (["pl"], "plan"), (["plan", "--al"], "--algorithm"), (["plan", "--algorithm", "pa"], "pause-and-resume"),
      (["plan", "--algorithm", "="], "flexible-start pause-and-resume run-now"),
      (["plan", "--emit", "=", "s"], "slurm systemd"), (["traces", "c"], "convert"), (["completions", "z"], "zsh"),
    ] {
      let script =
        #"source "$0"; COMP_WORDS=(carbon-schedule "$@"); COMP_CWORD=$#; _carbon_schedule; "#
        + #"echo "${COMPREPLY[*]}""#
      #expect(try run("/bin/bash", ["-c", script, file.path] + words) == expected + "\n", "\(words)")
    }
  }

  /// What a program says, on both channels.
  private func run(_ path: String, _ words: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = words
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}
