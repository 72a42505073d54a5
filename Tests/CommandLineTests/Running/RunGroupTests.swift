import Foundation
import TestSupport
import Testing

/// All processes of a command that runs by plan, in real seconds.
@Suite(.serialized) actor RunGroupTests {
  private let thread = WaitingThread()
  nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe thread.asUnownedSerialExecutor() }

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
    let most = sized(debug: 1, release: 5)
    #expect(eventually(25) { count("resumed") >= most }, "\(count("paused")) pauses, \(count("resumed")) ends of them")
    #expect(count("still-running") == 0)
    try Data().write(to: folder["done"])
    #expect(run.wait() == 0, "\(run.errorText)")
    #expect(try Leftovers.processes(naming: path) == [])
  }

  @Test func childrenAreStoppedToo() throws {
    let folder = try TemporaryFolder()
    let path = folder["count"].path
    let (outcome, receipt) = try PlannedRun.run(
      ["--log", folder["log"].path], [90, 10, 90, 10, 90, 90], in: folder, RunScripts.forking(30, to: path))
    #expect(outcome.code == 0 && receipt.pauses == 1)
    #expect(Leftovers.lines(path) == (Array(1...30) + Array(1...30)).map(String.init))
    let events = Leftovers.lines(folder["log"].path).compactMap { line in
      line.range(of: "\"event\":\"").map { String(line[$0.upperBound...].prefix { $0 != "\"" }) }
    }
    #expect(events == ["planned", "started", "paused", "resumed", "ended"])
    #expect(try Leftovers.processes(naming: path) == [])
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
}
