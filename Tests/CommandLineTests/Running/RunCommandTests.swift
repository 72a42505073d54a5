import Foundation
import TestSupport
import Testing

/// Commands that run by plan, as processes of their own, in real seconds.
@Suite(.serialized) struct RunCommandTests {
  /// Runs a command by plan on a trace of slots of two seconds.
  private func run(
    _ options: [String], _ values: [Int], in folder: TemporaryFolder, _ command: [String], seconds: Int = 4
  ) throws -> (outcome: Command.Outcome, receipt: Receipt) {
    // Two dear slots more, in which a busy machine can start everything.
    let values = [90, 90] + values
    let trace = try folder.file("trace.csv", ShortTrace.csv(slot: 2, values))
    let outcome = try Command.run(
      "carbon-schedule",
      [
        "run", "--trace", trace, "--duration", "\(seconds)s", "--added-time", "\(2 * values.count - seconds)s",
        "--algorithm", "pause-and-resume", "--state", folder["state.json"].path, "--receipt", "-",
      ] + options + ["--"] + command)
    return (outcome, try Receipt(outcome.output))
  }

  /// The job is held while the third slot lasts; what it has counted is counted once.
  @Test func stopsAndGoesOn() throws {
    let folder = try TemporaryFolder()
    let path = folder["count"].path
    let (outcome, receipt) = try run(
      [], [90, 10, 90, 10, 90, 90], in: folder, RunScripts.counting(30, to: path))
    #expect(outcome.code == 0 && receipt.exitCode == 0)
    #expect(Leftovers.lines(path) == (1...30).map(String.init))
    #expect(receipt.pauses == 1 && receipt.runs.count == 2 && receipt.starts == 1)
    #expect(receipt.progress > 2.9 && receipt.progress < 4.5, "\(receipt.progress)")
    #expect(receipt.plannedGrams ?? 0 > 0 && receipt.emissionsGrams ?? 0 > 0 && receipt.hindsightGrams ?? 0 > 0)
    #expect(receipt.emissionsGrams ?? 0 < receipt.baselineGrams ?? 0)
    if receipt.runs.count == 2 {
      #expect(receipt.runs[1].start.timeIntervalSince(receipt.runs[0].end) >= 1)
    }
    // No terminal, no line of how it stands.
    #expect(!outcome.errors.contains("so far"), "\(outcome.errors)")
    // A state that was named stays, to say that the job is done; nothing else does.
    #expect(
      try Set(FileManager.default.contentsOfDirectory(atPath: folder.url.path)) == ["trace.csv", "count", "state.json"])
    let again = try Command.run("carbon-schedule", ["run", "--resume", folder["state.json"].path])
    #expect(again.code == 64 && again.errors.contains("has ended with code 0"))
    #expect(try Leftovers.processes(naming: path) == [])
  }

  /// It runs two seconds by plan and one of grace, which is less than its work takes; then it is held for three.
  @Test func whatIgnoresTheStopIsStopped() throws {
    let folder = try TemporaryFolder()
    let path = folder["count"].path
    let (outcome, receipt) = try run(
      ["--grace", "1s"], [90, 10, 90, 90, 10, 90], in: folder, RunScripts.stubborn(36, to: path))
    #expect(outcome.code == 0)
    #expect(Leftovers.lines(path) == (1...36).map(String.init))
    #expect(receipt.pauses == 1 && receipt.runs.count == 2)
    if receipt.runs.count == 2 {
      let (first, second) = (receipt.runs[0], receipt.runs[1])
      #expect(first.end.timeIntervalSince(first.start) >= 3 && second.start.timeIntervalSince(first.end) >= 2)
    }
    #expect(try Leftovers.processes(naming: path) == [])
  }

  @Test(arguments: ["TERM", "USR1", "USR2"])
  func checkpointsAndIsStartedAgain(signal: String) throws {
    let folder = try TemporaryFolder()
    let path = folder["count"].path
    let (outcome, receipt) = try run(
      ["--pause", "restart=\(signal)"], [90, 10, 90, 10, 90, 90], in: folder,
      RunScripts.checkpointing(30, on: signal, to: path))
    #expect(outcome.code == 0 && receipt.starts == 2 && receipt.pauses == 1)
    let lines = Leftovers.lines(path)
    #expect(lines.filter { !$0.hasPrefix("resumed") } == (1...30).map(String.init))
    #expect(lines.contains { $0.hasPrefix("resumed at ") })
  }

  /// It is asked before it is stopped, and in a process group of its own.
  @Test func isAskedBeforeItIsStopped() throws {
    let folder = try TemporaryFolder()
    let path = folder["count"].path
    let script = """
      cut -d' ' -f5 /proc/$$/stat > '\(path).group'; echo $$ >> '\(path).group'; echo "$CARBON_RESUME" >> '\(path).group'
      trap 'echo asked >> "\(path)"' TSTP
      i=0; while [ $i -lt 30 ]; do i=$((i+1)); sleep 0.1; echo $i >> '\(path)'; done
      """
    let (outcome, receipt) = try run(
      ["--grace", "1s"], [90, 10, 90, 10, 90, 90], in: folder, ["/bin/sh", "-c", script])
    #expect(outcome.code == 0 && receipt.pauses == 1)
    let lines = Leftovers.lines(path)
    #expect(lines.count { $0 == "asked" } == 1, "\(lines)")
    #expect(lines.filter { $0 != "asked" } == (1...30).map(String.init))
    // The group's number, the process's, and no word of a resume.
    let group = Leftovers.lines("\(path).group")
    #expect(group.count == 2 && group.first == group.last, "\(group)")
  }

  /// Who does not end when it is asked to is killed after its grace, and started again all the same.
  @Test func whatDoesNotEndIsKilled() throws {
    let folder = try TemporaryFolder()
    let path = folder["count"].path
    let script = """
      trap 'echo asked >> "\(path)"' TERM
      [ -n "$CARBON_RESUME" ] && echo "resumed" >> '\(path)' && exit 5
      i=0; while [ $i -lt 200 ]; do i=$((i+1)); sleep 0.1; done
      """
    let (outcome, receipt) = try run(
      ["--pause", "restart", "--grace", "1s"], [90, 10, 90, 90, 10, 90], in: folder, ["/bin/sh", "-c", script])
    #expect(outcome.code == 5 && receipt.starts == 2 && receipt.pauses == 1, "\(outcome.errors)")
    #expect(Leftovers.lines(path) == ["asked", "resumed"])
    #expect(try Leftovers.processes(naming: path) == [])
  }

  /// A newer forecast, in a file that is put in the old one's place, is a new plan; a broken one is said, and none.
  @Test func plansAnewWhenTheTraceChanges() throws {
    let folder = try TemporaryFolder()
    let path = folder["count"].path
    let trace = try folder.file("trace.csv", ShortTrace.csv(slot: 3_600, [90, 10, 90]))
    let run = try RunProcess(
      [
        "--trace", trace, "--duration", "1h", "--deadline", "+3h", "--algorithm", "pause-and-resume", "--state",
        folder["state.json"].path, "--log", folder["log"].path, "--",
      ] + RunScripts.counting(5, to: path), in: folder)
    func events(_ event: String) -> Int {
      Leftovers.lines(folder["log"].path).count { $0.contains("\"event\":\"\(event)\"") }
    }
    #expect(eventually(5) { events("planned") == 1 })
    try Data("timestamp_utc,gco2_per_kwh\nyesterday,5\n".utf8).write(to: folder["trace.csv"], options: .atomic)
    #expect(eventually(8) { run.errorText.contains("trace.csv:2") }, "\(run.errorText)")
    #expect(events("started") == 0)
    try Data(ShortTrace.csv(slot: 3_600, [5, 10, 90]).utf8).write(to: folder["trace.csv"], options: .atomic)
    #expect(eventually(8) { events("started") == 1 && events("replanned") == 1 }, "\(run.errorText)")
    #expect(run.wait() == 0)
    #expect(Leftovers.lines(path) == (1...5).map(String.init))
  }

  /// A shell that starts one program after the other is stopped while it starts one, more often than not: that one has
  /// been made by vfork, and the shell waits in the kernel until it runs.
  @Test func whatIsBeingStartedIsStoppedToo() throws {
    let folder = try TemporaryFolder()
    let path = folder["done"].path
    let trace = try folder.file("trace.csv", ShortTrace.csv(slot: 1, (0..<24).map { $0 % 2 == 0 ? 10 : 90 }))
    let run = try RunProcess(
      [
        "--trace", trace, "--duration", "12s", "--added-time", "12s", "--algorithm", "pause-and-resume", "--state",
        folder["state.json"].path, "--log", folder["log"].path, "--", "/bin/sh", "-c",
        "while [ ! -e '\(path)' ]; do /bin/true; done",
      ], in: folder)
    func count(_ event: String) -> Int {
      Leftovers.lines(folder["log"].path).count { $0.contains("\"event\":\"\(event)\"") }
    }
    let most = sized(debug: 2, release: 5)
    #expect(eventually(25) { count("resumed") >= most }, "\(count("paused")) pauses, \(count("resumed")) ends of them")
    #expect(count("still-running") == 0)
    try Data().write(to: folder["done"])
    #expect(run.wait() == 0, "\(run.errorText)")
    #expect(try Leftovers.processes(naming: path) == [])
  }

  /// What is done before its time drops the rest of the plan.
  @Test func whatEndsEarlyEndsTheRun() throws {
    let folder = try TemporaryFolder()
    let path = folder["count"].path
    let (outcome, receipt) = try run([], [90, 10, 90, 90, 90, 10], in: folder, RunScripts.counting(8, to: path))
    #expect(outcome.code == 0 && receipt.pauses == 0 && receipt.runs.count == 1)
    #expect(Leftovers.lines(path) == (1...8).map(String.init))
    // The second run that was planned, ten seconds after the first, is not waited for.
    #expect(receipt.progress > 0.7 && receipt.progress < 2, "\(receipt.progress)")
  }

  /// Nobody who has ended waits for `run` to take note of it.
  @Test(arguments: ["restart", "hook"])
  func zombiesAreBuried(way: String) throws {
    let folder = try TemporaryFolder()
    let path = folder["count"].path
    let trace = try folder.file("trace.csv", ShortTrace.csv(slot: 1, [10, 90, 10, 90, 10, 90, 10, 90, 10, 90]))
    let hook = try folder.file("hook", "#!/bin/sh\n[ $1 = pause ] && kill -STOP -$2 || kill -CONT -$2\n")
    let run = try RunProcess(
      [
        "--trace", trace, "--duration", "4s", "--added-time", "6s", "--algorithm", "pause-and-resume", "--state",
        folder["state.json"].path, "--pause", way == "hook" ? "hook=sh \(hook)" : "restart",
      ] + ["--"] + RunScripts.checkpointing(35, on: "TERM", to: path), in: folder)
    var seen: [String: Int] = [:]
    for _ in 0..<40 {
      for pid in Leftovers.zombies(of: run.pid) { seen[pid, default: 0] += 1 }
      Thread.sleep(forTimeInterval: 0.2)
    }
    #expect(run.wait() == 0, "\(run.errorText)")
    // It looks once a second.
    #expect(seen.values.allSatisfy { $0 < 9 }, "\(seen)")
    #expect(try Leftovers.processes(naming: path) == [])
  }

  @Test func childrenAreStoppedToo() throws {
    let folder = try TemporaryFolder()
    let path = folder["count"].path
    let (outcome, receipt) = try run(
      ["--log", folder["log"].path], [90, 10, 90, 10, 90, 90], in: folder, RunScripts.forking(30, to: path))
    #expect(outcome.code == 0 && receipt.pauses == 1)
    #expect(Leftovers.lines(path) == (Array(1...30) + Array(1...30)).map(String.init))
    let events = Leftovers.lines(folder["log"].path).compactMap { line in
      line.range(of: "\"event\":\"").map { String(line[$0.upperBound...].prefix { $0 != "\"" }) }
    }
    #expect(events == ["planned", "started", "paused", "resumed", "ended"])
    #expect(try Leftovers.processes(naming: path) == [])
  }

  @Test func hooksHoldAndRelease() throws {
    let folder = try TemporaryFolder()
    let path = folder["count"].path
    let hook = try folder.file(
      "hook", "#!/bin/sh\necho \"$@\" >> '\(path).hook'\n[ $1 = pause ] && kill -STOP -$2 || kill -CONT -$2\n")
    let (outcome, receipt) = try run(
      ["--pause", "hook=sh \(hook)"], [90, 10, 90, 10, 90, 90], in: folder, RunScripts.counting(30, to: path))
    #expect(outcome.code == 0 && receipt.pauses == 1)
    #expect(Leftovers.lines(path) == (1...30).map(String.init))
    let words = Leftovers.lines("\(path).hook").map { String($0.prefix { $0 != " " }) }
    #expect(words == ["pause", "resume"])
  }

  @Test func codesAreTheCommandsOwn() throws {
    let folder = try TemporaryFolder()
    let flat = [10, 10, 10, 10]
    #expect(try run([], flat, in: folder, ["/bin/sh", "-c", "exit 7"]).outcome.code == 7)
    #expect(try run([], flat, in: folder, ["/bin/sh", "-c", "kill -9 $$"]).outcome.code == 137)
    #expect(try run([], flat, in: folder, [folder["nothing"].path]).outcome.code == 127)
    let text = try folder.file("text", "no program")
    #expect(try run([], flat, in: folder, [text]).outcome.code == 126)
  }

  @Test func mistakesAreSaid() throws {
    let folder = try TemporaryFolder()
    let trace = try folder.file("trace.csv", ShortTrace.csv(slot: 2, [10, 10, 10]))
    func errors(_ words: [String]) throws -> (Int32, String) {
      let outcome = try Command.run("carbon-schedule", ["run"] + words)
      return (outcome.code, outcome.errors)
    }
    let (code, text) = try errors(["--trace", trace, "--duration", "2s"])
    #expect(code == 64 && text.contains("there is no command"))
    #expect(try errors(["--trace", folder["x.csv"].path, "--duration", "2s", "--", "true"]).0 == 66)
    #expect(try errors(["--trace", trace, "--duration", "2s", "--pause", "maybe", "--", "true"]).0 == 64)
    #expect(try errors(["--resume", folder["none"].path]).0 == 66)
    let other = try folder.file("other", "{}")
    #expect(try errors(["--resume", other]).0 == 65)
    #expect(try errors(["--trace", trace, "--duration", "2s", "--receipt", trace, "--", "true"]).0 == 64)
  }
}
