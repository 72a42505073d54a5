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

  /// One column of the committed file, byte for byte; an hour's first slot where that takes seconds. All sixteen are below.
  @Test func oneRegionIsAsModelled() throws {
    let column = 4
    let trace = ModelledTrace(of: Region.all[column - 1])
    // Foundation's, which is compiled with optimisation wherever this is not.
    let lines = String(decoding: try Self.bytes(DatasetText.tracesPath), as: UTF8.self).components(separatedBy: "\n")
    #expect(lines.count == 1 + Year2020.slots + 1 && lines.last == "")
    let differing = stride(from: 0, to: trace.grams.count, by: sized(debug: 12, release: 1)).first { slot in
      let fields = lines[slot + 1].components(separatedBy: ",")
      return fields[column] != String(trace.grams[slot]) || fields[0] != Year2020.timestamp(slot)
    }
    #expect(differing == nil, "first difference in this slot")
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
