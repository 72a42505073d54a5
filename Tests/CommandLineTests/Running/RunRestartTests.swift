import Foundation
import TestSupport
import Testing

/// Commands that end where they would pause, and are started again, in real seconds.
@Suite(.serialized) actor RunRestartTests {
  private let thread = WaitingThread()
  nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe thread.asUnownedSerialExecutor() }

  @Test(arguments: ["TERM", "USR1", "USR2"])
  func checkpointsAndIsStartedAgain(signal: String) throws {
    let folder = try TemporaryFolder()
    let path = folder["count"].path
    let (outcome, receipt) = try PlannedRun.run(
      ["--pause", "restart=\(signal)"], [90, 10, 90, 10, 90, 90], in: folder,
      RunScripts.checkpointing(30, on: signal, to: path))
    #expect(outcome.code == 0 && receipt.starts == 2 && receipt.pauses == 1)
    let lines = Leftovers.lines(path)
    #expect(lines.filter { !$0.hasPrefix("resumed") } == (1...30).map(String.init))
    #expect(lines.contains { $0.hasPrefix("resumed at ") })
  }
}
