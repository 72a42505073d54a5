import Measuring
import Testing

@Suite struct StopwatchTests {
  private let stopwatch = Stopwatch(sampleCount: 3, shortestSample: 1_000)

  @Test func verifiesBeforeItTimes() async {
    let benchmark = Benchmark("wrong", per: .element) {
      Benchmark.Prepared(unitCount: 1, samples: [0], run: {}, found: { _ in 1 }, naive: { _ in 2 })
    }
    await #expect(throws: Mismatch.self) { try await stopwatch.measure(benchmark) }
  }

  @Test func dividesByUnitsAndComparesWithTheReference() async throws {
    let benchmark = Benchmark("fast", per: .plan) {
      Benchmark.Prepared(
        unitCount: 1_000, samples: [0], run: { sink(1) }, found: { $0 },
        naive: { index in
          sink((0..<10_000).reduce(0) { $0 ^ $1 &* index })
          return index
        })
    }
    let measurement = try await stopwatch.measure(benchmark)
    #expect(measurement.nanoseconds.sampleCount == 3)
    #expect(measurement.reference?.sampleCount == 3)
    #expect(try #require(measurement.ratioToReference) > 1)
    #expect(try #require(measurement.plansPerSecond) > 0)
  }
}
