import Foundation
import TestSupport
import Testing

/// Commands that are stopped and go on, in real seconds.
@Suite(.serialized) actor RunPauseTests {
  private let thread = WaitingThread()
  nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe thread.asUnownedSerialExecutor() }

  /// The job is held while the third slot lasts; what it has counted is counted once.
  @Test func stopsAndGoesOn() throws {
    let folder = try TemporaryFolder()
    let path = folder["count"].path
    let (outcome, receipt) = try PlannedRun.run(
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
    let (outcome, receipt) = try PlannedRun.run(
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

  /// It is asked before it is stopped, and in a process group of its own.
  @Test func isAskedBeforeItIsStopped() throws {
    let folder = try TemporaryFolder()
    let path = folder["count"].path
    let script = """
      cut -d' ' -f5 /proc/$$/stat > '\(path).group'; echo $$ >> '\(path).group'; echo "$CARBON_RESUME" >> '\(path).group'
      trap 'echo asked >> "\(path)"' TSTP
      i=0; while [ $i -lt 30 ]; do i=$((i+1)); sleep 0.1; echo $i >> '\(path)'; done
      """
    let (outcome, receipt) = try PlannedRun.run(
      ["--grace", "1s"], [90, 10, 90, 10, 90, 90], in: folder, ["/bin/sh", "-c", script])
    #expect(outcome.code == 0 && receipt.pauses == 1)
    let lines = Leftovers.lines(path)
    #expect(lines.count { $0 == "asked" } == 1, "\(lines)")
    #expect(lines.filter { $0 != "asked" } == (1...30).map(String.init))
    // The group's number, the process's, and no word of a resume.
    let group = Leftovers.lines("\(path).group")
    #expect(group.count == 2 && group.first == group.last, "\(group)")
  }

  @Test func hooksHoldAndRelease() throws {
    let folder = try TemporaryFolder()
    let path = folder["count"].path
    let hook = try folder.file(
      "hook", "#!/bin/sh\necho \"$@\" >> '\(path).hook'\n[ $1 = pause ] && kill -STOP -$2 || kill -CONT -$2\n")
    let (outcome, receipt) = try PlannedRun.run(
      ["--pause", "hook=sh \(hook)"], [90, 10, 90, 10, 90, 90], in: folder, RunScripts.counting(30, to: path))
    #expect(outcome.code == 0 && receipt.pauses == 1)
    #expect(Leftovers.lines(path) == (1...30).map(String.init))
    let words = Leftovers.lines("\(path).hook").map { String($0.prefix { $0 != " " }) }
    #expect(words == ["pause", "resume"])
  }
}
