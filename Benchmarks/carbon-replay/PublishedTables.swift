import CarbonReplay
import CarbonScheduling
import CarbonTraces
import CommandLineKit
import Foundation

/// The paper's savings, or others in the same form, for `--compare`.
enum PublishedTables {
  /// Reads a file like `Datasets/published-savings.csv`.
  ///
  /// - Throws: ``CommandFailure`` that names the file and the line.
  static func savings(in path: String) throws(CommandFailure) -> [PublishedRow] {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw CommandFailure(.noInput, "\(path): there is no such file; give one like Datasets/published-savings.csv.")
    }
    var rows: [PublishedRow] = []
    for (index, line) in text.split(whereSeparator: \.isNewline).enumerated().dropFirst() {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard fields.count == 6, let added = try? AddedTime(parsing: fields[1]), let flexibleStart = Double(fields[3]),
        let pauseAndResume = Double(fields[4]), let segments = Double(fields[5])
      else {
        throw CommandFailure(
          .badData,
          "\(path):\(index + 1): not a row of published savings; write added_time_kind,added_time,workload and the three figures."
        )
      }
      rows.append(
        PublishedRow(
          workload: fields[2], addedTime: added, flexibleStartPercent: flexibleStart,
          pauseAndResumePercent: pauseAndResume, segmentsPerHour: segments))
    }
    return rows
  }
}
