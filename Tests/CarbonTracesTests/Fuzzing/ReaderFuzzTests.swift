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

  /// A harness that cannot find anything is none.
  @Test func findsWhatIsWrong() {
    let careless = FuzzTarget(name: "careless", seeds: ["abc"]) { bytes in bytes.contains(9) ? "a tab" : nil }
    #expect(careless.run(inputs: 2_000, seed: 1).fault?.contains("a tab") == true)
  }
}
