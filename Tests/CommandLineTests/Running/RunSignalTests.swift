import Foundation
import TestSupport
import Testing

/// Signals, and who needs one to end, in real seconds.
@Suite(.serialized) actor RunSignalTests {
  private let thread = WaitingThread()
  nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe thread.asUnownedSerialExecutor() }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
  func signalsAreHandedOn(number: Int32) throws {
    let folder = try TemporaryFolder()
    let path = folder["count"].path
    // Who started the tests may have it ignored, which is handed on.
    _ = Foundation.signal(number, SIG_DFL)
    let run = try RunProcess(
      try RunProcess.words(folder, [10, 90, 90, 90, 10, 90], slot: 2, seconds: 4, RunScripts.counting(100, to: path)),
      in: folder)
    // In its pause, where it takes the signal only because it is told to go on first.
    Thread.sleep(forTimeInterval: number == SIGHUP ? 1 : 3)
    run.signal(number)
    #expect(run.wait() == 128 + number)
    #expect(try Receipt(String(contentsOf: folder["receipt.json"], encoding: .utf8)).exitCode == 128 + number)
    #expect(try Leftovers.processes(naming: path) == [])
  }

  /// What takes longer than planned runs on, beyond its deadline too, until somebody ends it.
  @Test func whatNeverEndsRunsOn() throws {
    let folder = try TemporaryFolder()
    let path = folder["count"].path
    let command = ["/bin/sh", "-c", "while :; do sleep 0.1; echo x >> '\(path)'; done"]
    let run = try RunProcess(
      try RunProcess.words(folder, [10, 10, 10, 90], seconds: 2, command, options: ["--log", folder["log"].path]),
      in: folder)
    Thread.sleep(forTimeInterval: 6)
    let lines = Leftovers.lines(path).count
    #expect(eventually(5) { Leftovers.lines(path).count > lines })
    run.signal(SIGTERM)
    #expect(run.wait() == 143)
    #expect(Leftovers.lines(folder["log"].path).contains { $0.contains("\"event\":\"late\"") })
    let receipt = try Receipt(String(contentsOf: folder["receipt.json"], encoding: .utf8))
    #expect(receipt.progress > 4 && receipt.pauses == 0)
    #expect(try Leftovers.processes(naming: path) == [])
  }
}
