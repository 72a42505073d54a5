import CarbonScheduling
import Charts

/// What more time to spare would bring.
extension PlanReport {
  var tradeOffSection: Page.Section {
    let tradeOff = circumstances.tradeOff
    var body = Markup()
    if tradeOff.addedTimes.count > 1 {
      if let finding = tradeOffFinding { body.paragraph(finding) }
      body.chart(tradeOffChart, id: "trade-off-chart")
    } else {
      body.paragraph("The trace ends with the job, so there is no time to spare and nothing to trade.")
    }
    return .init(id: "trade-off", name: "Time against emissions", heading: tradeOffHeading, body: body)
  }

  private var tradeOffChart: LineChart {
    let tradeOff = circumstances.tradeOff
    let now = schedule.baseline.emissions?.grams
    let lines =
      tradeOff.curves.map { ($0.algorithm, $0.grams) } + [(.runNow, tradeOff.addedTimes.map { _ in now })]
    return LineChart(
      caption: Caption(
        title: "What the job emits, by how much later it may end",
        subtitle: "The axis begins where the least emissions are, not at zero",
        description: "\(tradeOffHeading)."),
      x: .numbers(
        tradeOff.addedTimes.compactMap { FiniteNumber(Double($0) / 3_600) },
        ValueAxis("Added time", .plain(unit: "h"))),
      y: ValueAxis("Emissions", .mass),
      series: lines.map { algorithm, grams in
        .init(name: algorithm.words, style: algorithm.style, values: grams.map(\.finite))
      },
      marks: tradeOff.ownIndex.map { [.init(index: $0, name: "this plan")] } ?? [])
  }

  /// The algorithm of the plan, or the best there is for a job that is started at once.
  private var ownCurve: PlanTradeOff.Curve? {
    circumstances.tradeOff.curves.first { $0.algorithm == circumstances.algorithm }
      ?? circumstances.tradeOff.curves.last
  }

  private var tradeOffHeading: PlainText {
    let tradeOff = circumstances.tradeOff
    if tradeOff.ownIndex == nil, let most = tradeOff.addedTimes.last, let curve = ownCurve,
      let last = curve.grams.last.flatMap(\.self), let now = schedule.baseline.emissions
    {
      let gain = Savings(baseline: now, emissions: Emissions(grams: last))
      return "With \(Duration.seconds(most).words) to spare, \(curve.algorithm.words) would save "
        + shares(gain)
    }
    guard let own = tradeOff.ownIndex, let curve = ownCurve, let grams = curve.grams[own],
      let most = tradeOff.addedTimes.last, let last = curve.grams.last.flatMap(\.self), most > tradeOff.addedTimes[own]
    else { return "Emissions by added time" }
    let gain = Savings(baseline: Emissions(grams: grams), emissions: Emissions(grams: last))
    let time = Duration.seconds(most).words
    return gain.grams > 0
      ? "With \(time) to spare it would emit another \(shares(gain)) less"
      : "More time, up to \(time), would change nothing"
  }

  /// How early most of the saving comes.
  private var tradeOffFinding: Prose? {
    let tradeOff = circumstances.tradeOff
    guard let curve = ownCurve, let own = tradeOff.ownIndex, let atOwn = curve.grams[own] else { return nil }
    guard let now = schedule.baseline.emissions?.grams, now > atOwn,
      let half = curve.grams[...own].firstIndex(where: { $0.map { now - $0 >= (now - atOwn) / 2 } ?? false })
    else { return nil }
    return """
      Half of what \(curve.algorithm.words) saves here, \
      \(shares(Savings(baseline: .grams(now), emissions: .grams((now + atOwn) / 2)))), is there from \
      \(Duration.seconds(tradeOff.addedTimes[half]).words) of added time on.
      """
  }
}
