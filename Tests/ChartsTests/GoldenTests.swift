import Foundation
import Testing

@testable import Charts

/// Every kind of chart, byte for byte.
///
/// After an intended change, `CHARTS_UPDATE_GOLDEN=1 swift test --filter GoldenTests` writes the files anew; look at
/// each of them in a browser before committing.
@Suite struct GoldenTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Golden")
  private static let isUpdating = ProcessInfo.processInfo.environment["CHARTS_UPDATE_GOLDEN"] != nil

  private static let samples = SampleCharts.all(names: Array(SampleCharts.regions.prefix(4)), columns: 6)

  private func compare(_ text: String, with name: String) throws {
    let file = Self.folder.appendingPathComponent(name)
    if Self.isUpdating { try Data(text.utf8).write(to: file) }
    let golden = try String(decoding: Data(contentsOf: file), as: UTF8.self)
    let lines = (text.split(separator: "\n"), golden.split(separator: "\n"))
    let first = zip(lines.0, lines.1).first { $0 != $1 }
    #expect(text == golden, "\(name) differs: \(first.map { "\($0.0)\nwas\n\($0.1)" } ?? "in length")")
  }

  @Test(arguments: samples)
  func file(sample: SampleCharts.Sample) throws { try compare(sample.chart.svg(), with: "\(sample.name).svg") }

  @Test func page() throws {
    try compare(Self.samples[0].chart.html(id: "by-month"), with: "figure.html")
  }

  @Test func styleSheet() throws { try compare(StyleSheet.page, with: "page.css") }

  @Test func table() throws {
    let table = DataTable(
      caption: Caption(title: "Savings", subtitle: "At 24 h of added time", description: ""),
      columns: [
        .init("Workload"), .init("Savings", .number(.fixedPercent(1), look: .bar)),
        .init("Difference", .number(.decimals(2), look: .shade(.diverging(around: 0)))),
        .init("Pauses", .number(.significant(2), look: .fixedShade(.sequential, 0...10))),
      ],
      rows: [
        [.series("BERT", SeriesStyle(slot: 0)), .number(19), .number(-0.25), .number(7)],
        [.series("ViT", SeriesStyle(slot: 1)), .number(-4.75), .number(0.5), .number(nil)],
      ])
    try compare(table.html(id: "savings"), with: "table.html")
  }
}
