import Foundation
import TestSupport
import Testing

/// Commands that run by plan, as processes of their own, in real seconds: how they begin and end.
@Suite(.serialized) actor RunCommandTests {
  private let thread = WaitingThread()
  nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe thread.asUnownedSerialExecutor() }

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

  /// What is done before its time drops the rest of the plan.
  @Test func whatEndsEarlyEndsTheRun() throws {
    let folder = try TemporaryFolder()
    let path = folder["count"].path
    let (outcome, receipt) = try PlannedRun.run(
      [], [90, 10, 90, 90, 90, 10], in: folder, RunScripts.counting(8, to: path))
    #expect(outcome.code == 0 && receipt.pauses == 0 && receipt.runs.count == 1)
    #expect(Leftovers.lines(path) == (1...8).map(String.init))
    // The second run that was planned, ten seconds after the first, is not waited for.
    #expect(receipt.progress > 0.7 && receipt.progress < 2, "\(receipt.progress)")
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
    let (outcome, receipt) = try PlannedRun.run(
      ["--pause", "restart", "--grace", "1s"], [90, 10, 90, 90, 10, 90], in: folder, ["/bin/sh", "-c", script])
    #expect(outcome.code == 5 && receipt.starts == 2 && receipt.pauses == 1, "\(outcome.errors)")
    #expect(Leftovers.lines(path) == ["asked", "resumed"])
    #expect(try Leftovers.processes(naming: path) == [])
  }

  @Test func codesAreTheCommandsOwn() throws {
    let folder = try TemporaryFolder()
    // It begins at once, whenever that is.
    func code(_ command: [String]) throws -> Int32 {
      try PlannedRun.run([], [10, 10, 10, 10], in: folder, command, dearSlots: 0).outcome.code
    }
    #expect(try code(["/bin/sh", "-c", "exit 7"]) == 7)
    #expect(try code(["/bin/sh", "-c", "kill -9 $$"]) == 137)
    #expect(try code([folder["nothing"].path]) == 127)
    let text = try folder.file("text", "no program")
    #expect(try code([text]) == 126)
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
