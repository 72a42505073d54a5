import CarbonCommands
import CarbonReplay
import CarbonScheduling
import CommandLineKit
import Foundation

/// The text of `--compare`: the published tables beside ours, then what they come to.
struct ComparisonText {
  let result: ReplayResult
  let comparison: PaperComparison

  init(_ result: ReplayResult, against published: [PublishedRow]) throws(CommandFailure) {
    self.result = result
    comparison = PaperComparison(result, against: published)
    guard !comparison.rows.isEmpty else {
      throw .usage("carbon-replay: --compare finds none of the published workloads and added times in this replay.")
    }
  }

  var text: String {
    (tables + [regions, savings, segments, facts, months].filter { !$0.isEmpty }).joined(separator: "\n")
  }

  /// What differences cannot say where the regions are not the paper's.
  private var regions: String { comparison.regionNote.map { "Note: \($0)\n" } ?? "" }

  /// One table an added time, as in the paper.
  private var tables: [String] {
    unique(comparison.rows.map(\.addedTime)).map { added in
      var table = TextTable(
        columns: [.left("workload")]
          + ["FS paper", "ours", "diff", "saved", "P&R paper", "ours", "diff", "saved", "segm/h paper", "ours"]
          .map { .right($0) })
      for row in comparison.rows where row.addedTime == added {
        table.add(
          [row.workload]
            + cells(row.flexibleStart, row.flexibleStartSaved) + cells(row.pauseAndResume, row.pauseAndResumeSaved)
            + [row.segmentsPerHour.published, row.segmentsPerHour.ours].map { fixed($0, decimals: 2) })
      }
      return "+\(added): savings in percent (mean of ratios), published and ours, and our grams a start\n\(table)\n"
    }
  }

  private func cells(_ pair: PaperComparison.Pair, _ saved: Emissions) -> [String] {
    [pair.published, pair.ours, pair.difference].map { fixed($0, decimals: 1) } + [massText(grams: saved.grams)]
  }

  private var savings: String {
    func line(_ name: String, _ differences: [Double]) -> [String] {
      let largest = differences.map(abs).max() ?? 0
      return [
        name, "\(differences.count)", fixed(PaperComparison.meanAbsoluteDifference(differences), decimals: 2),
        fixed(largest, decimals: 2), fixed(differences.reduce(0, +) / Double(differences.count), decimals: 2),
      ]
    }
    var table = TextTable(
      columns: [.left("savings"), .right("cells"), .right("mean |diff|"), .right("largest"), .right("mean diff")])
    table.add(line("all, mean of ratios", comparison.savings.map(\.difference)))
    table.add(line("Flexible Start", comparison.rows.map(\.flexibleStart.difference)))
    table.add(line("Pause and Resume", comparison.rows.map(\.pauseAndResume.difference)))
    table.add(line("all, ratio of sums", comparison.ratioOfSumsDifferences))
    return "Differences in percentage points\n\(table)\n"
  }

  private var segments: String {
    let factors = comparison.rows.map(\.segmentsPerHour.factor)
    let mean = exp(factors.reduce(0) { $0 + log($1) } / Double(factors.count))
    return "Running segments per hour: \(factors.count) cells, off by a factor of \(fixed(mean, decimals: 2)) "
      + "(geometric mean), \(factors.count { $0 <= 1.5 }) of them within 1.5, "
      + "the worst \(fixed(factors.max() ?? 1, decimals: 2))\n"
  }

  /// What the paper says in words.
  private var facts: String {
    let lines = [
      fact(
        "Flexible Start, densenet-201, 24 h, up to 80 % in West US and over 30 % in several regions",
        .flexibleStart, "densenet-201", [.hours(24)]),
      fact(
        "Flexible Start, transformer-6b, 6 to 24 h, less than 1.5 % at best",
        .flexibleStart, "transformer-6b", [6, 12, 18, 24].map { .hours($0) }),
      fact(
        "Pause and Resume, transformer-6b, 100 %, up to about 25 %",
        .pauseAndResume, "transformer-6b", [.percent(100)]),
      fact(
        "Pause and Resume, densenet-201, 100 %, less than 10 %",
        .pauseAndResume, "densenet-201", [.percent(100)]),
    ].compactMap(\.self)
    return lines.isEmpty ? "" : "The paper's text, and our best regions\n" + lines.joined()
  }

  private func fact(
    _ words: String, _ algorithm: Algorithm, _ workload: String, _ addedTimes: [AddedTime]
  ) -> String? {
    var best: [String: Double] = [:]
    for cell in result.cells
    where cell.algorithm == algorithm && cell.workload == workload && addedTimes.contains(cell.addedTime) {
      best[cell.region] = max(best[cell.region] ?? 0, cell.meanOfRatios ?? 0)
    }
    guard !best.isEmpty else { return nil }
    let leaders = best.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(5)
    return "  \(words):\n    "
      + leaders.map { "\($0.key) \(fixed($0.value, decimals: 1)) %" }.joined(separator: ", ") + "\n"
  }

  /// The monthly means that the 6B job's emissions imply.
  private var months: String {
    guard let job = Replay.publishedWorkloads.first(where: { $0.name == "transformer-6b" })?.workload else { return "" }
    var ratios: [Double] = []
    for region in result.regions {
      guard let published = PublishedRegion.named(region.name)?.monthlyMeans,
        let ours = try? Replay.monthlyMeans(of: job, on: region.trace)
      else { continue }
      ratios += ours.filter { $0.month.year == 2020 }.map { $0.gramsPerKilowattHour / published[$0.month.month - 1] }
    }
    guard !ratios.isEmpty else { return "" }
    let worst = ratios.map { abs($0 - 1) }.max() ?? 0
    return "Monthly mean intensities of the 6B job: \(ratios.count) region-months, "
      + "the worst \(fixed(100 * worst, decimals: 3)) % from the published one\n"
  }
}
