import Foundation
import TestSupport
import Testing

/// Kills and going on, in real seconds.
@Suite(.serialized) actor RunResumeTests {
  private let thread = WaitingThread()
  nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe thread.asUnownedSerialExecutor() }

  @Test func twoRunsOfOneStateAreOneTooMany() throws {
    let folder = try TemporaryFolder()
    let path = folder["count"].path
    let words = try RunProcess.words(folder, [10, 10, 10, 10], seconds: 2, RunScripts.counting(10, to: path))
    let run = try RunProcess(words, in: folder)
    #expect(eventually(5) { FileManager.default.fileExists(atPath: folder["state.json"].path) })
    for second in [words, ["--resume", folder["state.json"].path]] {
      let other = try RunProcess(second, in: folder)
      #expect(other.wait() == 73)
      #expect(other.errorText.contains("another process is running this job"))
    }
    #expect(run.wait() == 0)
    #expect(Leftovers.lines(path) == (1...10).map(String.init))
  }

  /// Killed at any moment: the state can be read, another run goes on, and the work is done exactly once.
  @Test func killedAndResumed() throws {
    let kills = LargeCases.areAsked ? 100 : 4
    var random = SystemRandomNumberGenerator()
    for number in 0..<kills {
      let folder = try TemporaryFolder()
      let path = folder["count"].path
      let run = try RunProcess(
        try RunProcess.words(folder, [10, 90, 10, 90, 10, 90, 10, 90], seconds: 3, RunScripts.counting(20, to: path)),
        in: folder)
      let moment = Double.random(in: 0.05..<4, using: &random)
      Thread.sleep(forTimeInterval: moment)
      // What has begun goes on; only what has not is begun by who resumes it.
      let hadBegun = !Leftovers.lines(path).isEmpty
      run.signal(SIGKILL)
      let first = run.wait()
      let state = folder["state.json"]
      if first == 0 { continue }
      guard let data = try? Data(contentsOf: state) else {
        // It had not begun yet.
        #expect(Leftovers.lines(path).isEmpty, "kill \(number) at \(moment)")
        continue
      }
      #expect(throws: Never.self, "kill \(number) at \(moment)") { try JSONSerialization.jsonObject(with: data) }
      let resumed = try RunProcess(["--resume", state.path], in: folder)
      // Nor are all the others waited for, where one never ends.
      let code = resumed.wait()
      try #require(code == 0, "kill \(number) at \(moment): \(resumed.errorText)")
      #expect(Leftovers.lines(path) == (1...20).map(String.init), "kill \(number) at \(moment)")
      let receipt = try Receipt(String(contentsOf: folder["receipt.json"], encoding: .utf8))
      #expect(!hadBegun || receipt.starts == 1, "kill \(number) at \(moment): \(receipt.starts) starts")
      // A sleep of its own goes on while it is stopped. The receipt's times are whole seconds.
      let ran = receipt.runs.reduce(0) { $0 + $1.end.timeIntervalSince($1.start) }
      #expect(
        receipt.progress > 1.6 && abs(receipt.progress - ran) <= Double(receipt.runs.count),
        "kill \(number) at \(moment): \(receipt.progress) in \(receipt.runs)")
      #expect(try Leftovers.processes(naming: path) == [], "kill \(number) at \(moment)")
    }
  }

  /// A checkpointing command whose process is gone is started again; one that is only stopped cannot be.
  @Test func everythingIsKilled() throws {
    for way in ["restart", "stop"] {
      let folder = try TemporaryFolder()
      let path = folder["count"].path
      let run = try RunProcess(
        try RunProcess.words(
          folder, [10, 10, 10, 10, 10, 10, 10, 10], seconds: 3, RunScripts.checkpointing(25, on: "TERM", to: path),
          options: ["--pause", way]), in: folder)
      #expect(eventually(5) { Leftovers.lines(path).count > 3 })
      run.signal(SIGKILL)
      run.wait()
      try Data("3\n".utf8).write(to: URL(fileURLWithPath: "\(path).checkpoint"))
      for name in try Leftovers.processes(naming: path) { kill(Int32(name) ?? 0, SIGKILL) }
      #expect(eventually(5) { (try? Leftovers.processes(naming: path).isEmpty) ?? false })
      let resumed = try RunProcess(["--resume", folder["state.json"].path], in: folder)
      if way == "restart" {
        #expect(resumed.wait() == 0, "\(resumed.errorText)")
        #expect(Leftovers.lines(path).last == "25")
        #expect(Leftovers.lines(path).contains("resumed at 3"))
      } else {
        #expect(resumed.wait() == 65)
        #expect(resumed.errorText.contains("--pause restart"))
      }
    }
  }
}
