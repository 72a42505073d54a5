import Foundation
import TestSupport
import Testing

@Suite(.serialized) actor WaitCommandTests {
  private let thread = WaitingThread()
  nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe thread.asUnownedSerialExecutor() }

  @Test func returnsAtThePlannedStart() throws {
    let folder = try TemporaryFolder()
    let trace = try folder.file("trace.csv", ShortTrace.csv(slot: 4, [90, 10, 90, 90]))
    let outcome = try Command.run(
      "carbon-schedule", ["wait", "--trace", trace, "--duration", "4s", "--deadline", "+12s"])
    let returned = Date()
    #expect(outcome.code == 0 && outcome.output.isEmpty)
    // However late a busy machine lets it begin: it says when the start is, and does not return before.
    let said = try #require(outcome.errors.firstMatch(of: /waits until (\S+?Z)/), "\(outcome.errors)")
    let start = try Date(String(said.1), strategy: .iso8601)
    #expect(returned >= start, "\(returned) is before \(start)")
    #expect(outcome.errors.split(separator: "\n").count == 1)
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
    let process = try RunProcess(
      ["--trace", trace, "--duration", "1h", "--deadline", "+3h"], in: folder, command: "wait")
    Thread.sleep(forTimeInterval: 1)
    #expect(!process.hasEnded())
    _ = try folder.file("trace.csv", ShortTrace.csv(slot: 3_600, [5, 10, 90, 90]))
    #expect(eventually(8, process.hasEnded))
    if !process.hasEnded() { process.signal(SIGTERM) }
    #expect(process.wait() == 0)
  }
}
