import CarbonReplay
import Foundation
import GridModel
import TestSupport
import Testing

@Suite struct DatasetTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Datasets")

  private static func bytes(_ path: String) throws -> Data {
    try Data(contentsOf: folder.appending(path: path))
  }

  @Test func regionsAreAsModelled() throws {
    #expect(try Self.bytes(DatasetText.regionsPath) == Data(DatasetText.regions(Region.all)))
  }

  /// The paper's monthly means stand in the model and in the comparison with the paper.
  @Test func meansAreThePublishedOnes() {
    #expect(Region.all.map(\.id) == PublishedRegion.all.map(\.name))
    #expect(Region.all.map(\.monthlyMeans) == PublishedRegion.all.map(\.monthlyMeans))
    #expect(Region.all.map(\.clock.standardHours) == PublishedRegion.all.map(\.standardHours))
  }

  /// One column of the committed file, byte for byte; some hours of each twelfth where large cases are not asked for. All
  /// sixteen are below.
  @Test func oneRegionIsAsModelled() throws {
    let column = 4
    let trace = ModelledTrace(of: Region.all[column - 1])
    let file = try Self.bytes(DatasetText.tracesPath)
    let pieces = LargeCases.areAsked ? [file] : (0..<12).map { file.dropFirst($0 * file.count / 12).prefix(8_000) }
    var slotCount = 0
    for piece in pieces {
      // Foundation's, which is compiled with optimisation wherever this is not. Before the first line break stands the header, or
      // what is cut off, and after the last one nothing, or what is.
      for line in String(decoding: piece, as: UTF8.self).components(separatedBy: "\n").dropFirst().dropLast() {
        let fields = line.components(separatedBy: ",")
        let numbers = fields[0].split(whereSeparator: { "-T:Z".contains($0) }).compactMap { Int($0) }
        try #require(numbers.count == 6, "\(line)")
        let slot = Year2020.slot(month: numbers[1], day: numbers[2], hour: numbers[3]) + numbers[4] / 5
        try #require(fields[0] == Year2020.timestamp(slot), "slot \(slot)")
        try #require(fields[column] == String(trace.grams[slot]), "slot \(slot)")
        slotCount += 1
      }
    }
    #expect(LargeCases.areAsked ? slotCount == Year2020.slots : slotCount > 12 * 60)
  }

  #if !DEBUG
    @Test func allTracesAreAsModelled() throws {
      let traces = Region.all.map { ModelledTrace(of: $0) }
      #expect(try Self.bytes(DatasetText.tracesPath) == Data(DatasetText.traces(Region.all, traces)))
      for (region, trace) in zip(Region.all, traces) {
        for month in 0..<12 {
          let mean = MonthlyLevels.mean(month: month) { Double(trace.grams[$0]) }
          #expect(abs(mean / region.monthlyMeans[month] - 1) < 0.001, "\(region.id), month \(month + 1)")
        }
      }
    }
  #endif
}
