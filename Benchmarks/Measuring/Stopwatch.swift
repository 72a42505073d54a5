/// Times benchmarks: samples of several executions each, ours and the reference's in turn.
package struct Stopwatch: Sendable {
  /// How many samples of each are taken.
  package let sampleCount: Int

  /// How long a sample lasts at least, in nanoseconds: an execution that is shorter is repeated.
  package let shortestSample: Double

  package init(sampleCount: Int, shortestSample: Double) {
    precondition(sampleCount >= 1, "A measurement takes at least one sample.")
    self.sampleCount = sampleCount
    self.shortestSample = shortestSample
  }

  /// Eleven samples of five milliseconds: most of a scheduler's time slices are longer.
  package static let thorough = Stopwatch(sampleCount: 11, shortestSample: 5e6)

  /// Seven samples of one millisecond, for a first look.
  package static let quick = Stopwatch(sampleCount: 7, shortestSample: 1e6)

  /// Sets a benchmark up, verifies it, and times it.
  ///
  /// - Throws: ``Mismatch`` before anything is timed, if its results are not the reference's.
  package func measure(_ benchmark: Benchmark) async throws -> Measurement {
    let prepared = try await benchmark.setUp()
    try await prepared.verify()
    let repetitions = try await repetitions(of: prepared.run)
    var samples: [Double] = []
    var referenceSamples: [Double] = []
    if let reference = prepared.reference {
      let referenceRepetitions = try await self.repetitions(of: reference.run)
      // In turn, so that whatever slows the machine for a while slows both.
      for _ in 0..<sampleCount {
        samples.append(try await nanoseconds(repetitions, of: prepared.run))
        referenceSamples.append(try await nanoseconds(referenceRepetitions, of: reference.run))
      }
      referenceSamples = referenceSamples.map { $0 / Double(referenceRepetitions * reference.unitCount) }
    } else {
      for _ in 0..<sampleCount { samples.append(try await nanoseconds(repetitions, of: prepared.run)) }
    }
    return Measurement(
      name: benchmark.name, unit: benchmark.unit, unitCount: prepared.unitCount, repetitions: repetitions,
      nanoseconds: Spread(samples.map { $0 / Double(repetitions * prepared.unitCount) }),
      reference: referenceSamples.isEmpty ? nil : Spread(referenceSamples))
  }

  /// How often a body has to run to last one sample. Running it to find out also warms it up.
  private func repetitions(of body: () async throws -> Void) async throws -> Int {
    var repetitions = 1
    while true {
      let time = try await nanoseconds(repetitions, of: body)
      if time >= shortestSample { return repetitions }
      repetitions *= max(2, min(64, Int(shortestSample / max(time, 1))))
    }
  }

  private func nanoseconds(_ repetitions: Int, of body: () async throws -> Void) async throws -> Double {
    let clock = ContinuousClock()
    let begin = clock.now
    for _ in 0..<repetitions { try await body() }
    return begin.duration(to: clock.now) / .nanoseconds(1)
  }
}
