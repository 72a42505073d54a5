import CarbonJobs
import CarbonScheduling
import CommandLineKit
import Foundation
import TestSupport
import Testing

@testable import carbon_schedule

/// When a trace is looked at again, by a clock of the test's.
@Suite struct TraceFeedTests {
  private final class Reads: @unchecked Sendable {
    private let lock = NSLock()
    private var made = 0
    private var fails = false

    var count: Int { lock.withLock { made } }
    func fail(_ fails: Bool) { lock.withLock { self.fails = fails } }

    /// A trace whose one value is how often it has been read.
    @Sendable func read() throws(CommandFailure) -> IntensityTrace {
      let (made, fails): (Int, Bool) = lock.withLock {
        self.made += 1
        return (self.made, self.fails)
      }
      if fails { throw CommandFailure(.badData, "the test's trace is broken") }
      let start = Instant(secondsSince1970: 0)
      guard let trace = try? IntensityTrace(start: start, slot: .seconds(60), gramsPerKilowattHour: [Double(made)])
      else { throw CommandFailure(.internalError, "no trace") }
      return trace
    }
  }

  private static let second: Int64 = 1_000_000_000

  /// A live trace is asked for when a new answer is due, each provider in its own time, and in the background.
  @Test(arguments: [("energinet:DK1", 300), ("energy-charts:de", 900), ("great-britain", 1_800), ("watttime:X", 300)])
  func liveTraces(name: String, seconds: Int64) throws {
    let reads = Reads()
    let feed = TraceFeed(["live:\(name)"], command: "test") { () throws(CommandFailure) in try reads.read() }
    feed.hasBeenRead(awake: 0)
    for time in [1, seconds / 2, seconds - 1] { #expect(feed.news(awake: time * Self.second) == nil) }
    #expect(reads.count == 0)
    // It is asked for now, and the answer is there at one of the next looks.
    for round in 1...3 {
      let due = Int64(round) * seconds * Self.second
      #expect(feed.news(awake: due) == nil)
      #expect(eventually(5) { reads.count == round })
      var (trace, look): (IntensityTrace?, Int64) = (nil, 1)
      #expect(
        eventually(5) {
          look += 1
          trace = feed.news(awake: due + look * Self.second)
          return trace != nil
        })
      #expect(trace?[0] == Double(round) && look < seconds)
      #expect(reads.count == round)
    }
  }

  /// A file is read when it has changed, at most once a second; one that is broken gives nothing until it is whole again.
  @Test func files() throws {
    let folder = try TemporaryFolder()
    let (reads, path) = (Reads(), try folder.file("trace", "1"))
    let feed = TraceFeed([path], command: "test") { () throws(CommandFailure) in try reads.read() }
    feed.hasBeenRead(awake: 0)
    #expect(feed.news(awake: 2 * Self.second) == nil && reads.count == 0)
    _ = try folder.file("trace", "22")
    #expect(feed.news(awake: 2 * Self.second + 1) == nil, "not twice within a second")
    #expect(feed.news(awake: 3 * Self.second)?[0] == 1)
    #expect(feed.news(awake: 5 * Self.second) == nil && reads.count == 1)
    reads.fail(true)
    _ = try folder.file("trace", "333")
    for time in 6..<9 { #expect(feed.news(awake: Int64(time) * Self.second) == nil) }
    #expect(reads.count == 2, "a broken file is read once")
    reads.fail(false)
    try FileManager.default.removeItem(atPath: path)
    _ = feed.news(awake: 9 * Self.second)
    _ = try folder.file("trace", "4444")
    #expect(feed.news(awake: 10 * Self.second) != nil)
  }
}
