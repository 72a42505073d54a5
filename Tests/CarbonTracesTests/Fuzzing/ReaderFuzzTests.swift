import Foundation
import Testing

@testable import CarbonTraces

/// A short run of every reader on mutated files; `FUZZ_INPUTS` makes it longer.
@Suite struct ReaderFuzzTests {
  private static let inputs = ProcessInfo.processInfo.environment["FUZZ_INPUTS"].flatMap { Int($0) } ?? 60

  @Test(arguments: FuzzTarget.all.map(\.name)) func takesAnyBytes(_ name: String) throws {
    let target = try #require(FuzzTarget.all.first { $0.name == name })
    let outcome = target.run(inputs: Self.inputs, seed: 1)
    #expect(outcome.fault == nil)
    for seed in target.seeds { #expect(target.fault(Array(seed.utf8)) == nil) }
  }

  /// What longer runs have found: a publisher with a hidden letter, which was another one when it was read again.
  @Test(arguments: [
    (
      "native",
      "timestamp_utc,a,\"b, c\",signal,provenance\n2020-01-01T00:00:00Z,1,,marginal,modelled by \u{16}\n"
        + "2020-01-01T00:05:00Z,1,2,,\n2020-01-01T00:10:00Z,3,2,,\n"
    ),
    (
      "native",
      "timestamp_utc,gco2_per_kwh,provenance\n2020-01-01T00:00:00Z,1,modelled by a\rb\n2020-01-01T01:00:00Z,1,\n"
    ),
  ])
  func takesWhatWasFound(_ name: String, _ text: String) throws {
    let target = try #require(FuzzTarget.all.first { $0.name == name })
    #expect(target.fault(Array(text.utf8)) == nil)
  }

  /// A harness that cannot find anything is none.
  @Test func findsWhatIsWrong() {
    let careless = FuzzTarget(name: "careless", seeds: ["abc"]) { bytes in bytes.contains(9) ? "a tab" : nil }
    #expect(careless.run(inputs: 2_000, seed: 1).fault?.contains("a tab") == true)
  }
}
