import CarbonReplay
import CarbonScheduling
import Charts

/// Emissions by month, a line a region: the paper's figure 1.
extension ReplayReport {
  var monthsSection: Page.Section {
    var body = Markup()
    var heading: PlainText = "Emissions by month"
    if let job = insights.monthlyJob, let chart = monthsChart(of: job) {
      let yearly = yearlyMeans(of: job)
      if let least = yearly.first, let most = yearly.last, yearly.count > 1 {
        heading =
          "The same job emits \(times(most.emissions.grams, least.emissions.grams)) as much in "
          + "\(PlainText(most.region)) as in \(PlainText(least.region))"
        body.paragraph(
          """
          One run of \(job.name) started at once emits \(mass(least.emissions)) in \(least.region) and \
          \(mass(most.emissions)) in \(most.region), as means of their months\(widestYear).
          """)
      }
      body.chart(chart, id: "emissions-by-month")
    } else {
      body.paragraph(
        "No job fits between a published release and the end of its trace, so there are no months to show.")
    }
    return .init(id: "months", name: "By month", heading: heading, body: body)
  }

  /// The region whose months differ most.
  private var widestYear: PlainText {
    let ranges = insights.regions.compactMap { region -> (region: String, factor: Double)? in
      let months = region.monthlyMeans.map(\.gramsPerKilowattHour)
      guard months.count > 1, let least = months.min(), let most = months.max(), least > 0 else { return nil }
      return (region.name, most / least)
    }
    guard let widest = ranges.max(by: { $0.factor < $1.factor }) else { return "" }
    return
      "; within a region, months differ by a factor of \(NumberFormat.significant(2).text(FiniteNumber(widest.factor))) at most, in \(PlainText(widest.region))"
  }

  private func times(_ larger: Double, _ smaller: Double) -> PlainText {
    guard smaller > 0 else { return "many times" }
    return "\(NumberFormat.significant(2).text(FiniteNumber(larger / smaller))) times"
  }

  /// From the least to the most.
  private func yearlyMeans(of job: NamedWorkload) -> [(region: String, emissions: Emissions)] {
    insights.regions.compactMap { region in
      guard !region.monthlyMeans.isEmpty else { return nil }
      let sum = region.monthlyMeans.reduce(0) { $0 + $1.gramsPerKilowattHour }
      let mean = sum / Double(region.monthlyMeans.count)
      return (region.name, Emissions(grams: mean * job.workload.energy.kilowattHours))
    }.sorted { ($0.emissions, $0.region) < ($1.emissions, $1.region) }
  }

  private func monthsChart(of job: NamedWorkload) -> (any Chart)? {
    let months = unique(insights.regions.flatMap(\.monthlyMeans).map { $0.year * 12 + $0.month - 1 }).sorted()
    guard let first = months.first, let last = months.last else { return nil }
    let isOneYear = first / 12 == last / 12
    let series = insights.regions.map { region in
      var values: [Int: Double] = [:]
      for mean in region.monthlyMeans {
        values[mean.year * 12 + mean.month - 1] = mean.gramsPerKilowattHour * job.workload.energy.kilowattHours
      }
      return LineChart.Series(
        name: PlainText(region.name), style: styles.regions[region.name], values: months.map { values[$0].finite })
    }
    let caption = Caption(
      title: "Emissions by month of release, a line for each region",
      subtitle:
        "One run of \(PlainText(job.name)) (\(energyWords(job))), started at once; mean of the published releases"
        + (isOneYear ? ", \(first / 12)" : ""),
      description: "Monthly means of each region, from \(monthNames[first % 12]) to \(monthNames[last % 12]).")
    let names = months.map { PlainText(monthNames[$0 % 12] + (isOneYear ? "" : " \($0 / 12)")) }
    return LineChart(
      caption: caption, x: .categories(names), y: ValueAxis("Emissions", .mass, includesZero: true),
      series: series)
  }

  func energyWords(_ job: NamedWorkload) -> PlainText {
    kilowattHours(job.workload.energy)
  }
}
