import CarbonCommands
import CarbonScheduling
import CarbonTraces
import CommandLineKit
import Foundation
import Testing

@testable import carbon_schedule

/// Lines for other tools, letter by letter; and read by those that are installed.
@Suite struct SchedulerScriptTests {
  /// Two runs, from 00:30 to 01:30 and from 03:00 to 03:45, next century, so that every tool takes them.
  private static let start = try! Instant(iso8601: "2096-02-29T00:00:00Z")

  private func plan(_ algorithm: Algorithm) throws -> Plan {
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

  private func script(_ tool: String, _ more: String...) throws -> SchedulerScript {
    let command = more.contains("--command") ? [] : ["--command", "./train 5% 'x'"]
    return try #require(
      try SchedulerScript(try PlanCommand.table.parse(["--emit", tool, "--name", "job"] + command + more)))
  }

  private func emitted(
    _ tool: String, _ algorithm: Algorithm = .pauseAndResume, _ more: [String] = [], name: String = "job"
  ) throws -> String {
    let words = ["--emit", tool, "--name", name] + (more.contains("--command") ? [] : ["--command", "./train 5% 'x'"])
    return try #require(try SchedulerScript(try PlanCommand.table.parse(words + more))).text(of: plan(algorithm))
  }

  @Test func atKeepsUTC() throws {
    #expect(
      try emitted("at", .runNow) == """
        # job: run-now saves 0 g (0.0 %)
        printf '%s\\n' './train 5% '\\''x'\\''' | TZ=UTC at -t 209602290000

        """)
    #expect(try emitted("at").split(separator: "\n")[1].hasPrefix(#"printf '%s\n' 'timeout 3600 sh -c "#))
  }

  /// A command that is more than words must not be read by the shell that the line is pasted into.
  @Test func slurmChainsTheRuns() throws {
    let job = #"--dependency=singleton --wrap='./train 5% '\''x'\'''"#
    #expect(
      try emitted("slurm").split(separator: "\n").dropFirst() == [
        "TZ=UTC sbatch --job-name=job --begin=2096-02-29T00:30:00 --time=60 \(job)",
        "TZ=UTC sbatch --job-name=job --begin=2096-02-29T03:00:00 \(job)",
      ])
    #expect(
      try emitted("slurm", .runNow, ["--command", "train.sbatch --epochs=3 a"]).split(separator: "\n").last
        == "TZ=UTC sbatch --job-name=job --begin=2096-02-29T00:00:00 train.sbatch --epochs=3 a")
  }

  @Test func slackWidensAndLimitsAreAskedFor() throws {
    func limits(_ tool: String, _ more: [String], _ mark: String) throws -> [String] {
      try emitted(tool, .pauseAndResume, more).split(separator: "\n").dropFirst(tool == "cron" ? 3 : 1).map { line in
        line.firstRange(of: mark).map { String(line[$0.upperBound...].prefix { $0.isNumber }) } ?? "none"
      }
    }
    #expect(try limits("slurm", ["--slack", "10%"], "--time=") == ["66", "none"])
    #expect(try limits("slurm", ["--slack", "10%", "--limit-last-run"], "--time=") == ["66", "50"])
    #expect(try limits("systemd", ["--limit-last-run"], "RuntimeMaxSec=") == ["3600", "2700"])
    #expect(try limits("cron", [], "timeout ") == ["3600", "none"])
    // Two runs of one job never overlap: the second starts 2.5 hours after the first.
    #expect(try limits("at", ["--slack", "1000%"], "timeout ") == ["9000", "none"])
  }

  @Test func slurmWarnsWhenAsked() throws {
    let lines = try emitted("slurm", .pauseAndResume, ["--signal", "USR1@120"]).split(separator: "\n").dropFirst()
    #expect(lines.allSatisfy { $0.contains(" --signal=USR1@120 ") })
  }

  @Test func systemdHasSeconds() throws {
    #expect(
      try emitted("systemd").split(separator: "\n").dropFirst() == [
        "systemd-run --user --unit=job-1 --on-calendar='2096-02-29 00:30:00 UTC' --timer-property=AccuracySec=1s "
          + #"--property=RuntimeMaxSec=3600 /bin/sh -c './train 5% '\''x'\'''"#,
        "systemd-run --user --unit=job-2 --on-calendar='2096-02-29 03:00:00 UTC' --timer-property=AccuracySec=1s "
          + #"/bin/sh -c './train 5% '\''x'\'''"#,
      ])
  }

  /// The service manager halves a doubled `$`, and `at` gets backslashes as they are.
  @Test func dollarsAndBackslashesSurvive() throws {
    func emitted(_ tool: String, _ command: String) throws -> Substring {
      try self.emitted(tool, .runNow, ["--command", command]).split(separator: "\n")[1]
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
    let yaml = try emitted("kubernetes", .pauseAndResume, ["--image", "ghcr.io/me/train:1.0"])
    let documents = yaml.components(separatedBy: "---\n")
    #expect(documents.count == 7)
    #expect(documents[3].contains("  suspend: true\n") && documents[3].contains("image: \"ghcr.io/me/train:1.0\"\n"))
    #expect(documents[3].contains(#"command: ["/bin/sh", "-c", "./train 5% 'x'"]"#))
    let schedules = yaml.split(separator: "\n").filter { $0.contains("schedule: ") }.map { $0.trimmingPrefix("  ") }
    #expect(schedules == ["schedule: \"30 0 29 2 *\"", "schedule: \"30 1 29 2 *\"", "schedule: \"0 3 29 2 *\""])
    #expect(documents[5].contains(#"'{"spec":{"suspend":true}}'"#))
  }

  /// Every object has a name of its own kind, every switch has the account and the rights for what it does, and none fires in
  /// another year.
  @Test(.enabled(if: python != nil, "needs python3 with PyYAML"), arguments: ["job", "true", "1e3"])
  func kubernetesIsWhole(name: String) throws {
    let yaml = try emitted("kubernetes", .pauseAndResume, ["--command", "echo \"a\" $$ $(HOME)"], name: name)
    let script = """
      import sys, json
      try: import yaml
      except ImportError: print('no PyYAML'); sys.exit()
      name = sys.argv[1]
      objects = [o for o in yaml.safe_load_all(sys.stdin) if o]
      kinds = [o['kind'] for o in objects]
      assert kinds == ['ServiceAccount', 'Role', 'RoleBinding', 'Job', 'CronJob', 'CronJob', 'CronJob'], kinds
      assert len({(o['kind'], o['metadata']['name']) for o in objects}) == 7
      assert all(type(o['metadata']['name']) is str and o['metadata']['name'].startswith(name) for o in objects)
      account, role, binding, job, *switches = objects
      assert binding['roleRef']['name'] == role['metadata']['name']
      assert binding['subjects'] == [{'kind': 'ServiceAccount', 'name': account['metadata']['name']}]
      command = job['spec']['template']['spec']['containers'][0]['command']
      assert command == ['/bin/sh', '-c', 'echo "a" $$$$ $$(HOME)'], command
      for switch in switches:
        pod = switch['spec']['jobTemplate']['spec']['template']['spec']
        assert pod['serviceAccountName'] == account['metadata']['name']
        first, once = pod['initContainers'][0]['command'], pod['containers'][0]['command']
        assert first[:4] == ['kubectl', 'patch', 'job', name] and type(json.loads(first[5])['spec']['suspend']) is bool
        assert once[:4] == ['kubectl', 'patch', 'cronjob', switch['metadata']['name']]
        assert json.loads(once[5]) == {'spec': {'suspend': True}}
        for kind, which in (('jobs', name), ('cronjobs', once[3])):
          assert any(kind in r['resources'] and which in r['resourceNames'] and 'patch' in r['verbs'] for r in role['rules'])
      print('whole')
      """
    let file = FileManager.default.temporaryDirectory.appending(path: "kubernetes-\(UUID()).yaml")
    try Data(yaml.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let said = try run(
      "/bin/sh", ["-c", "\"$0\" -c \"$1\" \"$2\" < \"$3\"", #require(Self.python), script, name, file.path])
    #expect(["whole\n", "no PyYAML\n"].contains(said), "\(said)")
  }

  private static let python = ["/usr/bin/python3", "/usr/local/bin/python3", "/opt/homebrew/bin/python3"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  /// Plans of one user must not wait for each other, nor overwrite each other's objects.
  @Test func namesAreUniqueUnlessGiven() throws {
    func name(_ algorithm: Algorithm, _ command: String) throws -> Substring {
      let script = try #require(
        try SchedulerScript(try PlanCommand.table.parse(["--emit", "slurm", "--command", command])))
      return try script.text(of: plan(algorithm)).dropFirst(2).prefix { $0 != ":" }
    }
    let names = try [
      name(.pauseAndResume, "a"), name(.runNow, "a"), name(.pauseAndResume, "b"), name(.runNow, "b"),
    ]
    #expect(Set(names).count == 4)
    #expect(try name(.pauseAndResume, "a") == names[0])
    for name in names { #expect(try SchedulerScript.checkedName(String(name)) == name) }
  }

  @Test func lateStartsAndMissingImagesAreSaid() throws {
    let plan = try plan(.pauseAndResume)
    let later = Self.start.advanced(by: .seconds(7_200))
    #expect(try script("at").warnings(on: plan, now: Self.start).isEmpty)
    #expect(
      try script("at").warnings(on: plan, now: later).first?.hasPrefix("the plan's first run should have started")
        == true)
    #expect(try script("kubernetes").warnings(on: plan, now: Self.start).first?.contains("--image") == true)
    #expect(try script("kubernetes", "--image", "a:1").warnings(on: plan, now: Self.start).isEmpty)
  }

  @Test func minutesAreRoundedUp() throws {
    #expect(try Instant(iso8601: "2020-12-31T23:59:01Z").roundedUpToMinute.description == "2021-01-01T00:00:00Z")
  }

  @Test(arguments: [
    ["--emit", "at", "--json"], ["--command", "x"], ["--emit", "at", "--command", "a\nb"],
    ["--emit", "at", "--command", "a\u{202E}b"], ["--emit", "at", "--command", "a\u{9B}b"],
    ["--emit", "at", "--command", " "],
    ["--slack", "10%"], ["--emit", "at", "--slack", "10"], ["--emit", "at", "--slack", "-1%"],
    ["--emit", "at", "--signal", "USR1@120"], ["--emit", "slurm", "--signal", "USR1;x"],
    ["--emit", "slurm", "--image", "a"], ["--emit", "kubernetes", "--image", "a b"], ["--emit", "at", "--name", "A b"],
    ["--emit", "at", "--name", "-a"],
  ])
  func mistakesAreRefused(words: [String]) {
    #expect(throws: CommandFailure.self) { try SchedulerScript(try PlanCommand.table.parse(words)) }
  }

  /// Nothing of a command happens when its lines are pasted, whatever is in it; and what is to happen is the command.
  @Test func pastingRunsNothing() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "pasted-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    // Tools that only write down what they are given.
    let tools = """
      sbatch() { printf '%s' "$1" >/dev/null; for word; do last=$word; done; printf '<%s>' "$last"; }
      systemd-run() { for word; do last=$word; done; printf '<%s>' "$last"; }
      at() { printf '<'; cat; printf '>'; }
      TZ=UTC

      """
    for command in [
      "./job.sh '\u{301}; touch pwned #'", "a'; touch pwned; '", "$(touch pwned)", "`touch pwned`", "x; touch pwned",
      "a\"b\\",
      "x > pwned", "echo \u{301}\"", "true && touch pwned", "*", "~",
    ] {
      for tool in ["at", "slurm", "systemd"] {
        let lines = try emitted(tool, .runNow, ["--command", command]).replacing("TZ=UTC ", with: "")
        let said = try run("/bin/bash", ["-c", "cd \"$0\" && \(tools)\(lines)", folder.path])
        let line = command + (tool == "at" ? "\n" : "")
        let wanted =
          tool == "slurm"
          ? "<--wrap=\(line)>" : tool == "systemd" ? "<\(line.replacing("$", with: "$$"))>" : "<\(line)>"
        #expect(said.unicodeScalars.elementsEqual(wanted.unicodeScalars), "\(tool): \(said) for \(wanted)")
      }
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
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
