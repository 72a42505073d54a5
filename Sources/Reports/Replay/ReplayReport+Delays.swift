import CarbonReplay
import CarbonScheduling
import Charts

/// Which start offsets win, by hour of release.
extension ReplayReport {
  var delaysSection: Page.Section {
    var body = Markup()
    var heading: PlainText = "Which delays win"
    let regions = insights.regions.filter { $0.delays != nil }
    if let delayed = insights.delayed, let pooled = PooledDelays(of: self) {
      heading = "Starting at once is best for \(percent(100 * pooled.shareAtOnce)) of releases"
      body.paragraph(
        """
        How long Flexible Start makes \(delayed.job.name) wait if it may end up to \
        \(delayed.addedTime.words) later: over every slot of the trace as a release, \
        \(counted(pooled.releaseCount, "plan", "plans")) in \(counted(regions.count, "region", "regions")). The \
        diagonals are clean hours that releases wait for; the last column is the end of what they may wait.
        """)
      body.chart(
        HeatMap(
          caption: Caption(
            title: "Delay chosen, by hour of release",
            subtitle: "Percent of the releases in each hour, all regions together; the hours are \(clockWords)",
            description: "A row for each hour of release, a column for each delay."),
          quantity: .percent,
          rows: pooled.shares.enumerated().map { hour, shares in
            .init(name: PlainText("\(hour.twoDigits):00"), values: shares.map { FiniteNumber(100 * $0) })
          }, columns: pooled.binNames, columnTitle: "Delay up to, hours; 0 is a start at once"),
        id: "delays-by-hour")
      body.chart(
        HeatMap(
          caption: Caption(
            title: "Mean delay, by region and hour of release", subtitle: "Hours from release to start",
            description: "A row for each region, a column for each hour of release."),
          quantity: .plain(unit: "h"),
          rows: regions.map { region in
            .init(
              name: PlainText(region.name), paint: .series(styles.regions[region.name]),
              values: local(region.delays?.meanHours ?? [], of: region.name).map(\.finite))
          }, columns: hourNames, columnTitle: hourTitle),
        id: "delays-by-region")
    } else {
      body.paragraph("No job fits its trace with its added time.")
    }
    return .init(id: "delays", name: "Delays", heading: heading, body: body)
  }
}

/// The delays of all regions together, by the hour of the page's clock.
private struct PooledDelays {
  /// `shares[hour][bin]`, adding up to 1 in each hour.
  let shares: [[Double]]
  let shareAtOnce: Double
  let releaseCount: Int
  let binNames: [PlainText]

  init?(of report: ReplayReport) {
    let known = report.insights.regions.compactMap { region in region.delays.map { (region.name, $0) } }
    guard let first = known.first?.1 else { return nil }
    var counts = [[Int]](repeating: [Int](repeating: 0, count: first.binCount), count: 24)
    for (region, delays) in known {
      for (hour, ofHour) in report.local(delays.counts, of: region).enumerated() {
        for (bin, count) in ofHour.enumerated() { counts[hour][bin] += count }
      }
    }
    let totals = counts.map { $0.reduce(0, +) }
    shares = zip(counts, totals).map { counts, total in counts.map { Double($0) / Double(max(1, total)) } }
    releaseCount = totals.reduce(0, +)
    shareAtOnce = Double(counts.reduce(0) { $0 + $1[0] }) / Double(max(1, releaseCount))
    binNames = (0..<first.binCount).map { PlainText("\($0 * first.binHours)") }
  }
}
