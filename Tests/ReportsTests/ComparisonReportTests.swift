import CarbonScheduling
import Charts
import Testing

@testable import Reports

@Suite struct ComparisonReports {
  private func report(_ name: String, fixed: Double = 0, values: [Double] = [200, 100]) throws -> ComparisonReport {
    func alternative(_ name: String, _ energy: Double, _ fixed: Double) throws -> Alternative {
      try Alternative(
        name: name, workload: Workload(duration: .seconds(3_600), energy: .kilowattHours(energy)),
        fixedEnergy: .kilowattHours(fixed), functionalUnits: 10)
    }
    let trace = try IntensityTrace(
      start: SampleReports.start, slot: .seconds(3_600), gramsPerKilowattHour: values, region: name)
    let comparison = try AlternativeComparison(
      of: [alternative("large", 4, 0), alternative(name, 2, fixed)], by: FlexibleStart(within: .hours(1)), in: [trace],
      home: name)
    return ComparisonReport(
      of: comparison, circumstances: .init(command: ["carbon-schedule", "compare"], unit: name, notes: [name]))
  }

  @Test func sectionsAndFindings() throws {
    let page = try PageCheck(report("small").html)
    #expect(page.sections == ["parts", "alternatives", "method"])
    #expect(page.texts.contains { $0.contains("less than large at once in small") })
    #expect(page.texts(of: "strong").contains { $0.hasSuffix("75.0%") })
    let withFixed = try PageCheck(report("small", fixed: 20).html)
    #expect(withFixed.sections == ["parts", "alternatives", "break-even", "method"])
    #expect(
      withFixed.texts.contains { $0.contains("small begins with more than large, and pays from 100 on (small).") })
  }

  @Test func namesComeOutAsText() throws {
    let page = try PageCheck(report(SampleReports.hostileName).html)
    #expect(!page.html.contains("<script>alert"))
    #expect(page.texts(of: "td").contains { $0.contains(SampleReports.hostileText) })
  }

  @Test func nothingSaved() throws {
    let page = try PageCheck(report("x", fixed: 1e6, values: [100, 100]).html)
    #expect(page.texts.contains { $0.contains("no alternative, time or place emits less") })
  }
}
