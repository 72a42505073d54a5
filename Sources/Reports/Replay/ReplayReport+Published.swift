import CarbonReplay
import CarbonScheduling
import Charts

/// The paper's eight tables, each beside ours.
extension ReplayReport {
  var publishedSection: Page.Section {
    var body = Markup()
    var heading: PlainText = "The published tables"
    if let comparison, !comparison.rows.isEmpty {
      let differences = comparison.savings.map(\.difference)
      let mean = NumberFormat.decimals(2).text(
        FiniteNumber(PaperComparison.meanAbsoluteDifference(differences)))
      let largest = NumberFormat.decimals(2).text(differences.map(abs).max().finite)
      heading = "Published and ours differ by \(mean) percentage points on average, by \(largest) at most"
      body.paragraph(
        """
        \(counted(differences.count, "cell", "cells")) of the tables of Dodge et al. (FAccT 2022) and the same cells \
        here: savings in percent as means of ratios over releases and regions, our grams a run, and running segments \
        for each hour between release and latest end. Blue differences are below the published figure, orange above.
        """)
      if let note = comparison.regionNote { body.note("\(note)") }
      for added in unique(comparison.rows.map(\.addedTime)) {
        let kind = added.isRelative ? "percent" : "hours"
        body.append(table(added, comparison).markup(id: ElementID("published-\(kind)-\(added.description)")))
      }
    } else if circumstances.published == nil {
      body.paragraph(
        """
        The published tables are not shown: their file was not found. Run the command where the package is, and they \
        stand here beside the replay’s.
        """)
    } else {
      body.paragraph("This replay has none of the published jobs and added times, so there is nothing to compare.")
    }
    return .init(id: "published", name: "Published tables", heading: heading, body: body)
  }

  private func table(_ added: AddedTime, _ comparison: PaperComparison) -> DataTable {
    let percents = DataTable.Kind.number(.fixedPercent(1))
    let difference = DataTable.Kind.number(.decimals(1), look: .fixedShade(.diverging(around: 0), -2...2))
    let saved = DataTable.Kind.number(.mass(3))
    let segments = DataTable.Kind.number(.decimals(2))
    return DataTable(
      caption: Caption(
        title: "\(added.words) to spare", description: ""),
      columns: [
        .init("Job"), .init("Flexible Start, paper", percents), .init("ours", percents), .init("diff.", difference),
        .init("saved", saved), .init("Pause and Resume, paper", percents), .init("ours", percents),
        .init("diff.", difference), .init("saved", saved), .init("segments/h, paper", segments),
        .init("ours", segments),
      ],
      rows: comparison.rows.filter { $0.addedTime == added }.map { row in
        [.series(PlainText(row.workload), styles.workloads[row.workload])]
          + cells(row.flexibleStart, row.flexibleStartSaved) + cells(row.pauseAndResume, row.pauseAndResumeSaved)
          + [row.segmentsPerHour.published, row.segmentsPerHour.ours].map { .number(FiniteNumber($0)) }
      })
  }

  private func cells(_ pair: PaperComparison.Pair, _ saved: Emissions) -> [DataTable.Cell] {
    [pair.published, pair.ours, pair.difference, saved.grams].map { .number(FiniteNumber($0)) }
  }
}
