import CarbonReplay
import CarbonScheduling
import CarbonTraces
import CommandLineKit
import Foundation

/// The paper's published figures, as `Datasets` has them.
struct PublishedTables {
  let savings: [PublishedRow]
  /// The mean intensity of each region and month of 2020, in gCO2eq/kWh.
  let monthlyMeans: [String: [Double]]

  static let savingsPath = "Datasets/published-savings.csv"
  static let regionsPath = "Datasets/regions.csv"
  /// What is read for the published figures.
  static let paths = [savingsPath, regionsPath]

  init() throws(CommandFailure) {
    savings = try Self.rows(of: Self.savingsPath).map { (line, row) throws(CommandFailure) in
      guard row.count == 6, let added = try? AddedTime(parsing: row[1]), let flexibleStart = Double(row[3]),
        let pauseAndResume = Double(row[4]), let segments = Double(row[5])
      else { throw Self.malformed(Self.savingsPath, line) }
      return PublishedRow(
        workload: row[2], addedTime: added, flexibleStartPercent: flexibleStart,
        pauseAndResumePercent: pauseAndResume, segmentsPerHour: segments)
    }
    var means: [String: [Double]] = [:]
    for (line, row) in try Self.rows(of: Self.regionsPath) {
      let months = row.suffix(12).compactMap { Double($0) }
      guard row.count == 18, months.count == 12 else { throw Self.malformed(Self.regionsPath, line) }
      means[row[0]] = months
    }
    monthlyMeans = means
  }

  /// The fields of each line but the first, with its number.
  private static func rows(of path: String) throws(CommandFailure) -> [(line: Int, fields: [String])] {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw CommandFailure(.noInput, "\(path): there is no such file; run --compare where the package is.")
    }
    return text.split(separator: "\n").enumerated().dropFirst().map { index, line in
      (index + 1, line.split(separator: ",", omittingEmptySubsequences: false).map(String.init))
    }
  }

  private static func malformed(_ path: String, _ line: Int) -> CommandFailure {
    CommandFailure(.badData, "\(path):\(line): not a row of the published figures; restore the file.")
  }
}
