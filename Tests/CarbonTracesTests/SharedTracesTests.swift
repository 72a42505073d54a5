import CarbonScheduling
import Foundation
import Testing

@testable import CarbonTraces

/// Real traces, where they are at hand: read and written back, byte for byte.
@Suite struct SharedTracesTests {
  @Test(
    .enabled(if: !sharedTraces.isEmpty, "There is no folder ../shared/traces beside the package."),
    arguments: sharedTraces)
  func comesBackByteForByte(_ path: String) throws {
    let bytes = try contents(of: path)
    let source = path.hasSuffix(".gz") ? InputSource.bytes(bytes, name: path) : InputSource(path)
    let document = try TraceDocument(source)
    #expect(document.csv() == bytes)
  }
}

/// The two-column traces, plain and compressed.
let sharedTraces: [String] = {
  let folder = URL(fileURLWithPath: #filePath).appending(path: "../../../../shared/traces").standardized
  let files = FileManager.default.enumerator(atPath: folder.path)
  let names = (files?.compactMap { $0 as? String } ?? []).sorted()
  return names.filter { name in
    (name.hasSuffix(".csv") || name.hasSuffix(".csv.gz"))
      && (!name.hasPrefix("forecasts/") || name.contains("truth"))
  }.map { folder.appending(path: $0).path }
}()

/// A file's bytes, unpacked if its name ends in `.gz`.
private func contents(of path: String) throws -> [UInt8] {
  guard path.hasSuffix(".gz") else { return Array(try Data(contentsOf: URL(fileURLWithPath: path))) }
  let gzip = Process()
  gzip.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  gzip.arguments = ["gzip", "-dc", path]
  let output = Pipe()
  gzip.standardOutput = output
  try gzip.run()
  let data = output.fileHandleForReading.readDataToEndOfFile()
  gzip.waitUntilExit()
  try #require(gzip.terminationStatus == 0)
  return Array(data)
}
