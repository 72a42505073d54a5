import CarbonScheduling
import ChildProcesses
import Foundation
import TestSupport
import Testing

@testable import CarbonJobs
@testable import carbon_schedule

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// How a job stands, in one line, for who looks at a terminal.
@Suite(.serialized) actor StatusLineTests {
  private let thread = WaitingThread()
  nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe thread.asUnownedSerialExecutor() }

  @Test func eachLine() {
    let time = Instant(secondsSince1970: 1_577_836_800)
    let lines: [(JobStatus.Doing, String)] = [
      (.waiting(until: time), "waits to start at 2020-01-01T00:00:00Z"), (.waiting(until: nil), "waits to start"),
      (.running(until: time), "runs until 2020-01-01T00:00:00Z"), (.running(until: nil), "runs"),
      (.pausing, "is asked to pause"), (.paused(until: time), "paused until 2020-01-01T00:00:00Z"),
      (.late, "runs longer than planned"), (.ended, "ended"),
    ]
    for (doing, words) in lines {
      let status = JobStatus(doing: doing, progress: 7_200.9, duration: 21_600, grams: 123)
      #expect(status.line == "2h of 6h done, \(words), 123 g so far")
    }
  }

  #if os(Linux)
    /// A terminal's two ends: the one that a screen is at, and the name of the other; `nil` where there can be none.
    private static func terminal() -> (master: Int32, name: String)? {
      let master = unsafe open("/dev/ptmx", O_RDWR | O_NOCTTY)
      var (isLocked, number) = (Int32(0), Int32(0))
      // SAFETY: both requests, TIOCSPTLCK and TIOCGPTN, take the address of an int.
      guard master >= 0, unsafe ioctl(master, 0x4004_5431, &isLocked) == 0,
        unsafe ioctl(master, 0x8004_5430, &number) == 0
      else { return nil }
      return (master, "/dev/pts/\(number)")
    }

    /// On a terminal there is a line, which is written over and gone at the end; the receipt stays. Where the command writes
    /// to the same terminal, each of them has lines of its own.
    @Test(arguments: [false, true])
    func onATerminal(isShared: Bool) throws {
      let folder = try TemporaryFolder()
      let trace = try folder.file("trace.csv", ShortTrace.csv(slot: 600, [90, 10, 90]))
      let (master, name) = try #require(Self.terminal())
      var options = ChildProcess.Options()
      options.input = try FileDescriptor.forReading("/dev/null")
      options.output = try FileDescriptor.forAppending(isShared ? name : "/dev/null")
      options.errors = try FileDescriptor.forAppending(name)
      let run = try ChildProcess.start(
        [
          Products.url("carbon-schedule").path, "run", "--trace", trace, "--algorithm", "run-now", "--duration", "2s",
          "--state", folder["state.json"].path, "--", "/bin/sh", "-c", "sleep 1; echo hello; sleep 1",
        ], options)
      (options.output, options.errors) = (nil, nil)
      #expect(run.wait().code == 0)
      let text = String(decoding: FileHandle(fileDescriptor: master, closeOnDealloc: true).availableData, as: UTF8.self)
      #expect(text.contains("0s of 2s done, runs"), "\(text)")
      let lines = text.split(separator: "\r\n").map { $0.replacing("\r\u{1B}[2K", with: "") }
      #expect(lines.contains("hello") == isShared, "\(lines)")
      #expect(isShared == lines.contains { $0.hasSuffix("so far") }, "\(lines)")
      // A line for each change, none for each second.
      #expect(text.components(separatedBy: "so far").count <= 5, "\(text)")
      #expect(text.contains("hindsight"))
    }
  #endif
}
