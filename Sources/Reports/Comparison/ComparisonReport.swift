package import CarbonScheduling
import Charts

/// The page of a comparison: which alternative, when and where, and what each of these saves.
///
///     ComparisonReport(of: comparison, circumstances: .init(command: words, unit: "image")).html
package struct ComparisonReport: Sendable {
  let comparison: AlternativeComparison
  let circumstances: Circumstances

  /// What a comparison does not know of itself.
  package struct Circumstances: Sendable {
    /// The words of the command line, the program's name first.
    package var command: [String]
    /// What a functional unit is called; `nil` if nobody said.
    package var unit: String?
    /// Sentences about what was left out or assumed.
    package var notes: [String]

    package init(command: [String], unit: String?, notes: [String] = []) {
      self.command = command
      self.unit = unit
      self.notes = notes
    }
  }

  package init(of comparison: AlternativeComparison, circumstances: Circumstances) {
    self.comparison = comparison
    self.circumstances = circumstances
  }

  package var html: String {
    Page(
      title: "Which change saves most", lead: lead,
      sections: [partsSection, alternativesSection, breakEvenSection, methodSection].compactMap(\.self)
    ).html
  }

  /// "per image", or "per functional unit".
  var perUnit: PlainText { "per \(PlainText(circumstances.unit ?? "functional unit"))" }

  private var first: AlternativeComparison.Choice { comparison.choices[0] }

  func name(_ choice: AlternativeComparison.Choice) -> PlainText { PlainText(choice.alternative.name) }

  private var lead: Markup {
    let best = comparison.best
    let start = best.best.schedule.runs[0].start.words
    let place: PlainText = "from \(start) UTC in \(PlainText(best.best.region))"
    let emissions = mass(.grams(best.best.emissions.gramsPerUnit))
    var markup = Markup()
    guard let saved = comparison.savings(of: best), let now = first.now else {
      markup.lead(
        """
        \(strong: name(best)), \(place), emits least, \(strong: emissions) \(perUnit). There is nothing to compare that with: \
        the trace of \(PlainText(comparison.home)) lacks the time at once.
        """)
      return markup
    }
    if saved.grams > 0 {
      let share: PlainText = saved.percent.map { " or \(percent($0))" } ?? ""
      markup.lead(
        """
        \(strong: name(best)), \(place), emits \(strong: emissions) \(perUnit): \
        \(strong: mass(.grams(saved.grams)) + share) less than \(name(first)) at once in \(PlainText(comparison.home)).
        """)
    } else {
      markup.lead(
        """
        \(strong: name(first)) at once in \(PlainText(comparison.home)) emits \(mass(.grams(now.gramsPerUnit))) \(perUnit), \
        and no alternative, time or place emits less.
        """)
    }
    return markup
  }

  private var partsSection: Page.Section? {
    guard let parts = comparison.parts else { return nil }
    var body = Markup()
    body.chart(waterfall(parts), id: "parts-chart")
    body.note(
      """
      What a change saves depends on which others came before. Each part is the average over all orders, so the parts add \
      up to the whole saving.
      """)
    return .init(id: "parts", name: "Where it comes from", heading: partsHeading(parts), body: body)
  }

  private func named(_ parts: SavingParts) -> [(name: PlainText, grams: Double)] {
    var named: [(name: PlainText, grams: Double)] = [
      ("less energy", parts.energy), ("another time", parts.time), ("another place", parts.place),
    ]
    if parts.embodied != 0 { named.append(("other hardware", parts.embodied)) }
    return named
  }

  private func partsHeading(_ parts: SavingParts) -> PlainText {
    guard let most = named(parts).max(by: { $0.grams < $1.grams }), most.grams > 0, parts.total > 0 else {
      return "No change saves anything"
    }
    let share = Savings(
      baseline: Emissions(grams: parts.total), emissions: Emissions(grams: parts.total - most.grams))
    return "Most of it, \(percent(share.percent)), comes from \(most.name)"
  }

  private func waterfall(_ parts: SavingParts) -> WaterfallChart {
    let best = comparison.best
    return WaterfallChart(
      caption: Caption(
        title: "Where the saving comes from", subtitle: "Emissions \(perUnit)", description: "\(partsHeading(parts))."),
      axis: ValueAxis("Emissions", .mass),
      start: .init(
        name: "\(name(first)), at once, \(PlainText(comparison.home))", amount: FiniteNumber(parts.from) ?? 0,
        paint: .series(AlgorithmStyles.runNow)),
      steps: named(parts).map { .init(name: $0.name, change: FiniteNumber(-$0.grams) ?? 0) },
      end: .init(
        name: "\(name(best)), planned, \(PlainText(best.best.region))", amount: FiniteNumber(parts.to) ?? 0,
        paint: .series(AlgorithmStyles.pauseAndResume)),
      downPaint: .series(AlgorithmStyles.flexibleStart), upPaint: .series(AlgorithmStyles.runNow))
  }

  private var methodSection: Page.Section {
    var body = Markup()
    body.list(
      [
        """
        Emissions are energy times intensity, slot by slot, plus the hardware’s embodied emissions, divided by the functional \
        units: SCI = ((E × I) + M) / R.
        """,
        "What is paid once is taken to emit as much for each kilowatt-hour as the work itself.",
        "The yardstick is the first alternative, run at once in \(PlainText(comparison.home)).",
      ] + circumstances.notes.map { Prose(stringLiteral: $0) })
    body.subheading("To reproduce this page")
    body.verbatim(ShellCommand(circumstances.command).lines.map { PlainText($0) })
    return .init(id: "method", name: "Method", heading: "Method and caveats", body: body)
  }
}
