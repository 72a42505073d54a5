import CarbonReplay
import CarbonScheduling
import Charts

/// When in the day each grid is clean.
extension ReplayReport {
  var hoursSection: Page.Section {
    var body = Markup()
    var heading: PlainText = "The day of each grid"
    let swings = insights.regions.compactMap(DaySwing.init)
    if let widest = swings.max(by: { $0.percent < $1.percent }), let least = swings.min(by: { $0.percent < $1.percent })
    {
      heading =
        "The day swings by \(percent(widest.percent)) (\(intensity(widest.grams))) in \(PlainText(widest.region))"
      body.paragraph(
        """
        The mean of its dirtiest hour less that of its cleanest, as a share of the region’s mean; \
        \(least.region) swings least, \(percent(least.percent)) (\(intensity(least.grams))). The wider the swing, the \
        more there is to gain by starting at another hour.
        """)
    }
    body.chart(
      hoursChart(
        title: "Intensity by hour of day, g/kWh", subtitle: "Mean of all slots of the trace",
        quantity: .plain(unit: "g/kWh"), palette: .sequential
      ) { value, _ in value }, id: "intensity-by-hour")
    body.chart(
      hoursChart(
        title: "The same, as percent above or below each region’s mean",
        subtitle: "Blue hours are cleaner than the region’s mean, orange ones dirtier; its mean is beside its name",
        quantity: .percent, palette: .diverging(around: 0), showsMeans: true
      ) { value, mean in mean == 0 ? 0 : 100 * (value - mean) / abs(mean) }, id: "intensity-by-hour-relative")
    return .init(id: "hours", name: "By hour", heading: heading, body: body)
  }

  private func hoursChart(
    title: PlainText, subtitle: PlainText, quantity: Quantity, palette: HeatPalette, showsMeans: Bool = false,
    _ figure: (Double, Double) -> Double
  ) -> HeatMap {
    HeatMap(
      caption: Caption(
        title: title, subtitle: subtitle, description: "A row for each region, a column for each hour."),
      quantity: quantity, palette: palette,
      rows: insights.regions.map { region in
        let hours = region.hourlyMeans.map { $0.map { figure($0, region.meanIntensity) } }
        return .init(
          name: showsMeans ? "\(PlainText(region.name)), \(intensity(region.meanIntensity))" : PlainText(region.name),
          paint: .series(styles.regions[region.name]), values: local(hours, of: region.name).map(\.finite))
      },
      columns: hourNames, columnTitle: hourTitle)
  }

  var hourNames: [PlainText] { (0..<24).map { PlainText($0.twoDigits) } }

  var hourTitle: PlainText { "Hour of day, \(clockWords)" }

  var clockWords: PlainText { isLocal ? "local standard time" : "UTC" }

  /// One clock for the whole page: local only if every region's is known.
  private var isLocal: Bool {
    !regions.isEmpty && regions.allSatisfy { circumstances.hoursAheadOfUTC[$0.name] != nil }
  }

  /// Values by hour of UTC, by the hour of the page's clock.
  func local<Value>(_ hours: [Value], of region: String) -> [Value] {
    let ahead = isLocal ? circumstances.hoursAheadOfUTC[region] ?? 0 : 0
    return (0..<24).map { hours[Int(Int64($0 - ahead).moduloRoundingDown(by: 24))] }
  }
}

/// How much a region's mean day goes up and down.
private struct DaySwing {
  let region: String
  let grams: Double
  let percent: Double

  init?(_ region: ReplayInsights.Region) {
    let hours = region.hourlyMeans.compactMap(\.self)
    guard let low = hours.min(), let high = hours.max(), region.meanIntensity != 0 else { return nil }
    self.region = region.name
    grams = high - low
    percent = 100 * grams / abs(region.meanIntensity)
  }
}
