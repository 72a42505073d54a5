import CarbonScheduling
import Charts
import Testing

@testable import Reports

@Suite struct ScoreReports {
  private func report(_ name: String, devices: Int = 1, planned: Bool = true, shift: Int64 = 0) throws -> ScoreReport {
    let start = SampleReports.start
    let trace = try IntensityTrace(
      start: start, slot: .seconds(3_600), gramsPerKilowattHour: [100, 200, 300, 400], region: name)
    func reading(_ seconds: Int64) -> PowerReading {
      PowerReading(millisecondsSince1970: (start.secondsSince1970 + seconds) * 1_000, kilowatts: 1)
    }
    let readings = stride(from: Int64(0), through: 3_600, by: 600).map { reading($0) }
    let log = try PowerLog(
      devices: Array(repeating: readings, count: devices), named: (0..<devices).map { .init(index: $0, log: name) })
    let operational = try OperationalEmissions(of: log, on: trace)
    let late = start.advanced(by: .seconds(7_200 + shift))
    let figures = PlanOutcome.Figures(
      runs: [Run(start..<start.advanced(by: .seconds(3_600)))], energy: .kilowattHours(1),
      idleEnergy: .kilowattHours(0),
      emissions: Emissions(grams: 90), baseline: Run(late..<late.advanced(by: .seconds(3_600))),
      baselineEnergy: .kilowattHours(1), baselineEmissions: nil)
    return ScoreReport(
      of: try SoftwareCarbonIntensity(operational: operational), log: log, on: trace,
      circumstances: .init(
        command: ["carbon-schedule", "sci", name], pue: 1,
        outcome: planned ? PlanOutcome(of: figures, actual: operational, on: trace, pue: 1) : nil, notes: [name]))
  }

  @Test func sectionsAndFindings() throws {
    let page = try PageCheck(report("small").html)
    #expect(page.sections == ["when", "plan", "parts", "method"])
    #expect(page.texts.contains("When it ran saved 66.7%"))
    #expect(page.texts(of: "strong").contains { $0.contains("66.7%") })
    let plain = try PageCheck(report("small", devices: 2, planned: false).html)
    #expect(plain.sections == ["when", "parts", "devices", "method"])
  }

  @Test func namesComeOutAsText() throws {
    let page = try PageCheck(report(SampleReports.hostileName, devices: 2).html)
    #expect(!page.html.contains("<script>alert"))
    #expect(page.texts(of: "li").contains { $0.contains(SampleReports.hostileText) })
  }

  /// A trace without the time at once has nothing to compare with, and says so.
  @Test func nothingToCompareWith() throws {
    let page = try PageCheck(report("x", shift: 86_400).html)
    #expect(page.texts.contains { $0.contains("lacks the time at once") })
  }
}
