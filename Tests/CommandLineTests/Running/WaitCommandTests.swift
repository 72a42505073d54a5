import Foundation
import TestSupport
import Testing

@Suite(.serialized) struct WaitCommandTests {
  @Test func returnsAtThePlannedStart() throws {
    let folder = try TemporaryFolder()
    let trace = try folder.file("trace.csv", ShortTrace.csv(slot: 2, [90, 10, 90, 90]))
    let begin = Date()
    let outcome = try Command.run(
      "carbon-schedule", ["wait", "--trace", trace, "--duration", "2s", "--deadline", "+6s"])
    let waited = Date().timeIntervalSince(begin)
    #expect(outcome.code == 0 && outcome.output.isEmpty)
    #expect(waited > 0.9 && waited < 4, "\(waited)")
    #expect(outcome.errors.split(separator: "\n").count == 1 && outcome.errors.contains("waits until"))
  }

  @Test func doesNotWaitForADeadlineThatCannotBeMet() throws {
    let folder = try TemporaryFolder()
    let trace = try folder.file("trace.csv", ShortTrace.csv(slot: 3_600, [90, 10, 90, 90]))
    let begin = Date()
    let outcome = try Command.run(
      "carbon-schedule", ["wait", "--trace", trace, "--duration", "2h", "--deadline", "+1h"])
    #expect(outcome.code == 0 && outcome.errors.contains("too early") && outcome.errors.contains("does not wait"))
    #expect(outcome.errors.split(separator: "\n").count == 1)
    #expect(Date().timeIntervalSince(begin) < 5)
  }

  @Test func plansAnewWhenTheTraceChanges() throws {
    let folder = try TemporaryFolder()
    let trace = try folder.file("trace.csv", ShortTrace.csv(slot: 3_600, [90, 10, 90, 90]))
    let process = Process()
    process.executableURL = Products.url("carbon-schedule")
    process.arguments = ["wait", "--trace", trace, "--duration", "1h", "--deadline", "+3h"]
    process.standardError = FileHandle.nullDevice
    try process.run()
    Thread.sleep(forTimeInterval: 1)
    #expect(process.isRunning)
    _ = try folder.file("trace.csv", ShortTrace.csv(slot: 3_600, [5, 10, 90, 90]))
    #expect(eventually(8) { !process.isRunning })
    if process.isRunning { process.terminate() }
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }
}
