import CarbonScheduling
import TestSupport
import Testing

@testable import CarbonTraces

/// Real traces, where they are at hand: read and written back, byte for byte.
@Suite struct SharedTracesTests {
  @Test(
    .enabled(if: !RealTraces.paths.isEmpty, "There is no folder ../shared/traces beside the package."),
    arguments: LargeCases.areAsked ? RealTraces.paths : Array(RealTraces.hourly.prefix(2)))
  func comesBackByteForByte(_ path: String) throws {
    let bytes = try RealTraces.contents(of: path)
    let source = path.hasSuffix(".gz") ? InputSource.bytes(bytes, name: path) : InputSource(path)
    let document = try TraceDocument(source)
    #expect(document.csv() == bytes)
  }
}
