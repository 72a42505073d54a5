import CarbonReplay
import CarbonScheduling
package import Charts

/// The page's charts as figures for print: one idea each, small multiples where the page has many shades.
extension ReplayReport {
  /// A chart, the name of its file, and what stands below it.
  package struct Figure: Sendable {
    /// Such as `savings-by-region-24h`.
    package let name: String
    package let chart: any Chart
    package let caption: String
  }

  /// All figures of which the replay has something to show, in the order of the page.
  package var figuresForPrint: [Figure] {
    var charts: [(name: String, chart: any Chart)] = []
    if let mainChart { charts.append(("savings-by-added-time", mainChart)) }
    if let monthly = insights.monthlyJob, let range = ranges.first(where: { $0.job.name == monthly.name }) {
      charts.append(("emissions-by-month", monthsPanels(of: range)))
    }
    if let language = ranges.first(where: { $0.job.name == "bert-language-model" }),
      insights.monthlyJob?.name != "bert-language-model"
    {
      charts.append(("emissions-by-month-bert-language-model", monthsPanels(of: language)))
    }
    if !ranges.isEmpty { charts.append(("emissions-over-regions-and-months", rangeChart)) }
    for added in figures.addedTimes {
      charts.append(("savings-by-region-\(added.description.replacing("%", with: "-percent"))", savingsByRegion(added)))
    }
    for added in figures.longestAddedTimes {
      for algorithm in Algorithm.delaying {
        let name = "savings-by-job-\(algorithm.rawValue)-\(added.description.replacing("%", with: "-percent"))"
        charts.append((name, jobsByRegion(algorithm, added)))
      }
    }
    return charts.map { name, chart in
      let caption = chart.caption
      let parts = [caption.title.string, caption.subtitle.string, caption.description.string].filter { !$0.isEmpty }
      return Figure(
        name: name, chart: chart,
        caption: parts.map { $0.hasSuffix(".") ? $0 : $0 + "." }.joined(separator: " ") + " \(sourceNote)")
    }
  }

  /// Whose values the figures rest on.
  var sourceNote: String {
    let byProvenance = Dictionary(grouping: regions, by: \.trace.provenance.description)
    guard byProvenance.count > 1 else {
      return "The intensities are \(byProvenance.keys.first ?? Provenance.unknown.description)."
    }
    let parts = byProvenance.sorted { $0.key < $1.key }.map { provenance, regions in
      "of \(regions.map(\.name).joined(separator: ", ")) \(provenance)"
    }
    return "The intensities are \(parts.joined(separator: "; "))."
  }

  /// One added time: a bar for each algorithm in each region.
  private func savingsByRegion(_ added: AddedTime) -> BarChart {
    BarChart(
      caption: Caption(
        title: "Savings by region at \(added.label)",
        subtitle: "Percent of starting at once, means of jobs and releases",
        description: "A bar for each algorithm in each region."),
      axis: ValueAxis("Saved", .percent),
      series: Algorithm.delaying.map { .init(name: $0.words, paint: .series($0.style)) },
      groups: figures.regions.map { region in
        .init(
          name: PlainText(region),
          values: Algorithm.delaying.map {
            (figures.saving($0, added, region: region)?.meanOfRatios).finite
          })
      })
  }
}
