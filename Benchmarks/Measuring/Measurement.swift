/// What a benchmark took.
package struct Measurement: Codable, Hashable, Sendable {
  package let name: String
  package let unit: Benchmark.Unit
  /// How many units one execution has, and how many executions one sample.
  package let unitCount: Int
  package let repetitions: Int
  /// Nanoseconds per unit.
  package let nanoseconds: Spread
  /// The same of the reference, in the same run.
  package let reference: Spread?
  /// How many times as long the reference takes.
  package let ratioToReference: Double?
  /// Where a unit is a plan, or a start, for which one is made.
  package let plansPerSecond: Double?

  package init(
    name: String, unit: Benchmark.Unit, unitCount: Int, repetitions: Int, nanoseconds: Spread, reference: Spread?
  ) {
    self.name = name
    self.unit = unit
    self.unitCount = unitCount
    self.repetitions = repetitions
    self.nanoseconds = nanoseconds
    self.reference = reference
    ratioToReference = reference.map { $0.median / nanoseconds.median }
    plansPerSecond = unit == .element ? nil : 1e9 / nanoseconds.median
  }
}

/// Measurements, and what they were taken on.
package struct BenchmarkReport: Codable, Sendable {
  package let environment: BenchmarkEnvironment
  package var measurements: [Measurement]

  package init(environment: BenchmarkEnvironment, measurements: [Measurement] = []) {
    self.environment = environment
    self.measurements = measurements
  }
}
