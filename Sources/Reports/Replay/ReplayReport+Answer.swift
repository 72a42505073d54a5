import CarbonReplay
import CarbonScheduling
package import Charts

/// What was replayed, and the answer.
extension ReplayReport {
  var lead: Markup {
    var markup = Markup()
    guard let first = figures.longestAddedTimes.first, let pausing = figures.saving(.pauseAndResume, first),
      let starting = figures.saving(.flexibleStart, first)
    else {
      markup.lead("Nothing was replayed: no job with its added time fits a trace.")
      return markup
    }
    markup.lead(
      """
      This replays \(planCount) plans, made \(PlainText(replay.foresight == nil ? "with hindsight" : "on what was known")): \(counted(figures.workloads.count, "job", "jobs")) in \
      \(counted(figures.regions.count, "region", "regions")), released \(releaseWords) \(span), with \
      \(counted(figures.addedTimes.count, "added time", "added times")). Allowed to end \(first.words) later, jobs that \
      may pause emit \(less(pausing)) on average than if started at once; jobs that may only start later emit \
      \(less(starting)).
      """)
    return markup
  }

  /// "12.3% less, 4.1 kg a run or 5.2% of all their grams"; without the shares where a baseline has none.
  private func less(_ saving: MeanSaving) -> Prose {
    guard let share = saving.meanOfRatios, let ofGrams = saving.percentOfGrams else {
      return "\(strong: mass(saving.saved)) less a run"
    }
    return """
      \(strong: percent(share)) less (\(strong: mass(saving.saved)) a run, \(percent(ofGrams)) of all their grams)
      """
  }

  private var releaseWords: PlainText {
    switch replay.releases {
    case .published: "five times a month"
    case .every: "at every slot"
    case .spaced(let step): "every \(PlainText(step.compactDescription))"
    }
  }

  private var span: PlainText {
    guard let first = regions.map(\.trace.start).min(), let end = regions.map(\.trace.end).max() else { return "" }
    let days = (CivilDate(containing: first), CivilDate(containing: end))
    if first == CivilDate(year: days.0.year, month: 1, day: 1).startOfDay,
      end == CivilDate(year: days.0.year + 1, month: 1, day: 1).startOfDay
    {
      return "in \(days.0.year)"
    }
    let last = Instant(secondsSince1970: end.secondsSince1970 - 1).dayWords
    return first.dayWords == last ? "on \(last)" : "from \(first.dayWords) to \(last)"
  }

  var answerSection: Page.Section {
    var body = Markup()
    if let chart = mainChart { body.chart(chart, id: "savings-by-added-time") }
    if let note = shareNote { body.note(note) }
    if !regions.isEmpty { body.note("\(sourceNote)") }
    if !circumstances.failures.isEmpty {
      body.subheading("Left out")
      body.list(circumstances.failures.map { "\($0)" })
    }
    return .init(id: "answer", name: "The answer", heading: answerHeading, body: body)
  }

  private var answerHeading: PlainText {
    guard let last = figures.longestAddedTimes.last, let pausing = figures.saving(.pauseAndResume, last),
      let starting = figures.saving(.flexibleStart, last)
    else { return "Nothing to compare" }
    return
      "With \(last.words) to spare, pausing saves \(saving(pausing)) a run, starting later \(saving(starting))"
  }

  /// Savings by added time: the chart that stands for the whole replay.
  package var mainChart: (any Chart)? {
    guard !figures.addedTimes.isEmpty else { return nil }
    let groups = figures.addedTimes.map { added in
      let savings = [figures.saving(.flexibleStart, added), figures.saving(.pauseAndResume, added)]
      return BarChart.Group(
        name: added.label, values: savings.map { ($0?.meanOfRatios).finite },
        notes: savings.map { "\(percent($0?.meanOfRatios)), \(mass($0?.saved))" })
    }
    let best = figures.addedTimes.compactMap { added in
      figures.saving(.pauseAndResume, added).map { (added, $0) }
    }.max { ($0.1.meanOfRatios ?? 0) < ($1.1.meanOfRatios ?? 0) }
    let finding: PlainText =
      best.map { "Pause and Resume saves most at \($0.0.label): \(saving($0.1)) a run." } ?? ""
    return BarChart(
      caption: Caption(
        title: "What waiting saves, by how much later a job may end",
        subtitle:
          "Percent of the emissions of starting at once, and grams a run: means of "
          + "\(counted(figures.workloads.count, "job", "jobs")) in "
          + "\(counted(figures.regions.count, "region", "regions"))",
        description: finding),
      axis: ValueAxis("Saved", .percent),
      series: Algorithm.delaying.map { .init(name: $0.words, paint: .series($0.style)) }, groups: groups)
  }

  /// Which job the grams come from: a mean over jobs of such different size is mostly that of the largest.
  private var shareNote: Prose? {
    guard figures.workloads.count > 1, let added = figures.longestAddedTimes.first else { return nil }
    let baselines = figures.workloads.map { workload in
      (workload, figures.saving(.flexibleStart, added, workload: workload)?.baseline.grams ?? 0)
    }
    let total = baselines.reduce(0) { $0 + $1.1 }
    guard let largest = baselines.max(by: { $0.1 < $1.1 }), total > 0 else { return nil }
    let share = 100 * largest.1 / total
    return """
      Percentages are means over jobs, regions and releases, each counted alike, as in the paper. Grams are not alike: \
      \(largest.0) emits \(percent(share)) of them\(share > 50 ? ", so they speak mostly of it" : "").
      """
  }
}
