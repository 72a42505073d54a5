import CarbonScheduling
import Foundation
import TestSupport
import Testing

@testable import CarbonTraces

/// Packed files are read as they are.
@Suite struct GzipTests {
  /// Packs bytes with the system's gzip; `nil` if there is none.
  private func gzip(_ bytes: [UInt8], _ level: String) -> [UInt8]? {
    let path = NSTemporaryDirectory() + "gzip-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    guard FileManager.default.createFile(atPath: path, contents: Data(bytes)) else { return nil }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gzip", "-c", level, path]
    let output = Pipe()
    process.standardOutput = output
    guard (try? process.run()) != nil else { return nil }
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? Array(data) : nil
  }

  @Test func whatGzipPacksComesBack() throws {
    var random = SeededNumbers(seed: 41)
    let texts: [[UInt8]] = [
      [], Array("a".utf8), [UInt8](repeating: 7, count: 70_000),
      (0..<50_000).map { _ in UInt8.random(in: 0...255, using: &random) },
      Array((0..<5_000).map { row(5 * $0, "\($0 % 700).\($0 % 10)") }.joined(separator: "\n").utf8),
    ]
    for text in texts {
      for level in ["-1", "-6", "-9"] {
        guard let packed = gzip(text, level) else { return }
        #expect(try Gzip.unpacked(packed) == text)
        #expect(try Gzip.unpacked(packed + packed) == text + text, "two members")
      }
    }
  }

  @Test func aPackedTrace() throws {
    let text = Array(narrow(row(0, "1"), row(60, "2")).utf8)
    guard let packed = gzip(text, "-9") else { return }
    let trace = try IntensityTrace(.bytes(packed, name: "a/SE.csv.gz"))
    #expect(trace.gramsPerKilowattHour == [1, 2])
    #expect(trace.region == "SE")
  }

  /// A file's end has been met when it is unpacked, and what was in it has still to be read.
  @Test func aPackedFile() throws {
    guard let packed = gzip(Array(narrow(row(0, "1"), row(60, "2")).utf8), "-9") else { return }
    let path = NSTemporaryDirectory() + "SE-\(UUID().uuidString).csv.gz"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(packed).write(to: URL(fileURLWithPath: path))
    #expect(try IntensityTrace(contentsOf: path).gramsPerKilowattHour == [1, 2])
  }

  /// Whatever is cut off or changed: an error, or bytes; never a trap.
  @Test func damagedData() throws {
    let text = Array((0..<200).map { row(5 * $0, "\($0)") }.joined(separator: "\n").utf8)
    guard let packed = gzip(text, "-9") else { return }
    for count in stride(from: 2, to: packed.count, by: sized(debug: 6, release: 1)) {
      #expect(throws: Gzip.Fault.self) { try Gzip.unpacked(Array(packed[..<count])) }
    }
    var random = SeededNumbers(seed: 42)
    for _ in 0..<sized(debug: 400, release: 3_000) {
      var bytes = packed
      for _ in 0..<3 {
        bytes[Int.random(in: 10..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      if let unpacked = try? Gzip.unpacked(bytes) { #expect(unpacked == text) }
    }
    #expect(
      failure { _ = try IntensityTrace(.bytes(Array(packed.dropLast(9)), name: "t.gz")) }
        == "t.gz: the gzip data break off in the middle; check it with gzip -t, or unpack it with gunzip")
  }
}
