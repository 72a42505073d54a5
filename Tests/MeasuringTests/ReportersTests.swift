import Foundation
import Measuring
import Testing

@Suite struct ReportersTests {
  private let report = BenchmarkReport(
    environment: BenchmarkEnvironment(
      processor: "Abacus", processorCount: 2, system: "Table", compiler: "Hand", configuration: "release",
      revision: "abc"),
    measurements: [
      Measurement(
        name: "kernel/a", unit: .element, unitCount: 10, repetitions: 1, nanoseconds: Spread([0.5, 0.5, 0.5]),
        reference: nil),
      Measurement(
        name: "sweep/b", unit: .start, unitCount: 10, repetitions: 1, nanoseconds: Spread([9, 10, 11]),
        reference: Spread([1_000])),
    ])

  @Test func tableHasARowForEachMeasurement() {
    var text = ""
    TableReporter().write(report, to: &text)
    #expect(
      text == """
        Abacus, 2 processors; Table
        Hand, release; revision abc

        benchmark     ns  spread  per      plans/s  naive ns  ratio
        kernel/a   0.500   0.0 %  element
        sweep/b     10.0  10.0 %  start      1e+08      1000    100

        Medians; the spread is the quartiles' range. Ratio: how many times as long the naive way takes.

        """)
  }

  @Test func jsonIsReadBackAsItWas() throws {
    var text = ""
    try JSONReporter().write(report, to: &text)
    let back = try JSONDecoder().decode(BenchmarkReport.self, from: Data(text.utf8))
    #expect(back.measurements == report.measurements)
    #expect(back.environment == report.environment)
  }
}
