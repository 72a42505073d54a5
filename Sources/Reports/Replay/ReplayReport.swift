package import CarbonReplay
import CarbonScheduling
import Charts

/// The page of a replay: the answer first, then the pictures it rests on, then how it was made.
///
///     let report = ReplayReport(result, replay: replay, insights: insights, circumstances: ...)
///     report.html                 // one page, complete in itself
///     report.mainChart?.svg()     // savings by added time, for papers and READMEs
package struct ReplayReport: Sendable {
  let replay: Replay
  let insights: ReplayInsights
  let circumstances: Circumstances
  let figures: CellIndex
  let comparison: PaperComparison?
  let styles: Styles
  let regions: [Replay.Region]
  let planCount: Int

  /// What a replay does not know of itself.
  package struct Circumstances: Sendable {
    /// The words of the command line, the program's name first.
    package var command: [String]
    /// The paper's tables; `nil` where they cannot be read.
    package var published: [PublishedRow]?
    /// Hours that regions' clocks are ahead of UTC. If a region is missing, all hours are shown in UTC.
    package var hoursAheadOfUTC: [String: Int]
    /// What there is to say of the traces' origin and of their gaps, a sentence or two each.
    package var traceNotes: [String]
    /// Why regions are missing from the replay.
    package var failures: [String]

    package init(
      command: [String], published: [PublishedRow]? = nil, hoursAheadOfUTC: [String: Int] = [:],
      traceNotes: [String] = [], failures: [String] = []
    ) {
      self.command = command
      self.published = published
      self.hoursAheadOfUTC = hoursAheadOfUTC
      self.traceNotes = traceNotes
      self.failures = failures
    }
  }

  /// One colour and marker for each region and each workload, in every chart and table of the page.
  struct Styles: Sendable {
    let regions: SeriesStyles
    let workloads: SeriesStyles
  }

  package init(_ result: ReplayResult, replay: Replay, insights: ReplayInsights, circumstances: Circumstances) {
    self.replay = replay
    self.insights = insights
    self.circumstances = circumstances
    figures = CellIndex(result.cells)
    comparison = circumstances.published.map { PaperComparison(result, against: $0) }
    regions = result.regions
    planCount = result.planCount
    styles = Styles(
      regions: SeriesStyles(order: result.regions.map(\.name)),
      workloads: SeriesStyles(order: replay.workloads.map(\.name)))
  }

  package var html: String {
    Page(
      title: title, lead: lead,
      sections: [
        answerSection, foresightSection, monthsSection, workloadsSection, savingsSection, hoursSection,
        publishedSection, paperSection, pausesSection, delaysSection, methodSection,
      ].compactMap(\.self)
    ).html
  }

  private var title: PlainText {
    "\(counted(figures.workloads.count, "job", "jobs")) in \(counted(figures.regions.count, "region", "regions")): "
      + "what waiting for cleaner power saves"
  }
}
